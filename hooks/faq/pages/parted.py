"""All answers where they are too many for one page: its parts, and the page that leads on to them.

That page keeps every anchor that readers can have kept of all answers on one page: each stands in its
question's line, whose link leads to the answer.  docs/assets/onward.js follows it by itself, to the anchor
that was asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from html import escape
from itertools import groupby, islice

from faq.addresses import fragment, identifiers, relative_as_written
from faq.book.catalogue import numbered
from faq.frozen import record
from faq.pages.moving import Located
from faq.pages.one_page import LIST, Answer, Combined, combined, levels, list_part, places
from faq.permalinks.inventory import COUNTED, WHOLE
from faq.permalinks.stubs import anchor

Former = Mapping[str, Sequence[str]]
"""The names that questions had before, by the one that each has now."""


@record
class AnswerPage:
    """A page that holds some of the answers."""

    url: str
    title: str
    answers: tuple[Answer, ...]


def part_pages(
    pages: Sequence[AnswerPage],
    whole: str,
    title: str,
    texts: Mapping[str, str],
    combined: Callable[..., Combined] = combined,
) -> Iterator[tuple[str, Mapping[str, tuple[str, ...]]]]:
    """The HTML of each page, with the anchors inside each answer by its slug.

    `whole` is the page that leads to them, and `title` what it is called; `combined` puts answers together.
    """
    at: dict[str, Located] = {}
    for page in pages:
        at |= places(page.answers, page.url)
    for number, page in enumerate(pages):
        back = escape(relative_as_written(page.url, whole))
        way = f'<p class="faq-all"><a class="{WHOLE}" href="{back}">{escape(title)}</a></p>\n'
        name = f"{title} – {page.title}"
        made = combined(page.answers, page.url, at, {**texts, "all_questions": name}, whole)
        beside = [("prev", one) for one in pages[max(number - 1, 0) : number]]
        beside += [("next", one) for one in islice(pages, number + 1, number + 2)]
        yield f"<h1>{escape(name)}</h1>\n" + way + made.html + _beside(page.url, beside, title), made.anchors


def _beside(here: str, beside: Sequence[tuple[str, AnswerPage]], title: str) -> str:
    """The ways to the parts before and behind."""
    links = "".join(
        f'<a class="faq-neighbours__link faq-neighbours__link--{rel}" rel="{rel}" '
        f'href="{escape(relative_as_written(here, page.url))}">{escape(page.title)}</a>\n'
        for rel, page in beside
    )
    return f'<nav class="faq-neighbours" aria-label="{escape(title)}">\n{links}</nav>\n' if links else ""


def onward(
    pages: Sequence[AnswerPage],
    whole: str,
    anchors: Mapping[str, tuple[str, ...]],
    texts: Mapping[str, str],
) -> str:
    """The list of all questions at `whole`, each with all of its anchors and a link to its answer.

    `anchors` are those inside each answer, by its slug.
    """
    out = []
    for page in pages:
        there = escape(relative_as_written(whole, page.url))
        out.append(f'<p><a href="{there}">{escape(page.title)}</a></p>\n')
        for above, group in groupby(page.answers, levels):
            items = "".join(_line(answer, there, anchors.get(answer.slug, ())) for answer in group)
            # The outermost section is the page's own title.
            out.append(list_part(above if len(above) > 1 else (), items))
    name = escape(texts["all_questions"])
    return f'<nav class="faq-list faq-onward" id="{LIST}" aria-label="{name}">\n{"".join(out)}</nav>\n'


def _line(answer: Answer, there: str, anchors: Sequence[str]) -> str:
    slug, *others = identifiers(answer.slug)
    others += [one for one in anchors if not COUNTED.fullmatch(one)]
    own = "".join((anchor(slug), numbered(answer.number, anchor=True), *map(anchor, others)))
    way = there + escape(fragment(answer.slug))
    return f'<li><span>{own}</span> <a href="{way}">{escape(answer.title)}</a></li>\n'
