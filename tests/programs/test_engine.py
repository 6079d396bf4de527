"""MkDocs as a program: whoever runs it hears what it has to say, and nothing before."""

from __future__ import annotations

import re

from faq.programs.engine import ADVERTISED, mkdocs, unadvertised
from tests.test_walls import FILES, HOOKS


def test_no_theme_advertises() -> None:
    assert unadvertised({"A": "1"}) == {"A": "1", ADVERTISED: "1"}
    assert mkdocs("build")[1:] == ["-m", "mkdocs", "build"]


def test_nobody_runs_mkdocs_in_other_surroundings() -> None:
    """What runs it names it by one function, and says in which surroundings by the other."""
    files = {file.relative_to(HOOKS).as_posix(): file.read_text(encoding="utf-8") for file in FILES}
    by_itself = [
        name
        for name, text in files.items()
        if re.search(r'"-m",\s*"mkdocs"|\("mkdocs", "build|\("mkdocs", "serve', text)
    ]
    assert by_itself == ["faq/programs/engine.py"]
    running = {
        name: text for name, text in files.items() if re.search(r"\bmkdocs\($|\bmkdocs\(\W?\"", text, re.M)
    }
    assert len(running) >= 4
    assert [name for name, text in running.items() if "unadvertised(" not in text] == []
