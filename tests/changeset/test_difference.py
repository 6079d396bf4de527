"""What a change means for readers: a line a case."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from faq.changeset.difference import Kept
from faq.model import Question
from faq.text.readable import readable
from tests.changeset.states import state, told


def names(found: Iterable[Question | Kept]) -> str:
    """The questions by their files, as they are called now."""
    return " ".join((one.now if isinstance(one, Kept) else one).src[4:-3] for one in found)


ORDERS = {
    # What was, what is: added | removed | moved | renumbered.
    "nothing": ("a b c", "a b c", " | | | "),
    "one more": ("a b", "a c b", "c | | | b"),
    "one less": ("a b c", "a c", " | b | | c"),
    "the last to the front": ("a b c", "c a b", " | | c | a b"),
    "another section before": ("[First: a] [Then: b]", "[Zero: c] [First: a] [Then: b]", "c | | | a b"),
    "into another section": ("[First: a b] [Then: c]", "[First: a] [Then: b c]", " | | b | c"),
    "a section's new title": ("[First: a b] [Then: c]", "[Begin: a b] [Then: c]", " | | | "),
    "into a section that is new": ("[First: a b] [Then: c]", "[First: a] [New: b] [Then: c]", " | | b | c"),
}


@pytest.mark.parametrize(("then", "now", "expected"), ORDERS.values(), ids=ORDERS)
def test_questions_are_added_removed_moved_or_renumbered(then: str, now: str, expected: str) -> None:
    found = told(state(then), state(now))
    added, removed = names(found.added), names(found.removed)
    moved, renumbered = names(found.moved), names(found.renumbered)
    assert f"{added} | {removed} | {moved} | {renumbered}".split() == expected.split()
    assert (found.reworded, found.references) == ((), ())


def test_a_question_with_another_file_is_the_same_question() -> None:
    found = told(state("a b"), state("d b", {"d": "The answer."}), a="d")
    assert (found.added, found.removed, found.moved, found.renumbered) == ((), (), (), ())
    assert [(page.path, page.title) for page in found.reworded] == [("docs/faq/d.md", "How do I leave?")]


WORDINGS = {
    # The answer then and now: what is told.
    "wrapped otherwise": ("One two\nthree.", "One\ntwo three.", []),
    "marked up otherwise": ("One *two*.", "One **two**.", []),
    "a comment": ("One.", "<!-- faq: ignore -->\nOne.", []),
    "a number that follows": ("See question 2.", "See question 3.", []),
    "a number and a word": ("See question 2.", "Read question 3.", [("See question 2.", "Read question 3.")]),
    "a number that is none of ours": (
        "See question 2. Wait 2 days.",
        "See question 3. Wait 3 days.",
        [("See question 2. Wait 2 days.", "See question 3. Wait 3 days.")],
    ),
    "beside one that follows": (
        "See question 2.\n\nOne.\n\nThen question 2.",
        "See question 3.\n\nTwo.\n\nThen question 3.",
        [("One.", "Two.")],
    ),
    "a paragraph more": ("One.", "One.\n\nTwo.", [("", "Two.")]),
    "a paragraph less": ("One.\n\nTwo.", "Two.", [("One.", "")]),
    "an image's text": ("![Old](/a.png)", "![New](/a.png)", [("Old", "New")]),
    "an item": ("- One\n- Two", "- One\n- Three", [("Two", "Three")]),
}


@pytest.mark.parametrize(("then", "now", "expected"), WORDINGS.values(), ids=WORDINGS)
def test_what_readers_read_is_compared(then: str, now: str, expected: list[tuple[str, str]]) -> None:
    """In between a question is put before the one that is cited."""
    before = state("a b", {"a": then})
    after = state("a d b", {"a": now})
    passages = [each for page in told(before, after).reworded for each in page.passages]
    assert [("\n".join(one.then), "\n".join(one.now)) for one in passages] == expected


def test_a_page_that_cannot_be_rendered_here_is_named() -> None:
    extensions = "markdown_extensions: [an_extension_that_nobody_has]\n"
    before, after = (state("a", {"a": text}, extensions) for text in ("One.", "Two."))
    assert [(page.path, page.passages) for page in told(before, after).reworded] == [("docs/faq/a.md", ())]


def test_references_that_follow_are_told_wherever_they_stand() -> None:
    config = "extra:\n  faq:\n    texts: {contact_here: See question 2}\nsite_description: See question 2\n"
    pages = {"a": "See question 2.\n\n## After question 2", "/index.md": "# Home\n\nquestions 1 and 2\n"}
    then = state("a b", pages, config)
    now = state(
        "a d b",
        {n: t.replace("n 2", "n 3").replace("d 2", "d 3") for n, t in pages.items()},
        config.replace("question 2", "question 3"),
    )
    found = told(then, now).references
    assert sorted({(one.span.source.path, one.then, one.now, one.target) for one in found}) == [
        (path, "2", "3", "How do I go on?") for path in ("docs/faq/a.md", "docs/index.md", "mkdocs.yml")
    ]
    # A number that nobody rewrote now means another question: that is for the check to tell.
    assert told(then, state("a d b", pages, config)).references == ()


HTML = {
    "blocks": (
        "<h2>One</h2><p>Two <b>three</b></p><ul><li>four<p>five</p></li></ul>",
        "One/Two three/four/five",
    ),
    "cells": ("<table><tr><td>a</td><td>b</td></tr></table>", "a/b"),
    "unread": ("<p>a<script>b</script>c</p><style>d</style><!-- e -->", "a/c"),
    "line breaks": ("<p>a<br>b\n c</p>", "a b c"),
    "an image": ('<p><img alt="What it shows" src="a.png"></p>', "What it shows"),
    "entities": ("<p>a &lt; b&nbsp;&amp; c</p>", "a < b & c"),
    "nothing": ("<p> </p>", ""),
    "an end too many": ("<p>a</p></script><p>b</p>", "a/b"),
}


@pytest.mark.parametrize(("html", "expected"), HTML.values(), ids=HTML)
def test_words_are_read_block_by_block(html: str, expected: str) -> None:
    assert "/".join(readable(html)) == expected
