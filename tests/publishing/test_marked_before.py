"""Versions that are passed over: what is published is the same as where each of them is marked anew."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from posixpath import splitext
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faq.addresses import address_of
from faq.permalinks.fate import fate
from faq.permalinks.inventory import PageContent
from faq.publishing import branch_pages, completing
from faq.publishing.leaving import Root
from faq.publishing.marked_before import FILE, MarkedBefore, holding, made_of
from faq.publishing.marks import marked
from faq.publishing.opening import opened
from faq.publishing.release import Release, publish
from faq.publishing.store import Store
from faq.publishing.superseded import Superseded
from faq.publishing.trees import built_tree
from faq.publishing.unpublishing import unpublish
from faq.texts import TEXTS
from faq.verbatim import text_of
from tests.publishing.site import PERSON, make_site

ROOT = Root("https://faq.example.org/")
LATEST = f"{ROOT.url}latest/"
POINTING = '<p class="faq-llms" hidden><a href="../llms.txt">llms.txt</a></p>'
POLICY = "<meta http-equiv=\"Content-Security-Policy\" content=\"script-src 'self' 'sha256-%s'\">"


def page(name: str, said: str = "", head: str = "") -> dict[str, bytes]:
    """A page with its copy."""
    canonical = f'<link rel="canonical" href="{LATEST}faq/{name}/">'
    html = f"<head>{head or canonical}</head><body><article><h1 id='t'>{name}</h1>{said}</article></body>"
    copy = f'---\ntitle: "{name}"\nurl: "{LATEST}faq/{name}/"\n---\n\n# {name}\n\n{said} <{LATEST}faq/a/>\n'
    return {f"faq/{name}/index.html": html.encode(), f"faq/{name}/index.md": copy.encode()}


def stub(old: str, new: str) -> dict[str, bytes]:
    """A page that leads on."""
    return page(old, head=f'<meta name="faq:moved" content="../{new}/">')


def tree(policy: str, *pages: Mapping[str, bytes]) -> dict[str, bytes]:
    """A built site, whose pages have a policy."""
    feed = f'<feed>\n  <title>News</title><link href="{LATEST}changes/"/></feed>'
    files = {
        "index.html": b"<head></head><body>Home</body>",
        "404.html": b"<head></head><body>Not here</body>",
        "changes/index.html": b"<head></head><body><article>Changes</article></body>",
        "changes.atom": feed.encode(),
        "hidden/index.html": b'<head><meta name="robots" content="noindex"></head><body>Hidden</body>',
        "sitemap.xml": f"<urlset><url><loc>{LATEST}hidden/</loc></url></urlset>".encode(),
        "llms.txt": b"# All\n",
    }
    for one in pages:
        files |= one
    head = f"<head>{POLICY % policy}".encode()
    return {path: data.replace(b"<head>", head) for path, data in files.items()}


GONE = '<meta name="faq:gone" content="">'
STEPS: Mapping[str, tuple[str, dict[str, bytes]]] = {
    "the first": ("1.0", tree("a", page("a"), page("b"), page("c"))),
    "another answer": ("1.1", tree("a", page("a", "New"), page("b"), page("c"))),
    "the next answer": ("1.2", tree("a", page("a", "Next"), page("b"), page("c"))),
    "a renamed page": ("1.2", tree("b", page("a"), page("d"), stub("b", "d"), page("c"))),
    "a new one": ("1.3", tree("b", page("a"), page("d"), stub("b", "d"), page("c"), page("e"))),
    "one that is gone": ("1.4", tree("b", page("a"), page("d"), stub("b", "d"), page("c", head=GONE))),
    "an old version, corrected": ("1.1", tree("c", page("a", "Newer"), page("b"), page("c"))),
    "what is to come": ("dev", tree("d", page("a"), page("d"), stub("b", "d"), page("f"))),
}


def put(store: Store, folder: Path, what: str, root: Root = ROOT) -> None:
    """Publish a step; what is newest becomes current."""
    version, files = STEPS[what]
    site = folder / what.replace(" ", "-")
    for path, data in files.items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_bytes(data)
    store.fetch()
    latest = version != "dev"
    built = Release(version, store.taken_in(site), root, "0" * 40, latest=latest)
    publish(store, replace(built, if_newest=True, allow_lost=True), lambda _: None)


def by_hand(store: Store, path: str, change: tuple[bytes, bytes]) -> None:
    """Somebody changes a file of the branch."""
    base = store.fetch()
    data = store.read(store.ref, path) or b""
    assert change[0] in data
    store.write([(path, data.replace(*change))])
    store.push(store.squash(base, "By hand"), base)


def course(store: Store, folder: Path) -> Iterator[str]:
    """Whatever a branch goes through, a step at a time: the name of all that it holds then."""
    for what in STEPS:
        put(store, folder, what)
        yield what
    put(store, folder, "another answer", replace(ROOT, texts={**TEXTS, "old_version": "Old: {version}"}))
    yield "other words"
    by_hand(store, "1.2/faq/a/index.html", (b"<h1", b"<h1 class='mine'"))
    by_hand(store, "1.0/faq/a/index.html", (b"'sha256-a'", b"'sha256-z'"))
    put(store, folder, "another answer")
    yield "pages that somebody changed"
    by_hand(store, FILE, (b"'sha256-b'", b"'sha256-y'"))
    put(store, folder, "an old version, corrected")
    yield "a note that somebody changed"
    base = store.fetch()
    assert base
    earlier = built_tree(store, base, "1.2")
    release = Release("1.2", earlier, ROOT, "0" * 40, latest=True, rollback=True, allow_lost=True)
    publish(store, release, lambda _: None)
    yield "a version that goes back"
    unpublish(store, "1.0", ROOT, lambda _: None)
    yield "one that is taken away"
    by_hand(store, FILE, (b"{", b"["))
    put(store, folder, "one that is gone")
    yield "a note that is none"


def test_what_is_passed_over_is_as_if_it_were_marked_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in PERSON.items():
        monkeypatch.setenv(name, value)
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    one, two = make_site(tmp_path / "a"), make_site(tmp_path / "b")
    passed = list[str]()

    def noted(*given: Any) -> dict[str, MarkedBefore]:
        found = holding(*given)
        passed.extend(found)
        return found

    with opened(one.clone, "origin", "gh-pages") as (a, _), opened(two.clone, "origin", "gh-pages") as (b, _):
        courses = course(a, tmp_path), course(b, tmp_path)
        for _ in range(len(STEPS) + 6):
            monkeypatch.setattr(completing, "holding", noted)
            what = next(courses[0])
            monkeypatch.setattr(completing, "holding", lambda *_: {})
            assert next(courses[1]) == what
            assert one.tree("") == two.tree(""), what
            assert one.shown("sitemap.xml") == "<urlset></urlset>"
    assert {"1.0", "1.1", "1.2", "1.3", "dev", "latest"} <= {*passed}


def test_of_a_version_whose_marks_stay_no_page_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in PERSON.items():
        monkeypatch.setenv(name, value)
    site = make_site(tmp_path)
    with opened(site.clone, "origin", "gh-pages") as (store, _):
        put(store, tmp_path, "the first")
        put(store, tmp_path, "another answer")
        with store.reading() as content:
            blobs = [b for p, b in store.files(store.ref, "1.0").items() if p.endswith((".html", ".md"))]
            own = {content(blob) for blob in blobs if blob not in store.files(store.ref, "1.1").values()}
        read = list[bytes]()

        def noted(data: bytes) -> str:
            read.append(data)
            return text_of(data)

        for module in (completing, branch_pages):
            monkeypatch.setattr(module, "text_of", noted)
        put(store, tmp_path, "the next answer")
    assert own
    assert not own & {*read}


NAMES = st.sampled_from(["a/", "b/", "c/", ""])
PAGE = st.one_of(
    st.just(PageContent({})),
    st.just(PageContent({}, gone=True)),
    st.sampled_from(["../a/", "../b/", "../c/"]).map(lambda to: PageContent({}, to)),
)
NOW = st.none() | st.dictionaries(NAMES, PAGE)
FILES = ("index.html", "a/index.html", "a/index.md", "b/index.html", "b/index.md", "b/index.atom")
SOME = st.frozensets(st.sampled_from([*FILES, "c/index.html", "c/index.md"]))


def marks(now: Mapping[str, PageContent] | None, names: frozenset[str]) -> list[str]:
    """Everything that a version says where these are the pages, and files, of the current one."""
    said = Superseded("1.0", ROOT.url, now is not None, TEXTS, names)
    out = []
    for path in FILES:
        address = address_of(f"{splitext(path)[0]}.html")
        to, built = fate(address, now or {}), f"<head></head><body>{POINTING}</body>"
        canonical = built.replace("<head>", f'<head><link rel="canonical" href="{LATEST}{address}">')
        if path.endswith(".html"):
            shown = now is not None
            out.append(marked(canonical, "1.0", address, to, banner=shown, listed=shown))
        elif path.endswith(".md"):
            head = f'---\nurl: "{LATEST}{address}"\nllms_txt: "{LATEST}llms.txt"\n---\n'
            out.append(said.file(path, f"{head}\n# A\n", said.written(canonical), to))
        else:
            out.append(said.file(path, "<feed>\n  <title>A</title></feed>", (), to))
    return out


@given(NOW, SOME, NOW, SOME)
def test_marks_of_one_name_are_the_same(
    now: Mapping[str, PageContent] | None,
    names: frozenset[str],
    then: Mapping[str, PageContent] | None,
    others: frozenset[str],
) -> None:
    names, others = names if now is not None else frozenset(), others if then is not None else frozenset()
    one, two = (made_of(FILES, "1.0", ROOT, *each) for each in ((now, names), (then, others)))
    assert one != two or marks(now, names) == marks(then, others)
