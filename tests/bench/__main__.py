"""`make bench`, `bench-reader` and `bench-chart`; `python -m tests.bench write FOLDER` writes a FAQ."""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from tests.bench import chart, measuring, reading, sites
from tests.bench.content import Shape
from tests.bench.figures import SUBJECTS, Report, dumped, loaded
from tests.bench.peers import PEERS, NotHadError, Peer
from tests.bench.table import table

BUILD = sites.PROJECT / "build"
FIGURES = BUILD / "bench.json"
READERS = BUILD / "bench-reader.json"
CHART = sites.PROJECT / "bench" / "builds.svg"
READERS_CHART = CHART.with_name("reader.svg")
"""The charts that ARCHITECTURE.md shows; the figures that each was drawn from stand beside it."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line says; the exit code."""
    options = _parser().parse_args(arguments)
    try:
        code: int = options.do(options)
    except ImportError as error:
        print(f"error: {error}: make bench-chart installs what draws", file=sys.stderr)
        return 2
    except (OSError, ValueError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    commands = parser.add_subparsers(required=True)
    run = commands.add_parser("run", help="measure, print a table, and write it as JSON")
    run.add_argument("sizes", nargs="+", type=_size, help="how many questions: 7 100 1000 5000")
    run.add_argument("--rounds", type=_size, default=3)
    run.add_argument("--peers", action="store_true", help="Zensical, Hugo and Eleventy as well")
    run.add_argument(
        "--long", type=_size, default=measuring.LONG, help="up to how many questions on every page"
    )
    run.set_defaults(do=_run)
    read = commands.add_parser(
        "reader", help="measure what this project's site, built, and others cost readers"
    )
    read.add_argument("--site", type=Path, default=Path("site"), help="the built site")
    read.add_argument("--pairs", type=_size, default=5, help="how often each is painted, and searched")
    read.add_argument("--sizes", nargs="+", type=_size, default=[7, 1000], help="of which visits are weighed")
    read.add_argument("--search", type=_size, default=5000, help="how many questions are searched")
    read.set_defaults(do=_read)
    draw = commands.add_parser("chart", help="draw what was measured of both")
    draw.set_defaults(do=_draw)
    write = commands.add_parser(
        "write", help="write a FAQ and its settings into a folder that is not there yet"
    )
    write.add_argument("folder", type=Path)
    write.add_argument("--questions", type=_size, default=100)
    write.set_defaults(do=_write)
    for command in (run, write):
        command.add_argument("--sections", type=int, default=0, help="0 for one list, which is the default")
        command.add_argument("--seed", type=int, default=1)
        command.add_argument("--language", default="en")
    for command in (run, draw):
        command.add_argument("--figures", type=Path, default=FIGURES, help="the JSON of what builds cost")
    for command in (read, draw):
        command.add_argument("--readers", type=Path, default=READERS, help="the JSON of what reading costs")
    return parser


def _size(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"“{text}” is no number from 1: write one such as 1000")
    return int(text)


def _shape(options: argparse.Namespace, questions: int) -> Shape:
    today = datetime.now(UTC).date().isoformat()
    return Shape(questions, options.sections, options.seed, options.language, today)


def _run(options: argparse.Namespace) -> int:
    if not Path("/proc/self/stat").exists():
        raise OSError("what a preview spends is read from /proc, which this system does not have: use Linux")
    if min(options.sizes) < 3:
        raise ValueError("a FAQ of fewer than 3 questions cites none: write 3 or more")
    report, peers = _begun(options)
    bench = measuring.Bench(
        BUILD / "bench", peers, _tell, lambda grown: _keep(options.figures, dumped(grown))
    )
    plan = measuring.Plan(tuple(sorted(set(options.sizes))), options.rounds, options.long)
    _keep(options.figures, dumped(report))
    try:
        report, well = measuring.measured(bench, plan, _shape(options, 3), report)
    except KeyboardInterrupt:
        print(f"\n{table(_measured(options))}\nstopped; so far: {options.figures}")
        return 130
    _keep(options.figures, dumped(report))
    print(f"\n{table(report)}\nwritten: {options.figures}")
    return 0 if well else 1


def _begun(options: argparse.Namespace) -> tuple[Report, dict[str, Peer]]:
    """What is known before anything is measured."""
    peers: dict[str, Peer] = {}
    said: list[str] = []
    for name, install in PEERS.items():
        if not options.peers:
            said.append(f"{SUBJECTS[name]}: not asked for (PEERS=1).")
            continue
        _tell(f"installing {name} ...")
        try:
            peers[name] = install(BUILD / "peers" / name)
        except NotHadError as error:
            _tell(f"  {error}")
            said.append(f"{SUBJECTS[name]}: it cannot be had here, {error}.")
    versions = {
        "Python": platform.python_version(),
        "MkDocs": version("mkdocs"),
        "Material": version("mkdocs-material"),
    }
    versions |= {name.capitalize(): peer.version for name, peer in peers.items()}
    day = datetime.now(UTC).date().isoformat()
    faq, load = str(_shape(options, 3)), round(os.getloadavg()[0], 1)
    return Report(day, _machine(), load, versions, faq, left_out=tuple(said)), peers


def _machine() -> str:
    """Processor, cores and memory."""
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    model = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "")
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    return f"{model or platform.machine()}, {len(os.sched_getaffinity(0))} cores, {memory:.0f} GB"


def _keep(path: Path, figures: str) -> None:
    """Write the figures so that whoever reads them meanwhile finds them whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_suffix(".new")
    new.write_text(figures, encoding="utf-8")
    new.replace(path)


def _tell(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def _measured(options: argparse.Namespace) -> Report:
    if not options.figures.is_file():
        raise OSError(f"{options.figures} is not there: make bench writes it")
    return loaded(options.figures.read_text(encoding="utf-8"))


def _read(options: argparse.Namespace) -> int:
    from tests.bench import reader

    node = json.loads((sites.PROJECT / "node_modules/lighthouse/package.json").read_text(encoding="utf-8"))
    versions = {"Lighthouse": node["version"], "MkDocs": version("mkdocs")}
    day, load = datetime.now(UTC).date().isoformat(), round(os.getloadavg()[0], 1)
    begun = reading.Reading(day, _machine(), load, versions)
    plan = reader.Visits(options.site.resolve(), options.pairs, tuple(options.sizes), options.search)
    found = reader.measured(plan, BUILD / "bench", begun, _tell)
    _keep(options.readers, reading.dumped(found))
    print(f"{reading.table(found)}\nwritten: {options.readers}")
    return 1 if any(one.met is False for one in reading.judged(found)) else 0


def _draw(options: argparse.Namespace) -> int:
    """Draw whichever was measured."""
    drawn = []
    if options.readers.is_file():
        found = reading.loaded(options.readers.read_text(encoding="utf-8"))
        drawn.append((READERS_CHART, chart.drawn_reading(found), reading.dumped(found)))
    if options.figures.is_file() or not drawn:
        report = _measured(options)
        drawn.append((CHART, chart.drawn(report), dumped(report)))
    for path, picture, figures in drawn:
        path.parent.mkdir(exist_ok=True)
        path.write_text(picture, encoding="utf-8")
        _keep(path.with_suffix(".json"), figures)
        print(f"written: {path.relative_to(sites.PROJECT)}")
    return 0


def _write(options: argparse.Namespace) -> int:
    if options.folder.exists():
        raise OSError(f"{options.folder} is there already: name a folder that is not")
    sites.write(options.folder, _shape(options, options.questions))
    print(f"written: {options.folder}, to be built with {', '.join(sorted(set(measuring.BUILDS.values())))}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
