"""A list of versions that others wrote: what is wrong with it, and what to write instead."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mike.versions import Versions

from faq.publishing.versions_json import entries, written

ONE = {"version": "1.0", "title": "1.0", "aliases": ["latest"]}
FAULTS: dict[str, tuple[object, str]] = {
    "no list": ({"a": 1}, "line 1: it is no list; write ["),
    "no object": (["1.0"], "entry 1: it is no object; write {"),
    "no version": ([{"title": "x", "aliases": []}], 'entry 1: "version" is missing'),
    "no title": ([ONE, {"version": "0.9", "aliases": []}], 'entry 2: "title" is missing'),
    "no aliases": ([{"version": "1.0", "title": "x"}], 'entry 1: "aliases" is missing'),
    "a number": ([{**ONE, "version": 1.0}], 'entry 1: "version" is 1.0; write a text'),
    "an alias alone": ([{**ONE, "aliases": "latest"}], 'entry 1: "aliases" is "latest"; write a list'),
    "an odd alias": ([{**ONE, "aliases": [1]}], 'entry 1: "aliases" holds 1; write texts'),
    "a path": ([{**ONE, "version": "../x"}], 'entry 1: "../x" is no name of a folder'),
    "an alias that is a path": ([{**ONE, "aliases": ["a/b"]}], 'entry 1: "a/b" is no name of a folder'),
    "nothing": ([{**ONE, "version": ""}], 'entry 1: "" is no name of a folder'),
    "itself": ([{**ONE, "aliases": ["1.0"]}], 'entry 1: "1.0" is named twice'),
    "twice": ([ONE, {**ONE, "aliases": []}], 'entry 2: "1.0" is named by entry 1 as well'),
    "an alias twice": ([ONE, {**ONE, "version": "0.9"}], 'entry 2: "latest" is named by entry 1 as well'),
}


@pytest.mark.parametrize("case", FAULTS)
def test_a_fault_is_told_with_its_place_and_what_to_write(case: str) -> None:
    listed, said = FAULTS[case]
    faults = entries(json.dumps(listed).encode())[1]
    assert faults[0].startswith(said)
    assert all(";" in text for text in faults)


@pytest.mark.parametrize(
    ("data", "said"), [(b"{oops", "line 1, column 2"), (b"", "line 1, column 1"), (b"\xff", "not UTF-8")]
)
def test_what_is_no_json_is_told_with_its_line(data: bytes, said: str) -> None:
    assert said in entries(data)[1][0]


def test_what_is_sound_is_read_beside_a_fault() -> None:
    found, faults = entries(json.dumps([ONE, {"version": "0.9"}]).encode())
    assert [one.version for one in found] == ["1.0"]
    assert faults


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=4) | st.sampled_from(["1.0", "latest", "."]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["version", "title", "aliases", "properties"]), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(VALUES)
def test_whatever_is_sound_to_us_mike_reads(value: object) -> None:
    data = json.dumps(value).encode()
    found, faults = entries(data)
    if not faults:
        assert [str(one.version) for one in Versions.loads(data.decode())] or not found
    assert {str(one.version) for one in Versions.loads(written(found).decode())} == {
        one.version for one in found
    }
