"""A page of HTML as Markdown: read by Beautiful Soup with lxml, written by markdownify.

What Markdown cannot say, tables with joined cells and things that play or are filled in, stays HTML.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from html import escape

from bs4 import BeautifulSoup, Tag
from markdownify import MarkdownConverter

from faq.importing.escaping import escaped
from faq.importing.numbers import headed
from faq.importing.records import OldPage
from faq.importing.sheet import MARK
from faq.importing.shown import text_of_html
from faq.importing.which_ask import asks

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
KEPT = ("audio", "canvas", "embed", "form", "iframe", "math", "object", "svg", "video")
"""What Markdown has no words for."""
LEFT_OUT = ("script", "style", "template", "link", "meta")
BLOCKS = (
    "article",
    "aside",
    "blockquote",
    "details",
    "div",
    "dl",
    "figure",
    "main",
    "ol",
    "pre",
    "section",
    "table",
    "ul",
)
FRAME = ("body", "footer", "form", "header", "html", "input", "main", "nav", "button", "select")
"""What has an id for the page's own sake, unless something leads to it."""


def from_html(html: str) -> OldPage:
    """A page of HTML as a sheet."""
    soup = BeautifulSoup(html, "lxml")
    title = soup.title.get_text(" ", strip=True) if soup.title else ""
    lang = soup.html.get("lang", "") if soup.html else ""
    root = soup.body or soup
    shown = text_of_html(str(root))
    odd = [f"{count} {name} left out" for name, count in _taken_out(root).items()]
    _questions_as_headings(root)
    _targets(root)
    odd += [f"<{one.name}> stays as it is: look at it" for one in root.find_all(KEPT)]
    text = _Converter(heading_style="atx", sup_symbol="<sup>", sub_symbol="<sub>", bullets="-").convert_soup(
        root
    )
    text = re.sub(r"\n{3,}", "\n\n", text)
    return OldPage(text, title, str(lang).partition("-")[0].lower(), shown, (), tuple(odd), own_anchors=False)


def _taken_out(root: Tag) -> Counter[str]:
    """Take out programs, styles and what no page of ours may have; what was, and how often."""
    out: Counter[str] = Counter()
    for one in root.find_all(LEFT_OUT):
        out[f"<{one.name}>"] += 1
        one.decompose()
    for one in root.find_all(True):
        for name in [name for name in one.attrs if name == "style" or name.startswith("on")]:
            out[f"attribute {name}="] += 1
            del one[name]
    return out


def _questions_as_headings(root: Tag) -> None:
    """Make headings of terms and summaries that ask; and of bold paragraphs, where nothing else does."""
    level = 1
    for one in root.find_all([*HEADINGS, "dl", "details"]):
        if one.name in HEADINGS:
            level = int(one.name[1])
        elif one.name == "dl" and _list_of_questions(one):
            _unfold(one, one.find_all("dt", recursive=False), level)
            _dissolve(one, one.find_all("dd", recursive=False))
        elif one.name == "details" and (summary := one.find("summary")) and _question(summary):
            _unfold(one, [summary], level)
            _dissolve(one, [])
    if not any(_question(one) for one in root.find_all(HEADINGS)):
        for one in root.find_all("p"):
            if len(list(one.stripped_strings)) >= 1 and _bold_alone(one) and asks(one.get_text()):
                one.name, one["class"] = "h6", MARK


def _list_of_questions(one: Tag) -> bool:
    terms = one.find_all("dt", recursive=False)
    return bool(terms) and 2 * sum(_question(term) for term in terms) >= len(terms)


def _question(one: Tag) -> bool:
    text = " ".join(one.get_text().split())
    return asks(text) or bool(headed(text).number)


def _bold_alone(one: Tag) -> bool:
    children = [child for child in one.children if isinstance(child, Tag) or str(child).strip()]
    return bool(children) and all(
        isinstance(child, Tag) and child.name in ("b", "strong", "a") for child in children
    )


def _unfold(around: Tag, asked: list[Tag], level: int) -> None:
    """Questions become headings one level below the one above them; headings in their answers go deeper."""
    for inner in around.find_all(HEADINGS):
        inner.name = f"h{min(6, max(int(inner.name[1]), level + 2))}"
    for one in asked:
        for heading in one.find_all(HEADINGS):
            heading.unwrap()
        one.name, one["class"] = f"h{min(6, level + 1)}", MARK


def _dissolve(around: Tag, answers: list[Tag]) -> None:
    for one in (around, *answers):
        one.name = "div"


def _targets(root: Tag) -> None:
    """Put an empty element where each old anchor led; those of the frame only if they are used."""
    used = {str(a["href"])[1:] for a in root.find_all("a", href=True) if str(a["href"]).startswith("#")}
    for one in list(root.find_all(True)):
        for name in _names(one):
            if one.name in FRAME and name not in used:
                continue
            target = Tag(name="a", attrs={"id": name})
            if one.name in BLOCKS:
                one.insert_before(target)
            else:
                one.insert(0, target)


def _names(one: Tag) -> Iterator[str]:
    found = (one.get("id"), one.get("name") if one.name == "a" else None)
    yield from dict.fromkeys(str(name) for name in found if name)
    for attribute in ("id", *(["name"] if one.name == "a" else [])):
        one.attrs.pop(attribute, None)


class _Converter(MarkdownConverter):  # type: ignore[misc]
    """markdownify as Python-Markdown reads it: lists by four spaces, its own escapes, old anchors kept."""

    def __init__(self, **options: object) -> None:
        super().__init__(**options)
        self.places: dict[int, dict[int, int]] = {}

    def escape(self, text: str, parent_tags: set[str]) -> str:
        text = escaped(text) if not parent_tags & {*HEADINGS, "td", "th"} else escaped("x" + text)[1:]
        return text.replace("|", "\\|") if parent_tags & {"td", "th"} else text

    def convert_a(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        if "id" in el.attrs and "href" not in el.attrs:
            return f'<a id="{escape(str(el["id"]))}"></a>{text}'
        if text and not text.strip().startswith("<") and "_noformat" not in parent_tags and el.get("href"):
            return self._link(el, text)
        return str(super().convert_a(el, text, parent_tags))

    def _link(self, el: Tag, text: str) -> str:
        href = str(el["href"]).strip()
        href = f"<{href}>" if re.search(r"[\s()]", href) else href
        title = str(el.get("title") or "").replace('"', "&quot;")
        before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
        return f"{before}[{text.strip()}]({href}{f' {chr(34)}{title}{chr(34)}' if title else ''}){after}"

    def convert_del(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return f"<del>{text}</del>" if text.strip() else text

    convert_s = convert_del

    def convert_hN(self, n: int, el: Tag, text: str, parent_tags: set[str]) -> str:  # noqa: N802
        if "_inline" in parent_tags:
            return text
        if parent_tags & {"li", "blockquote", "td", "th"}:
            return f"\n\n**{' '.join(text.split())}**\n\n"
        mark = f" {{.{MARK}}}" if MARK in el.get_attribute_list("class") else ""
        return f"\n\n{'#' * n} {' '.join(text.split())}{mark}\n\n"

    def convert_list(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        before = "\n" if "li" in parent_tags else "\n\n"
        return before + text.strip("\n") + "\n\n"

    convert_ul = convert_list
    convert_ol = convert_list

    def convert_li(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        mark = "-"
        if el.parent is not None and el.parent.name == "ol":
            start = str(el.parent.get("start") or "1")
            mark = f"{(int(start) if start.isdigit() else 1) + self._place(el, el.parent)}."
        inside = re.sub(r"(?m)^(?=.)", "    ", text.strip())
        return f"{mark:<4}{inside[4:]}\n" if len(mark) < 4 else f"{mark} {inside[4:]}\n"

    def _place(self, item: Tag, around: Tag) -> int:
        """How many items stand before one in its list; each list is counted once."""
        if id(around) not in self.places:
            items = around.find_all("li", recursive=False)
            self.places[id(around)] = {id(one): place for place, one in enumerate(items)}
        return self.places[id(around)][id(item)]

    def convert_pre(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        if not text.strip():
            return ""
        ticks = "`" * max(3, 1 + max(map(len, re.findall("`+", el.get_text())), default=0))
        return f"\n\n{ticks}\n{el.get_text().strip(chr(10))}\n{ticks}\n\n"

    def convert_table(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        cells = el.find_all(["td", "th"])
        joined = any(cell.get("colspan") or cell.get("rowspan") for cell in cells)
        if joined or el.find(["table", "pre", "ul", "ol", "p", "blockquote", *KEPT]) or not cells:
            return _kept(el)
        return str(super().convert_table(el, text, parent_tags))


def _kept(el: Tag) -> str:
    """An element as HTML, on lines of its own; a blank line would end it."""
    return "\n\n" + re.sub(r"\n\s*\n", "\n", str(el)) + "\n\n"


def _as_it_is(self: _Converter, el: Tag, text: str, parent_tags: set[str]) -> str:
    return _kept(el)


for _name in KEPT:
    setattr(_Converter, f"convert_{_name}", _as_it_is)
