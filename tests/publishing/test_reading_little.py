"""What publishing reads: of pages that both trees have alike no anchors, and never a whole tree at once."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faq.addresses import Permalink
from faq.permalinks.compare import compare, renumbered
from faq.permalinks.inventory import inventory, standing
from faq.permalinks.meant import Reviewed
from faq.publishing.again import restored
from faq.publishing.guard import lost
from faq.publishing.leaving import Root
from faq.publishing.opening import opened
from faq.publishing.publications import earlier_tree
from faq.publishing.release import Release, publish
from faq.publishing.store import Store
from faq.publishing.unpublishing import unpublish
from tests.publishing.site import PERSON, make_site

ROOT = Root("https://faq.example.org/")
PAGES = (
    *(f'<article><h1 id="{one}">{one}</h1>{two}</article>' for one in "ab" for two in ("", '<p id="x">')),
    '<article><h1 id="a">A</h1><h2 id="s">Steps</h2>One<h2 id="s_1">Steps</h2>Two</article>',
    '<article><h1 id="a">A</h1><h2 id="s">Steps</h2>Two<h2 id="s_1">Steps</h2>One</article>',
    *(f'<head><meta name="faq:moved" content="../{one}/"></head>' for one in "abc"),
    '<head><meta name="faq:gone" content=""></head>',
    '<head><meta name="faq:moved" content="../"><meta name="faq:folder" content=""></head>',
)
TREES = st.dictionaries(st.sampled_from("abcd"), st.sampled_from(PAGES)).map(
    lambda pages: {f"{name}/index.html": html.encode() for name, html in pages.items()}
)

GONE = [Permalink(*one) for one in (("a/",), ("b/",), ("a/", "x"), ("a/", "s"), ("b/", "b"))]


@given(TREES, TREES, st.sets(st.sampled_from(GONE)))
def test_pages_that_are_alike_lose_nothing(
    before: dict[str, bytes], now: dict[str, bytes], gone: set[Permalink]
) -> None:
    same = {path: standing(now[path].decode()) for path in now if before.get(path) == now[path]}
    meant = Reviewed(gone=frozenset(gone))
    old, new = inventory(before), inventory(now)
    assert lost(before, now, same, lambda: meant, "") == (compare(old, new, meant), renumbered(old, new))


def test_a_part_of_all_answers_is_known_without_reading_it() -> None:
    def part(more: str) -> bytes:
        return f'<article><h1 id="t">T</h1><a href="../" class="x {more}">All</a><h2 id="q">Q</h2>'.encode()

    found = inventory({"all/2/index.html": part("faq-whole"), "all/3/index.html": part("whole")}).pages
    assert (found["all/2/"].whole, found["all/2/"].anchors) == ("../", {})
    assert set(found["all/3/"].anchors) == {"t", "q"}


SIZE, COUNT = 200_000, 40


def built(site: Path, word: str) -> Path:
    """A tree of big pages, each with its copy."""
    for n in range(COUNT):
        page = site / f"faq/{n}/index.html"
        page.parent.mkdir(parents=True, exist_ok=True)
        filled = f"<p>{word if n == 1 else ''} {n} " + "x" * SIZE + "</p>"
        page.write_text(f"<head></head><body><article><h1 id='t'>T</h1>{filled}</article></body>")
        page.with_suffix(".md").write_text(f"# T\n\n{ROOT.url}latest/\n{filled}")
    for name in ("index.html", "404.html"):
        (site / name).write_text("<head></head><body></body>")
    return site


def test_no_tree_is_held_in_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in PERSON.items():
        monkeypatch.setenv(name, value)
    site = make_site(tmp_path)

    def go_back(store: Store) -> None:
        earlier = earlier_tree(store, "1.0", store.fetch() or "")
        tree = restored(store, earlier)
        assert tree
        publish(store, Release("1.0", tree, ROOT, "0" * 40, latest=True, rollback=True), lambda _: None)

    def release(store: Store, version: str) -> None:
        store.fetch()
        tree = store.taken_in(built(tmp_path / "site", version))
        publish(store, Release(version, tree, ROOT, "0" * 40, latest=True), lambda _: None)

    with opened(site.clone, "origin", "gh-pages") as (store, _):
        release(store, "1.0")
        tracemalloc.start()
        try:
            release(store, "1.1")
            go_back(store)
            unpublish(store, "1.1", ROOT, lambda _: None)
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
    assert site.versions() == {"1.0": ["latest"]}
    assert peak < COUNT * SIZE / 2
