"""What each code means: for the terminal, as a page of documentation, and where that page is."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from faq.kinds import Kind
from faq.model import Source
from faq.text.yaml_nodes import read_yaml

EXAMPLES = Path(__file__).with_name("examples.yml")
PAGE = "reference/codes.md"
"""Where the page of all codes stands in a repository, with an anchor a code."""
HEAD = """\
# What a message means

Each message of `faq check` and of a build has a code. In a terminal, `faq explain CODE` says the same.
Made from the table of kinds by `make reference`; write nothing here by hand.
"""
MENDERS: Mapping[str, str] = {
    "fix": "`faq fix` mends it.",
    "writer": "Until then no command writes numbers.",
    "nobody": "",
}


@cache
def examples() -> Mapping[str, str]:
    """An example of each kind, by its code: what is said of it, or what leads to it."""
    root = read_yaml(Source(EXAMPLES.name, EXAMPLES.read_text(encoding="utf-8"))).root
    return root.value if root is not None and isinstance(root.value, dict) else {}


def kind_of(code: str) -> Kind | None:
    """The kind with a code, however its letters and hyphens are written."""
    asked = code.strip().lower().replace("_", "-")
    return next((kind for kind in Kind if kind.code == asked), None)


def near(code: str) -> list[str]:
    """The codes that are most likely meant."""
    return get_close_matches(code.strip().lower(), [kind.code for kind in Kind], 3, 0.5)


def explained(kind: Kind) -> str:
    """What is wrong, an example, and what to write instead; for a terminal."""
    shown = "".join(f"  {line}\n" if line else "\n" for line in examples()[kind.code].split("\n"))
    level = " (a notice, which fails nothing)" if kind.level == "notice" else ""
    mender = MENDERS[kind.first].replace("`", "")
    return f"{kind.code}{level}: {kind.summary}\n\n{shown}\n{kind.help}{f' {mender}' if mender else ''}\n"


def reference() -> str:
    """The page of all codes, in Markdown."""
    return HEAD + "".join(map(_section, Kind))


def _section(kind: Kind) -> str:
    level = " A notice: it fails nothing." if kind.level == "notice" else ""
    summary = f"{kind.summary[:1].upper()}{kind.summary[1:]}.{level}"
    mender = f" {MENDERS[kind.first]}" if MENDERS[kind.first] else ""
    return f"\n## {kind.code}\n\n{summary}\n\n```text\n{examples()[kind.code]}\n```\n\n{kind.help}{mender}\n"


def address_of(kind: Kind, repo_url: str, root: Path) -> str:
    """Where a repository's own page explains a kind; empty where it has no such page, or no address is known.

    `root` is the project's folder.  Paths are those of GitHub and of GitLab.
    """
    parts = urlsplit(repo_url)
    if parts.scheme not in ("http", "https") or not (root / PAGE).is_file():
        return ""
    way = "-/blob" if "gitlab" in parts.netloc else "blob"
    return f"{repo_url.rstrip('/')}/{way}/HEAD/{PAGE}#{kind.code}"
