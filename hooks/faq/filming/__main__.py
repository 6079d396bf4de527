"""`python -m faq.filming [ID ...]`: film walkthroughs anew, all of them if none is named.

`--drawings` films nothing: it writes what drawings are made with into the project.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from faq import programs
from faq.book.mkdocs_yml import ConfigurationError
from faq.book.settings import read_settings
from faq.filming.beginning import bring
from faq.filming.driver import FilmError
from faq.programs.extras import require
from faq.reporting import problem_text
from faq.walkthroughs import shelf


def main(arguments: Sequence[str] | None = None) -> int:
    """Film, saying what is being done; 1 if a storyboard is wrong or a film could not be made."""
    parser = argparse.ArgumentParser(prog="python -m faq.filming", description=__doc__)
    parser.add_argument("ids", nargs="*", metavar="ID", help="a storyboard's id")
    parser.add_argument("--drawings", action="store_true", help="write what drawings are made with")
    asked = parser.parse_args(arguments)
    root, wanted = Path.cwd(), list[str](asked.ids)
    if asked.drawings:
        return _bring(root)
    try:
        require("films", "aiosmtpd", "playwright")
    except programs.Missing as missing:
        print(missing, file=sys.stderr)
        return 1
    try:
        media = media_of(root)
    except ConfigurationError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    storyboards, problems = shelf.read_storyboards(root)
    for problem in problems:
        print(problem_text(problem), file=sys.stderr)
    unknown = [name for name in wanted if not (root / shelf.STORYBOARDS / f"{name}.yml").is_file()]
    for name in unknown:
        known = ", ".join(storyboards) or "none"
        print(f"There is no {shelf.STORYBOARDS}/{name}.yml. There are: {known}.", file=sys.stderr)
    if problems or unknown:
        return 1
    results = [_film(name, root, media) for name in wanted or storyboards]
    return 0 if all(results) else 1


def _bring(root: Path) -> int:
    written, others = bring(root)
    print(*(f"wrote {path}" for path in written) if written else ["nothing was missing"], sep="\n")
    for path in others:
        print(f"{path} is not the one of this release: delete it, and run this again, or keep it")
    return 0


def media_of(root: Path) -> PurePosixPath:
    """Where a project's films lie.  Raises ConfigurationError where its configuration cannot be read."""
    config = root / "mkdocs.yml"
    return shelf.media_folder(read_settings(config).docs_dir) if config.is_file() else shelf.media_folder()


def _film(name: str, root: Path, media: PurePosixPath) -> bool:
    from faq.filming import studio  # what films are made with, which `--drawings` does without

    start = time.monotonic()

    def say(words: str) -> None:
        print(f"{name} [{time.monotonic() - start:5.1f} s] {words}", flush=True)

    storyboards, _ = shelf.read_storyboards(root)
    try:
        studio.film(storyboards[name], root, media, say)
    except (FilmError, programs.Missing) as error:
        print(f"{name}: {error}\nThe old film is untouched.", file=sys.stderr)
        return False
    say("done")
    return True


if __name__ == "__main__":
    raise SystemExit(main())
