"""What agrees with a number still does where the number is another now."""

from __future__ import annotations

import pytest

from faq.repair.fix import plan
from faq.text.agreement import fitted
from faq.text.language import shipped
from tests.generated.said import read

KOREAN = shipped("ko")


@pytest.mark.parametrize(
    ("behind", "number", "fit"),
    [
        ("을 보세요", "2", "를"),
        ("를 보세요", "2", None),
        ("를 보세요", "13", "을"),
        ("과 4를", "2.9", "와"),
        ("는 짧다", "10", "은"),
        ("으로 가세요", "7", "로"),
        ("으로는", "4", "로"),
        ("로", "6", "으로"),
        ("이나", "5", "나"),
        ("을(를)", "2", None),
        ("가지", "3", None),
        ("", "3", None),
        ("을", "3b", None),
    ],
)
def test_a_particle_fits_its_number(behind: str, number: str, fit: str | None) -> None:
    assert KOREAN is not None
    found = fitted(behind, 0, number, KOREAN)
    assert (found[1] if found else None) == fit


def test_other_languages_have_none() -> None:
    german = shipped("de")
    assert german is not None
    assert fitted("을", 0, "2", german) is None


def test_a_fix_keeps_the_particles_right() -> None:
    bodies = {"a": "질문 2를 보세요. 질문 2와 3을 보세요. 다음 질문을 보세요.", "b": "네.", "c": "네."}
    texts = {
        f"faq/{name}.md": f"---\nnumber: {n}\n---\n\n# {name}?\n\n{body}\n"
        for n, (name, body) in enumerate(bodies.items(), 1)
    }
    moved = read("site_name: x\ntheme: {language: ko}\nnav: [faq/c.md, faq/a.md, faq/b.md]\n", texts)
    assert "질문 3을 보세요. 질문 1과 3을 보세요. 다음 질문을 보세요." in plan(moved).texts["docs/faq/a.md"]
    moved = read("site_name: x\ntheme: {language: ko}\nnav: [faq/c.md, faq/b.md, faq/a.md]\n", texts)
    assert "질문 2를 보세요. 질문 1과 2를 보세요. 이전 질문을 보세요." in plan(moved).texts["docs/faq/a.md"]
    moved = read("site_name: x\ntheme: {language: ko}\nnav: [faq/b.md, faq/c.md, faq/a.md]\n", texts)
    assert "질문 1을 보세요. 질문 1과 2를 보세요. 질문 1을 보세요." in plan(moved).texts["docs/faq/a.md"]


@pytest.mark.parametrize(
    ("code", "behind", "number", "fit"),
    [
        ("en", "rd question", "2", "nd"),
        ("en", "st question", "11", "th"),
        ("en", "th question", "21", "st"),
        ("en", "th question", "12", None),
        ("en", "rd question", "23", None),
        ("en", " question", "2", None),
        ("fr", "re question", "2", "e"),
        ("fr", "e question", "1", "re"),
        ("fr", "e question", "11", None),
        ("fr", "ème question", "2", None),
        ("de", ". Frage", "2", None),
        ("es", "ª pregunta", "2", None),
        ("ru", "-м вопросе", "2", None),
    ],
)
def test_an_ordinal_fits_its_number(code: str, behind: str, number: str, fit: str | None) -> None:
    language = shipped(code)
    assert language is not None
    found = fitted(behind, 0, number, language)
    assert (found[1] if found else None) == fit


@pytest.mark.parametrize(
    ("code", "text", "mended"),
    [
        ("en", "See the 2nd question.", "See the 1st question."),
        ("en", "See the 1st and 2nd question.", "See the 1st and 3rd question."),
        ("de", "Siehe die 2. Frage.", "Siehe die 1. Frage."),
        ("fr", "Voir la 2e question.", "Voir la 1re question."),
    ],
)
def test_a_fix_keeps_ordinals_right(code: str, text: str, mended: str) -> None:
    bodies = {"a": text, "b": "...", "c": "..."}
    pages = {
        f"faq/{name}.md": f"---\nnumber: {n}\n---\n\n# {name}?\n\n{body}\n"
        for n, (name, body) in enumerate(bodies.items(), 1)
    }
    nav = "nav: [faq/b.md, faq/c.md, faq/a.md]"
    moved = read(f"site_name: x\ntheme: {{language: {code}}}\n{nav}\n", pages)
    assert mended in plan(moved).texts["docs/faq/a.md"]
