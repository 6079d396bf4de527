"""Questions that readers, or the search, take for one another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from faq.book.project import Project
from faq.kinds import Kind
from faq.model import Problem, Question, Span
from faq.patterns import late
from faq.search.folding import folded
from faq.search.keywords import keywords

ALONE = "\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f"
"""Kana, Han and Thai have no spaces: there a letter is a word, as docs/assets/finder.js has it."""
FIRST = "\u0e00"
"""Below it there is none of them."""
WORD = late(rf"[{ALONE}]|[^\W_{ALONE}]+")
SPACED = late(r"[^\W_]+")
"""The same in a text that has none of these letters, as most: it is compiled in no time."""
STEM = 6
"""Letters by which two forms of a word are known as one: "return", "returns", "returned"."""

ENOUGH = 3
"""Words without which a title says too little to be judged by."""


def alike_problems(project: Project) -> Iterator[Problem]:
    """Titles of the same words, and questions without `keywords:` that have no word of their own."""
    titles = {question.src: words(question.title) for question in project.questions}
    first: dict[tuple[str, ...], Question] = {}
    for question in project.questions:
        own = tuple(sorted(titles[question.src]))
        if own and (other := first.setdefault(own, question)) is not question:
            message = f'its title has the words of "{other.title}" ({other.path})'
            fix = "say in the title what is asked here and not there, or make one question of the two"
            yield Problem(Kind.QUESTIONS_ALIKE, _title(project, question), message, fix)
    yield from _not_told_apart(project, titles)


def words(text: str) -> list[str]:
    """The words of a text, without capitals and marks, each as far as its forms are the same."""
    text = folded(text)
    found = (SPACED if max(text, default="") < FIRST else WORD).findall(text)
    return [word if word.isdecimal() else word[:STEM] for word in found]


def _not_told_apart(project: Project, titles: Mapping[str, list[str]]) -> Iterator[Problem]:
    said = {src: keywords(project.pages[src].front) for src in titles}
    known = {src: frozenset(own).union(*map(words, said[src])) for src, own in titles.items()}
    having: dict[str, list[Question]] = defaultdict(list)
    for question in project.questions:
        for word in known[question.src]:
            having[word].append(question)
    for question in project.questions:
        own = frozenset(titles[question.src])
        if said[question.src] or len(own) < ENOUGH:
            continue
        rarest = min(own, key=lambda word: (len(having[word]), word))
        for other in having[rarest]:
            if own < known[other.src]:
                message = f'all words of its title are those of "{other.title}" ({other.path}) as well'
                fix = "write under keywords: what readers of this one would type"
                yield Problem(Kind.SEARCHED_ALIKE, _title(project, question), message, fix)
                break


def _title(project: Project, question: Question) -> Span:
    page = project.pages[question.src]
    return next((h.span for h in page.headings if h.level == 1), Span(page.source, 0, 0))
