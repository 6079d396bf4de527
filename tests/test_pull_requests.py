"""A change as GitHub gives it to a workflow: real git, the event's file, the merge, the depth."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from faq.cli import main
from tests.faqs import commit_all, git, project, question, three

Capture = pytest.CaptureFixture[str]
CITING = three(a="See question 3.")


@pytest.fixture
def origin(tmp_path: Path) -> Path:
    """A repository whose `main` holds three questions, the first of which cites the third."""
    root = tmp_path / "origin"
    project(root, CITING)
    commit_all(root)
    return root


def write(root: Path, pages: Mapping[str, str], nav: str = "a b c") -> None:
    project(root, {**CITING, **pages}, nav)
    commit_all(root)


def swapped() -> dict[str, str]:
    """The last two questions with each other's numbers, as somebody writes who does not know `faq move`."""
    return {"b": question(3, "How do I go on?"), "c": question(2, "How do I end?")}


def workflow(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, event: Mapping[str, Any], base: str = ""
) -> None:
    """The environment of a step of a workflow."""
    file = tmp_path / "event.json"
    file.write_text(json.dumps({"repository": {"default_branch": "main"}, **event}))
    for name in ("GITHUB_WORKSPACE", "SOURCE_DATE_EPOCH"):
        monkeypatch.delenv(name, raising=False)
    for name, value in {
        "CI": "true",
        "GITHUB_ACTIONS": "true",
        "GITHUB_EVENT_PATH": str(file),
        "GITHUB_BASE_REF": base,
    }.items():
        monkeypatch.setenv(name, value)


def merged(origin: Path, branch: str) -> str:
    """What `refs/pull/N/merge` would be: the branch merged into main, as a commit on no branch."""
    git(origin, "checkout", "-q", "--detach", "main")
    git(origin, "merge", "-q", "--no-ff", "-m", "merged", branch)
    commit = git(origin, "rev-parse", "HEAD").strip()
    git(origin, "update-ref", "refs/pull/1/merge", commit)
    git(origin, "checkout", "-q", "main")
    return commit


def clone(origin: Path, ref: str, depth: int = 0) -> Path:
    """A checkout of one ref, as actions/checkout makes it."""
    folder = origin.parent / "clone"
    git(origin.parent, "init", "-q", str(folder))
    git(folder, "remote", "add", "origin", origin.as_uri())
    deep = [f"--depth={depth}"] if depth else []
    branches = [] if depth else ["+refs/heads/*:refs/remotes/origin/*"]
    git(folder, "fetch", "-q", *deep, "origin", *branches, f"+{ref}:refs/remotes/checked/out")
    git(folder, "checkout", "-q", "--detach", "refs/remotes/checked/out")
    return folder / "mkdocs.yml"


def checked(capsys: Capture, config: Path) -> tuple[int, list[str], str]:
    """The exit code of `faq check --since-base`, the problems' places and codes, and what stderr says."""
    capsys.readouterr()
    code = main(["check", "-f", str(config), "--since-base", "--format", "json"])
    out, err = capsys.readouterr()
    found = json.loads(out)["problems"] if out else []
    return code, [f"{p['path']}:{p['line']} {p['code']}" for p in found], err


def pull_request(base: str, head: str) -> dict[str, Any]:
    """What GitHub's event says of a pull request."""
    return {"pull_request": {"base": {"sha": base}, "head": {"sha": head}}}


STALE = ["docs/faq/a.md:7 stale-reference"]


@pytest.mark.parametrize("depth", [0, 2])
def test_a_swap_by_hand_is_found_in_the_pull_request(
    origin: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture, depth: int
) -> None:
    base = git(origin, "rev-parse", "HEAD").strip()
    git(origin, "checkout", "-q", "-b", "swap")
    write(origin, swapped(), "a c b")
    head = git(origin, "rev-parse", "HEAD").strip()
    merged(origin, "swap")
    config = clone(origin, "refs/pull/1/merge", depth)
    workflow(monkeypatch, tmp_path, pull_request(base, head), "main")
    assert checked(capsys, config)[:2] == (1, STALE)


def test_a_swap_is_found_on_a_push_of_several_commits_and_of_a_new_branch(
    origin: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    before = git(origin, "rev-parse", "HEAD").strip()
    git(origin, "checkout", "-q", "-b", "swap")
    write(origin, swapped(), "a c b")
    write(origin, {**swapped(), "/index": "# Home\n\nMore.\n"}, "a c b")
    config = clone(origin, "refs/heads/swap")
    for event in ({"before": before}, {"before": "0" * 40}):
        workflow(monkeypatch, tmp_path, event)
        assert checked(capsys, config)[:2] == (1, STALE)


def test_two_changes_that_are_right_alone_are_found_wrong_together(
    origin: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    git(origin, "checkout", "-q", "-b", "cites")
    write(origin, {"/index": "# Home\n\nSee question 2.\n"})
    head = git(origin, "rev-parse", "HEAD").strip()
    git(origin, "checkout", "-q", "main")
    write(origin, {**swapped(), "a": question(1, "How do I begin?", "See question 2.")}, "a c b")
    before = git(origin, "rev-parse", "HEAD").strip()
    merged(origin, "cites")
    config = clone(origin, "refs/pull/1/merge")
    both = ["docs/index.md:3 stale-reference"]
    workflow(monkeypatch, tmp_path, pull_request(before, head), "main")
    assert checked(capsys, config)[:2] == (1, both), "in the pull request, where GitHub has merged it"
    workflow(monkeypatch, tmp_path, {"before": before})
    assert checked(capsys, config)[:2] == (1, both), "on main, by the push of the merge"
    workflow(monkeypatch, tmp_path, {"merge_group": {"base_sha": before}})
    assert checked(capsys, config)[:2] == (1, both), "in the merge queue"


def test_a_shallow_clone_is_an_error_that_says_what_to_do(
    origin: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    git(origin, "checkout", "-q", "-b", "swap")
    write(origin, swapped(), "a c b")
    head = git(origin, "rev-parse", "HEAD").strip()
    merged(origin, "swap")
    config = clone(origin, "refs/pull/1/merge", 1)
    workflow(monkeypatch, tmp_path, pull_request("a" * 40, head), "main")
    code, found, told = checked(capsys, config)
    assert (code, found) == (2, [])
    assert "fetch-depth: 2" in told


def test_a_branch_is_compared_with_where_it_left_main_and_with_what_is_committed(
    origin: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    for name in ("CI", "GITHUB_ACTIONS"):
        monkeypatch.delenv(name, raising=False)
    git(origin, "checkout", "-q", "-b", "swap")
    write(origin, swapped(), "a c b")
    assert checked(capsys, origin / "mkdocs.yml")[:2] == (1, STALE)
    # What is written in the branch keeps the meaning that it has there.
    citing = {"a": question(1, "How do I begin?", "See question 2, not question 3.")}
    write(origin, {**swapped(), **citing}, "a c b")
    project(origin, {**CITING, **citing})
    assert checked(capsys, origin / "mkdocs.yml")[1] == ["docs/faq/a.md:7 stale-reference"]
