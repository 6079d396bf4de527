"""Commands that write go into `clients.yml` as into a page, never into what was put around it."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from faq.cli import main
from tests.clients.team import CLIENTS, team
from tests.faqs import commit_all

CITING = CLIENTS.replace("rufen Sie an", "rufen Sie an, siehe Frage 1").replace(
    "Wie oben.", "\n            ".join(("| A |", "|---|", "| Frage 1 |", "", "```", "Frage 1", "```"))
)
OWN = 'texts: {client_untried: "Siehe Frage 1.", client_film: "Frage 1: {client}"}'


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """The team's site; steps, a value and a text of the interface cite question 1, and it has a film."""
    config = team(tmp_path)
    config.write_text(config.read_text("utf-8").replace("faq: {", f"faq: {{{OWN}, "), encoding="utf-8")
    write(tmp_path, CITING)
    commit_all(tmp_path)
    return config


def write(root: Path, text: str) -> None:
    (root / "snippets/clients.yml").write_text(text, encoding="utf-8")


def read(root: Path) -> str:
    text = (root / "snippets/clients.yml").read_text(encoding="utf-8")
    yaml.safe_load(text)
    return text


def run(config: Path, *arguments: str) -> int:
    return main([*arguments, "-f", str(config)])


def test_moving_a_question_follows_in_steps_and_values_and_nowhere_else(config: Path) -> None:
    assert run(config, "move", "oeffnen", "--after", "senden") == 0
    in_code, wanted = "            Frage 1\n", CITING.replace("Frage 1", "Frage 2")
    assert read(config.parent) == wanted.replace("            Frage 2\n", in_code)
    assert OWN.replace("Frage 1", "Frage 2") in config.read_text(encoding="utf-8")
    assert run(config, "check") == 0


@pytest.mark.parametrize("name", ["schicken", "hilfe/schicken"])
def test_renaming_the_page_leaves_what_we_put_around_alone(config: Path, name: str) -> None:
    assert run(config, "rename", "senden", name) == 0
    assert read(config.parent) == CITING
    assert run(config, "check") == 0


def test_retiring_a_question_marks_it_in_steps(config: Path) -> None:
    write(config.parent, CITING.replace(", siehe Frage 1\n", "\n"))
    config.write_text(config.read_text("utf-8").replace(f"{OWN}, ", ""), encoding="utf-8")
    commit_all(config.parent)
    assert run(config, "retire", "oeffnen", "--because", "Weg.") == 1  # a person has to reword
    said = read(config.parent)
    assert "siehe Frage 1<!-- faq: gone -->." in said
    assert "| Frage 1<!-- faq: gone --> |" in said


def test_where_a_value_cites_it_nothing_is_written(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(config, "retire", "oeffnen", "--because", "Weg.") != 0
    assert "snippets/clients.yml:26:" in capsys.readouterr().err
    assert read(config.parent) == CITING
