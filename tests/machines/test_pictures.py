"""What an earlier build asked of the painter is known without it, and only while it is true."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from faq.book.options import Style
from faq.machines import cards
from faq.machines.card import Card
from faq.machines.cards import Painter
from faq.pages.keeping import CACHE, Keeper
from faq.pages.pictures import Pictures
from faq.pages.reuse import Reuse

CARD = Card("Pigeon Post", "Why do letters \U0001f426 come late?", "Question 2 of 7")


def asked(root: Path, style: Style, build: str = "one") -> tuple[Card | None, str]:
    """What one build asks."""
    reuse = Reuse(Keeper(root / CACHE), build)
    pictures = Pictures(style, reuse)
    answers = pictures.shown(CARD), pictures.key(CARD)
    reuse.close()
    return answers


def test_the_second_build_needs_no_painter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    painter = Painter(Style())
    assert asked(tmp_path, Style()) == (painter.shown(CARD), painter.key(CARD))
    monkeypatch.setattr(cards, "Painter", None)
    assert asked(tmp_path, Style()) == (painter.shown(CARD), painter.key(CARD))
    with pytest.raises(TypeError):
        asked(tmp_path, Style(), build="another version of anything")


def test_a_font_of_ones_own_is_asked_again_when_it_is_another(tmp_path: Path) -> None:
    own = tmp_path / "own.ttf"
    own.write_bytes(Painter(Style()).path.read_bytes())
    style = Style(font=own)
    before = asked(tmp_path, style)
    own.write_bytes(own.read_bytes() + b"\0")
    os.utime(own, ns=(1, 1))
    after = asked(tmp_path, style)
    assert before[0] == after[0]
    assert before[1] != after[1]
