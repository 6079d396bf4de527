"""An entry for the list `gone:` of `mkdocs.yml`, put in where the list has to stand; all else is kept."""

from __future__ import annotations

from collections.abc import Sequence

from faq.addresses import written
from faq.book.mkdocs_yml import read_own
from faq.model import Source, Span
from faq.repair.editing import CannotEdit
from faq.repair.mending import Mending
from faq.text.yaml_nodes import Fields, Items, Node, in_flow, place_of

WAY = ("extra", "faq", "gone")


def entry_text(addresses: Sequence[str], reason: str, instead: str | None) -> str:
    """An entry: `{address: faq/fax/, reason: No fax any more., instead: faq/contact/}`."""
    named = [in_flow(written(one)) for one in addresses]
    address = named[0] if len(named) == 1 else f"[{', '.join(named)}]"
    more = f", instead: {in_flow(written(instead))}" if instead is not None else ""
    return f"{{address: {address}, reason: {in_flow(reason)}{more}}}"


def with_gone(config: Source, entry: str) -> Mending:
    """What puts an entry behind the others.  Raises CannotEdit where there is no place for it."""
    node: Node = read_own(config)
    for depth, name in enumerate(WAY):
        if not isinstance(node, Fields):
            break
        pair = node.pair(name)
        if pair is None:
            return _new(config, node, WAY[depth:], entry)
        node = pair.value
    if not isinstance(node, Items):
        raise CannotEdit(
            f"{place_of(node.span)}: no list can stand here; write {': '.join(WAY)}: by hand first"
        )
    if node.flow:
        at = node.span.end - 1
        return Mending(Span(config, at, at), f", {entry}" if node.items else entry)
    start = node.items[-1].span.start
    line = config.text[config.starts[config.position(start)[0] - 1] : start]
    return _behind(config, node.items[-1], [line + entry])


def _new(config: Source, above: Fields, missing: Sequence[str], entry: str) -> Mending:
    """The keys that are missing, and the entry in them."""
    if above.flow:
        inside = f"{missing[-1]}: [{entry}]"
        for name in reversed(missing[:-1]):
            inside = f"{name}: {{{inside}}}"
        at = above.span.end - 1
        return Mending(Span(config, at, at), f", {inside}" if above.pairs else inside)
    if not above.pairs:
        raise CannotEdit(f"{place_of(above.span)}: write {': '.join(WAY)}: by hand first")
    key = above.pairs[-1].key.span
    lead = config.text[config.starts[config.position(key.start)[0] - 1] : key.start]
    lines = [f"{lead}{'  ' * depth}{name}:" for depth, name in enumerate(missing)]
    return _behind(config, above.pairs[-1].value, [*lines, f"{lead}{'  ' * len(missing)}- {entry}"])


def _behind(config: Source, last: Node, lines: Sequence[str]) -> Mending:
    """Whole lines behind the last line that a value takes."""
    end = "\r\n" if "\r\n" in config.text else "\n"
    row = config.position(max(last.span.start, last.span.end - 1))[0]
    at = config.starts[row] if row < len(config.starts) else len(config.text)
    unended = "" if config.text[:at].endswith(("\n", "\r")) else end
    return Mending(Span(config, at, at), unended + "".join(line + end for line in lines))
