"""Turn cited numbers into links while Python-Markdown renders a page.

The checker has found the numbers in the source; the extension marks them with characters from Unicode's
private use area behind the snippets' preprocessor, lets Python-Markdown do its work, and makes links of the
marks in the tree, and of those in raw HTML where it is put back.  So the page links exactly what the check
checked.  A mark that the renderer put where no link can be (it became code, say) is taken out, and reported.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from html import escape
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from faq.addresses import page_address
from faq.addresses import relative as between
from faq.book.link_plan import LinkPlan, Target
from faq.book.linking import relative
from faq.edits import Edit, edited, line_starts
from faq.patterns import late

OPEN, MIDDLE, CLOSE = "\ue0f0", "\ue0f1", "\ue0f2"
DIGITS = 0xE100
MARKED = late(f"{OPEN}([\ue100-\ue109]+){MIDDLE}([^{OPEN}{CLOSE}]*){CLOSE}")
LEFT = late(f"{OPEN}[\ue100-\ue109]+{MIDDLE}|{CLOSE}")
# Behind pymdownx.snippets (32), before everything that looks at the text (30 and below).
PREPROCESS = 31
# Behind the inline patterns (20), before MkDocs makes addresses of paths (0).
LINK = 15
# Last of all, so that no mark gets out, and of the tree's.
CLEAN = LAST = -100


PlanFor = Callable[[str, str], LinkPlan]
"""Gives the plan for a page's source path and the text that its preprocessor got."""
Missed = Callable[[str, str], None]
"""Is told of a number that could not be linked: the page and the question."""


def marked(lines: Sequence[str], plan: LinkPlan) -> list[str]:
    """The lines with the plan's marks in them, and without the comments that only the check reads.

    `see question 3` becomes `see question <open>0<middle>3<close>`, each of these one private character.
    """
    text = "\n".join(lines)
    starts = line_starts(text)
    opening, closing = [], []
    for index, (mark, _) in enumerate(plan.marks):
        number = "".join(chr(DIGITS + int(digit)) for digit in str(index))
        begin, end = starts[mark.line] + mark.start, starts[mark.end_line] + mark.end
        opening.append(Edit(begin, begin, f"{OPEN}{number}{MIDDLE}"))
        closing.append(Edit(end, end, CLOSE))
    # Where one ends and the next begins, it ends first.
    out = edited(text, [*closing, *opening]).split("\n")
    return [line for index, line in enumerate(out) if index not in plan.dropped]


class ReferenceExtension(Extension):
    """Links references; `src_of` says which page an instance of Markdown is rendering."""

    def __init__(self, src_of: Callable[[Markdown], str | None], plan_for: PlanFor, missed: Missed) -> None:
        super().__init__()
        self.src_of, self.plan_for, self.missed = src_of, plan_for, missed

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Register the steps; what they share lives as long as one page."""
        page = _Rendering(self, md)
        md.preprocessors.register(_Marker(page), "faq-mark", PREPROCESS)
        md.treeprocessors.register(_Linker(page), "faq-link", LINK)
        md.treeprocessors.register(_Done(page), "faq-done", LAST)
        md.postprocessors.register(_Cleaner(page), "faq-clean", CLEAN)


class _Rendering:
    """One page on its way through the renderer."""

    def __init__(self, extension: ReferenceExtension, md: Markdown) -> None:
        self.extension, self.md = extension, md
        self.src = ""
        self.plan: LinkPlan | None = None
        self.linked: set[int] = set()
        self.tree_done = False
        """Whether what comes now is the page: `toc` has each heading made by itself (3.11)."""


class _Marker(Preprocessor):
    def __init__(self, page: _Rendering) -> None:
        super().__init__(page.md)
        self.page = page

    def run(self, lines: list[str]) -> list[str]:
        page = self.page
        page.plan, page.linked, page.tree_done = None, set(), False
        src = page.extension.src_of(page.md)
        if src is None:
            return lines
        page.src = src
        page.plan = page.extension.plan_for(src, "\n".join(lines))
        return marked(lines, page.plan) if page.plan.marks or page.plan.dropped else lines


class _Linker(Treeprocessor):
    def __init__(self, page: _Rendering) -> None:
        super().__init__(page.md)
        self.page = page

    def run(self, root: Element) -> None:
        plan = self.page.plan
        if plan is not None and plan.marks:
            for element in list(root.iter()):
                self._element(element, plan)

    def _element(self, element: Element, plan: LinkPlan) -> None:
        if element.tag not in ("code", "pre", "a", "script", "style") and OPEN in (element.text or ""):
            head, links = self._split(element.text or "", plan)
            element.text = head
            element[:0] = links
        for child in list(element):
            if OPEN in (child.tail or ""):
                head, links = self._split(child.tail or "", plan)
                child.tail = head
                at = list(element).index(child) + 1
                element[at:at] = links

    def _split(self, text: str, plan: LinkPlan) -> tuple[str, list[Element]]:
        """Text before the first mark, and a link for each mark with the text behind it."""
        head, at, links = "", 0, list[Element]()
        for m in MARKED.finditer(text):
            before = text[at : m.start()]
            if links:
                links[-1].tail = before
            else:
                head = before
            index = _index(m[1])
            links.append(_link(m[2], plan.marks[index][1], self.page.src))
            self.page.linked.add(index)
            at = m.end()
        if not links:
            return text, []
        links[-1].tail = text[at:]
        return head, links


class _Done(Treeprocessor):
    def __init__(self, page: _Rendering) -> None:
        super().__init__(page.md)
        self.page = page

    def run(self, root: Element) -> None:
        self.page.tree_done = True


def _index(digits: str) -> int:
    """Which of the plan's marks it is."""
    return int("".join(str(ord(char) - DIGITS) for char in digits))


def _link(text: str, target: Target, src: str) -> Element:
    if target.path is None:
        link = Element("mark", {"class": "faq-broken", "title": target.title})
    else:
        href = relative(src, target.path)
        link = Element("a", {"class": "faq-reference", "href": href, "title": target.title})
    link.text = text
    return link


def _raw_link(text: str, target: Target, src: str) -> str:
    """The same where nobody makes an address of a path any more."""
    title = escape(target.title)
    if target.path is None:
        return f'<mark class="faq-broken" title="{title}">{text}</mark>'
    href = between(page_address(src), page_address(target.path))
    return f'<a class="faq-reference" href="{href}" title="{title}">{text}</a>'


class _Cleaner(Postprocessor):
    def __init__(self, page: _Rendering) -> None:
        super().__init__(page.md)
        self.page = page

    def run(self, text: str) -> str:
        plan = self.page.plan
        if plan is None:
            return text
        if OPEN in text:
            text = MARKED.sub(lambda m: self._raw(m, plan), text)
        for index in _unlinked(plan, self.page.linked) if self.page.tree_done else ():
            self.page.extension.missed(self.page.src, plan.marks[index][1].title)
        return LEFT.sub("", text) if OPEN in text or CLOSE in text else text

    def _raw(self, m: re.Match[str], plan: LinkPlan) -> str:
        index = _index(m[1])
        mark, target = plan.marks[index]
        if not mark.raw:
            return m[0]
        self.page.linked.add(index)
        return _raw_link(m[2], target, self.page.src)


def _unlinked(plan: LinkPlan, linked: set[int]) -> Iterator[int]:
    return (index for index in range(len(plan.marks)) if index not in linked)
