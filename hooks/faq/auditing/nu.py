"""The Nu HTML checker, one start for all pages."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable
from pathlib import Path

from faq import programs
from faq.frozen import record

JAR = Path("vnu-jar/build/dist/vnu.jar")


@record
class Message:
    """What the checker says of a place."""

    page: str
    line: int
    error: bool
    """Whether it is an error, no warning."""
    text: str
    extract: str
    """The HTML around it."""

    def __str__(self) -> str:
        return f"{self.page}:{self.line}: {'error' if self.error else 'warning'}: {self.text}  {self.extract}"


def check(site: Path, modules: Path) -> list[Message]:
    """What the checker says of every page below a folder; `modules` is `node_modules`.

    Raises programs.Missing without Java or the checker, RuntimeError where the checker itself fails.
    """
    java = programs.program("java", package="default-jre-headless")
    jar = modules / JAR
    if not jar.is_file():
        raise programs.Missing("The Nu HTML checker is missing. Install it with:\n  make node_modules/.ready")
    pages = sorted(site.rglob("*.html"))
    done = subprocess.run(
        [java, "-jar", jar, "--format", "json", "--exit-zero-always", *pages],
        capture_output=True,
        text=True,
        check=False,
    )
    try:
        return parsed(done.stderr, site.as_posix() + "/")
    except ValueError:
        raise RuntimeError(f"the Nu HTML checker failed ({done.returncode}): {done.stderr[-2000:]}") from None


def parsed(output: str, folder: str = "") -> list[Message]:
    """The checker's JSON; paths are given relative to `folder`.  Raises ValueError for other output."""
    out = []
    # It takes a file for an origin of its own, where a policy's 'self' is nothing: browsers judge that.
    for one in json.loads(output)["messages"]:
        if one["type"] == "non-document-error":
            raise ValueError(one["message"])
        if "Content Security Policy (meta tag)" in one.get("message", ""):
            continue
        page = str(one.get("url", "")).removeprefix("file:").removeprefix(folder)
        text, extract = str(one.get("message", "")), " ".join(str(one.get("extract", "")).split())
        out.append(Message(page, int(one.get("lastLine", 0)), one["type"] == "error", text, extract))
    return out


def summary(messages: Iterable[Message]) -> list[str]:
    """A line for each thing that is said, with its first place and how many there are."""
    found: dict[tuple[str, str], list[Message]] = {}
    for message in messages:
        found.setdefault((message.text, message.extract), []).append(message)
    return [f"{same[0]}{f'  (and {len(same) - 1} more)' if len(same) > 1 else ''}" for same in found.values()]


def errors(messages: Iterable[Message]) -> list[Message]:
    """The errors among them."""
    return [message for message in messages if message.error]
