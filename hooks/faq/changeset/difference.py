"""What two states of a project differ in: questions, references, and what a page says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from faq.book.meaning import resolve
from faq.book.project import Project
from faq.frozen import record
from faq.model import Phrase, Question, Span
from faq.text.markdown.lines import joined
from faq.text.page import read_text
from faq.text.readable import readable
from faq.text.rendered import rendered_html


@record
class Kept:
    """A question that both states have."""

    then: Question
    now: Question


@record
class Rewritten:
    """A reference that has another number, and means the same question."""

    span: Span
    """The number, where it stands now."""
    then: str
    now: str
    target: str
    """The title of the question that it means."""


@record
class Rewording:
    """A run of paragraphs that say something else than before; either side may be empty."""

    then: tuple[str, ...]
    now: tuple[str, ...]


@record
class Reworded:
    """A page that says something else than before."""

    path: str
    """Its file, relative to the project's folder, as it is called now."""
    title: str
    passages: tuple[Rewording, ...]
    """Empty where the page cannot be rendered by itself, so that only its source is known to differ."""


@record
class Difference:
    """What a change means for readers, but for addresses."""

    added: tuple[Question, ...]
    removed: tuple[Question, ...]
    moved: tuple[Kept, ...]
    """Those that stand elsewhere among the questions that both states have, or in another section."""
    renumbered: tuple[Kept, ...]
    """Those that have another number since others were added, removed or moved."""
    reworded: tuple[Reworded, ...]
    references: tuple[Rewritten, ...]


def difference(then: Project, now: Project, renamed: Mapping[str, str]) -> Difference:
    """What differs between two states.

    `renamed` maps source paths of pages, relative to the docs folder, from what they were to what they are.
    """
    heirs = {src: renamed.get(src, src) for src in then.pages}
    kept = [
        Kept(old, now.by_src[heirs[src]])
        for src, old in then.by_src.items()
        if src in heirs and heirs[src] in now.by_src
    ]
    before, after = {one.then.src for one in kept}, {one.now.src for one in kept}
    moved = _moved(kept, then, now)
    other = [one for one in kept if one not in moved and one.then.place != one.now.place]
    return Difference(
        added=tuple(q for q in now.questions if q.src not in after),
        removed=tuple(q for q in then.questions if q.src not in before),
        moved=tuple(sorted(moved, key=lambda one: now.order.get(one.now.src, len(now.order)))),
        renumbered=tuple(sorted(other, key=lambda one: now.order.get(one.now.src, len(now.order)))),
        reworded=tuple(_reworded(then, now, heirs)),
        references=tuple(_rewritten(then, now, heirs)),
    )


def _moved(kept: Sequence[Kept], then: Project, now: Project) -> list[Kept]:
    """Those that others have to be passed for, or that left a section that is still there for another one."""
    by_now = {one.now.src: one for one in kept}
    old = [one.now.src for one in kept if one.then.place]
    new = [question.src for question in now.numbered if question.src in by_now]
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    in_order = {old[block.a + step] for block in blocks for step in range(block.size)}
    sections = [{q.section for q in project.questions} for project in (then, now)]
    both = sections[0] & sections[1]
    return [
        one
        for one in kept
        if one.now.src not in in_order
        or (one.then.section != one.now.section and {one.then.section, one.now.section} & both)
    ]


# -- references


@record
class _Meaning:
    """A citation: what it means, by a name that both states share, and how it says so."""

    target: str
    title: str
    number: str
    span: Span


def _rewritten(then: Project, now: Project, heirs: Mapping[str, str]) -> Iterator[Rewritten]:
    """References that mean what they meant and say another number; what stands in a snippet once."""
    pairs = [(src, heir) for src, heir in heirs.items() if heir in now.pages]
    found = [
        (_cited(then, old, then.pages[old].phrases, heirs), _cited(now, new, now.pages[new].phrases, {}))
        for old, new in pairs
    ]
    beside = {one.source.path: one.phrases for one in then.elsewhere}
    found += [
        (_cited(then, "", beside.get(one.source.path, ()), heirs), _cited(now, "", one.phrases, {}))
        for one in now.elsewhere
    ]
    seen: set[tuple[str, int, int]] = set()
    for old, new in found:
        names = [one.target for one in old], [one.target for one in new]
        for block in SequenceMatcher(None, *names, autojunk=False).get_matching_blocks():
            for step in range(block.size):
                was, is_ = old[block.a + step], new[block.b + step]
                if was.number != is_.number and is_.span.key not in seen:
                    seen.add(is_.span.key)
                    yield Rewritten(is_.span, was.number, is_.number, is_.title)


def _cited(project: Project, src: str, phrases: Iterable[Phrase], heirs: Mapping[str, str]) -> list[_Meaning]:
    """The citations of a text that mean one question, in order; `heirs` names the question as it is now."""
    return [
        _Meaning(heirs.get(meant.src, meant.src), meant.title, one.citation.span.text, one.citation.span)
        for phrase in phrases
        if phrase.status == "own"
        for one in resolve(project, src, phrase, None)
        if (meant := one.question) is not None
    ]


# -- wording


def _reworded(then: Project, now: Project, heirs: Mapping[str, str]) -> Iterator[Reworded]:
    """Pages that say something else, less what follows from other numbers alone."""
    for src, heir in heirs.items():
        if heir not in now.pages or joined(then.pages[src].lines) == joined(now.pages[heir].lines):
            continue
        old, new = _blocks(then, src), _blocks(now, heir)
        page = now.pages[heir]
        title = page.title or heir
        if old is None or new is None:
            yield Reworded(page.source.path, title, ())
        elif passages := tuple(_passages(old, new, _Following(then, now))):
            yield Reworded(page.source.path, title, passages)


def _blocks(project: Project, src: str) -> tuple[str, ...] | None:
    """What readers read on a page, paragraph by paragraph; None where that cannot be known here."""
    configured = project.settings.data.get("markdown_extensions")
    html = rendered_html(joined(project.pages[src].lines), configured)
    return None if html is None else readable(html)


def _passages(old: Sequence[str], new: Sequence[str], following: _Following) -> Iterator[Rewording]:
    for how, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if how == "equal":
            continue
        while a < b and c < d and following.holds(old[a], new[c]):
            a, c = a + 1, c + 1
        while a < b and c < d and following.holds(old[b - 1], new[d - 1]):
            b, d = b - 1, d - 1
        if a < b or c < d:
            yield Rewording(tuple(old[a:b]), tuple(new[c:d]))


@record
class _Following:
    """Knows of two paragraphs whether they differ in nothing but numbers by which questions are cited."""

    then: Project
    now: Project

    def holds(self, old: str, new: str) -> bool:
        """Whether they do; which question each number means is for the list of references to tell."""
        (was, numbers), (is_, others) = _masked(self.then, old), _masked(self.now, new)
        if was != is_:
            return False
        return all(
            one == other or (one.cites and other.cites) for one, other in zip(numbers, others, strict=True)
        )


@record
class _Number:
    """A number in a text."""

    text: str
    cites: bool


def _masked(project: Project, text: str) -> tuple[str, list[_Number]]:
    """A paragraph without its numbers, and these."""
    pattern = re.compile(project.settings.numbers.questions.pattern)
    phrases = read_text(text, "", project.reading, False).phrases
    cited = {one.span.start for phrase in phrases if phrase.status == "own" for one in phrase.citations}
    numbers = [_Number(m.group(), m.start() in cited) for m in pattern.finditer(text)]
    return pattern.sub("#", text), numbers
