"""The index that readers' browsers get, and what the build looks for in the theme's pages."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faq.book.settings import read_settings
from faq.book.workspace import load
from faq.permalinks.made import is_made
from faq.querying import whole_index
from faq.search.index import Findable, beginning, search_files, search_index
from faq.search.keywords import keywords
from faq.search.markup import RELIED_ON, lacking


def doc(location: str, **more: Any) -> dict[str, Any]:
    """An entry as the theme writes it."""
    return {"location": location, "title": "T", "text": "<p>x</p>", **more}


PAGES = {
    "faq/b/": Findable(("bee", "buzz"), "1", 0),
    "faq/a/": Findable((), "2", 1, wanted=True),
    "": Findable((), None, 2),
    "about/": Findable(("us",), None, 3),
}


def test_questions_come_in_order_with_keywords_and_numbers() -> None:
    theirs: dict[str, Any] = {
        "config": {"lang": ["en"]},
        "docs": [doc(a) for a in ("made/", "", "about/", "faq/a/", "faq/b/")],
    }
    theirs["docs"].insert(4, doc("faq/a/#steps"))
    got = search_index(json.dumps(theirs), PAGES, {""})
    assert got == {
        "config": {"lang": ["en"]},
        "docs": [
            doc("faq/b/", number="1", keywords=["bee", "buzz"]),
            doc("faq/a/", number="2", wanted=True),
            doc("faq/a/#steps"),
            doc("about/", keywords=["us"]),
            doc("made/"),
        ],
    }


def many(count: int, text: str) -> str:
    docs = [{**doc(f"faq/{n}/"), "text": f"<p>{n} {text}</p>"} for n in range(count)]
    return json.dumps({"config": {}, "docs": docs})


def test_a_small_index_is_one_file() -> None:
    assert list(search_files(many(300, "x" * 500), {}, set())) == ["search_index.json"]


def test_of_a_large_index_texts_come_in_files_of_their_own(tmp_path: Path) -> None:
    theirs = many(5000, "some words of an answer " * 40)
    files = search_files(theirs, {}, set())
    first, *rest = files
    assert len(rest) == 3
    assert all(re.fullmatch(r"rest\.[0-9a-f]{8}\.json", name) for name in rest)
    assert is_made(f"search/{rest[0]}", ()), "another name in each version is no lost address"
    assert len(files[first]) < 1_000_000
    (tmp_path / "search").mkdir()
    for name, text in files.items():
        (tmp_path / "search" / name).write_text(text)
    assert whole_index(tmp_path)["docs"] == search_index(theirs, {}, set())["docs"]


TAGS = st.sampled_from(["<p>", "</p>", "<b>word</b>", "&amp;", "&", "<", "a", "word ", "  ", "größe "])


@given(st.lists(TAGS, max_size=60).map("".join))
def test_a_beginning_cuts_no_tag_and_no_entity(html: str) -> None:
    short = beginning(html)
    assert html.startswith(short)
    assert len(short) <= 80
    rest = html[len(short) :]
    assert not re.match(r"[^<>]*>", rest) or "<" not in short or short.rfind("<") < short.rfind(">")
    assert short == html or not re.search(r"&[a-z]*$", short) or html.count("&") > html.count("&amp;")


@pytest.mark.parametrize(
    "theirs",
    ["", "[]", "{}", '{"docs": {}}x', '{"docs": [{"location": 1}]}', '{"docs": [{"location": "a/"}]}'],
)
def test_an_index_of_another_form_is_refused(theirs: str) -> None:
    with pytest.raises(ValueError, match="the theme's search index has another form"):
        search_index(theirs, PAGES, set())


def test_the_theme_is_the_one_that_we_know(built_site: Path) -> None:
    assert lacking((built_site / "index.html").read_text(encoding="utf-8")) == ()


@pytest.mark.parametrize("what", RELIED_ON)
def test_what_a_theme_lacks_is_named(what: str, built_site: Path) -> None:
    html = RELIED_ON[what].sub("", (built_site / "index.html").read_text(encoding="utf-8"))
    assert what in lacking(html)
    assert lacking(html.replace("data-finder=", "")) == ()


def test_keywords_are_in_the_index_and_nowhere_that_readers_see(sample: Path, built_site: Path) -> None:
    project = load(read_settings(sample / "mkdocs.yml"))
    index = json.loads((built_site / "search/search_index.json").read_text(encoding="utf-8"))
    indexed = {tuple(entry["keywords"]) for entry in index["docs"] if "keywords" in entry}
    assert indexed == {keywords(project.pages[q.src].front) for q in project.numbered}

    said = " ".join(page.source.text[page.front.end :] for page in project.pages.values())
    said = f"{said} {project.settings.config.text} {' '.join(project.settings.texts.values())}".casefold()
    hidden = {w for words in indexed for w in words if len(w) > 8 and w.casefold() not in said}
    assert len(hidden) > 40
    pages = [path for path in built_site.rglob("*") if path.suffix in {".html", ".md", ".txt", ".xml"}]
    assert len(pages) > 9
    for path in pages:
        text = re.sub(r"\s+", " ", path.read_text(encoding="utf-8")).casefold()
        assert [word for word in hidden if f" {word.casefold()} " in f" {text} "] == [], path


def test_lists_of_everything_are_not_found(built_site: Path) -> None:
    index = json.loads((built_site / "search/search_index.json").read_text(encoding="utf-8"))
    pages = {entry["location"].partition("#")[0] for entry in index["docs"]}
    assert {"faq/opening-hours/", "contact/"} <= pages
    assert not pages & {"", "all/", "changes/", "404.html"}
