"""Citations in texts that readers see and that stand in no page: in the configuration and in storyboards."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from faq.book.settings import NavEntry, Settings
from faq.frozen import record
from faq.model import Doubt, Phrase, Source, Span
from faq.text.passages import Citations, Said, Value, said_above
from faq.text.phrases import Vocabulary
from faq.text.yaml_nodes import Fields, Items, Node, NotYaml, Scalar, at, read_yaml, written

ONE_LINE = ("site_description", "copyright")
"""What of the configuration every page shows, or machines do."""
TOLD = frozenset({"about", "say", "see", "text", "title"})
"""What of a storyboard readers see: in the film, in its captions, or beside it."""


@record
class Elsewhere:
    """What one file cites."""

    source: Source
    phrases: tuple[Phrase, ...]
    doubts: tuple[tuple[Span, Doubt], ...]
    exempted: tuple[Span, ...]
    ignores: tuple[tuple[Span, bool], ...]
    """Each comment that exempts a line, and whether it exempts anything."""


def configured_texts(settings: Settings, words: Vocabulary) -> tuple[Elsewhere, ...]:
    """What the configuration cites: labels of `nav:`, descriptions, reasons, and what pages say."""
    by_source: dict[str, list[Span]] = {}
    for span in configured_values(settings):
        by_source.setdefault(span.source.path, []).append(span)
    return tuple(found for each in by_source.values() for found in read_values(each, words))


def configured_values(settings: Settings) -> list[Span]:
    """Where these texts stand."""
    faq = at(settings.fields, "extra", "faq")
    single = [settings.fields.get(name) for name in ONE_LINE]
    said = (*single, at(faq, "one_page_title"), *_values(at(faq, "texts")), *_reasons(at(faq, "gone")))
    values = [written(one) for one in said if isinstance(one, Scalar) and isinstance(one.value, str)]
    return [*_labels(settings.nav or ()), *values]


def storyboard_texts(sources: Iterable[Source], words: Vocabulary) -> tuple[Elsewhere, ...]:
    """What storyboards cite; one that is no YAML is told of by those who film it."""
    citing = (source for source in sources if words.may_cite(source.text))
    return tuple(found for source in citing for found in read_values(storyboard_values([source]), words))


def storyboard_values(sources: Iterable[Source]) -> list[Span]:
    """Where the texts of storyboards stand."""
    out: list[Span] = []
    for source in sources:
        try:
            out += map(written, _told(read_yaml(source).root))
        except NotYaml:
            continue
    return out


def read_values(spans: Sequence[Span], words: Vocabulary) -> Iterator[Elsewhere]:
    """What values of one file cite; nothing where they cite nothing."""
    cited = Citations(words, relative=False)
    ignores: list[tuple[Span, bool]] = []
    for span in spans:
        if not words.may_cite(span.text):
            continue
        line, said = span.source.position(span.start)[0] - 1, Said()
        said_above(span.source, line, said)
        cited.read(Value(span, line), said=said)
        ignores += [(one, line in said.used) for one in said.ignored.values()]
    if cited.phrases or cited.doubts or cited.exempted:
        said_of = tuple(cited.phrases), tuple(cited.doubts), tuple(cited.exempted)
        yield Elsewhere(spans[0].source, *said_of, tuple(ignores))


def _labels(nav: Iterable[NavEntry]) -> Iterator[Span]:
    for entry in nav:
        if entry.label is not None:
            yield entry.label
        yield from _labels(entry.children)


def _values(node: Node | None) -> Iterator[Node]:
    if isinstance(node, Fields):
        yield from (pair.value for pair in node.pairs)


def _reasons(node: Node | None) -> Iterator[Node | None]:
    if isinstance(node, Items):
        yield from (at(item, "reason") for item in node.items)


def _told(node: Node | None) -> Iterator[Node]:
    """The texts of a storyboard, however deep they stand."""
    if isinstance(node, Items):
        for item in node.items:
            yield from _told(item)
    elif isinstance(node, Fields):
        for pair in node.pairs:
            if isinstance(pair.value, Scalar):
                if pair.key.value in TOLD and isinstance(pair.value.value, str):
                    yield pair.value
            else:
                yield from _told(pair.value)
