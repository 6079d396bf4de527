"""Folders that extensions of Python-Markdown read from, which they seek where a build is run."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

OPTION = "base_path"
USUAL: Mapping[str, Any] = MappingProxyType({"pymdownx.b64": ".", "pymdownx.snippets": ["."]})
"""The extensions that have such a folder, with what it is where nothing is said (pymdown-extensions 12)."""


def anchored(
    options: Mapping[str, Mapping[str, Any]], extensions: Collection[object], root: Path
) -> dict[str, dict[str, Any]]:
    """The options of those extensions with their folders in `root`, the folder of `mkdocs.yml`.

    `-f` from another folder then finds what it finds from this one.  What MkDocs itself resolves
    (`!relative`) is no text, and stays.
    """
    out = {}
    for name, usual in USUAL.items():
        if name in extensions:
            said = options.get(name) or {}
            out[name] = {**said, OPTION: _in(root, said.get(OPTION, usual))}
    return out


def _in(root: Path, folder: Any) -> Any:
    if isinstance(folder, list):
        return [_in(root, one) for one in folder]
    return str(root / folder) if isinstance(folder, str) else folder
