"""What pages show of the navigation, each in a frame that those share that show as much of it.

Twenty entries of Material's navigation take as long to render as all else on a page.  Most pages show as
many as others, with the page itself in the same place; what differs are titles and addresses, in the place of
which a frame has marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from operator import eq
from typing import Any

from jinja2 import Environment, Template
from jinja2.runtime import Context

from faq.pages.frames import PART, Slot, marked, part, part_frame
from faq.pages.marking import MARKING, Likewise, Marking, Only, marking, rendered, written
from faq.theme.repair import Ready

NAVIGATION, CONTENTS = "partials/nav.html", "partials/toc.html"
"""The templates: the second stands in the first, at the entry of the page itself."""
SHOWN = ("icon", "status", "subtitle")
"""The front matter that Material (9.8) shows in its navigation."""
PLAIN = re.compile(r"""(?!javascript:)(?:[^<>"]|</?span(?:\ class="[\w-]+")?>)*+""", re.X | re.I)
"""A title or an address that no repair could be about, or take for the end of something."""
Repaired = tuple[str, list[int]] | None
"""A part, and how often each repair fitted it; None where one asks for more than the part."""


def _shape(items: Iterable[Any], page: object, values: list[str]) -> tuple[object, ...]:
    """What a frame knows of entries beside their texts, which are added to `values`; `page` is read."""
    shapes = list[object]()
    for one in items:
        inside = _shape(one.children, page, values) if one.children else ()
        typeset, meta = getattr(one, "typeset", None), getattr(one, "meta", None)
        url = getattr(one, "url", None)
        shown = tuple((name, meta[name]) for name in SHOWN if name in meta) if meta else ()
        values += filter(None, (one.title, typeset and typeset["title"], url))
        has = bool(one.active), one is page, bool(one.title), bool(typeset), bool(url), bool(meta)
        shapes.append((inside, has, url is None, repr(shown) if shown else ""))
    return tuple(shapes)


@dataclass(slots=True)
class _Marks:
    """Entries as a frame may know them."""

    page: object
    """The page that is read, as the engine has it."""
    values: list[str] = field(default_factory=list)
    """The texts in whose places marks stand, in the order of `_shape`."""
    current: Only = field(default_factory=Only)
    """The page that is read."""

    def of(self, items: Iterable[Any]) -> list[Only]:
        """Entries with marks in the place of their texts."""
        out = list[Only]()
        for one in items:
            children = self.of(one.children or ())
            typeset, meta, url = (getattr(one, name, None) for name in ("typeset", "meta", "url"))
            shown = {name: meta[name] for name in SHOWN if name in meta} if meta else {}
            out.append(
                Only(
                    title=marked(one.title, self.values),
                    typeset=typeset and {"title": marked(typeset["title"], self.values)},
                    url=marked(url, self.values),
                    active=one.active,
                    children=children or None,
                    meta=meta and Only(**dict.fromkeys(SHOWN) | shown),
                    # What no entry has, and the template asks for.
                    pages=None,
                    encrypted=None,
                )
            )
            if one is self.page:
                self.current = out[-1]
        return out


class NavFrames:
    """The frames of the navigation on pages in one folder."""

    def __init__(self, env: Environment, repairs: Sequence[Ready]) -> None:
        self.env, self.repairs = env, repairs
        self._kinds: dict[object, Likewise] = {}

    def part(
        self, template: Template, known: Mapping[str, Any], context: Mapping[str, Any], here: Context
    ) -> Repaired:
        """The navigation of a page, repaired.

        `known` is what its template knows in the frame of the page, `context` what the page's own knows, and
        `here` the same as Jinja has it.
        """
        values = list[str]()
        shape = _shape(context["nav"].items, context["page"], values)
        contents = _has_contents(context["page"].toc)
        kind = self._kinds.setdefault((shape, contents), Likewise())

        def framed() -> Repaired:
            if not all(map(PLAIN.fullmatch, values)):
                return None
            if kind.frame is None:
                marks = _Marks(context["page"])
                nav = Only(items=marks.of(context["nav"].items), homepage=context["nav"].homepage)
                # The template asks whether there is anything; what there is has a template of its own.
                vars(marks.current)["toc"] = [Only(level=1, children=contents and [Only()])]
                self._begin(kind, {**known, **context, "nav": nav, "page": marks.current}, here)
            return self._in(kind, context, values, here)

        return kind.make(framed, lambda: part(rendered(template, {**known, **context}), self.repairs), eq)

    def _begin(self, kind: Likewise, known: Mapping[str, Any], here: Context) -> None:
        marking = kind.marking = Marking(self.env, here)
        html = self._marking.get_template(NAVIGATION).render({**known, MARKING: marking})
        kind.frame = part_frame(html, self.repairs)

    @cached_property
    def _marking(self) -> Environment:
        return marking(self.env, [CONTENTS])

    def _in(
        self, kind: Likewise, context: Mapping[str, Any], values: Sequence[str], here: Context
    ) -> Repaired:
        if kind.frame is None or kind.marking is None:
            return None
        inside = [
            part(rendered(one, {**known, **context}), self.repairs) for one, known in kind.marking.parts
        ]
        mended = [one for one in inside if one is not None]
        if len(mended) < len(inside):
            return None

        def write(slot: Slot) -> str:
            if slot.kind == PART:
                return mended[slot.index][0]
            return written(self.env, here, slot, values[slot.index])

        counts = zip(kind.frame.fitted, *(fitted for _, fitted in mended), strict=True)
        return kind.frame.page(write), list(map(sum, counts))


def _has_contents(toc: Iterable[Any]) -> bool:
    """Whether there is anything in a page's table of contents, less its title."""
    first = next(iter(toc), None)
    return bool(first and (first.children if first.level == 1 else True))
