"""`.pre-commit-hooks.yaml`: what other repositories run before a commit, by pre-commit itself."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.conftest import PROJECT
from tests.faqs import commit_all, git, project, question, three

MANIFEST = PROJECT / ".pre-commit-hooks.yaml"
PROGRAMS = Path(sys.executable).parent


def pre_commit(root: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run pre-commit in a folder; it keeps nothing outside of it."""
    env = {"PATH": "/usr/bin:/bin", "HOME": str(root), "PRE_COMMIT_HOME": str(root.parent / "kept")}
    asked = [PROGRAMS / "pre-commit", *arguments]
    return subprocess.run(asked, cwd=root, env=env, capture_output=True, text=True, check=False)


def test_the_manifest_is_one(tmp_path: Path) -> None:
    done = pre_commit(tmp_path, "validate-manifest", MANIFEST)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture
def using(tmp_path: Path) -> Path:
    """Another team's repository with both hooks, run from here: nothing is installed for them."""
    root = tmp_path / "team"
    project(root, three(a="See question 3."))
    hooks = yaml.safe_load(MANIFEST.read_text(encoding="utf-8"))
    here = [{**hook, "language": "system", "entry": f"{PROGRAMS}/{hook['entry']}"} for hook in hooks]
    config = {"repos": [{"repo": "local", "hooks": here}]}
    (root / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config))
    (root / "README.md").write_text("Ours.\n")
    commit_all(root)
    return root


def test_a_swap_by_hand_is_stopped_and_mended(using: Path) -> None:
    swapped = {"b": question(3, "How do I go on?"), "c": question(2, "How do I end?")}
    project(using, {**three(a="See question 3."), **swapped}, "a c b")
    git(using, "add", "-A")
    done = pre_commit(using, "run", "faq-check")
    assert done.returncode == 1
    assert "error stale-reference" in done.stdout
    done = pre_commit(using, "run", "faq-fix")
    assert "files were modified by this hook" in done.stdout
    assert "See question 2." in (using / "docs/faq/a.md").read_text()
    git(using, "add", "-A")
    done = pre_commit(using, "run")
    assert done.returncode == 0, done.stdout


def test_what_is_no_part_of_the_faq_is_not_waited_for(using: Path) -> None:
    (using / "README.md").write_text("Ours, still.\n")
    git(using, "add", "-A")
    assert pre_commit(using, "run").stdout.count("(no files to check)Skipped") == 2
