"""Where the renderer looks for snippets."""

from __future__ import annotations

from pathlib import Path

SNIPPETS = "pymdownx.snippets"


def based(base_path: object, folder: Path) -> list[object]:
    """The folders of snippets, as `base_path:` names them, below the folder of `mkdocs.yml`.

    The extension (13.1) looks below the folder in which the command was typed.
    """
    named = base_path if isinstance(base_path, list | tuple) else [base_path]
    return [str(folder / one) if isinstance(one, str) else one for one in named]
