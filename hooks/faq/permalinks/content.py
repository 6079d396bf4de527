"""What is lost of a page that is still there, or that another one answers for: its question, its anchors."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher

from faq.addresses import Permalink, part_read, written
from faq.frozen import record
from faq.kinds import Kind
from faq.model import Problem, Source
from faq.permalinks import advice
from faq.permalinks.fate import fate
from faq.permalinks.inventory import Anchor, Inventory, PageContent
from faq.permalinks.meant import Reviewed
from faq.permalinks.one_page_names import names


@record
class Lost:
    """A permalink that readers would lose, and the ways out."""

    kind: Kind
    at: Permalink
    message: str
    fix: str

    @property
    def problem(self) -> Problem:
        """The finding: its source is the permalink as it can be opened, without a text."""
        return Problem(self.kind, Source(self.at.shown, "").whole, self.message, self.fix)


@record
class Successor:
    """A page that stood at `address`, and the one that answers for it, `now_at` an address of its own."""

    address: str
    now_at: str
    old: Inventory
    new: Inventory
    reviewed: Reviewed

    @property
    def before(self) -> PageContent:
        return self.old.pages[self.address]

    @property
    def after(self) -> PageContent:
        return self.new.pages[self.now_at]

    def is_gone(self, anchor: str) -> bool:
        """Whether somebody means an anchor to be gone.

        On the page with all answers, what belongs to a question begins with its name.
        """
        name, gone = anchor.partition("--")[0], self.reviewed.gone
        meant = ((self.address, anchor), (self.now_at, anchor), (self.address, name)) if gone else ()
        return any(Permalink(*one) in gone for one in meant)

    @property
    def is_titled_by_the_build(self) -> bool:
        """Whether the title is a text of the program's, or a setting, and not a writer's heading.

        It changes with a language or release.  Its anchor is no promise: without it the page's top is shown.
        """
        return self.before.overview or self.now_at in self.reviewed.made

    def means_the_same(self, anchor: str) -> bool:
        """Whether somebody says that an anchor means what it meant, in other words."""
        return Permalink(self.now_at, anchor) in self.reviewed.reworded


def lost_content(pair: Successor) -> Iterator[Lost]:
    """What is lost of a page, where writers declare things."""
    before, after = _by_name(pair.before), _by_name(pair.after)
    other = _another_question(pair)
    if other is not None:
        yield other
    # What is said of a page's question holds for the anchor of its title.
    told = other is not None or pair.is_titled_by_the_build
    for anchor, was in pair.before.anchors.items():
        if pair.is_gone(anchor) or (told and anchor == pair.before.title):
            continue
        now = pair.after.anchors.get(anchor)
        if now is None:
            message = f"the anchor{_named(was)} would be gone"
            fix = _kept(pair, anchor, None if other else _nearest(was, pair.before, pair.after))
            if (there := _elsewhere(pair, was)) and pair.reviewed.has_front_matter(pair.now_at):
                fix = f"{advice.moved_part(pair.now_at, anchor, there)}; or {fix}"
            yield Lost(Kind.LOST_ANCHOR, Permalink(pair.address, anchor), message, fix)
        elif was.heading is None or now.heading is None or pair.means_the_same(anchor):
            continue
        elif (name := _name(anchor, was)) != _name(anchor, now):
            yield _reworded(pair, anchor)
        else:
            yield from _displaced(pair, anchor, before[name], after[name])


def _another_question(pair: Successor) -> Lost | None:
    """Whether a page answers another question than it did, and not the same one in other words.

    It does where its question is now asked at another address; or where neither its text is alike, nor
    anybody says that it is the same.
    """
    before, after = pair.before, pair.after
    was, now = before.anchors.get(before.title), after.anchors.get(after.title)
    written_here = pair.now_at == pair.address and pair.reviewed.has_front_matter(pair.address)
    written_here = written_here and not pair.is_titled_by_the_build
    if not written_here or was is None or now is None or pair.is_gone(before.title):
        return None
    if asks(after) in ("", asks(before)) or not asks(before):
        return None
    # A question of the same words that stood elsewhere before is another.
    asked = {a for a, page in pair.new.pages.items() if a != pair.address and asks(page) == asks(before)}
    asked -= {a for a in asked if a in pair.old.pages and asks(pair.old.pages[a]) == asks(before)}
    if not asked and (before.title in after.anchors or _alike(was, now) > 0.5):
        return None
    message = f'this address answered "{was.heading}", and would now answer "{now.heading}"'
    title = Permalink(pair.address, before.title)
    if asked:
        where = min(asked)
        message += f"; the former is now at {written(where)}"
        fix = "put the former back into its file, and the latter into another; or, if it is meant, "
        fix += advice.listed(title, instead=where)
    else:
        same = advice.anchors(pair.now_at, before.title, after.title)
        fix = (
            "put the former back into its file, and the latter into another; or, if the former is gone, "
            f"{advice.listed(title)}; or, only if it is the same question in other words, {same}"
        )
    return Lost(Kind.TURNED_ADDRESS, Permalink(pair.address), message, fix)


def asks(page: PageContent) -> str:
    """The words of a page's question; empty where it has none."""
    title = page.anchors.get(page.title)
    return meaning(title.heading) if title else ""


def _kept(pair: Successor, anchor: str, near: str | None) -> str:
    """What to write for an anchor that would be gone; `near` is the one that most likely answers it."""
    listed = advice.listed(Permalink(pair.now_at, anchor))
    if not pair.reviewed.has_front_matter(pair.now_at):
        name = anchor.partition("--")[0]
        folder = f"{pair.reviewed.folder}/" if pair.reviewed.folder else ""
        at = {fate(a, pair.new.pages).address for a in pair.old.pages if name in names(a, folder[:-1])}
        at = {a for a in at if a is not None and pair.reviewed.has_front_matter(a)}
        address = f"{folder}{part_read(name, name)}/"
        if anchor == name and len(at) == 1 and address not in pair.new.pages:
            return f"{advice.alias([address], at.pop())}; or {listed}"
        return listed
    if near is None:
        return f"{listed}; or, if something there still answers it, " + advice.anchors(
            pair.now_at, anchor, "ITS-ANCHOR"
        )
    return f"{advice.anchors(pair.now_at, anchor, near)}; or {listed}"


def _named(anchor: Anchor) -> str:
    return f' of "{anchor.heading}"' if anchor.heading else ""


def _reworded(pair: Successor, anchor: str) -> Lost:
    was, now = pair.before.anchors[anchor], pair.after.anchors[anchor]
    where = _nearest(was, pair.before, pair.after)
    message = f'the anchor meant "{was.heading}" and would mean "{now.heading}"'
    own = f'give the heading "{now.heading}" another anchor, such as {{#another}}, and '
    own += (
        advice.anchors(pair.now_at, anchor, where)
        if where and where != anchor
        else advice.listed(Permalink(pair.now_at, anchor))
    )
    fix = f"{own}; or, if it means the same as before, {advice.anchors(pair.now_at, anchor, anchor)}"
    return Lost(Kind.TURNED_ADDRESS, Permalink(pair.address, anchor), message, fix)


def _displaced(
    pair: Successor, anchor: str, before: Mapping[str, Anchor], after: Mapping[str, Anchor]
) -> Iterator[Lost]:
    """Whether the section is another one of its name; `before` and `after` are all of that name."""
    was, now = before[anchor], after[anchor]
    # The text of a section may be rewritten; it has moved only where another fits it better, and is not
    # merely what it was all along: sections of one name are often alike.
    fits = {name: _alike(was, other) for name, other in after.items() if name != anchor}
    moved = {n: fit for n, fit in fits.items() if n not in before or fit > _alike(before[n], after[n])}
    best = max(moved, key=moved.__getitem__, default=anchor)
    if best != anchor and moved[best] > _alike(was, now):
        message = f'the anchor would mean another section named "{now.heading}"; the old one is now #{best}'
        fix = f'give the heading "{now.heading}" that is new an anchor of its own: {advice.another(anchor)}'
        fix += f"; or, if it means the same as before, {advice.anchors(pair.now_at, anchor, anchor)}"
        yield Lost(Kind.TURNED_ADDRESS, Permalink(pair.address, anchor), message, fix)


def _by_name(page: PageContent) -> dict[tuple[str, str], dict[str, Anchor]]:
    """The sections of each name; on the page with all answers, each question has its own."""
    out: dict[tuple[str, str], dict[str, Anchor]] = {}
    for anchor, one in page.anchors.items():
        if one.heading is not None:
            out.setdefault(_name(anchor, one), {})[anchor] = one
    return out


def _name(anchor: str, one: Anchor) -> tuple[str, str]:
    return anchor.partition("--")[0] if "--" in anchor else "", meaning(one.heading)


def _nearest(was: Anchor, old: PageContent, new: PageContent) -> str | None:
    """The new heading that most likely is the old one renamed."""
    fresh = {n: a for n, a in new.anchors.items() if a.heading is not None and n not in old.anchors}
    if not fresh or was.heading is None:
        return None
    heading = was.heading.lower()

    def score(name: str) -> float:
        other = fresh[name]
        return _alike(was, other) + SequenceMatcher(None, heading, (other.heading or "").lower()).ratio()

    best = max(fresh, key=score)
    return best if score(best) > 0.5 else None


def _elsewhere(pair: Successor, was: Anchor) -> Permalink | None:
    """Where another page has a section of this name that it did not have."""
    for address, page in sorted(pair.new.pages.items()) if was.heading else ():
        old = pair.old.pages.get(address, PageContent({}))
        for anchor, one in page.anchors.items():
            if address == pair.now_at or anchor in old.anchors or not pair.reviewed.has_front_matter(address):
                continue
            if one.heading is not None and meaning(one.heading) == meaning(was.heading):
                return Permalink(address, anchor)
    return None


def _alike(one: Anchor, other: Anchor) -> float:
    if one.text == other.text:
        return 1.0
    return SequenceMatcher(None, one.text.split(), other.text.split(), autojunk=False).ratio()


def meaning(heading: str | None) -> str:
    """A heading's words: case and punctuation may be mended without a new meaning."""
    return " ".join(re.findall(r"\w+", (heading or "").lower()))
