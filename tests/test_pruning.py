"""The theme's style without the rules for what no page has."""

from __future__ import annotations

import pytest

from faq.pages.elements import words_in
from faq.pages.pruning import Words, names_of, pruned, words_of

WORDS = Words(frozenset({"a", "b"}), ("md-tag--",))


@pytest.mark.parametrize(
    ("css", "left"),
    [
        (".a{x:y}", ".a{x:y}"),
        (".c{x:y}", ""),
        (".a,.c{x:y}", ".a{x:y}"),
        (".a .b>p,.a.c{x:y}", ".a .b>p{x:y}"),
        (".md-tag--red{x:y}", ".md-tag--red{x:y}"),
        (".a:not(.c){x:y}", ".a:not(.c){x:y}"),
        (":is(.a,.c){x:y}", ":is(.a,.c){x:y}"),
        ('p[class=".c"]{x:url(.c)}', 'p[class=".c"]{x:url(.c)}'),
        ("#c{x:y}", "#c{x:y}"),
        ("@media print{.c{x:y}.a{x:y}}", "@media print{.a{x:y}}"),
        ("@media print{.c{x:y}}", ""),
        ("@supports (x:y){@media print{.c{x:y}.a{x:y}}}", "@supports (x:y){@media print{.a{x:y}}}"),
        ("@keyframes c{0%{x:y}to{x:z}}", "@keyframes c{0%{x:y}to{x:z}}"),
        ('@charset "UTF-8";/* c */.a{x:"}"}', '@charset "UTF-8";.a{x:"}"}'),
    ],
)
def test_rules_that_go(css: str, left: str) -> None:
    assert pruned(css, WORDS) == left


def test_what_is_no_css_is_said() -> None:
    with pytest.raises(ValueError, match="line 1"):
        pruned(".a{x:y}}", WORDS)


def test_words_of_pages_and_scripts() -> None:
    words = names_of(set(words_in('<p class="one two-x">')), words_of(["e.className=`md-tag--${t} three`"]))
    assert all(map(words.know, ("one", "two-x", "three", "md-tag--red")))
    assert not words.know("four")
