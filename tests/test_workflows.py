"""The scripts in workflows, run as they are written, with real git."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest
import yaml

from tests.conftest import PROJECT
from tests.faqs import commit_all, git, project, three


def script(workflow: str, job: str, named: str) -> str:
    """What a step of a workflow runs."""
    text = (PROJECT / ".github/workflows" / workflow).read_text(encoding="utf-8")
    steps = yaml.safe_load(text)["jobs"][job]["steps"]
    return str(next(step["run"] for step in steps if step.get("name") == named))


def test_the_patch_is_committed_to_the_branch_as_far_as_it_is_of_texts(tmp_path: Path) -> None:
    remote, clone = tmp_path / "remote.git", tmp_path / "clone"
    git(tmp_path, "init", "-q", "--bare", str(remote))
    project(clone, three(a="See question 3."))
    (clone / "Makefile").write_text("all:\n")
    commit_all(clone)
    git(clone, "remote", "add", "origin", str(remote))
    git(clone, "push", "-q", "origin", "HEAD:refs/heads/writes")
    (clone / "Makefile").write_text("all: evil\n")
    (clone / "docs/faq/a.md").write_text("---\nnumber: 1\n---\n\n# A\n\nSee question 4.\n")
    (tmp_path / "mend.patch").write_text(git(clone, "diff", "--binary"))
    git(clone, "checkout", "-q", ".")
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin/gh").write_text("#!/bin/sh\n")
    (tmp_path / "bin/gh").chmod(0o755)
    person = {f"GIT_{who}_{what}": "bot" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    given = {"RUNNER_TEMP": str(tmp_path), "GITHUB_REF": "refs/heads/writes", **person}
    path = f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}"
    run = [
        "bash",
        "-e",
        "-o",
        "pipefail",
        "-c",
        script("mend.yml", "commit", "Commit the patch to the branch"),
    ]
    subprocess.run(run, cwd=clone, env={**os.environ, **given, "PATH": path}, check=True)
    assert (
        git(remote, "log", "-1", "--format=%an %s", "writes")
        == "bot Let numbers and references follow nav:\n"
    )
    assert git(remote, "show", "--name-only", "--format=", "writes") == "docs/faq/a.md\n"


@pytest.mark.parametrize(
    ("due", "open_", "asked"),
    [
        ("", "", []),
        ("", "7", ["issue close 7 --comment Nothing is due any more."]),
        ("- [ ] 3", "", ["issue create --title Answers to be read again --body-file {}"]),
        ("- [ ] 3", "7", ["issue edit 7 --body-file {}"]),
    ],
)
def test_one_issue_is_open_as_long_as_something_is_due(
    due: str, open_: str, asked: list[str], tmp_path: Path
) -> None:
    (tmp_path / "due.md").write_text(due)
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin/gh").write_text(
        '#!/bin/sh\necho "$@" >> "$RUNNER_TEMP/asked"\ncase "$2" in list) printf %s "$OPEN";; esac\n'
    )
    (tmp_path / "bin/gh").chmod(0o755)
    run = ["bash", "-e", "-o", "pipefail", "-c", script("due.yml", "tell", "One issue with all that is due")]
    given = {"RUNNER_TEMP": str(tmp_path), "OPEN": open_, "TITLE": "Answers to be read again"}
    path = f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}"
    subprocess.run(run, env={**os.environ, **given, "PATH": path}, check=True)
    done = (tmp_path / "asked").read_text().splitlines()
    assert done[0].startswith("issue list")
    assert done[1:] == [one.format(tmp_path / "due.md") for one in asked]


RELEASES = {
    # The tag, the version, a heading of the changelog: what is told; nothing where they agree.
    "agreed": ("support-faq-0.2.0", "0.2.0", "## [0.2.0] - 2026-11-27", ""),
    "another version": ("support-faq-0.2.1", "0.2.0", "## [0.2.1] - 2026-11-27", "is of another version"),
    "part of it": ("support-faq-0.2", "0.2.0", "## [0.2.0] - 2026-11-27", "is of another version"),
    "not written down": ("support-faq-0.2.0", "0.2.0", "## [Unreleased]", "no heading ## [0.2.0]"),
}


@pytest.mark.parametrize(("tag", "version", "heading", "told"), RELEASES.values(), ids=RELEASES)
def test_a_release_is_what_its_tag_says(
    tag: str, version: str, heading: str, told: str, tmp_path: Path
) -> None:
    (tmp_path / "pyproject.toml").write_text(f'[project]\nversion = "{version}"\n')
    (tmp_path / "CHANGELOG.md").write_text(f"# Changelog\n\n{heading}\n")
    commands = script("release.yml", "build", "The tag, the version and the changelog agree")
    run = ["bash", "-e", "-o", "pipefail", "-c", commands]
    env = {**os.environ, "GITHUB_REF_NAME": tag}
    done = subprocess.run(run, cwd=tmp_path, env=env, capture_output=True, text=True, check=False)
    assert (done.returncode == 0) == (told == "")
    assert told in done.stdout


TAGS = {
    "v1.2": True,
    "1.2.3": True,
    "2024.10": True,
    "v1.2-rc1": True,
    "support-faq-0.2.0": False,
    "v2": False,
}


def heard_on_github(workflow: Path) -> re.Pattern[str]:
    """The tags that a workflow listens to (GitHub, "filter pattern cheat sheet")."""
    # YAML 1.1 takes the key `on` for a yes.
    (pattern,) = yaml.safe_load(workflow.read_text(encoding="utf-8"))[True]["push"]["tags"]
    return re.compile(pattern.replace(".", r"\.").replace("*", "[^/]*"))


def heard_on_gitlab(pipeline: Path) -> re.Pattern[str]:
    (pattern,) = set(re.findall(r"CI_COMMIT_TAG =~ /(.*)/", pipeline.read_text(encoding="utf-8")))
    return re.compile(rf"(?:{pattern}).*")


@pytest.mark.parametrize("tag", TAGS)
def test_tags_of_every_scheme_are_listened_to(tag: str) -> None:
    files = PROJECT / "hooks/faq/starting/files"
    heard = (
        heard_on_github(PROJECT / ".github/workflows/publish.yml"),
        heard_on_github(files / "github.yml"),
        heard_on_gitlab(files / "gitlab.yml"),
    )
    assert [pattern.fullmatch(tag) is not None for pattern in heard] == [TAGS[tag]] * 3
