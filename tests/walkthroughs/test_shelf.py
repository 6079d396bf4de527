"""A project's walkthroughs on the disk: what changed, what is missing, what is whole."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path, PurePosixPath

import pytest

from faq.cli import main
from faq.filming.__main__ import media_of
from faq.model import Problem, Source
from faq.walkthroughs import shelf
from tests.sampling import FILMS


def told(problem: Problem) -> str:
    """A problem on one line."""
    line, _ = problem.span.source.position(problem.span.start)
    return " ".join(
        [f"{problem.span.source.path}:{line}: {problem.message} fix: {problem.fix}", *problem.notes]
    )


@pytest.fixture
def project(sample: Path, tmp_path: Path) -> Path:
    """A copy of the sample's storyboards and films, to be spoiled."""
    for folder in (shelf.STORYBOARDS, shelf.media_folder()):
        shutil.copytree(sample / folder, tmp_path / folder)
    return tmp_path


def change(path: str, old: str, new: str) -> Callable[[Path], None]:
    def spoil(project: Path) -> None:
        text = (project / path).read_text("utf-8")
        assert old in text
        (project / path).write_text(text.replace(old, new), encoding="utf-8")

    return spoil


def delete(path: str) -> Callable[[Path], None]:
    return lambda project: (project / path).unlink()


def test_films_that_are_whole_and_fresh_are_exhibited(sample: Path) -> None:
    found = shelf.read(sample)
    assert found.problems == ()
    assert set(found.exhibits) == set(FILMS)


MEDIA = str(shelf.media_folder())
STALE = "storyboard changed, film it again: make walkthrough ID={0} fix: make walkthrough ID={0} changed: {1}"


@pytest.mark.parametrize(
    ("spoil", "expected"),
    [
        (
            change("walkthroughs/by-app.yml", "The note closes", "It closes"),
            ["walkthroughs/by-app.yml:1: " + STALE.format("by-app", "walkthroughs/by-app.yml")],
        ),
        (
            change("walkthroughs/by-app.yml", "Choose Send.", "Press Send."),
            ["walkthroughs/by-app.yml:1: " + STALE.format("by-app", "walkthroughs/by-app.yml")],
        ),
        (
            change("walkthroughs/drawings/drawing.css", "#1f2937", "#1f2938"),
            [
                f"walkthroughs/{name}.yml:1: " + STALE.format(name, "walkthroughs/drawings/drawing.css")
                for name in ("at-the-counter", "by-app")
            ],
        ),
        (
            change("walkthroughs/courier/stage.yml", "0.35", "0.36"),
            [
                "walkthroughs/by-courier.yml:1: "
                + STALE.format("by-courier", "walkthroughs/courier/stage.yml")
            ],
        ),
        (
            change("walkthroughs/mail/parcel.eml", "Subject: ", "Subject: Re: "),
            ["walkthroughs/by-courier.yml:1: " + STALE.format("by-courier", "walkthroughs/mail/parcel.eml")],
        ),
        (
            delete(f"{MEDIA}/by-app.vtt"),
            [
                f"walkthroughs/by-app.yml:1: {MEDIA}/by-app.vtt is missing, film it again:"
                " make walkthrough ID=by-app fix: make walkthrough ID=by-app"
            ],
        ),
        (
            change(f"{MEDIA}/by-app.vtt", "00:00:00.000", "00:00:00.001"),
            [
                f"walkthroughs/by-app.yml:1: {MEDIA}/by-app.vtt is not what was filmed, film it again:"
                " make walkthrough ID=by-app fix: make walkthrough ID=by-app"
            ],
        ),
        (
            change(f"{MEDIA}/manifest.json", '"by-app"', '"inlook"'),
            [
                "walkthroughs/by-app.yml:1: never filmed: make walkthrough ID=by-app"
                " fix: make walkthrough ID=by-app"
            ],
        ),
        (
            delete("walkthroughs/by-app.yml"),
            [
                f"{MEDIA}/by-app.webm:1: this film has no storyboard walkthroughs/by-app.yml"
                " fix: Write it, or delete the film's files"
            ],
        ),
        (
            change("walkthroughs/by-courier.yml", "sample: parcel.eml", "sample: parcle.eml"),
            [
                "walkthroughs/by-courier.yml:1: " + STALE.format("by-courier", "walkthroughs/by-courier.yml"),
                "walkthroughs/by-courier.yml:1: there is no sample 'parcle.eml' in"
                " walkthroughs/mail fix: Correct 'sample'",
            ],
        ),
        (
            change("walkthroughs/by-app.yml", "- click: send", "- click: sent"),
            ["walkthroughs/by-app.yml:28: step 5: unknown target 'sent' fix: Did you mean 'send'?"],
        ),
        (
            change("walkthroughs/courier/stage.yml", "targets:", "targets: ["),
            [
                "walkthroughs/courier/stage.yml:4: this is no stage: did not find expected ',' or ']'"
                " fix: Write targets: and waits:, each a mapping of names",
                "walkthroughs/by-courier.yml:4: unknown film 'courier' fix: Write one of:"
                " drawings/at-the-counter.html, drawings/by-app.html",
            ],
        ),
    ],
    ids=[
        "a text beside the film",
        "a caption",
        "a style that two drawings share",
        "a program's stage",
        "an email that programs share",
        "no captions",
        "other captions than were filmed",
        "not in the manifest",
        "no storyboard",
        "no sample",
        "a wrong storyboard",
        "a stage that is no YAML",
    ],
)
def test_what_is_wrong_is_found(project: Path, spoil: Callable[[Path], None], expected: list[str]) -> None:
    spoil(project)
    assert sorted(map(told, shelf.read(project).problems)) == sorted(expected)


def test_a_damaged_manifest_is_found(project: Path) -> None:
    (project / shelf.media_folder() / "manifest.json").write_text('{"by-app": {}}')
    problems = shelf.read(project).problems
    assert [told(problem) for problem in problems if "manifest.json" in problem.span.source.path] == [
        f"{MEDIA}/manifest.json:1: the manifest is damaged: KeyError('files')"
        " fix: Restore it: make walkthroughs"
    ]


def test_windows_line_ends_do_not_make_a_film_stale(project: Path) -> None:
    for path in (project / "walkthroughs").rglob("*.*"):
        if path.is_file():
            path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert shelf.read(project).problems == ()


def test_films_lie_in_the_docs_folder_whatever_its_name(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "docs").rename(project / "content")
    config = project / "mkdocs.yml"
    config.write_text("docs_dir: ./content/\nnav: [faq/a.md]\n")
    (project / "content/faq").mkdir()
    page = "---\nnumber: 1\n---\n\n# How?\n\n![By app](../media/walkthroughs/by-app.webm)\n"
    (project / "content/faq/a.md").write_text(page)
    code = main(["check", "-f", str(config)])
    assert (code, ", 0 problems" in capsys.readouterr().out) == (0, True)
    assert media_of(project) == PurePosixPath("content/media/walkthroughs")


def test_a_page_that_refers_to_a_film_without_captions_is_told_the_line(project: Path) -> None:
    delete(f"{MEDIA}/by-app.vtt")(project)
    found = shelf.read(project)
    line = Source("docs/faq/a.md", "# A\n\n![Film](film.webm)\n").line(3)
    assert [
        told(problem) for problem in found.broken(line, line.source.path, "../media/walkthroughs/by-app.webm")
    ] == [
        f"docs/faq/a.md:3: the film by-app lacks: captions ({MEDIA}/by-app.vtt)"
        " fix: Film it again: make walkthrough ID=by-app"
    ]
    assert found.broken(line, line.source.path, "../media/walkthroughs/by-courier.webm") == []
