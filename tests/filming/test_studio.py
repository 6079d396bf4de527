"""From storyboard to files in place, with a driver that needs no program; nothing replaced when it fails."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PIL import Image

from faq.filming import studio, timing
from faq.filming.__main__ import main
from faq.filming.driver import Driver, FilmError
from faq.walkthroughs import shelf
from faq.walkthroughs.manifest import KINDS, SMALL
from faq.walkthroughs.storyboard import Storyboard
from tests.filming.test_performing import Notes

STORYBOARD = """\
id: by-app
title: Send a letter
film: drawings/by-app.html
steps:
  - {say: Choose Send., poster: true, do: [click: send]}
"""


class Actor(Notes):
    """A program that shows one grey picture; says `refused`, or breaks when it is clicked, if asked to."""

    def __init__(self, refuse: bool = False, broken: bool = False) -> None:
        super().__init__()
        self.refuse = refuse
        self.broken = broken

    def grab(self) -> Image.Image:
        return Image.new("RGB", (timing.WIDTH, timing.HEIGHT), "#ccc")

    def locate(self, target: str) -> tuple[float, float]:
        return (600.0, 400.0)

    def press(self) -> None:
        if self.broken:
            raise FilmError("the program is gone")

    def accept(self) -> str:
        if self.refuse:
            raise FilmError("nothing arrived")
        return "accepted"


@pytest.fixture
def project(sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The sample's films, and a changed storyboard of one of them; the working directory."""
    for folder in (shelf.STORYBOARDS, shelf.media_folder()):
        shutil.copytree(sample / folder, tmp_path / folder)
    (tmp_path / "walkthroughs" / "by-app.yml").write_text(STORYBOARD)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def contents(project: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (project / shelf.media_folder()).iterdir()}


def stand_in(monkeypatch: pytest.MonkeyPatch, actor: Actor) -> None:
    def driver(storyboard: Storyboard, root: Path) -> Driver:
        return actor

    monkeypatch.setattr(studio, "driver", driver)


@pytest.mark.usefixtures("ffmpeg")
def test_a_film_is_put_in_place_with_its_manifest(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    stand_in(monkeypatch, Actor())
    before = contents(project)
    assert main(["by-app"]) == 0
    after = contents(project)
    changed = {name for name in after if after[name] != before[name]}
    assert changed == {"manifest.json", *(f"by-app.{kind}" for kind in (*KINDS, SMALL))}
    found = shelf.read(project)
    assert found.problems == ()
    assert found.exhibits["by-app"].film.program == "Notes 1.2"
    assert found.exhibits["by-app"].film.seconds == pytest.approx(timing.LEAST_STEP, abs=0.05)
    assert list((project / ".cache").iterdir()) == []
    said = capsys.readouterr().out
    assert "step 1/1" in said
    assert "accepted" in said


@pytest.mark.usefixtures("ffmpeg")
@pytest.mark.parametrize(
    ("actor", "why"),
    [(Actor(refuse=True), "nothing arrived"), (Actor(broken=True), "the program is gone")],
)
def test_a_film_that_fails_leaves_the_old_one_whole(
    project: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    actor: Actor,
    why: str,
) -> None:
    stand_in(monkeypatch, actor)
    before = contents(project)
    assert main(["by-app"]) == 1
    assert contents(project) == before
    assert list((project / ".cache").iterdir()) == []
    assert capsys.readouterr().err == f"by-app: {why}\nThe old film is untouched.\n"


@pytest.mark.usefixtures("ffmpeg")
def test_an_encoding_beyond_the_limits_leaves_the_old_one_whole(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    stand_in(monkeypatch, Actor())
    monkeypatch.setattr("faq.filming.probe.MOST_BYTES", 1000)
    before = contents(project)
    assert main(["by-app"]) == 1
    assert contents(project) == before
    assert "by-app.mp4: it has" in capsys.readouterr().err


def test_a_stage_that_names_no_program_is_told_which_there_are(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "walkthroughs" / "courier" / "preferences.yml").write_text("a: b\n")
    assert main(["by-courier"]) == 1
    assert "courier/stage.yml: which program is filmed? Write program: thunderbird or program: roundcube" in (
        capsys.readouterr().err
    )


def test_a_film_that_nobody_wrote_is_refused_by_name(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["inlook"]) == 1
    assert capsys.readouterr().err == (
        "There is no walkthroughs/inlook.yml. There are: at-the-counter, by-app, by-courier.\n"
    )


def test_a_wrong_storyboard_is_refused_before_anything_starts(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = project / "walkthroughs" / "by-app.yml"
    path.write_text(STORYBOARD.replace("click: send", "click: sned"))
    assert main(["by-app"]) == 1
    said = capsys.readouterr().err
    assert said.startswith(
        "walkthroughs/by-app.yml:5:3: error bad-storyboard: step 1: unknown target 'sned'\n"
    )
    assert "  fix: Did you mean 'send'?\n" in said
