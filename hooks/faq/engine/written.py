"""The files of a site as they were written."""

from __future__ import annotations

from pathlib import Path

from faq.verbatim import text_of


def texts(folder: Path, *endings: str) -> dict[str, str]:
    """The texts of all files below a folder with these endings, by path, line ends as they are."""
    found = sorted(path for ending in endings for path in folder.rglob(f"*.{ending}") if path.is_file())
    return {path.relative_to(folder).as_posix(): text_of(path.read_bytes()) for path in found}
