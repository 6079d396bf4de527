"""Pages read tag by tag, as they would be read whole."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from faq.pages.assets import named_in
from faq.pages.elements import kinds, words_in
from faq.pages.survey import Surveyor
from faq.policy.csp import scripts_of
from faq.policy.judge import blocked
from faq.policy.scan import scan
from faq.policy.securing import seal
from faq.policy.storing import SIGNS

HOST = "faq.example"
WORDS = frozenset({"one", "words"})
BITS = (
    *("<p>", "</p>", "<li>one", "<nav>", "<head>", "</head>", "<html lang=en>", "<title>AT&T", "<header>&am"),
    *('<meta charset="utf-8">', '<meta http-equiv="Content-Security-Policy" content="x">', "<link rel=a>"),
    *('<a href="https://other.example/">', '<a href="https://faq.example/">', '<a href="//o/" rel="x">'),
    *("<script>", "</script>", 'f("<li>")', "<script src=a.js>", "<style>", "</style>", "a{b:c}<p>"),
    *("<!--", "-->", "<article", ">", '<h2 title="', '">', "<p onclick='x'>", '<img src="https://o/a.png">'),
    *("<p class='a one'>", "<b class=words>", "<i title=one>"),
    *('<script id="__config" data-faq-keeps>', '<i data-md-component="source">', '<link rel="alternate" a>'),
    *("assets/stylesheets/a.0123abcd.min.css", '<b data-a="../assets/javascripts/a.0123abcd.min.js">'),
    *('<a href="https://squidfunk.github.io/">'),
    *(
        "<!DOCTYPE html>",
        "\n",
        "words",
        "\udce9",
        "<",
        "&",
        "<textarea>",
        "</textarea>",
        "<title>",
        "</title>",
    ),
)


@given(st.lists(st.lists(st.sampled_from(BITS), max_size=14).map("".join), min_size=1, max_size=8))
@example(["<script>f('<li>')</script><li>", "<script>f('<li>')"])
@example(
    [
        '<a href="java&#115;cript:x">',
        "<P STYLE=a>",
        "<b onclick>",
        '<i class="mermaid">',
        '<a href=" JavaScript:x">',
    ]
)
@example(
    [
        '<img src="&sol;&sol;o.example/a.png">',
        '<svg xlink:href="//o">',
        '<p style="">',
        "<embed>",
        "<P\nON=x>",
    ]
)
@example(["<plaintext>", "<a href=//o.example>", "<a href='//o.example'>", '<use xlink:href="https://o">'])
@example(
    [
        '<title>AT&T</title><link rel="canonical" href="//o/"><meta charset="utf-8">',
        '<meta name="a" content="&lt;one&gt; //o"><script type="application/ld+json">{"words": 1}</script>',
        '<link rel="canonical" href=" java&#115;cript:x"><link rel="next" href="javascript:x">',
        '<link rel="prev" href="../a&#x2f;"><script type="application/ld+json">&lt;<script>',
        '<meta name="a" content="x" http-equiv="Content-Security-Policy"><title></title><title>',
    ]
)
@example(["<p><!-- <nav> <script>x</script> --><script>y</script>"])
def test_tags_say_what_the_whole_says(pages: list[str]) -> None:
    surveyor, scripts, found = Surveyor(HOST, WORDS), set[str](), set[str]()
    for html in pages:
        survey = surveyor.survey(html)
        scripts |= survey.held.scripts
        found |= survey.held.words
        whole = scan(html)
        assert survey.seal == seal(whole, HOST)
        assert survey.blocked == any(True for _ in blocked(whole, HOST))
        tags = "".join(html[tag.start : tag.end] for tag in whole.tags)
        signs = survey.held.signs - named_in(html)
        assert survey.held.signs >= named_in(html)
        assert {sign for sign in SIGNS if sign in tags} <= signs <= {sign for sign in SIGNS if sign in html}
        # Of a whole page what begins in the text of a script, and ends behind it, is taken for a tag.
        assert survey.held.kinds == kinds(html) or ("<script" in html and survey.held.kinds < kinds(html))
    assert scripts == scripts_of(map(scan, pages)).scripts
    wholes = list(map(scan, pages))
    classes = {
        name for whole in wholes for tag in whole.tags for name in tag.attributes.get("class", "").split()
    }
    of_scripts = {word for whole in wholes for script in whole.scripts for word in words_in(script)}
    assert (classes | of_scripts) & WORDS <= found <= set(words_in(" ".join(pages)))


def test_of_most_attributes_only_the_name_is_kept() -> None:
    html = """<a CLASS='x  y' href="a" title=b data-md-c="d" hidden>1<a href='c' class="x y"
    title='<' data-md-c=d hidden> said="<b id=1>" <i data-md-c=">">"""
    assert kinds(html) == {
        'a class="x y" data-md-c="d" hidden="" href title',
        "b id",
        'i data-md-c=">"',
    }


def test_a_page_that_is_read_whole_is_let_go() -> None:
    surveyor = Surveyor(HOST, frozenset())
    surveyor.survey("<p>one</p>")
    surveyor.survey("<p>one</p><iframe src='a'")
    assert set(surveyor._plain) == {"<p>", "</p>"}
    assert not surveyor._known
