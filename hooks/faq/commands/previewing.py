"""`faq preview`: a built site as a folder that opens without a server, to be handed on."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

from faq.book.settings import Settings
from faq.commands.exits import CLEAN, PROBLEMS
from faq.pages.folder import Folder
from faq.pages.offline import INDEX, with_files
from faq.verbatim import bytes_of, text_of


def preview_command(_: Settings, arguments: argparse.Namespace) -> int:
    """Write the folder, whole or not at all; the exit code.  Raises OSError where it cannot be written."""
    site, target = Path(arguments.site), Path(arguments.folder)
    if not (site / INDEX).is_file():
        how = f"type: mkdocs build --strict --site-dir {site}"
        print(f"error: {site}: there is no built site; {how}", file=sys.stderr)
        return PROBLEMS
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        print(f"error: {target} is there; nothing was written: name a new folder", file=sys.stderr)
        return PROBLEMS
    target.parent.mkdir(parents=True, exist_ok=True)
    made = Path(mkdtemp(dir=target.parent, prefix=f".{target.name}."))
    try:
        written = _write(Folder(site), Folder(made))
        made.chmod(0o755)
        if target.exists():
            target.rmdir()  # it is empty, and only on POSIX would the new one take its place
        made.rename(target)
    except BaseException:
        rmtree(made, ignore_errors=True)
        raise
    print(
        f"{written} pages; open {target / INDEX} (in a folder there is no search, and films have no captions)"
    )
    return CLEAN


def _write(site: Folder, made: Folder) -> int:
    """Copy a site, its pages with links to files; how many pages there are."""
    pages = 0
    for path in site:
        data = site[path]
        if path.lower().endswith(".html"):
            pages += 1
            data = bytes_of(with_files(text_of(data), path, site))
        made.put(path, data)
    return pages
