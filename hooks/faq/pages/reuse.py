"""Which pages of an earlier build are the same now: the keys under which these are kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from faq.book.link_plan import LinkPlan
from faq.edits import Edit
from faq.frozen import record
from faq.pages.keeping import HTML, Keeper, Made, Value, digest
from faq.pages.standing import Standing, StandingPage
from faq.pages.survey import Holdings, Survey
from faq.patterns import late
from faq.policy.securing import Seal

PLUGINS = frozenset({"search", "material/search", "mike"})
"""Those of which it is known that a page depends on what they are told, and on nothing else."""
OURS = "faq"
"""Our own, which stands for our hook."""
EVERYTHING = late(r"\{[{%][^}]*\b(?:pages|build_date_utc|random|now)\b")
"""What makes a template's page depend on more than a key knows."""
EXTENSIONS = late(
    r"(?:markdown\.extensions\.)?(?:abbr|admonition|attr_list|codehilite|def_list|extra|fenced_code|footnotes"
    r"|legacy_attrs|legacy_em|md_in_html|meta|nl2br|sane_lists|smarty|tables|toc|wikilinks)"
    r"|pymdownx\.(?!b64\b)\w+(?:\.\w+)*"
)
"""The same of what extends Python-Markdown: these read no files but snippets, which are part of a page."""

SETS_HELD = ("scripts", "words", "kinds", "signs")
"""What pages hold several of."""


def may_keep(
    plugins: Iterable[str], hooks: int, extensions: Iterable[object], templates: Iterable[str]
) -> bool:
    """Whether a key can know all that takes part in a build.

    `plugins` are their names, those of hooks not among them; `extensions` names or instances, of which there
    are none but this project's own; `templates` are the texts of a team's own.
    """
    named = tuple(plugins)
    others = [name for name in named if name != OURS]
    names = (name for name in extensions if isinstance(name, str))
    return (
        PLUGINS.issuperset(others)
        and hooks + (len(named) - len(others)) == 1
        and all(map(EXTENSIONS.fullmatch, names))
        and not any(map(EVERYTHING.search, templates))
    )


@record
class Content:
    """What the renderer made of a page's Markdown."""

    html: str
    title: str | None
    """That of its first heading."""
    toc: list[Any]
    """Its table of contents, as Python-Markdown's `toc_tokens`."""
    anchors: list[str]
    links: dict[str, dict[str, str]]
    """The anchors that it links: by the other page's path, each with the link as it was written."""


@dataclass(slots=True)
class Reuse:
    """The pages that earlier builds kept, and those of this one that are to be."""

    keeper: Keeper | None = None
    """None where nothing is kept: somebody takes part in the build of whom no key could know."""
    build: str = ""
    """A name for all that every page depends on."""
    shared: str = ""
    """The same with what is known once the pages are rendered."""
    standing: Standing | None = None
    """What stands of the last build, in a preview."""
    book: object = None
    """Stands for all that decides what a citation means, and is the last build's while that is the same."""
    installed: str = ""
    """A name for all that is installed."""
    _pages: dict[str, tuple[str, int, dict[str, Any] | None]] = field(default_factory=dict)
    """By path in the site: a page's key, the hash of its text, and what was kept of it."""
    _names: dict[Holdings, str] = field(default_factory=dict)
    """The names under which it is kept what pages hold: most hold the same."""
    _held: dict[str, Holdings] = field(default_factory=dict)
    """What pages hold, by these names."""

    def content_key(self, src: str, markdown: str, plan: LinkPlan) -> str:
        """What a page's Markdown and what is to be linked in it come to."""
        known = self.build, "content", src, markdown, plan.text, plan.marks, plan.dropped
        return self.same(("content", src), known, lambda: digest(*known[:-1], sorted(plan.dropped)))

    def content(self, key: str) -> Content | None:
        """What the renderer made of it before."""
        kept = self._kept(key)
        return Content(**kept) if kept else None

    def keep_content(self, key: str, content: Content) -> None:
        """Keep what the renderer made."""
        self._keep(key, {name: getattr(content, name) for name in Content.__match_args__})

    def page_key(self, path: str, *known: object) -> str:
        """A name for what a page is made of; `known` is all that it depends on beside what all share."""
        said = self.shared, "page", path, *known
        return self.same(("page", path), said, lambda: digest(*said))

    def page(self, path: str, *known: object) -> str | None:
        """A page as it was finished before."""
        if not self.keeper:
            return None
        key = self.page_key(path, *known)
        kept = self.keeper.get(key)
        html: str | None = kept["html"] if kept else None
        self._pages[path] = key, hash(html), kept and kept["survey"]
        return html

    def made(self, path: str, html: str) -> None:
        """Take a page that was not there before and is finished."""
        if path in self._pages and self._pages[path][2] is None:
            self._pages[path] = self._pages[path][0], hash(html), None

    def is_kept(self, path: str) -> bool:
        """Whether a page was finished before."""
        return path in self._pages and self._pages[path][2] is not None

    def survey(self, path: str, html: str, read: Callable[[str], Survey]) -> Survey:
        """What is to be done with a page: as it was found before, or as it is read now.

        Of one that no template made, or that somebody wrote anew since it was finished, only that is kept.
        """
        key, name, kept = self._pages.get(path, ("", 0, None))
        finished = key and hash(html) == name
        if self.keeper and not finished:
            key = digest(self.shared, "survey", html)
            kept = (self.keeper.get(key) or {}).get("survey")
        if kept is not None and (held := self._held_before(kept["held"])):
            seal = Seal(tuple(Edit(*one) for one in kept["edits"]), kept["at"])
            return Survey(seal, blocked=False, held=held)
        survey = read(html)
        # What is wrong with a page must be told each time.
        if self.keeper and not survey.blocked:
            edits = [(one.start, one.end, one.text) for one in survey.seal.edits]
            said = {"edits": edits, "at": survey.seal.at, "held": self._name(survey.held)}
            self.keeper.put(key, {"html": html if finished else "", "survey": said})
        return survey

    def _held_before(self, name: str) -> Holdings | None:
        """What was kept of what pages hold; it is None where that is lost."""
        if name not in self._held and (kept := self._kept(name)):
            self._held[name] = Holdings(sets=kept["sets"], **{one: frozenset(kept[one]) for one in SETS_HELD})
        return self._held.get(name)

    def _name(self, held: Holdings) -> str:
        """Keep what pages hold; the name under which it is found."""
        if held not in self._names:
            said = {one: sorted(getattr(held, one)) for one in SETS_HELD}
            name = self._names[held] = digest("held", held.sets, said)
            self._keep(name, {"sets": held.sets, **said})
        return self._names[held]

    def text(self, *known: object, make: Callable[[], str]) -> str:
        """A text that these values alone decide: as it was made before, or made now."""
        made: str = self.value(*known, make=lambda: {HTML: make()})[HTML]
        return made

    def same(self, place: tuple[str, ...], of: object, make: Callable[[], Made]) -> Made:
        """What these values alone decide, however much they are: quicker than to name them, in a preview.

        `place` is where it is made; what else is to be known of the values, `Same.made` says.
        """
        return self.standing.same.made(place, of, make) if self.standing else make()

    def value(self, *known: object, make: Callable[[], Value]) -> Value:
        """The same of anything that JSON can hold."""
        if not self.keeper:
            return make()
        key = digest(self.build, "text", *known)
        kept = self._kept(key)
        if kept is None:
            kept = make()
            self._keep(key, kept)
        return kept

    def settle(self, path: str, html: str, *, themed: bool) -> None:
        """There is nothing to be told of a page, which is as it is to be."""
        key, name, _ = self._pages.get(path, ("", 0, None))
        if self.standing and key and hash(html) == name:
            self.standing.settle(path, key, themed=themed)

    def stands(self, path: str) -> StandingPage | None:
        """A page that this build need not read."""
        return self.standing.stands(path) if self.standing else None

    def close(self) -> None:
        """Write what is to be kept."""
        if self.keeper:
            self.keeper.close(asked=not (self.standing and self.standing.again))

    def _kept(self, key: str) -> Value | None:
        recent = self.standing.values if self.standing else None
        kept = recent.get(key) if recent else None
        if kept is None and self.keeper:
            kept = self.keeper.get(key)
            if kept and recent:
                recent.put(key, kept)
        return kept

    def _keep(self, key: str, value: Value) -> None:
        if self.keeper:
            self.keeper.put(key, value)
            if self.standing:
                self.standing.values.put(key, value)
