"""Addresses are read as they were written, and links lead where they should, whatever a file is called."""

from __future__ import annotations

import posixpath
import re
from unicodedata import is_normalized
from urllib.parse import quote

import yaml
from hypothesis import assume, given
from hypothesis import strategies as st

from faq.addresses import (
    NO_PARTS,
    SENT,
    Permalink,
    absolute,
    address_of,
    fragment,
    led_to,
    linked,
    normal,
    read_anchor,
    relative,
    resolved,
    written,
    written_anchor,
)
from faq.publishing.marks import moved_canonical
from faq.text.yaml_nodes import in_flow

# What may be a file's name: any text but a slash; pages that nobody wrote have others (MkDocs, `.md`).
PARTS = st.text(
    st.characters(exclude_characters="/\0", exclude_categories=["Cs"]),
    min_size=1,
    max_size=8,
)
PATHS_OF_ALL_KINDS = st.lists(PARTS.filter(lambda part: part not in NO_PARTS), min_size=1, max_size=3).map(
    "/".join
)


def assert_can_be_typed(text: str) -> None:
    """Nothing in it is unseen, or looks as something else does: an "ü" made of two signs."""
    assert text.isprintable()
    assert is_normalized("NFC", text)


@given(PATHS_OF_ALL_KINDS, st.sampled_from(["", "/", ".html", ".pdf"]))
def test_an_address_is_read_as_it_was_written(path: str, ending: str) -> None:
    """Whatever its file is called: as it is, percent-encoded as a browser shows it, and in YAML."""
    address = address_of(path + ending + ("index.html" if ending == "/" else ""))
    assume(not address.endswith(".md"))
    folder = address if ending == "/" or posixpath.splitext(address)[1] else address + "/"
    assert normal(written(address)) == folder
    assert normal(quote(address)) == folder
    assert yaml.safe_load(f"[{in_flow(written(address))}, x]") == [written(address), "x"]
    assert_can_be_typed(written(address))


ENCODED = st.sampled_from(["50%2F", "%41", "x/c%23"])
ADDRESSES = st.tuples(PATHS_OF_ALL_KINDS | ENCODED, st.sampled_from(["/", ".html"])).map("".join)


@given(ADDRESSES, ADDRESSES)
def test_a_link_leads_to_what_it_was_made_for(source: str, target: str) -> None:
    """Also from and to a name that looks as if it was encoded: "50%2F"."""
    assert resolved(source, relative(source, target)) == target
    assert moved_canonical(absolute("https://example.org/", source), source, target) == absolute(
        "https://example.org/", target
    )


ANCHORS = st.sampled_from(["50%2F", "%41", "c%2523", "A", "50/"]) | PARTS


@given(ANCHORS, st.frozensets(ANCHORS))
def test_a_link_to_an_anchor_leads_there_encoded_or_as_it_is(anchor: str, others: frozenset[str]) -> None:
    """Unless another has the name that is written."""
    there = (others | {anchor}).__contains__
    assert led_to(anchor, there) == anchor
    encoded = fragment(anchor).removeprefix("#")
    assert led_to(encoded, there) == (encoded if there(encoded) else anchor)


@given(PATHS_OF_ALL_KINDS, PARTS.filter(lambda anchor: not re.search(r"\s", anchor)))
def test_an_anchor_is_read_as_it_was_written(path: str, anchor: str) -> None:
    full = Permalink(f"{path}/", anchor)
    assert Permalink.read(full.written) == full
    assert read_anchor(written_anchor(anchor)) == anchor
    assert_can_be_typed(full.written)
    assert linked("", full).partition("#")[2] == quote(anchor, safe=SENT)
    assert resolved("faq/a/", linked("faq/a/", full)) == full.address
