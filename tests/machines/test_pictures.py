"""What an earlier build drew is known without the painter, and only while it is what would be drawn."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import features

from faq.book.options import Style
from faq.machines import cards
from faq.machines.card import Card
from faq.machines.cards import Painter
from faq.pages import keeping
from faq.pages.keeping import Keeper
from faq.pages.pictures import CACHE, Pictures

CARD = Card("Pigeon Post", "Why do letters \U0001f426 come late?", "Question 2 of 7")
OTHER = Card("Pigeon Post", "Why?", "Question 3 of 7")


def begun(root: Path, style: Style | None = None, installed: str = "one") -> Pictures:
    """What one build asks."""
    return Pictures(style or Style(), Keeper(root / CACHE), installed)


def asked(root: Path, card: Card = CARD, style: Style | None = None, installed: str = "one") -> bytes:
    """What one build is told that asks for one picture."""
    pictures = begun(root, style, installed)
    assert pictures.shows(card.site)
    png = pictures.png(card)
    pictures.close()
    return png


def drawn(card: Card = CARD) -> bytes:
    """The same by a painter of its own."""
    return Painter(Style()).png(card)


def test_the_second_build_needs_no_painter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = drawn()
    assert asked(tmp_path) == wanted
    monkeypatch.setattr(cards, "Painter", None)
    assert asked(tmp_path) == wanted


CHANGES: dict[str, tuple[Card, Style, str]] = {
    "an upgrade": (CARD, Style(), "another version of anything"),
    "site": (Card("Parrot Post", CARD.title, CARD.place), Style(), "one"),
    "title": (Card(CARD.site, "How?", CARD.place), Style(), "one"),
    "place": (Card(CARD.site, CARD.title, "Question 2 of 8"), Style(), "one"),
    "where one ends": (Card(CARD.site, CARD.title + "Q", CARD.place[1:]), Style(), "one"),
    "background": (CARD, Style(background="#000000"), "one"),
    "stripe": (CARD, Style(stripe="#000000"), "one"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_whatever_changes_a_picture_has_it_drawn_anew(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    card, style, installed = CHANGES[name]
    asked(tmp_path)
    monkeypatch.setattr(cards, "Painter", None)
    with pytest.raises(TypeError):
        begun(tmp_path, style, installed).png(card)


def test_what_the_machine_lacks_is_asked_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What puts letters in order that are read from the right is no package."""
    mail = "\u05d3\u05d5\u05d0\u05e8"
    monkeypatch.setattr(features, "check", lambda _: False)
    asked(tmp_path, Card("S", mail))
    first = begun(tmp_path)
    assert not first.shows(mail)
    first.close()
    monkeypatch.setattr(cards, "Painter", None)
    assert begun(tmp_path).shows("S")
    with pytest.raises(TypeError):
        begun(tmp_path).png(Card("S", mail))
    with pytest.raises(TypeError):
        begun(tmp_path).shows(mail)


def test_a_font_of_ones_own_is_asked_again_when_it_is_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "own.ttf"
    own.write_bytes(Painter(Style()).path.read_bytes())
    asked(tmp_path, style=Style(font=own))
    os.utime(own, ns=(1, 1))
    monkeypatch.setattr(cards, "Painter", None)
    with pytest.raises(TypeError):
        begun(tmp_path, Style(font=own)).shows(CARD.site)


def test_a_picture_that_builds_do_not_ask_for_goes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked(tmp_path)
    asked(tmp_path, OTHER)
    for _ in range(keeping.BUILDS - 1):
        asked(tmp_path, OTHER)
    monkeypatch.setattr(cards, "Painter", None)
    assert begun(tmp_path).png(OTHER)
    with pytest.raises(TypeError):
        begun(tmp_path).png(CARD)


def test_two_builds_at_once_keep_the_pictures_of_both(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = begun(tmp_path), begun(tmp_path)
    wanted = one.png(CARD), other.png(OTHER)
    one.close()
    other.close()
    monkeypatch.setattr(cards, "Painter", None)
    assert (begun(tmp_path).png(CARD), begun(tmp_path).png(OTHER)) == wanted


def test_a_killed_build_leaves_the_pictures_that_were_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = asked(tmp_path)
    code = (
        "import sys; from pathlib import Path; from faq.book.options import Style\n"
        "from faq.machines.card import Card; from faq.pages.keeping import Keeper\n"
        "from faq.pages.pictures import Pictures\n"
        "pictures = Pictures(Style(), Keeper(Path(sys.argv[1])), 'one')\n"
        "for number in range(10**9):\n"
        "    pictures.png(Card('Pigeon Post', f'{number}', ''))\n"
        "    if number == 600: print('going', flush=True)\n"
    )
    with subprocess.Popen([sys.executable, "-c", code, tmp_path / CACHE], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"going\n"
        process.send_signal(signal.SIGKILL)
    # What was written until then is whole.
    assert asked(tmp_path, Card("Pigeon Post", "1", "")) == drawn(Card("Pigeon Post", "1", ""))
    monkeypatch.setattr(cards, "Painter", None)
    assert asked(tmp_path) == wanted
    assert begun(tmp_path).png(Card("Pigeon Post", "1", ""))


@pytest.mark.parametrize("damage", [b"no database", b"", b"SQLite format 3\0" + bytes(5000)])
def test_a_damaged_cache_costs_time_and_nothing_else(damage: bytes, tmp_path: Path) -> None:
    asked(tmp_path)
    (tmp_path / CACHE).write_bytes(damage)
    assert [asked(tmp_path), asked(tmp_path)] == [drawn()] * 2


def test_a_cache_that_cannot_be_written_costs_time_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / CACHE.parent).write_text("a file")
    assert [asked(tmp_path), asked(tmp_path)] == [drawn()] * 2
