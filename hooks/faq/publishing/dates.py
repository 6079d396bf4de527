"""When each source file last changed, as git knows it."""

from __future__ import annotations

import subprocess
from datetime import UTC, datetime
from pathlib import Path


def last_changes(folder: Path) -> dict[str, datetime]:
    """The time (UTC) of the last commit that touched each file, by path relative to the folder.

    Empty where there is no git, and in a shallow clone, which does not know.
    """
    try:
        shallow = _git(folder, "rev-parse", "--is-shallow-repository").strip() != "false"
        log = (
            ""
            if shallow
            else _git(folder, "log", "-z", "--format=%x01%ct", "--name-only", "--relative", "--", ".")
        )
    except (OSError, subprocess.CalledProcessError):
        return {}
    out: dict[str, datetime] = {}
    for entry in log.split("\x01")[1:]:
        time, *paths = entry.replace("\n", "\0").split("\0")
        committed = datetime.fromtimestamp(int(time), UTC)
        for path in paths:
            if path:
                out.setdefault(path, committed)
    return out


def _git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(
        ["git", "-c", "log.showSignature=false", *arguments], cwd=folder, capture_output=True, check=True
    )
    return done.stdout.decode("utf-8", "surrogateescape")
