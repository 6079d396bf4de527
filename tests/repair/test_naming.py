"""The name of a new question's file, which becomes its address."""

from __future__ import annotations

from pathlib import Path

import pytest

from faq.cli import main
from faq.repair.naming import SLUG, slug_of
from faq.text.language import codes, shipped
from tests.faqs import project, three

Capture = pytest.CaptureFixture[str]


@pytest.mark.parametrize(
    ("language", "title", "slug"),
    [
        ("en", "How do I change my password?", "how-do-i-change-my-password"),
        ("en", "What's new in 2.0 & later?", "whats-new-in-2-0-later"),
        ("de", "Wie ändere ich mein Paßwort?", "wie-aendere-ich-mein-passwort"),
        ("de", "Ändern: Öl & Überweisung", "aendern-oel-ueberweisung"),
        ("fr", "Où est passé mon courriel ?", "ou-est-passe-mon-courriel"),
        ("es", "¿Cómo cambio mi contraseña?", "como-cambio-mi-contrasena"),
        ("pt-BR", "Como altero a configuração?", "como-altero-a-configuracao"),
        ("nl", "Waar vind ik mijn rekening?", "waar-vind-ik-mijn-rekening"),
        ("ru", "Как изменить пароль?", "kak-izmenit-parol"),
        ("en", "Hur ändrar jag lösenordet?", "hur-andrar-jag-losenordet"),
        ("ja", "パスワードを変更するには？", None),
        ("ja", "SMTP?", "smtp"),
        ("zh", "如何更改密码？", None),
        ("en", "What is 質問?", None),
        ("en", "???", ""),
    ],
)
def test_a_question_names_its_file(language: str, title: str, slug: str | None) -> None:
    spoken = shipped(language)
    assert spoken is not None
    assert slug_of(title, spoken) == slug


@pytest.mark.parametrize("code", codes())
def test_what_a_language_makes_is_an_address(code: str) -> None:
    spoken = shipped(code)
    assert spoken is not None
    for title in ("Straße, Ærø, Łódź, naïve, ½", "Числа и буквы", "비밀번호 변경", "w" * 200):
        made = slug_of(title, spoken)
        assert made is None or (SLUG.fullmatch(made) and len(made) <= 60)


def german(root: Path) -> Path:
    config = project(root, three())
    config.write_text(config.read_text() + "theme: {name: mkdocs, language: de}\n")
    return config


def test_new_takes_the_language_of_the_project(tmp_path: Path) -> None:
    assert main(["new", "Wie ändere ich mein Paßwort?", "-f", str(german(tmp_path))]) == 0
    assert (tmp_path / "docs/faq/wie-aendere-ich-mein-passwort.md").is_file()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (
            ["如何更改密码？"],
            "cannot be spelled in Latin letters, as its address wants it",
        ),
        (["A?", "--slug", "Ä b"], "--slug Ä b: must be small Latin letters, digits and hyphens"),
        (["how do I  GO ON"], 'docs/faq/b.md asks that already: "How do I go on?"; edit that file'),
        (
            ["And then?", "--slug", "b"],
            "docs/faq/b.md is taken; choose another wording",
        ),
    ],
)
def test_what_has_no_name_of_its_own_is_refused(
    tmp_path: Path, capsys: Capture, arguments: list[str], told: str
) -> None:
    config = project(tmp_path, three())
    assert main(["new", *arguments, "-f", str(config)]) == 1
    assert told in capsys.readouterr().err


def test_a_name_can_be_given(tmp_path: Path) -> None:
    config = project(tmp_path, three())
    assert main(["new", "如何更改密码？", "--slug", "change-password", "-f", str(config)]) == 0
    assert "# 如何更改密码？" in (tmp_path / "docs/faq/change-password.md").read_text("utf-8")
