"""What was measured, as a chart: every figure, day and name in it comes from the JSON.

Matplotlib draws it, which is installed for this alone; `make bench-chart` does both.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from textwrap import fill
from typing import TYPE_CHECKING

from tests.bench import reading
from tests.bench.aims import Judged, judged
from tests.bench.figures import SUBJECTS, Quantity, Report, digest, dumped, lines
from tests.bench.table import MET, heading, short

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

STYLES: Mapping[str, tuple[str, str, str]] = {
    "cold": ("#0f4c5c", "o", "-"),
    "warm": ("#0f4c5c", "s", "--"),
    "edit": ("#0f4c5c", "^", ":"),
    "check": ("#0f4c5c", "v", "-."),
    "without-hooks": ("#9a031e", "o", ":"),
    "plain-all": ("#9a031e", "o", "-"),
    "plain-none": ("#9a031e", "s", "--"),
    "zensical": ("#6a4c93", "D", "-"),
    "hugo": ("#767676", "P", "-"),
    "eleventy": ("#767676", "X", "--"),
}
"""Colour, mark and line of each; ours are of one colour, and no two are told apart by colour alone."""
BESIDE = ("the page", "#0f4c5c"), ("a bare page of the same text", "#767676")
"""What readers fetch, and what it is compared with; and their colours."""
LOOKS = {
    # The same bytes for the same figures: names inside the file are made from this, not from chance.
    "svg.hashsalt": "bench",
    # Text stays text, which can be searched and read aloud.
    "svg.fonttype": "none",
    "font.size": 9,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "grid.color": "#e0e0e0",
}
TITLE = "What building generated FAQs costs, with everything that mkdocs.yml switches on"
READERS_TITLE = "What a first visit to this project's own site, and a search in generated FAQs, cost a reader"
WIDTH, HEIGHT, READERS_HEIGHT = 10.0, 8.5, 5.5
"""In inches, at 72 dots each."""
LINE = 150
"""How many characters of the heading stand on a line."""


def drawn(report: Report) -> str:
    """The chart of what building costs, as SVG; the same for the same report.  Needs Matplotlib."""

    def draw(figure: Figure) -> None:
        top, bottom = figure.subfigures(2, 1, height_ratios=(3, 2))
        left, right = top.subplots(1, 2, sharex=True)
        _grown(left, report, "cpu", "CPU, seconds")
        _grown(right, report, "peak", "peak memory, MB")
        top.legend(*left.get_legend_handles_labels(), loc="outside lower center", ncols=3, frameon=False)
        _aims(bottom.subplots(), list(judged(report)))

    return _svg(draw, TITLE, heading(report), dumped(report), HEIGHT)


def drawn_reading(run: reading.Reading) -> str:
    """The chart of what reading costs, likewise."""

    def draw(figure: Figure) -> None:
        top, bottom = figure.subfigures(2, 1, height_ratios=(2, 3))
        left, right = top.subplots(1, 2, sharey=True)
        names = [visit.page or "/" for visit in run.visits]
        _beside(left, names, [(one.lcp, one.bare_lcp) for one in run.visits])
        left.set_title("largest paint on a phone, ms", loc="left")
        left.invert_yaxis()
        _beside(right, names, [(one.bytes / 1024, one.bare_bytes / 1024) for one in run.visits])
        right.set_title("first visit, KB on the wire", loc="left")
        top.legend(*left.get_legend_handles_labels(), loc="outside lower center", ncols=2, frameon=False)
        _aims(bottom.subplots(), list(reading.judged(run)))

    return _svg(draw, READERS_TITLE, reading.heading(run), reading.dumped(run), READERS_HEIGHT)


def _svg(draw: Callable[[Figure], None], title: str, where: str, figures: str, height: float) -> str:
    import matplotlib as mpl
    from matplotlib.figure import Figure

    with mpl.rc_context(LOOKS):
        figure = Figure(figsize=(WIDTH, height), layout="constrained")
        figure.suptitle(f"{title}\n{fill(where, LINE)}", fontsize=8, x=0.01, ha="left")
        draw(figure)
        written = io.StringIO()
        said = {"Title": title, "Description": f"{where} · {digest(figures)}"}
        figure.savefig(written, format="svg", metadata={"Date": None, "Creator": None, **said})
    return "\n".join(line.rstrip() for line in written.getvalue().splitlines()) + "\n"


def _beside(axes: Axes, names: Sequence[str], pairs: Sequence[tuple[float, float]]) -> None:
    """A page's figure above a bare page's."""
    for at, (label, colour) in enumerate(
        (("the page", "#0f4c5c"), ("a bare page of the same text", "#767676"))
    ):
        values = [pair[at] for pair in pairs]
        places = [place + (at - 0.5) * 0.35 for place in range(len(names))]
        bars = axes.barh(places, values, height=0.3, color=colour, label=label)
        axes.bar_label(bars, [f"{value:,.0f}" for value in values], padding=3, fontsize=8)
    axes.set_yticks(range(len(names)), names)
    axes.margins(x=0.15)
    axes.grid(visible=False, axis="y")


def _grown(axes: Axes, report: Report, quantity: Quantity, title: str) -> None:
    """What it costs as there are more questions."""
    from matplotlib.ticker import LogLocator, NullLocator

    for what, points in lines(report, quantity).items():
        colour, mark, line = STYLES[what]
        sizes, values = zip(*points, strict=True)
        axes.plot(
            sizes, values, color=colour, marker=mark, linestyle=line, markersize=4, label=SUBJECTS[what]
        )
    axes.set(xscale="log", yscale="log", xlabel="questions")
    axes.set_title(title, loc="left")
    axes.set_xticks(report.sizes, [f"{size:,}" for size in report.sizes])
    axes.xaxis.set_minor_locator(NullLocator())
    axes.yaxis.set_major_locator(LogLocator(subs=(1, 2, 5)))
    axes.yaxis.set_major_formatter(lambda value, _: f"{value:g}")
    axes.yaxis.set_minor_locator(NullLocator())


def _aims(axes: Axes, aims: list[Judged]) -> None:
    """Each figure by what it may be at most: met is left of the line."""
    widest = max((one.found.middle / one.most for one in aims if one.found), default=1.0)
    for place, one in enumerate(reversed(aims)):
        part = one.found.middle / one.most if one.found else 0.0
        axes.barh(place, part, color="#0f4c5c" if one.met else "white", edgecolor="#0f4c5c", height=0.6)
        figure = f"{short(one.found.middle)} of at most {one.most:g}, " if one.found else ""
        said = f"{figure}{MET[one.met].lower()}"
        axes.annotate(
            said, (max(part, 1), place), (4, 0), textcoords="offset points", va="center", fontsize=8
        )
    axes.axvline(1, color="#9a031e")
    axes.set_yticks(range(len(aims)), [one.what for one in reversed(aims)])
    axes.set_title("The aims: what was measured, divided by what it may be at most (filled: met)", loc="left")
    # Room for what stands behind the longest bar.
    axes.set_xlim(0, max(widest, 1) * 1.4)
    axes.grid(visible=False, axis="y")
