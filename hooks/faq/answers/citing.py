"""Which answers cite which question."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from faq.book.linking import question_of
from faq.book.meaning import resolve
from faq.book.project import Project
from faq.model import Question


def citing(
    project: Project, cited: Callable[[Project, Question], Iterable[str]] | None = None
) -> Mapping[str, tuple[Question, ...]]:
    """By source path of a question: the questions whose answers cite it or link to it, in order.

    `cited` is `cited_in`.
    """
    out: dict[str, list[Question]] = {}
    for question in project.numbered:
        for src in (cited or cited_in)(project, question):
            if src != question.src:
                out.setdefault(src, []).append(question)
    return {src: tuple(found) for src, found in out.items()}


def cited_in(project: Project, question: Question) -> tuple[str, ...]:
    """The source paths of the questions that an answer cites or links to, each once."""
    page = project.pages[question.src]
    out: list[str] = []
    for phrase in page.phrases:
        if phrase.status == "own":
            found = resolve(project, question.src, phrase, None)
            out += (one.question.src for one in found if one.question and one.citation.cites == "question")
    for link in page.links:
        linked = None if link.image else question_of(project, question.src, link.destination)
        if linked is not None:
            out.append(linked.src)
    return tuple(dict.fromkeys(out))


def cited_by(
    project: Project, citing: Mapping[str, Sequence[Question]]
) -> Mapping[str, tuple[Question, ...]]:
    """The same the other way: by source path of a question, those that its answer cites, in their order."""
    out: dict[str, list[Question]] = {}
    for question in project.numbered:
        for one in citing.get(question.src, ()):
            out.setdefault(one.src, []).append(question)
    return {src: tuple(found) for src, found in out.items()}
