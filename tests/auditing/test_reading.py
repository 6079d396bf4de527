"""What the checkers write, read; and the tables that come of it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from faq.auditing import lighthouse, nu
from faq.auditing.weight import Request, Visit, kind_of, kind_of_media, table


def said(**more: object) -> str:
    """The checker's output with one message."""
    one = {"type": "error", "url": "file:/tmp/site/a/index.html", "lastLine": 3, "message": "Bad.", **more}
    return json.dumps({"messages": [one]})


def test_the_nu_checker_names_page_and_line() -> None:
    [found] = nu.parsed(said(extract="<p \n id>"), "/tmp/site/")
    assert str(found) == "a/index.html:3: error: Bad.  <p id>"
    assert nu.errors([found]) == [found]


def test_a_warning_is_no_error() -> None:
    found = nu.parsed(said(type="info", subType="warning"))
    assert len(found) == 1
    assert nu.errors(found) == []


def test_what_it_says_of_policies_in_files_is_left_out() -> None:
    blocked = "Inline script violates Content Security Policy (meta tag): blocked"
    assert nu.parsed(said(type="info", message=blocked)) == []


def test_a_checker_that_cannot_read_is_no_clean_page() -> None:
    with pytest.raises(ValueError, match="File not found"):
        nu.parsed(said(type="non-document-error", message="File not found."))
    with pytest.raises(ValueError, match="Expecting value"):
        nu.parsed("Error: Unable to access jarfile")


def test_the_same_in_many_pages_is_said_once() -> None:
    messages = [nu.Message(page, 1, True, "Bad.", "<p>") for page in ("a", "b", "c")]
    assert nu.summary(messages) == ["a:1: error: Bad.  <p>  (and 2 more)"]


def report(**scores: float | None) -> dict[str, Any]:
    """What Lighthouse writes, the parts that are read."""
    names = {"best_practices": "best-practices"}
    refs = [{"id": "named", "weight": 3}, {"id": "weightless", "weight": 0}]
    categories = {
        names.get(name, name): {"score": score, "auditRefs": refs if name == "accessibility" else []}
        for name, score in scores.items()
    }
    audits = {"named": {"title": "No name", "score": 0}, "weightless": {"title": "Not counted", "score": 0}}
    return {"categories": categories, "audits": audits}


def test_lighthouse_is_content_with_100_in_all_but_performance() -> None:
    whole = report(performance=0.6, accessibility=1, best_practices=1, seo=1)
    assert lighthouse.parsed(whole, "", "mobile").wanting == []


def test_a_category_without_a_score_is_wanting_though_no_audit_is_missed() -> None:
    one = report(performance=1, accessibility=1, best_practices=None, seo=1)
    one["audits"]["named"]["score"] = 1
    assert lighthouse.parsed(one, "", "mobile").wanting == ["best-practices: 0"]


@pytest.mark.parametrize("category", ["accessibility", "best_practices", "seo"])
@pytest.mark.parametrize("score", [0.99, None])
def test_lighthouse_wants_100_in_all_others(category: str, score: float | None) -> None:
    one = {"performance": 1, "accessibility": 1, "best_practices": 1, "seo": 1, category: score}
    found = lighthouse.parsed(report(**one), "a/", "desktop")
    name = category.replace("_", "-")
    assert found.wanting == [f"{name}: {found.scores[name]}", "accessibility: No name"]


def test_a_page_that_lighthouse_cannot_load_is_an_error() -> None:
    with pytest.raises(RuntimeError, match="a/: refused"):
        lighthouse.parsed({"runtimeError": {"message": "refused"}}, "a/", "mobile")


@pytest.mark.parametrize(
    ("chromium", "media", "kind"),
    [
        ("Document", "text/html", "document"),
        ("Stylesheet", "text/css", "style"),
        ("Script", "application/javascript", "script"),
        ("Image", "image/svg+xml", "image"),
        ("Fetch", "application/json", "data"),
    ],
)
def test_kinds(chromium: str, media: str, kind: str) -> None:
    assert kind_of(chromium) == kind_of_media(media) == kind


def test_the_table_of_weights() -> None:
    first = Visit("first", (Request("/", "document", 5000), Request("/a.css", "style", 12345)), 0)
    second = Visit("second", (Request("/b/", "document", 70),), 0.25)
    lines = [line.split() for line in table([first, second]).splitlines()]
    assert lines[0] == ["first", "second"]
    assert lines[2] == ["document", "1", "5,000", "1", "70"]
    assert lines[3] == ["style", "1", "12,345", "0", "0"]
    assert lines[-2] == ["all", "2", "17,345", "1", "70"]
    assert lines[-1] == ["layout", "shift", "0", "0.25"]
