"""Everything that cites a question, or looks as if it did: what an adopter reads once through."""

from __future__ import annotations

from collections.abc import Iterator

from faq.book.meaning import resolve
from faq.book.project import Project
from faq.model import Mention, Phrase, Span, Standing
from faq.text.sentences import sentence


def mentions(project: Project) -> tuple[Mention, ...]:
    """Every citation with its place, its sentence and what it means, in the order of files and places.

    What stands in a snippet is told once, with what it means on the first page that includes it.
    """
    found: dict[tuple[str, int, int], Mention] = {}
    for one in _all(project):
        found.setdefault(one.span.key, one)
    return tuple(found[key] for key in sorted(found))


def _all(project: Project) -> Iterator[Mention]:
    for src, page in project.pages.items():
        for phrase in page.phrases:
            yield from _cited(project, src, phrase)
        yield from (_odd(span, why) for span, why in page.doubts)
        yield from (_odd(span, "ignored") for span in page.exempted)
        yield from (_odd(span, "code") for span in page.code_references)
    for beside in project.elsewhere:
        for phrase in beside.phrases:
            yield from _cited(project, "", phrase)
        yield from (_odd(span, why) for span, why in beside.doubts)
        yield from (_odd(span, "ignored") for span in beside.exempted)


def _cited(project: Project, src: str, phrase: Phrase) -> Iterator[Mention]:
    whole = sentence(Span(phrase.span.source, phrase.span.start, phrase.citations[-1].span.end))
    for one in resolve(project, src, phrase, None):
        citation = one.citation
        target = one.question if phrase.status == "own" else None
        said = whole, phrase.status, citation.form, citation.number
        yield Mention(citation.span, citation.shown, *said, target, citation.cites)


def _odd(span: Span, standing: Standing) -> Mention:
    return Mention(span, span, sentence(span), standing)
