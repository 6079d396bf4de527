"""The pictures that links show elsewhere: drawn, and looked at pixel by pixel."""

from __future__ import annotations

import io
from pathlib import Path

import fontpkg
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from faq.book.options import Style
from faq.machines.card import HEIGHT, WIDTH, Card
from faq.machines.cards import MARGIN, STRIPE, Painter

BACK, FRONT, BAR = (15, 76, 92), (255, 255, 255), (255, 171, 122)
PAINTER = Painter(Style("#0f4c5c", "#ffffff", "#ffab7a"))
LONG = (
    "I am a customer of a company with a long name and would like to know what becomes of my email when it "
)
MOST = 40 * 1024


def test_the_font_is_the_one_that_has_its_name() -> None:
    assert PAINTER.path == fontpkg.path("Noto Sans")


def opened(png: bytes) -> Image.Image:
    """A picture as a browser shows it."""
    return Image.open(io.BytesIO(png)).convert("RGB")


def drawn(card: Card) -> Image.Image:
    """What is made of a card that can be shown; its size and its weight are right."""
    png = PAINTER.png(card)
    assert len(png) <= MOST
    picture = opened(png)
    assert picture.size == (WIDTH, HEIGHT)
    return picture


def outside(picture: Image.Image) -> set[tuple[int, ...]]:
    """The colours of everything but the box between the margins, and of the stripe: two."""
    inner = picture.copy()
    inner.paste(BACK, (MARGIN, MARGIN, WIDTH - MARGIN, HEIGHT - MARGIN - STRIPE))
    return {colour for _, colour in counted(inner)}


def ink(picture: Image.Image, box: tuple[int, int, int, int]) -> int:
    """How many pixels of a box are written on."""
    return sum(n for n, colour in counted(picture.crop(box)) if colour != BACK)


def counted(picture: Image.Image) -> list[tuple[int, tuple[int, ...]]]:
    """How often there is each colour.  There are sixteen; asking for more costs a table of that size."""
    found = picture.getcolors(256)
    assert found is not None
    return found  # type: ignore[return-value]


TITLES = {
    "short": "Why?",
    "two lines": "How do I send a parcel back to Pigeon Post?",
    "200 characters": (LONG * 2)[:200],
    "1000 characters": LONG * 10,
    "one word": "Donaudampfschifffahrtsgesellschaft" * 4,
    "wide letters": "WWWWWWWWW " * 30,
    "accents": "Làm thế nào? Źdźbło ÅÄÖ Ελληνικά Кириллица",
    "piled accents": "Z\u0351\u036b\u0343a\u0363\u0348\u034cl\u0342\u0320g\u0300\u0316o\u035b " * 8,
    "emoji": "Why 🎉 does it 👩‍👩‍👧 bounce ❤️ back? 1️⃣ 🇳🇿",
    "line ends and controls": "One\ntwo\tthree\x00\x07\u202efour\u2028five",
    "Chinese": "为什么我的邮件被退回?",
    "Hebrew": "מדוע נדחה הדואר שלי?",
    "Arabic": "لماذا رُفض بريدي؟",
    "half Chinese": "Why 为什么 does it bounce?",
}


@pytest.mark.parametrize("name", TITLES)
def test_nothing_is_written_outside_the_margins(name: str) -> None:
    picture = drawn(
        Card("Pigeon Post", TITLES[name], "Question 2.3 in Billing – Invoices and what is owed " * 2)
    )
    assert outside(picture) == {BACK, BAR}
    edge = (WIDTH - MARGIN - 1, 0, WIDTH - MARGIN, HEIGHT - STRIPE)
    assert ink(picture, edge) == 0, "a line is cut off at the margin"
    assert ink(picture, (MARGIN, MARGIN + 100, WIDTH - MARGIN, HEIGHT - 220)) > 1000, "there is no title"
    assert (
        ink(picture, (MARGIN, HEIGHT - MARGIN - STRIPE - 60, WIDTH - MARGIN, HEIGHT - MARGIN - STRIPE)) > 300
    )


@pytest.mark.parametrize(("name", "lines"), [("200 characters", 5), ("accents", 2), ("two lines", 2)])
def test_no_line_touches_another(name: str, lines: int) -> None:
    """Between two lines of a title, and between the title and what is above and below, is a free row."""
    picture = drawn(Card("Pigeon Post", TITLES[name], "Question 2 of 7"))
    rows = [ink(picture, (MARGIN, y, WIDTH - MARGIN, y + 1)) > 0 for y in range(HEIGHT - STRIPE - 1)]
    blocks = sum(now and not before for before, now in zip([False, *rows], rows, strict=False))
    # The site's name, the title's lines, and the place.
    assert blocks == 1 + lines + 1


SHOWN = {
    "as it is": (Card("S", "Why?", "Question 1 of 2"), Card("S", "Why?", "Question 1 of 2")),
    "emoji are left out": (Card("S 📧", "Why 🎉 so?", "1"), Card("S", "Why so?", "1")),
    "a title in letters that the font lacks": (
        Card("S", "为什么?", "Question 1"),
        Card("", "S", "Question 1"),
    ),
    "half a question misleads": (Card("S", "Why 为什么?", ""), Card("", "S", "")),
    "of emoji alone": (Card("S", "🎉🎉", ""), Card("", "S", "")),
}


@pytest.mark.parametrize("name", SHOWN)
def test_what_can_be_shown(name: str) -> None:
    card, wanted = SHOWN[name]
    assert PAINTER.shown(card) == wanted
    # What is drawn is what can be shown.
    assert PAINTER.shown(wanted) == wanted
    assert PAINTER.png(card) == PAINTER.png(wanted)


@pytest.mark.parametrize(("site", "shows"), [("S", True), ("S 邮件", False), ("🎉", False), ("", False)])
def test_without_the_letters_of_the_site_there_are_no_pictures(site: str, shows: bool) -> None:
    assert PAINTER.shows(site) == shows


@settings(max_examples=40)
@given(st.text(max_size=300), st.text(min_size=1, max_size=80), st.text(max_size=120))
def test_nothing_breaks_it(title: str, site: str, place: str) -> None:
    if PAINTER.shows(site):
        assert outside(opened(PAINTER.png(Card(site, title, place)))) == {BACK, BAR}


def test_the_same_card_is_the_same_bytes() -> None:
    card = Card("Pigeon Post", "How do I send it back?", "Question 3 of 7")
    other = Painter(PAINTER.style)
    assert other.png(card) == PAINTER.png(card)


def test_a_picture_has_nothing_of_the_one_before() -> None:
    one, other = Card("Pigeon Post", "How do I send it back?", "1"), Card("Pigeon Post", "Why?", "2")
    painter = Painter(PAINTER.style)
    assert [painter.png(card) for card in (one, other, one)] == [
        Painter(PAINTER.style).png(card) for card in (one, other, one)
    ]


def test_the_real_pictures(machine_site: Path) -> None:
    cards = sorted((machine_site / "assets/cards").rglob("*.png"))
    assert len(cards) == 9
    for card in cards:
        assert card.stat().st_size <= MOST
        assert outside(opened(card.read_bytes())) == {BACK, BAR}
    assert len({card.read_bytes() for card in cards}) == len(cards)
