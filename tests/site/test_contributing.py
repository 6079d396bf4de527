"""CONTRIBUTING.md, followed word for word: what it names is there, what it says to type works in a clone."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import yaml

from faq.cli import COMMANDS
from tests.conftest import PROJECT
from tests.faqs import commit_all, git
from tests.site.edits import WAITING, copied

TEXT = (PROJECT / "CONTRIBUTING.md").read_text(encoding="utf-8")
IN_A_BROWSER = TEXT.partition("## Change an answer in your browser\n")[2].partition("\n## ")[0]
BLOCKS = re.findall(r"(?ms)^```sh\n(.*?)^```$", TEXT)
CODE = re.findall(r"`([^`\n]+)`", TEXT)
LEFT_TO_OTHERS = ("make serve", "make check", "faq adopt")
"""What goes on until it is stopped, what CI runs before tests, what begins with a branch of mike's."""
REHEARSED = re.compile(r"(?m)^.* --dry-run .*\n")
"""What would be built twice: the line behind it does the same, and pushes."""
OURS = re.compile(r"(?:tests|hooks|hosting|walkthroughs|\.github)/[\w./-]*")


def test_in_a_browser_nothing_is_typed_in_a_terminal_and_all_that_is_named_is_there() -> None:
    assert "```" not in IN_A_BROWSER
    assert not re.search(r"`(?:\.venv/bin/)?(?:make|faq|git) ", IN_A_BROWSER)
    assert len(IN_A_BROWSER.split()) < 400
    workflows = PROJECT / ".github/workflows"
    steps = yaml.safe_load((workflows / "check.yml").read_text())["jobs"]["check"]["steps"]
    assert "preview" in [step.get("with", {}).get("name") for step in steps]
    assert "make summary" in [step.get("run") for step in steps]
    assert yaml.safe_load((workflows / "mend.yml").read_text())["name"] == "mend"
    assert (PROJECT / "docs/faq").is_dir()


def test_what_it_names_is_there() -> None:
    targets = set(re.findall(r"(?m)^([a-z-]+):", (PROJECT / "Makefile").read_text(encoding="utf-8")))
    asked = {name for code in (*CODE, *BLOCKS) for name in re.findall(r"\bmake ([a-z-]+)", code)}
    assert asked - targets == set()
    commands = {name for code in CODE for name in re.findall(r"^(?:\.venv/bin/)?faq ([a-z]+)", code)}
    assert commands - {command.name for command in COMMANDS} == set()
    assert [path for path in CODE if OURS.fullmatch(path) and not (PROJECT / path).exists()] == []


def test_what_it_says_to_type_works_in_a_fresh_clone(tmp_path: Path) -> None:
    """In its order; what is written is committed, as it says, before it is published."""
    remote, root = tmp_path / "remote.git", tmp_path / "clone"
    (tmp_path / "source").mkdir()
    source = copied(tmp_path / "source")
    git(tmp_path, "clone", "-q", "--bare", str(source), str(remote))
    git(tmp_path, "clone", "-q", str(remote), str(root))
    (root / ".venv").symlink_to(sys.prefix)
    person = {f"GIT_{who}_{what}": "Writer" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    typed = [
        REHEARSED.sub("", block) for block in BLOCKS if not any(name in block for name in LEFT_TO_OTHERS)
    ]
    assert len(typed) >= 5
    for block in typed:
        _answer(root)
        if "git push" in block and git(root, "status", "--porcelain"):
            commit_all(root)
        done = subprocess.run(
            ["bash", "-e", "-o", "pipefail", "-c", block],
            cwd=root,
            env={**os.environ, **person},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{block}{done.stdout}{done.stderr}"
    for name in ("opening-hours", "how-do-i-change-my-password"):
        assert git(remote, "show", f"gh-pages:latest/faq/{name}/index.html")


def _answer(root: Path) -> None:
    """Write the answers that `faq new` leaves to a writer."""
    for page in (root / "docs/faq").glob("*.md"):
        text, count = WAITING.subn("Out of your hand.", page.read_text(encoding="utf-8"))
        if count:
            page.write_text(text, encoding="utf-8")
