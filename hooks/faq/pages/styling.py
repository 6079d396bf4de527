"""The style of a site as its pages get it: without what no page needs, and in parts.

What the first screen needs stands in the head, for a browser shows nothing before it; the rest stands at the
end of the page.  What only the theme's program makes waits for that (overrides/faq/later.html).
"""

from __future__ import annotations

import json
import posixpath
from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from faq.frozen import record
from faq.pages.assets import STYLES, stamped
from faq.pages.reuse import Reuse
from faq.patterns import late

if TYPE_CHECKING:
    from faq.pages.dividing import Divided

LINK = '<link rel="stylesheet" href="'
RUN = late(rf'{LINK}([^"]*){STYLES}/(main\.[0-9a-f]{{8}}\.min\.css)">((?:\s*{LINK}[^"]*">)*)')
"""The theme's style and those that follow it at once."""
HREF = late(rf'{LINK}([^"]*)">')
THEMES = ("main.", "palette.")
"""How the names of the theme's styles begin."""
LATER = '<template id="faq-later">'
"""Where overrides/faq/later.html keeps what the theme's program needs."""
END = "</body>"


@dataclass(slots=True)
class Linked:
    """The styles that the theme's pages have in their heads, from the theme's on."""

    runs: set[tuple[str, ...]] = field(default_factory=set)
    """Their file names, in order."""
    others: set[str] = field(default_factory=set)
    """The file names of those that pages have further down."""
    strange: bool = False
    """Whether a page has a style before them, or from elsewhere."""

    def add(self, html: str) -> bool:
        """Take the styles of a page; says whether the theme's is among them."""
        found = RUN.search(html)
        if not found:
            return False
        folder, in_head, linked = f"{found[1]}{STYLES}/", 1 + found[3].count(LINK), html.count(LINK)
        # Most pages have none further down.
        said = html[found.start() :] if linked > in_head else found[0]
        names = [href.removeprefix(folder) for href in HREF.findall(said)]
        self.runs.add(tuple(names[:in_head]))
        self.others |= set(names[in_head:])
        self.strange = self.strange or any("/" in name for name in names) or linked > len(names)
        return True

    @property
    def shared(self) -> tuple[str, ...]:
        """What all pages begin with."""
        return tuple(posixpath.commonprefix(list(self.runs))) if self.runs else ()

    @property
    def behind(self) -> Set[str]:
        """What some pages have behind that."""
        return self.others.union(*(run[len(self.shared) :] for run in self.runs))


@record
class Restyled:
    """The files that take the place of others, and what becomes of pages."""

    files: Mapping[str, str | None]
    """Texts by path in the site; None for what goes."""
    old: tuple[str, ...]
    """The names of the files that pages had."""
    first: str
    rest: str
    made: str
    """The names of those that they get: in the head, at the end, and with the theme's program."""

    def page(self, html: str) -> str:
        """A page of the theme's with its styles under their new names."""
        found = RUN.search(html)
        if not found:
            return html
        folder = f"{LINK}{found[1]}{STYLES}/"
        kept = HREF.findall(found[3])[len(self.old) - 1 :]
        links = [f'{folder}{self.first}">', *(f'{LINK}{href}">' for href in kept)]
        # What follows is put into the little that it changes, for a page is long.
        at = html.rfind(LATER, found.end())
        foot = at if at >= 0 else max(html.rfind(END), found.end())
        end = html[foot:]
        if self.rest:
            end = _at_end(end, f'{folder}{self.rest}">')
        if self.made:
            made = f'{folder}{self.made}">'
            end = end.replace(LATER, LATER + made) if at >= 0 else _at_end(end, made)
        return "".join((html[: found.start()], "\n".join(links), html[found.end() : foot], end))


def _at_end(html: str, text: str) -> str:
    at = html.rfind(END)
    return f"{html[:at]}{text}\n{html[at:]}" if at >= 0 else html + text


@record
class Known:
    """What is known of a site's pages and scripts."""

    words: frozenset[str]
    """Those of pages that may be the name of a class."""
    kinds: frozenset[str]
    """The kinds of elements in the theme's pages (faq.pages.elements)."""
    ours: Collection[str]
    """The texts of the project's scripts."""
    theirs: Collection[str]
    """The texts of the theme's."""


def kept_style(
    reuse: Reuse, styles: Mapping[str, str], linked: Linked, known: Known, scripts: Sequence[tuple[bool, str]]
) -> Restyled:
    """The same as `restyled`, from an earlier build where that had the same styles, pages and scripts.

    `scripts` tells of each whether it is the theme's, and a name for what it holds: their texts, of which
    there is a megabyte, are asked for where a style is made.
    """
    asked = (
        sorted(linked.runs),
        sorted(linked.others),
        linked.strange,
        sorted(known.words),
        sorted(known.kinds),
    )

    def make() -> str:
        made = restyled(styles, linked, known)
        return json.dumps({name: getattr(made, name) for name in Restyled.__match_args__})

    text = reuse.text("style", sorted(styles.items()), *asked, scripts, make=make)
    values = json.loads(text)
    return Restyled(**{**values, "old": tuple(values["old"])})


def restyled(styles: Mapping[str, str], linked: Linked, known: Known) -> Restyled:
    """The styles of the theme's pages in parts, or, where pages do not share them, the theme's own pruned.

    `styles` are texts by name.  Raises ValueError where a style is no CSS.
    """
    # A build that finds its style kept need not be able to read one.
    from faq.pages.dividing import divided
    from faq.pages.elements import elements
    from faq.pages.pruning import names_of, pruned, words_of
    from faq.pages.selecting import Gallery
    from faq.pages.sheets import Sheet

    ours, theirs = words_of(known.ours), words_of(known.theirs)
    old, words = linked.shared, names_of(known.words, ours | theirs)
    if linked.strange or not styles.keys() >= {*old, *linked.behind}:
        small = pruned(styles[old[0]], words)
        new = stamped(STYLES, "main.css", small)
        return Restyled(_gone(old[:1]) | {new: small}, old[:1], posixpath.basename(new), "", "")
    gallery = Gallery(
        elements(known.kinds),
        known.words | ours,
        theirs,
    )
    sheets = [
        Sheet(styles[name], not name.startswith(THEMES), None if number else words)
        for number, name in enumerate(old)
    ]
    parts = divided(
        sheets,
        [styles[name] for name in sorted(linked.behind)],
        gallery,
    )
    new_names = {name: stamped(STYLES, f"{name}.css", text) for name, text in _named(parts)}
    files = {new_names[name]: text for name, text in _named(parts)}
    first, rest, made = (posixpath.basename(new_names.get(name, "")) for name in ("first", "rest", "made"))
    return Restyled(_gone(old) | files, old, first, rest, made)


def _named(parts: Divided) -> list[tuple[str, str]]:
    """The parts that there are, by name."""
    named = (("first", parts.first), ("rest", parts.rest), ("made", parts.made))
    return [(name, text) for name, text in named if text or name == "first"]


def _gone(names: Iterable[str]) -> dict[str, str | None]:
    return {f"{STYLES}/{name}{ending}": None for name in names for ending in ("", ".map")}
