"""The reader of YAML: what PyYAML reads, and the place of every part of it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from faq.model import Source
from faq.text.yaml_nodes import Document, Fields, Items, Node, NotYaml, Scalar, at, read_yaml

TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]) | st.sampled_from("🙂é \n\t:#*&'\"-")
)
SCALARS = TEXTS | st.integers() | st.booleans() | st.none() | st.dates()
DATA = st.dictionaries(
    TEXTS,
    st.recursive(SCALARS, lambda inner: st.lists(inner) | st.dictionaries(TEXTS, inner), max_leaves=8),
    min_size=1,
)


def read(text: str) -> Document:
    return read_yaml(Source("mkdocs.yml", text))


def scalars(node: Node) -> Iterator[Scalar]:
    """Every scalar that is no key."""
    if isinstance(node, Scalar):
        yield node
    for below in [*(p.value for p in node.pairs)] if isinstance(node, Fields) else getattr(node, "items", ()):
        yield from scalars(below)


@settings(max_examples=60, deadline=None)
@given(DATA, st.booleans(), st.booleans(), st.sampled_from(["\n", "\r\n"]))
def test_it_reads_what_pyyaml_reads_and_knows_where(
    data: object, flow: bool, escaped: bool, end: str
) -> None:
    text = yaml.safe_dump(data, default_flow_style=flow, allow_unicode=not escaped).replace("\n", end)
    root = read(f"# 🙂{end}{text}").root
    assert root is not None
    assert root.value == yaml.safe_load(text)
    for one in scalars(root):
        assert yaml.safe_load(one.span.text) == one.value


@pytest.mark.parametrize(
    ("text", "path", "place"),
    [
        ("a: 🙂\nb: x\n", ["b"], "x"),
        ("a: x\r\nb: {c: 'x', d: y}\r\n", ["b", "c"], "'x'"),
        ("a: &one x\nb: *one\n", ["b"], "*one"),
        ("a: &one {c: x}\nb: *one\n", ["b", "c"], "x"),
        ("a: &one {c: x, d: y}\nb: {<<: *one, d: z}\n", ["b", "c"], "x"),
        ("a: &one {c: x, d: y}\nb: {d: z, <<: *one}\n", ["b", "d"], "z"),
        ("b: {<<: [{c: x}, {c: y}]}\n", ["b", "c"], "x"),
        ("a: 'u\u2028v\u0085w'\nb: x\n", ["b"], "x"),
        ("b: !ENV [NO_SUCH_VARIABLE, x]\n", ["b"], "!ENV [NO_SUCH_VARIABLE, x]"),
    ],
)
def test_a_value_has_its_place(text: str, path: list[str], place: str) -> None:
    node = at(read(text).root, *path)
    assert node is not None
    assert node.span.text == place


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: !ENV [NO_SUCH_VARIABLE, 3]", 3),
        ("a: !relative $docs_dir", "$docs_dir"),
        ("a: !relative", "."),
        ("a: !!python/name:os.system", "name:os.system"),
        ("a: !!python/object/apply:os.system [exit 1]", "object/apply:os.system"),
        ("a: !mine {b: c}", "mine"),
        ("a: !!set {b, c}", {"b", "c"}),
        ("a: 0x10", 16),
        ("a: {=: b}", {"=": "b"}),
    ],
)
def test_tags_mean_what_mkdocs_makes_of_them_and_run_nothing(text: str, value: object) -> None:
    found = at(read(text).root, "a")
    assert found is not None
    assert found.value == value


def test_values_as_they_are_written() -> None:
    root = read_yaml(Source("a.md", "a: 0123\nb: 1.10\nc: yes\nd:\n"), as_written=True).root
    assert root is not None
    assert root.value == {"a": "0123", "b": "1.10", "c": "yes", "d": ""}


def test_a_stretch_of_a_page_has_places_in_the_page() -> None:
    source = Source("a.md", "---\na: 🙂\nb: x\n---\nb: y\n")
    found = at(read_yaml(source, 4, 14).root, "b")
    assert found is not None
    assert source.position(found.span.start) == (3, 4)


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("a: [", "1:5: is no YAML: did not find expected node content"),
        ("a: b: c", "1:5: is no YAML: mapping values are not allowed in this context"),
        ("é: 🙂\x01", "1:5: is no YAML: control characters are not allowed"),
        ("a: b\nc: *d", "2:4: is no YAML: found undefined alias 'd'"),
        ("a: b\nc: 2026-13-01", "2:4: is no YAML: month must be in 1..12"),
        ("a: !ENV {b: c}", "1:4: is no YAML: expected a scalar or sequence node, but found mapping"),
        ("a: &b\n  - *b", "2:5: is no YAML: a value holds itself"),
        ("{a: b}: c", "1:1: is no YAML: a list or a mapping cannot be a key"),
        ("a: b\n<<: c", "2:5: is no YAML: << takes in a mapping, or a list of mappings"),
        ("a: b\n---\na: c", "2:1: is no YAML: but found another document"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_place(text: str, where: str) -> None:
    with pytest.raises(NotYaml) as refused:
        read(text)
    assert str(refused.value) == f"mkdocs.yml:{where}"


@pytest.mark.parametrize(
    ("text", "repeated"),
    [
        ("a: b\nc: d\na: e\n", [("a", (3, 1), (1, 1))]),
        ("a: {b: c, b: d}\n", [("b", (1, 11), (1, 5))]),
        ("- true: b\n  yes: d\n", [("yes", (2, 3), (1, 3))]),
        ("a: !mine\n  b: c\n  b: d\n", [("b", (3, 3), (2, 3))]),
        ("a: &one {b: c}\nd: {<<: *one, b: d}\n", []),
        ("a: {b: c}\nb: {b: d}\n", []),
    ],
)
def test_a_key_that_is_written_twice_is_told(text: str, repeated: list[object]) -> None:
    found = read(text).repeated
    place = found[0].span.source.position if found else None
    assert place is None or [(x.name, place(x.span.start), place(x.first.start)) for x in found] == repeated
    assert len(found) == len(repeated)


def test_a_list_that_many_aliases_name_is_made_once() -> None:
    lines = ["a0: &a0 [x]", *(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 60))]
    root = read("\n".join(lines)).root
    assert isinstance(root, Fields)
    last = root.get("a59")
    assert isinstance(last, Items)
    assert len(last.items) == 9
