"""Which answers send their readers to another question, and what stands below them then."""

from __future__ import annotations

import pytest

from faq.answers.signposts import sent_to, signposts
from faq.book.catalogue import Entry

TITLE = '<h1 id="x">Why?<a class="headerlink" href="#x">¶</a></h1>\n'
LINK = '<a class="faq-reference" href="../c/" title="How?">question 3</a>'


@pytest.mark.parametrize(
    ("answer", "sent"),
    [
        (f"<p>See {LINK}.</p>", ["../c/"]),
        (f"<p>One. Two, <em>or so</em>.</p>\n<p>Follow {LINK} above.</p>", ["../c/"]),
        (f"<p>One. Two. Three. Follow {LINK}.</p>", []),
        (f"<p>Follow {LINK}. Then wait.</p>", []),
        ('<p>Follow <a href="../c/">c</a> or <a href="../d/">d</a></p>', ["../c/", "../d/"]),
        (f"<p>一つ。二つ。{LINK}を参照。</p>", ["../c/"]),
        (f"<p>Do this:</p><ol><li>a</li></ol><p>See {LINK}.</p>", []),
        (f"<h2>More</h2><p>See {LINK}.</p>", []),
        (f'<p><img alt="" src="p.png"></p><p>See {LINK}.</p>', []),
        (f'<p>See {LINK}.</p><p class="faq-gone" id="y">Gone. <a href="../d/">d</a></p>', ["../c/"]),
        ("<p>Nothing.</p>", []),
        ("", []),
    ],
)
def test_what_an_answer_sends_to(answer: str, sent: list[str]) -> None:
    assert list(sent_to(TITLE + answer)) == sent


def test_a_question_stands_there_once_with_how_its_answer_begins() -> None:
    entry = Entry("3", "How?", "How", "faq/wie%20so%252F/", "c", ())
    links = '<a href="../wie%20so%252F/">3</a>, <a href="../wie%20so%252F/#x">x</a>, <a href="./">me</a>'
    html = f"{TITLE}<p>See {links}."
    others = {"faq/wie so%2F/": entry, "faq/a/": entry}
    made = signposts("faq/a/", lambda _: "<p>First. <b>Second</b>.</p>", others, sent_to(html))
    assert [(one.entry, one.begins) for one in made] == [(entry, "First. Second.")]
