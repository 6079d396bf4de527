"""Which answers cite which question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from faq.book.linking import question_of
from faq.book.meaning import resolve
from faq.book.project import Project
from faq.model import Question


def citing(project: Project) -> Mapping[str, tuple[Question, ...]]:
    """By source path of a question: the questions whose answers cite it or link to it, in order."""
    out: dict[str, dict[str, Question]] = {}
    for question in project.numbered:
        page = project.pages[question.src]
        for phrase in page.phrases:
            if phrase.status != "own":
                continue
            for one in resolve(project, question.src, phrase, None):
                if one.question is not None and one.citation.cites == "question":
                    out.setdefault(one.question.src, {})[question.src] = question
        for link in page.links:
            linked = None if link.image else question_of(project, question.src, link.destination)
            if linked is not None:
                out.setdefault(linked.src, {})[question.src] = question
    return {src: tuple(q for q in found.values() if q.src != src) for src, found in out.items()}


def cited_by(
    project: Project, citing: Mapping[str, Sequence[Question]]
) -> Mapping[str, tuple[Question, ...]]:
    """The same the other way: by source path of a question, those that its answer cites, in their order."""
    out: dict[str, list[Question]] = {}
    for question in project.numbered:
        for one in citing.get(question.src, ()):
            out.setdefault(one.src, []).append(question)
    return {src: tuple(found) for src, found in out.items()}
