"""The address of a file is what a browser makes of its path, relative to the site's."""

from __future__ import annotations

from urllib.parse import quote, urljoin

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from faq.addresses import SENT
from faq.machines.places import PLAIN, Places

SITES = (
    "",
    "https://a.example",
    "https://a.example/b/",
    "HTTPS://a.example/b/../c/?d#e",
    "https://a.example/b",
)
NAMES = st.text("aZ0_-. é%:?#;=@'", min_size=1, max_size=3) | st.sampled_from((".", "..", ""))


@given(st.sampled_from(SITES), st.lists(NAMES, min_size=1, max_size=3).map("/".join))
@example("https://a.example/b/", "a/")
@example("https://a.example/b/", "a//b")
def test_it_is_the_same_where_no_part_needs_a_look(site: str, path: str) -> None:
    assert Places({}, {}, site).file(path) == urljoin(site, quote(path, safe=SENT))


@pytest.mark.parametrize("path", ["a/", "a/b.md", "assets/cards/faq/case-0001.png", "llms.txt"])
def test_most_paths_need_none(path: str) -> None:
    assert PLAIN.fullmatch(path)
