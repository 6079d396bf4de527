"""What stands around a new FAQ: the work of CI, the versions that build it, the settings of an editor."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from importlib.resources import files
from typing import Any, Literal

from faq.book.schema import front_matter_schema, schemas
from faq.frozen import record

Host = Literal["github", "gitlab"]
WORKFLOWS: Mapping[Host, str] = {"github": ".github/workflows/faq.yml", "gitlab": ".gitlab-ci.yml"}
"""Where each host looks for what it is to do."""
EDITED: Mapping[Host, str] = {"github": "edit/{branch}/docs/", "gitlab": "-/edit/{branch}/docs/"}
"""Where each host edits a file, behind the repository's address (seen on github.com and gitlab.com, 2026)."""
REMOTE = re.compile(
    r"(?:https?://(?:[^/@]*@)?|ssh://git@|git@)(?P<host>[^/:]+)(?::\d+(?=/))?[/:](?P<path>.+?)(?:\.git)?/?"
)
LOCK_HEAD = """\
# The versions with which this FAQ was begun. To install them: pip install -r requirements.txt
# Files of packages that no index has, such as a wheel of support-faq, may lie in wheels/.
--find-links wheels
"""
SCHEMA = ".vscode/faq-mkdocs.json"
LEFT_TO_TOOLS = frozenset({"number"})


@record
class KeptAt:
    """Where a FAQ is kept, as far as its folder says."""

    address: str
    """Of its page, for people: "https://github.com/team/faq"."""
    branch: str
    host: Host | None
    """None where nobody can know from the address what runs there."""


def repository_at(remote: str, branch: str) -> KeptAt | None:
    """The repository that a remote's address names, in any of git's ways; None for a folder's path."""
    m = REMOTE.fullmatch(remote)
    if m is None:
        return None
    hosts: tuple[Host, ...] = ("github", "gitlab")
    host = next((name for name in hosts if name in m["host"]), None)
    return KeptAt(f"https://{m['host']}/{m['path']}", branch, host)


def repository_settings(repository: KeptAt | None) -> str:
    """The lines of mkdocs.yml by which each answer leads to its source: "Edit this answer"."""
    if repository is None:
        return ""
    said = f"repo_url: {repository.address}\n"
    if repository.host:
        said += f"edit_uri: {EDITED[repository.host].format(branch=repository.branch)}\n"
    return said


def surroundings(host: Host | None, pins: Sequence[tuple[str, str]]) -> dict[str, str]:
    """The files by path; `pins` are names of distributions with their versions, `host` runs the workflow."""
    lines = sorted(f"{name}=={version}\n" for name, version in pins)
    made = {
        "requirements.txt": LOCK_HEAD + "".join(lines),
        ".vscode/settings.json": _json(EDITOR),
        ".vscode/extensions.json": _json({"recommendations": ["redhat.vscode-yaml"]}),
        ".vscode/front-matter.code-snippets": _json(snippets()),
        SCHEMA: schemas()["mkdocs.json"],
    }
    if host:
        text = (files("faq.starting") / "files" / f"{host}.yml").read_text(encoding="utf-8")
        made[WORKFLOWS[host]] = text
    return made


EDITOR = {
    "yaml.schemas": {SCHEMA: "mkdocs.yml"},
    # What MkDocs itself reads.
    "yaml.customTags": ["!ENV scalar", "!ENV sequence", "!relative scalar"],
    "[markdown]": {"editor.wordWrap": "on", "editor.quickSuggestions": {"other": "on"}},
}
"""VS Code's settings of the folder; the YAML extension reads the first two."""


def snippets() -> dict[str, Any]:
    """VS Code completes YAML inside Markdown by snippets alone: one for each key of front matter."""
    keys, snippet = front_matter_schema()["properties"], {"scope": "markdown"}
    return {
        key: {**snippet, "prefix": key, "body": _body(key, schema), "description": schema["description"]}
        for key, schema in keys.items()
        if key not in LEFT_TO_TOOLS
    }


def _body(name: str, schema: Mapping[str, Any]) -> str:
    """What is typed for a key, with the cursor where its value comes."""
    kinds = {one.get("type") for one in schema.get("anyOf", [schema])}
    if "array" in kinds:
        return f"{name}: [$0]"
    return f"{name}: {{$0}}" if "object" in kinds else f"{name}: $0"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
