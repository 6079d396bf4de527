"""Round after round, each way of building in its turn."""

from __future__ import annotations

import gzip
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median

from tests.bench.content import Shape, file_of
from tests.bench.figures import PEERS, QUADRATIC, SUBJECTS, Output, Report, Run
from tests.bench.peers import Peer
from tests.bench.processes import PREVIEW, Cost, FailedError, cost, edit
from tests.bench.sites import PLAIN_ALL, PLAIN_NONE, WITH_HOOKS, WITHOUT_HOOKS, write

FAQ = Path(sys.executable).with_name("faq")
BUILD = (sys.executable, "-m", "mkdocs", "build", "-q", "-f")
"""Before the name of the settings' file."""
BUILDS = {
    "cold": WITH_HOOKS,
    "warm": WITH_HOOKS,
    "without-hooks": WITHOUT_HOOKS,
    "plain-all": PLAIN_ALL,
    "plain-none": PLAIN_NONE,
}
"""What MkDocs builds, and by which settings."""
SAMPLE = 25
"""How many answers are compressed."""
LONG = 1000
"""How many questions those may have that name every question on every page, unless more are asked for."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be measured."""

    sizes: tuple[int, ...]
    rounds: int
    long: int = LONG
    """Up to how many questions those are built that name every question on every page."""


@dataclass(frozen=True, slots=True)
class Bench:
    """Where it is measured, and with what."""

    room: Path
    """A folder of the bench's own; sites are written into it, a folder each size."""
    peers: Mapping[str, Peer]
    tell: Callable[[str], None]
    """Hears of what goes on."""
    keep: Callable[[Report], None]
    """Gets the report as it grows."""

    @property
    def aside(self) -> Path:
        """Where that lies which is deleted in the end."""
        return self.room.with_name(f"{self.room.name}-aside")

    def site(self, size: int, what: str = "faq") -> Path:
        """Where a site stands; those that MkDocs builds share their pages."""
        return self.room / f"{size}-{what}"


def measured(bench: Bench, plan: Plan, shape: Shape, report: Report) -> tuple[Report, bool]:
    """The report with all that was measured added; and whether all that is ours did what it is there for."""
    for sentence in _left_out(bench, plan):
        report = report.without(sentence)
    _write_sites(bench, plan, shape)
    _compiled(bench.site(plan.sizes[0]))
    failed: set[tuple[str, int]] = set()
    for round_ in range(1, plan.rounds + 1):
        for size in plan.sizes:
            for what in _order(bench, plan, size, round_):
                if (what, size) not in failed:
                    bench.tell(f"round {round_} of {plan.rounds} · {size:,} questions · {SUBJECTS[what]} ...")
                    try:
                        run, output = _one(bench, what, size, round_)
                    except FailedError as error:
                        failed.add((what, size))
                        bench.tell(f"  failed: {error}")
                        report = report.without(f"{SUBJECTS[what]}, {size:,} questions: it failed.")
                        continue
                    bench.tell(f"  {run.cpu:.2f} s CPU, {run.wall:.2f} s, {run.peak:.0f} MB")
                    report = report.with_run(run)
                    if output and round_ == 1:
                        report = report.with_output(output)
                    bench.keep(report)
    shutil.rmtree(bench.aside, ignore_errors=True)
    return report, not any(what not in PEERS for what, _ in failed)


def _left_out(bench: Bench, plan: Plan) -> Iterator[str]:
    """What is not measured, with the reason, in sentences."""
    for size in plan.sizes:
        for what in SUBJECTS:
            if not _bearable(plan, what, size) and (what not in PEERS or what in bench.peers):
                yield f"{SUBJECTS[what]}, {size:,} questions: all on every page, over LONG={plan.long}."


def _bearable(plan: Plan, what: str, size: int) -> bool:
    return what not in QUADRATIC or size <= plan.long


def _order(bench: Bench, plan: Plan, size: int, round_: int) -> Sequence[str]:
    """What is measured in a round, each second one backwards; what needs our cache follows what makes it."""
    ours = ("cold", "warm", "edit", "check")
    others = [what for what in SUBJECTS if what not in ours and (what not in PEERS or what in bench.peers)]
    order: list[tuple[str, ...]] = [ours, *((what,) for what in others if _bearable(plan, what, size))]
    return [what for together in (order if round_ % 2 else reversed(order)) for what in together]


def _write_sites(bench: Bench, plan: Plan, shape: Shape) -> None:
    _set_aside(bench, bench.room)
    for size in plan.sizes:
        bench.tell(f"writing {size:,} questions ...")
        sized = replace(shape, questions=size)
        write(bench.site(size), sized)
        for what, peer in bench.peers.items():
            peer.write(bench.site(size, what), sized)


def _compiled(folder: Path) -> None:
    """Have Python compile what is not compiled yet, of all that is measured."""
    cost([FAQ, "check"], folder)
    for config in sorted(set(BUILDS.values())):
        cost([*BUILD, config, "-d", "site"], folder)


def _set_aside(bench: Bench, folder: Path) -> None:
    """Have a folder out of the way, and delete nothing before all is measured.

    An ext4 without a journal looks, for each new file, at all that was deleted in the last minute: a thousand
    pages took seconds more where a site had been deleted before (Linux 6.18).
    """
    if folder.is_dir():
        bench.aside.mkdir(parents=True, exist_ok=True)
        folder.rename(bench.aside / str(len(list(bench.aside.iterdir()))))


def _one(bench: Bench, what: str, size: int, round_: int) -> tuple[Run, Output | None]:
    """One process, and what it wrote."""
    folder = bench.site(size, what if what in PEERS else "faq")
    for left in ("site", PREVIEW):
        _set_aside(bench, folder / left)
    if what in PEERS or what == "cold":
        _set_aside(bench, folder / ".cache")
    spent = _spent(bench, what, size, round_, folder)
    run = Run(what, size, round_, round(spent.cpu, 3), round(spent.wall, 3), round(spent.peak, 1))
    output = _written(what, size, folder / "site") if round_ == 1 and (folder / "site").is_dir() else None
    return run, output


def _spent(bench: Bench, what: str, size: int, round_: int, folder: Path) -> Cost:
    if what == "edit":
        page = file_of(size // 2 + 1)
        address = page.removesuffix(".md") + "/"
        return edit(folder, WITH_HOOKS, folder / "docs" / page, address, f"Mended in round {round_}.")
    if what == "check":
        return cost([FAQ, "check"], folder)
    if what in PEERS:
        return cost(bench.peers[what].command, folder)
    return cost([*BUILD, BUILDS[what], "-d", "site"], folder)


def _written(what: str, size: int, site: Path) -> Output:
    """What a build wrote, in bytes."""
    step = max(1, size // SAMPLE)
    answers = [site / file_of(one).removesuffix(".md") / "index.html" for one in range(1, size + 1, step)]
    lost = [answer for answer in answers if not answer.is_file()]
    if lost:
        raise FailedError(f"{SUBJECTS[what]} wrote no {lost[0].relative_to(site)}")
    pages = [len(gzip.compress(answer.read_bytes(), mtime=0)) for answer in answers]
    total = sum(file.stat().st_size for file in site.rglob("*") if file.is_file())
    return Output(what, size, total, round(median(pages)))
