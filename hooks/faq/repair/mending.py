"""One edit of a text; in a snippet it is made where every page that includes it wants the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from faq.book.project import Project
from faq.edits import Edit, edited
from faq.frozen import record
from faq.model import Phrase, Source, Span

Key = tuple[str, int, int]


@record
class Mending:
    """Text to put in the place of a span."""

    span: Span
    text: str


def mended(mendings: Iterable[Mending]) -> dict[str, str]:
    """The new text of every file that changes, by path."""
    sources: dict[str, Source] = {}
    by_path: dict[str, dict[tuple[int, int], dict[str, None]]] = {}
    for one in mendings:
        sources[one.span.source.path] = one.span.source
        place = one.span.start, one.span.end
        texts = by_path.setdefault(one.span.source.path, {}).setdefault(place, {})
        if place[0] < place[1]:
            texts.clear()
        # What is put in at one place comes one behind the other; what two pages want of a snippet, once.
        texts[one.text] = None
    changed = {
        path: edited(sources[path].text, (Edit(*place, "".join(texts)) for place, texts in edits.items()))
        for path, edits in by_path.items()
    }
    return {path: text for path, text in changed.items() if text != sources[path].text}


@record
class Agreed:
    """What all pages want, and what is left for a writer."""

    mendings: tuple[Mending, ...]
    notes: tuple[str, ...]


def agreed(project: Project, wanted: Mapping[str, Sequence[Mending]]) -> Agreed:
    """The mendings that each page wants, by source path, less those in a snippet on which pages disagree."""
    own = {src: project.pages[src].source for src in wanted}
    apart = {one.span.key for src, each in wanted.items() for one in each if one.span.source is not own[src]}
    asked = {src: {one.span.key: one.text for one in each} for src, each in wanted.items()} if apart else {}
    split = {key for key in apart if len({asked[src].get(key) for src in _judges(project, key)}) > 1}
    mendings = tuple(one for each in wanted.values() for one in each if one.span.key not in split)
    left = {one.span.key: one for each in wanted.values() for one in each if one.span.key in split}
    return Agreed(mendings, tuple(map(_told, left.values())))


def _told(one: Mending) -> str:
    source = one.span.source
    line = source.position(one.span.start)[0]
    words = f'"{one.span.text}"' if one.span.text else "this reference"
    return f"{source.path}:{line}: pages that include {words} disagree on it; write it apart in each of them"


def _judges(project: Project, key: Key) -> Iterator[str]:
    """The pages on which something can be said of a place in a snippet: of "above", those in the order."""
    for src, page in project.pages.items():
        for phrase in page.phrases:
            if (
                phrase.status == "own"
                and key in _places(phrase)
                and (_fixed(phrase, key) or src in project.order)
            ):
                yield src


def _fixed(phrase: Phrase, key: Key) -> bool:
    """Whether what stands there means the same on every page, as numbers do."""
    turned = phrase.direction is not None and phrase.direction.key == key
    return not turned and not any(one.neighbour is not None for one in phrase.citations)


def _places(phrase: Phrase) -> Iterator[Key]:
    """Where a mending of a phrase may stand: at a number, at its mark, at "above"."""
    for one in phrase.citations:
        yield one.span.key
        if one.mark is not None:
            yield one.mark.span.key
    if phrase.direction is not None:
        yield phrase.direction.key
