"""Three FAQs in three shapes, with every citation accounted for: a page of HTML, a text, a folder."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from mkdocs.commands.build import build

from faq.book.settings import read_settings
from faq.book.workspace import load
from faq.cli import main
from faq.rules.check import check
from faq.rules.mentions import mentions
from tests.test_additions import plugged

FAQS = Path(__file__).with_name("faqs")


@dataclass(frozen=True, slots=True)
class Shape:
    """A FAQ, and what must come of it."""

    source: str
    numbers: dict[str, str]
    """The new number of each question's file."""
    cited: list[str]
    """Every citation as it is written now, and the number that it means, in the order of files."""
    told: list[str]
    """What is for a person."""
    settings: list[str]


SHAPES = [
    Shape(
        "library.html",
        {
            "how-do-i-join": "1.1",
            "how-do-i-renew-a-book": "1.2",
            "what-does-it-cost": "2.1",
            "can-i-pay-by-card": "2.2",
            "where-is-the-desk": "2.3",
        },
        [
            *("question 1.2 -> 1.2", "question 1.1 -> 1.1", "Q2.2 -> 2.2", "questions 1.1 -> 1.1"),
            *("1.2 -> 1.2", "2.2 -> 2.2", "question 17 -> external"),
        ],
        [
            "1 <script> left out",
            'in "How do I renew a book?": "#nowhere" leads to no anchor of the page',
        ],
        ['words: ["Q"]'],
    ),
    Shape(
        "sailing.txt",
        {
            "what-is-a-dinghy": "A.1.1",
            "how-do-i-choose-a-boat-when-i": "A.1.2",
            "which-rope-do-i-need": "A.2.1",
            "how-is-a-bowline-tied": "A.2.2",
            "when-do-i-reef": "B.1.1",
        },
        [
            *("question B.1.1 -> B.1.1", "question A.2.2 -> A.2.2", "Q A.1.2 -> A.1.2"),
            *("Questions A.1.1 -> A.1.1", "A.2.2 -> A.2.2", "section A.1 -> A.1", "Q A.2.1 -> A.2.1"),
        ],
        [
            'docs/faq/what-is-a-dinghy.md:7: "A.3.5" is no link without a word that cites: question A.2.2, '
            '"How is a bowline tied?"',
            'docs/faq/when-do-i-reef.md:7: "A.1.1" is no link without a word that cites: question A.1.1, '
            '"What is a dinghy?"',
        ],
        ['words: ["Q"]', 'section_words: ["section"]', 'numbers: "A.1.1"'],
    ),
    Shape(
        "help",
        {"pay": "1.1", "late": "1.2", "setup": "2.1"},
        ["question 2.1 -> 2.1", "question 1.1 -> 1.1", "Question 1.1 -> 1.1"],
        [
            "the questions have no numbers: whoever cites question 2 means the second of all",
            "setup/draft.md: a draft, left out",
            "front matter: `layout` of 1 file left out",
            "bills/01-late.md: {% include map.html %}",
        ],
        [],
    ),
]


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.source)
def test_every_citation_is_accounted_for(
    shape: Shape, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", str(FAQS / shape.source), "--into", str(tmp_path / "ours")]) == 0
    told = capsys.readouterr().out
    assert re.search(r"^words: [0-9]+ in, .*; none is lost$", told, re.MULTILINE)
    person = told.partition("for a person:\n")[2].partition("\n\n")[0].splitlines()
    assert [line.strip() for line in person] == shape.told
    settings = read_settings(tmp_path / "ours/mkdocs.yml")
    project = load(settings)
    assert check(project).problems == ()
    assert {question.slug: question.place for question in project.questions} == shape.numbers
    assert [
        f"{' '.join(one.shown.text.split())} -> {one.target.place if one.target else one.standing}"
        for one in mentions(project)
    ] == shape.cited
    for one in mentions(project):
        assert f"\n    {one.sentence}\n" in told
    for line in shape.settings:
        assert f"    {line}\n" in settings.config.text


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.source)
def test_a_dry_run_tells_the_same_and_writes_nothing(
    shape: Shape, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    line = ["import", str(FAQS / shape.source), "--into", str(tmp_path / "ours")]
    assert main([*line, "--dry-run"]) == 0
    dry = capsys.readouterr().out
    assert list(tmp_path.iterdir()) == []
    assert main(line) == 0
    assert dry.partition("\nwould write ")[0] == capsys.readouterr().out.partition("\nwrote ")[0]
    written = [path.relative_to(tmp_path / "ours") for path in tmp_path.rglob("*") if path.is_file()]
    listed = dry.partition("\nwould write ")[2].splitlines()[1:]
    assert [line.strip() for line in listed] == sorted(map(str, written))
    assert main(line) == 2
    assert (
        "mkdocs.yml is there: name a new folder with --into; nothing was written" in capsys.readouterr().err
    )


def test_old_anchors_lead_on_in_the_built_site(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """In a strict build; the theme here prints a page's content alone."""
    assert main(["import", str(FAQS / "library.html"), "--into", str(tmp_path / "ours")]) == 0
    config = tmp_path / "ours/mkdocs.yml"
    (tmp_path / "theme").mkdir()
    (tmp_path / "theme/main.html").write_text("{{ page.content }}")
    text = config.read_text(encoding="utf-8").replace(
        "name: material", f"name: null\n  custom_dir: {tmp_path}/theme"
    )
    config.write_text(re.sub(r"(?m)^plugins: .*$", "plugins: []", text), encoding="utf-8")
    with caplog.at_level(logging.WARNING, "mkdocs"):
        loaded = plugged(config)
        build(loaded)
    assert caplog.messages == []
    site = Path(loaded.site_dir)
    everything = (site / "all/index.html").read_text(encoding="utf-8")
    # What a reader kept as library.html#renew is on the page with all answers, and has an address of its own.
    for anchor in ("q1", "renew", "fees", "q4", "q5", "q6"):
        assert f'id="{anchor}"' in everything
        assert (site / f"faq/{anchor}/index.html").is_file()
    renewed = (site / "faq/how-do-i-renew-a-book/index.html").read_text(encoding="utf-8")
    assert '<a href="../how-do-i-join/">join</a>' in renewed
    assert 'src="../../media/card.png"' in renewed
    assert (site / "media/card.png").read_text() == "a picture"
    joined = (site / "faq/how-do-i-join/index.html").read_text(encoding="utf-8")
    assert 'href="../how-do-i-renew-a-book/#fees"' in joined


def test_html_names_what_is_to_be_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("faq.commands.importing.find_spec", lambda name: None)
    assert main(["import", str(FAQS / "library.html"), "--into", str(tmp_path / "ours")]) == 2
    assert "pip install 'support-faq[import]'" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
    assert main(["import", str(FAQS / "sailing.txt"), "--into", str(tmp_path / "ours")]) == 0


def test_nothing_is_copied_from_outside_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_text("mine")
    (tmp_path / "page").mkdir()
    (tmp_path / "page/inside.png").write_text("theirs")
    (tmp_path / "page/faq.md").write_text("# How?\n\n![a](../secret.png) ![b](inside.png)\n\n# Why?\n\nSo.\n")
    assert main(["import", str(tmp_path / "page/faq.md"), "--into", str(tmp_path / "ours")]) == 1
    assert [path.name for path in (tmp_path / "ours/docs/media").iterdir()] == ["inside.png"]
