"""What the checks cost: `python -m tests.bench` (or `make bench`) prints CPU seconds and ratios.

It makes a FAQ of 1,000 pages of some 185 words, each with two references in plain text and a few links,
and measures user and system time of child processes, in pairs that alternate, since a machine has moods.
Python keeps what it compiled, as it does where a site is built more than once.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

HOOK = Path(__file__).parents[2] / "hooks" / "shell.py"
FAQ = Path(sys.executable).with_name("faq")
ENVIRONMENT = {
    **{name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"},
    "PYTHONWARNINGS": "ignore",
}
WORDS = [
    "message",
    "sender",
    "filter",
    "inbox",
    "spam",
    "report",
    "attach",
    "original",
    "help",
    "desk",
    "reply",
    "wait",
    "address",
    "domain",
    "rule",
    "quarantine",
    "release",
    "case",
    "customer",
    "client",
    "window",
    "drag",
    "drop",
    "copy",
    "header",
    "subject",
    "deliver",
    "reject",
    "notice",
]
EXTENSIONS = """\
markdown_extensions:
  - abbr
  - admonition
  - attr_list
  - def_list
  - footnotes
  - md_in_html
  - tables
  - toc:
      permalink: true
  - pymdownx.details
  - pymdownx.superfences
  - pymdownx.tabbed:
      alternate_style: true
  - pymdownx.snippets
"""
THEMES = {
    # The questions stand in no navigation that is drawn on every page: Material would draw all 1,000 on each.
    "material": "theme:\n  name: material\n  font: false\n  custom_dir: theme-material\nplugins: [search]\n",
    "bare": "theme:\n  name: null\n  custom_dir: theme-bare\nplugins: []\n",
}


def page(rng: random.Random, number: int, count: int) -> str:
    """An answer of some 185 words, with two references, three links, a list and a note."""

    def sentence(words: int) -> str:
        return " ".join(rng.choices(WORDS, k=words)).capitalize() + "."

    first, second, third = (rng.randrange(count) + 1 for _ in range(3))
    first, second = (other if other != number else number % count + 1 for other in (first, second))
    return (
        f"---\nnumber: {number}\n---\n\n# How do I handle case {number}?\n\n"
        f"{sentence(30)} To do so, follow the steps in question {first}.\n\n"
        f"- {sentence(12)}\n- {sentence(12)}\n- [More](https://example.com/{number}).\n\n"
        f"!!! note\n\n    {sentence(25)} It is told in question {second}, too. {sentence(10)}\n\n"
        f"{sentence(35)} See [this answer](case-{third:04d}.md) and [the list](../index.md).\n\n"
        f"{sentence(30)}\n"
    )


def write(folder: Path, count: int) -> None:
    """Write the FAQ and a configuration for each theme, with the hook and without."""
    rng = random.Random(1)
    (folder / "docs" / "faq").mkdir(parents=True)
    (folder / "docs" / "index.md").write_text("# Start\n\nHello.\n", encoding="utf-8")
    for number in range(1, count + 1):
        path = folder / "docs" / "faq" / f"case-{number:04d}.md"
        path.write_text(page(rng, number, count), encoding="utf-8")
    (folder / "theme-bare").mkdir()
    (folder / "theme-bare" / "main.html").write_text("{{ page.content }}\n", encoding="utf-8")
    partials = folder / "theme-material" / "partials"
    partials.mkdir(parents=True)
    (partials / "nav.html").write_text("<nav></nav>\n", encoding="utf-8")
    (partials / "tabs.html").write_text("", encoding="utf-8")
    nav = "nav:\n  - index.md\n" + "".join(
        f"  - faq/case-{number:04d}.md\n" for number in range(1, count + 1)
    )
    for theme, lines in THEMES.items():
        for hook in ("", f"hooks: [{HOOK}]\n"):
            config = f"{theme}-{'with' if hook else 'without'}.yml"
            text = f"site_name: Bench\nsite_url: https://faq.example/\n{lines}{EXTENSIONS}{hook}{nav}"
            (folder / config).write_text(text, encoding="utf-8")


def cost(*line: str | Path) -> float:
    """CPU seconds, user and system, of a command that has to succeed."""
    before = os.times()
    done = subprocess.run(line, capture_output=True, check=False, env=ENVIRONMENT)
    after = os.times()
    if done.returncode != 0:
        sys.exit(f"{' '.join(map(str, line))} failed:\n{(done.stdout + done.stderr).decode()[-3000:]}")
    return (after.children_user - before.children_user) + (after.children_system - before.children_system)


def build(folder: Path, config: str) -> float:
    """What building a site costs."""
    config_file = folder / config
    return cost(sys.executable, "-m", "mkdocs", "build", "-q", "-f", config_file, "-d", folder / "site")


def pairs(rounds: int, without: Callable[[], float], with_: Callable[[], float]) -> str:
    """The medians of both, and the median of the ratios of neighbours in time."""
    measured = [(without(), with_()) if place % 2 else (with_(), without())[::-1] for place in range(rounds)]
    plain, hooked = (statistics.median(column) for column in zip(*measured, strict=True))
    ratio = statistics.median(after / before for before, after in measured)
    low, high = min(b / a for a, b in measured), max(b / a for a, b in measured)
    return f"{plain:6.2f} s without, {hooked:6.2f} s with: x {ratio:.3f} ({low:.3f} to {high:.3f})"


def main() -> None:
    """Measure, and print as it goes."""
    parser = argparse.ArgumentParser(description="CPU seconds of checks and builds")
    parser.add_argument("--pages", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write(folder, options.pages)
        words = len((folder / "docs/faq/case-0001.md").read_text(encoding="utf-8").split())
        print(f"{options.pages} questions of some {words} words, {options.rounds} rounds, CPU seconds")
        cost(FAQ, "check", "-f", folder / "bare-with.yml")  # compiles what is not compiled yet
        start = statistics.median(cost(FAQ, "--help") for _ in range(options.rounds))
        checks = [cost(FAQ, "check", "-f", folder / "bare-with.yml") for _ in range(options.rounds)]
        print(f"faq check: {statistics.median(checks):.2f} s, of which {start:.2f} s to start", flush=True)
        for theme in THEMES:
            told = pairs(
                options.rounds,
                lambda theme=theme: build(folder, f"{theme}-without.yml"),  # type: ignore[misc]
                lambda theme=theme: build(folder, f"{theme}-with.yml"),  # type: ignore[misc]
            )
            print(f"mkdocs build, {theme:9}{told}", flush=True)


if __name__ == "__main__":
    main()
