"""Descriptions: short, whole where they can be, and never the same twice."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faq.machines import describing
from faq.machines.describing import LONGEST, Described, descriptions, prose, shortened

WORDS = "one two three four five six seven eight nine ten eleven twelve "

PROSE = {
    "paragraphs": ("<h1>Q?</h1><p>One.</p><p>Two.</p>", "One. Two."),
    "markup": ("<p>A <b>bold</b><br>word &amp; <a href='#'>more</a>.</p>", "A bold word & more."),
    "a list": ("<p>Do this:</p><ol><li>First.</li><li>Then.</li></ol>", "Do this: First. Then."),
    "a heading's mark": ('<h2>Steps<a class="headerlink" href="#s">¶</a></h2><p>One.</p>', "One."),
    "a film": ("<p>See.</p><figure><p>25 seconds</p></figure><p>End.</p>", "See. End."),
    "code": ("<p>Type <code>x</code>.</p><pre><code>y</code></pre>", "Type x."),
    "a table": ("<table><tr><td>1</td></tr></table><p>One.</p>", "One."),
    "a box is not the answer": ('<div class="admonition note"><p>Note.</p></div><p>One.</p>', "One."),
    "where there is nothing else, it is": ('<div class="admonition"><p>Note.</p></div>', "Note."),
    "a note on what is gone": ('<p class="faq-gone" id="x">Gone.</p><p>One.</p>', "One."),
    "a reference's sentence": (
        '<p>One. Two. See question <a class="faq-reference" href="#">3</a> above. Four.</p>',
        "One. Two.",
    ),
    "the first sentence stays": (
        '<p>See question <a class="faq-reference" href="#">3</a> above. Four.</p>',
        "See question 3 above. Four.",
    ),
    "nothing": ("<h1>Q?</h1>", ""),
    "broken HTML": ("<p>One.</b></div><p>Two", "One. Two"),
}


@pytest.mark.parametrize("name", PROSE)
def test_what_of_a_page_counts(name: str) -> None:
    html, wanted = PROSE[name]
    assert prose(html) == wanted


PIECES = st.sampled_from(
    [
        *("<p>", "</p>", "<li>", "</li>", "<br>", "<b>", "</b>", "<!-- a < b -->", "<h2>Steps</h2>", " < "),
        *("One. ", "Two words", "\n" * 90, WORDS, "T&amp;C &#33; ", '<div class="admonition">', "</div>"),
        *('<a class="faq-reference" href="#">3</a>', "<script>if (a<b) c()</script>", "<br />"),
    ]
)


@given(st.lists(PIECES, max_size=60), st.integers(1, 40))
def test_in_pieces_a_page_is_read_as_it_is_whole(pieces: list[str], size: int) -> None:
    """As far as a description goes, and no further."""
    html = "".join(pieces)
    told = shortened(prose(html))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(describing, "BEGINNINGS", (size, 2 * size))
        assert shortened(prose(html)) == told
        patch.setattr(describing, "BEGINNINGS", ())
        patch.setattr(describing, "PIECE", size)
        found = shortened(prose(html))
        assert found == told
        patch.setattr(describing, "PIECE", len(html) + 1)
        assert shortened(prose(html)) == found


def test_nothing_is_read_behind_what_a_description_can_use(monkeypatch: pytest.MonkeyPatch) -> None:
    fed: list[str] = []

    class Fed(describing._Prose):
        def feed(self, html: str) -> None:
            fed.append(html)
            super().feed(html)

    monkeypatch.setattr(describing, "_Prose", Fed)
    prose(f"<!-- Words. --><p>{WORDS * 100}</p>")
    assert sum(map(len, fed)) < 3 * LONGEST + describing.PIECE


SHORT = {
    "fits": ("One. Two.", "One. Two."),
    "whole sentences": (f"Short one. {'word ' * 30}.", "Short one."),
    "two of three": (f"One. Two! {'word ' * 40}.", "One. Two!"),
    "a quote's end": (f'He said "no." {"word " * 40}', 'He said "no."'),
    "words": (WORDS * 4, (WORDS * 4)[:160].rpartition(" ")[0] + "…"),
    "no comma before the dots": ("word " * 30 + "word, another another another", "word " * 30 + "word…"),
    "one long word": ("x" * 200, "x" * 159 + "…"),
    "no spaces": ("字" * 100 + "。" + "字" * 100, "字" * 100 + "。"),
    "spaces": ("  One \n two. ", "One two."),
    "an accent stays": ("e\u0301" * 100, "e\u0301" * 79 + "…"),
}


@pytest.mark.parametrize("name", SHORT)
def test_what_is_too_long_is_cut(name: str) -> None:
    text, wanted = SHORT[name]
    assert shortened(text) == wanted


@given(st.text(alphabet=st.sampled_from("abc .!? \n…。字é\u0301"), max_size=400))
def test_a_description_is_a_beginning_and_short(text: str) -> None:
    made = shortened(text)
    assert len(made) <= LONGEST
    assert " ".join(text.split()).startswith(made.removesuffix("…").rstrip()) or not made
    assert "\n" not in made


def page(title: str, html: str = "<p>Call us.</p>", place: str = "", own: str = "") -> Described:
    return Described(title, html, place, own)


UNIQUE = {
    "different": ([page("A?"), page("B?", "<p>Write.</p>")], ["Call us.", "Write."]),
    "the same text": ([page("A?"), page("B?")], ["A? – Call us.", "B? – Call us."]),
    "the same title too": (
        [page("A?", place="Question 1 of 2"), page("A?", place="Question 2 of 2")],
        ["Question 1 of 2 – A? – Call us.", "Question 2 of 2 – A? – Call us."],
    ),
    "a writer's own wins": ([page("A?", own="Mine."), page("B?")], ["Mine.", "Call us."]),
    "against another's text": ([page("A?", own="Call us."), page("B?")], ["Call us.", "B? – Call us."]),
    "no text": ([page("A?", ""), page("B?", "<h1>B?</h1>")], ["A? – Site", "B? – Site"]),
}


@pytest.mark.parametrize("name", UNIQUE)
def test_no_two_pages_have_the_same(name: str) -> None:
    pages, wanted = UNIQUE[name]
    assert descriptions(pages, "Site") == wanted


@given(st.lists(st.sampled_from(["<p>One.</p>", "<p>Two.</p>", ""]), max_size=9), st.booleans())
def test_none_is_ever_the_same(bodies: list[str], titled: bool) -> None:
    pages = [page(f"T{i}" if titled else "T" * 200, html, f"Question {i}") for i, html in enumerate(bodies)]
    made = descriptions(pages, "Site")
    assert len(set(made)) == len(made)
    assert all(0 < len(one) <= LONGEST for one in made)
