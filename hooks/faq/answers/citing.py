"""Which answers cite which question."""

from __future__ import annotations

from collections.abc import Mapping

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
