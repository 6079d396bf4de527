"""`python -m faq.programs chromium ffprobe=ffmpeg ...`: print where each is, installing what is missing."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from faq import programs


def main(arguments: Sequence[str] | None = None) -> int:
    """Print one line a program; 1 if any is missing and could not be installed, with what to run."""
    parser = argparse.ArgumentParser(prog="python -m faq.programs", description=__doc__)
    parser.add_argument(
        "names",
        nargs="+",
        metavar="NAME",
        help="chromium, or a program; `=` and its Debian package if named otherwise",
    )
    names: list[str] = parser.parse_args(arguments).names
    failed = False
    for wanted in names:
        name, _, package = wanted.partition("=")
        try:
            path = programs.chromium() if name == "chromium" else programs.program(name, package or None)
        except programs.Missing as missing:
            print(missing, file=sys.stderr)
            failed = True
        else:
            print(f"{name}: {path}")
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
