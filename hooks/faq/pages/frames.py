"""Pages that share a frame: it is rendered and repaired once, and each page's own values are put into it.

A frame is what a template makes of marks that stand for a page's values.  Where a mark comes out shows where
the value goes, and whether it was escaped.  A repair is made in the frame or in a part of it; where one is
about both, there is no frame.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from jinja2.utils import htmlsafe_json_dumps
from markupsafe import escape

from faq.frozen import record
from faq.theme.repair import SIGN, Ready, applied, fit_together, places, remnants

OPEN, CLOSE = "\ue200", "\ue201"
SLOT = re.compile(
    rf"(?:{OPEN}|\\ue200)(?P<kind>[vuh])(?P<index>\d+)(?P<sign>&amp;|&|\\u0026)(?:{CLOSE}|\\ue201)"
)
VALUE, ADDRESS, PART = "vuh"
"""What a mark stands for: a value, one that the filter `url` has got, a part with a template of its own."""
WAYS: Mapping[str, Callable[[str], str]] = {
    "&": str,
    "&amp;": lambda value: str(escape(value)),
    r"\u0026": lambda value: str(htmlsafe_json_dumps(value))[1:-1],
}
"""How a value is written where its mark's sign comes out so: as it is, escaped, in JSON."""
TAG = re.compile(r'<\w+(?: [\w-]+="[^"<>]*")*>\s*')
"""A tag alone: where a repair takes it out, nothing is left of what its attributes say on each page."""
LOOKS_ON = "(?!.*"
"""In an expression that asks what comes anywhere behind it."""


class FrameError(ValueError):
    """What a template does with a mark is more than writing it."""


def mark(kind: str, index: int) -> str:
    """What stands for a value of a page."""
    return f"{OPEN}{kind}{index}&{CLOSE}"


def marked(value: Any, values: list[str]) -> Any:
    """A value with marks in the place of all texts in it, which are added to `values`."""
    if isinstance(value, str) and value:
        values.append(value)
        return mark(VALUE, len(values) - 1)
    if isinstance(value, dict):
        return {key: marked(one, values) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(marked(one, values) for one in value)
    if hasattr(kind := type(value), "__record__"):
        return kind(*(marked(getattr(value, name), values) for name in kind.__match_args__))
    return value


def addressed(value: str) -> str | None:
    """What the filter `url` makes of a mark; None for what has none.  FrameError for a mark and more."""
    if OPEN not in value:
        return None
    found = SLOT.fullmatch(value)
    if not found or found["kind"] != VALUE or found["sign"] != "&":
        raise FrameError(f"an address is put together: {value!r}")
    return mark(ADDRESS, int(found["index"]))


@record
class Slot:
    """A place that is another on each page."""

    kind: str
    index: int
    sign: str
    """How the sign in the mark came out, which says how the value is to be written."""


@record
class Frame:
    """What pages share, repaired."""

    texts: tuple[str, ...]
    """One more than there are slots: what stands before, between and behind them."""
    slots: tuple[Slot, ...]
    fitted: tuple[int, ...]
    """How often each repair fitted it."""

    def page(self, write: Callable[[Slot], str]) -> str:
        """A page; `write` gives what stands in a slot."""
        out = [self.texts[0]]
        for slot, text in zip(self.slots, self.texts[1:], strict=True):
            out += (write(slot), text)
        return "".join(out)


def framed(html: str, repairs: Sequence[Ready]) -> Frame:
    """The frame in what a template made of marks; raises FrameError where a repair is about these."""
    fitted = []
    for one in repairs:
        about = (found for found in places(html, one.repair) if OPEN in found)
        if any(one.puts or not TAG.fullmatch(found) for found in about):
            raise FrameError(f'the repair "{one.repair.name}" is about what is another on each page')
        html, [count] = applied(html, [one])
        fitted.append(count)
    if left := next(remnants(html, repairs), None):
        raise FrameError(f'the repair "{left[0].repair.name}" left {left[1]!r}')
    return _cut(html, fitted)


def around(html: str, content: str, repairs: Sequence[Ready]) -> str | None:
    """A page of which nearly all is its content, repaired apart from that; None where a repair is about both.

    Each repair goes through a text from its beginning to its end.
    """
    if not content or OPEN in html or html.count(content) != 1:
        return None
    try:
        frame = framed(html.replace(content, mark(PART, 0)), repairs)
    except FrameError:
        return None
    inside = part(content, repairs)
    if inside is None or not fit_together(repairs, frame.fitted, inside[1]):
        return None
    return frame.page(lambda _: inside[0])


def part_frame(html: str, repairs: Sequence[Ready]) -> Frame:
    """The frame in what the template of a part made of marks; FrameError where a repair asks for more.

    A repair may be about what holds a mark: no value that comes there is to be anything but plain text.
    """
    mended = part(html, repairs)
    if mended is None:
        raise FrameError("a repair asks for more than the part")
    return _cut(*mended)


def _cut(html: str, fitted: Sequence[int]) -> Frame:
    """A frame cut where its marks are."""
    slots, texts, at = list[Slot](), list[str](), 0
    for found in SLOT.finditer(html):
        slots.append(Slot(found["kind"], int(found["index"]), found["sign"]))
        texts.append(html[at : found.start()])
        at = found.end()
    return Frame((*texts, html[at:]), tuple(slots), tuple(fitted))


def part(html: str, repairs: Sequence[Ready]) -> tuple[str, list[int]] | None:
    """What stands in a frame, repaired, and how often each repair fitted; None where one asks for more."""
    themed = SIGN in html
    near = [one for one in repairs if one.may_fit(html, themed)]
    if any(LOOKS_ON in one.repair.finds for one in near):
        return None
    html, fitted = applied(html, repairs) if near else (html, [0] * len(repairs))
    watched = [one for one in repairs if one.leaves and one.leaves in html]
    return None if any(True for _ in remnants(html, watched)) else (html, fitted)
