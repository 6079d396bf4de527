"""The pages of answers, each in the frame that it shares with others (faq.pages.frames).

Of a page a frame knows marks in the place of its texts, and whether there is one; what else it asks for, such
as the whole navigation, it does not get, and then there is no frame.  So pages of which a frame knows as much
share it.  Parts that are another on each page keep their own templates.  Where a team has some of its own,
there are no frames; and the first pages of each are made by the whole template as well, and compared.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader

from faq.pages.finish import Shared
from faq.pages.frames import PART, Slot, framed, marked, part
from faq.pages.marking import MARKING, Likewise, Marking, Only, marking, rendered, written
from faq.pages.nav_framing import CONTENTS, NAVIGATION, NavFrames
from faq.text.front_matter_keys import KEYS
from faq.theme.additions import MAIN, TEMPLATES
from faq.theme.repair import fit_together

PARTS = (
    *(NAVIGATION, CONTENTS),
    *("faq/signposts.html", "faq/report.html", "faq/answer.html", "faq/neighbours.html"),
)
"""Templates of what is another on each page."""
OF_PAGE = ("content", "title", "canonical_url", "url", "edit_url", "update_date")
"""What the engine knows of a page as a text, and a template writes."""
CONTENT = 0
"""Which of the values is the content."""
SHARED = frozenset(
    {"base_url", "build_date_utc", "changes", "config", "extra_css", "extra_javascript", "mkdocs_version"}
)
"""What a template knows, and is the same for all pages in one folder."""
KNOWN = SHARED | {"answer", "checker", "faq", "head", "nav", "page", "pages", "structured_data"}
"""All that a template knows."""
NOT_ASKED = frozenset(key.name for key in KEYS)
"""Front matter that no template asks for."""


class _ContentMark(str):
    """The mark of a page's content, which answers as the content does whether a text stands in it."""

    def __init__(self, _mark: str, of: str) -> None:
        self.of = of
        self.asked: dict[str, bool] = {}

    def __new__(cls, mark: str, of: str) -> _ContentMark:
        return super().__new__(cls, mark)

    def __contains__(self, text: object) -> bool:
        self.asked[str(text)] = answer = str(text) in self.of
        return answer


@dataclass(slots=True)
class _Alike(Likewise):
    """Pages that share a frame."""

    navs: NavFrames | None = None
    """The frames of the navigation in it."""
    asked: dict[str, bool] = field(default_factory=dict)
    """What the template asked whether it stands in the content."""


def only_ours(env: Environment) -> bool:
    """Whether all templates are the theme's and this project's."""
    folders = env.loader.searchpath if isinstance(env.loader, FileSystemLoader) else []
    own = [Path(folder) for folder in folders if "site-packages" not in Path(folder).parts]
    return bool(folders) and all(
        (known := TEMPLATES / path.relative_to(top)).is_file() and known.read_bytes() == path.read_bytes()
        for top in own
        for path in top.rglob("*.html")
    )


class Frames:
    """The frames of one build."""

    def __init__(self, env: Environment, shared: Shared) -> None:
        self.env, self.shared = env, shared
        self.may = shared.reuse.keeper is not None and shared.prepared.site.material and only_ours(env)
        self._kinds: dict[object, _Alike] = {}
        self._made = ""

    def repaired(self, html: str) -> bool:
        """Whether this is the page that was made last, and in a frame, which was repaired."""
        return html is self._made

    def page(self, name: str, context: Mapping[str, Any], whole: Callable[[], str]) -> str:
        """A page, repaired or not; `whole` renders it."""
        if not (self.may and name == MAIN and KNOWN.issuperset(context) and _suits(context)):
            return whole()
        values = list[str]()
        marks = _marks(context, values)
        kind = self._kinds.setdefault(_key(context, marks), _Alike())

        def in_frame() -> str | None:
            if kind.frame is None:
                self._begin(kind, name, context, marks)
            made = self._in(kind, context, values)
            self._made = made or ""
            return made

        file = context["page"].file.dest_uri
        return kind.make(in_frame, whole, lambda html, made: self.shared.mended(html, file) == (made, []))

    def _begin(self, kind: _Alike, name: str, context: Mapping[str, Any], marks: Mapping[str, Any]) -> None:
        """Make the frame."""
        made = kind.marking = Marking(self.env, self.env.get_template(name).new_context(dict(context)))
        html = self._marking.get_template(name).render({**context, **marks, MARKING: made})
        kind.frame, kind.asked = framed(html, self.shared.repairs), marks["page"].content.asked
        config = context["config"]
        made.addresses |= {str(one) for one in (*config.extra_css, *config.extra_javascript)}
        kind.navs = NavFrames(self.env, self.shared.repairs)

    @cached_property
    def _marking(self) -> Environment:
        return marking(self.env, PARTS)

    def _in(self, kind: _Alike, context: Mapping[str, Any], values: Sequence[str]) -> str | None:
        """A page in its frame, repaired; None where it is one to be made as a whole."""
        page, repairs, frame = context["page"], self.shared.repairs, kind.frame
        if any((text in page.content) != said for text, said in kind.asked.items()):
            return None
        made, navs = kind.marking, kind.navs
        if not (frame and made and navs) or any(address.startswith(page.url) for address in made.addresses):
            return None
        here = self.env.get_template(MAIN).new_context(dict(context))
        mended = [part(values[CONTENT], repairs)]
        for template, known in made.parts:
            if template.name == NAVIGATION:
                mended.append(navs.part(template, known, context, here))
            else:
                mended.append(part(rendered(template, {**known, **context}), repairs))
        whole = [one for one in mended if one is not None]
        fitted = (counts for _, counts in whole)
        if len(whole) < len(mended) or not fit_together(repairs, frame.fitted, *fitted):
            return None

        def write(slot: Slot) -> str:
            if slot.kind == PART:
                return whole[slot.index + 1][0]
            if slot.index == CONTENT:
                return whole[0][0]
            return written(self.env, here, slot, values[slot.index])

        plain = {slot.index for slot in frame.slots if slot.kind != PART and slot.sign == "&"} - {CONTENT}
        return None if any("<" in values[index] for index in plain) else frame.page(write)


def _suits(context: Mapping[str, Any]) -> bool:
    """Whether a page is one of those that frames are made for: an answer, and without films."""
    return bool(context["page"].content and context["faq"].question and not context.get("structured_data"))


def _marks(context: Mapping[str, Any], values: list[str]) -> dict[str, Any]:
    """What a frame may know of a page, with marks in the place of texts, which are added to `values`."""
    page = context["page"]
    known = {name: marked(getattr(page, name), values) for name in OF_PAGE}
    known["content"] = _ContentMark(known["content"], page.content)
    meta = {key: value for key, value in page.meta.items() if key not in NOT_ASKED}
    near = {"previous_page": page.previous_page, "next_page": page.next_page}
    known |= {name: one and Only(url=marked(one.url, values)) for name, one in near.items()}
    return {name: marked(context.get(name), values) for name in ("faq", "head")} | {
        "page": Only(
            **known,
            meta=meta | {"description": marked(page.meta.get("description"), values)},
            toc=[Only(url=marked(entry.url, values)) for entry in list(page.toc)[:1]],
            is_homepage=page.is_homepage,
        ),
        "nav": Only(homepage=context["nav"].homepage),
        "pages": Only(),
        "answer": context.get("answer") and Only(),
        "checker": context.get("checker") and Only(),
    }


def _key(context: Mapping[str, Any], marks: Mapping[str, Any]) -> str:
    """All that a frame may know of a page, but its texts, of which there are marks."""
    page, folder = vars(marks["page"]), context["page"].url.rstrip("/").rpartition("/")[0]
    ends = [[vars(one) for one in (page[name] or [])] for name in ("toc",)]
    near = [bool(page[name]) for name in ("previous_page", "next_page")]
    texts = [str(page[name]) for name in OF_PAGE], sorted(page["meta"].items(), key=str), ends, near
    beside = [bool(marks[name]) for name in ("answer", "checker")]
    return repr((texts, folder, context["base_url"], beside, marks["faq"], marks["head"]))
