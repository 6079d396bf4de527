"""Where a change began, by what a CI service says and what git holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pytest

from faq.book.base import NoBase, base_of


@dataclass(frozen=True)
class Fake:
    """main: a - b - c;  a change leaves b: b - x - y;  m merges y into c."""

    names: Mapping[str, str]
    known: frozenset[str] = frozenset("abcxym")
    shallow: bool = False
    tree: Mapping[str, str] = field(
        default_factory=lambda: {"a": "", "b": "a", "c": "b", "x": "b", "y": "x", "m": "cy"}
    )

    def commit(self, name: str) -> str | None:
        found = self.names.get(name, name)
        return found if found in self.known else None

    def parents(self, commit: str) -> Sequence[str]:
        return list(self.tree[commit])

    def history(self, commit: str) -> list[str]:
        out = [commit]
        for one in out:
            out += [p for p in self.tree[one] if p in self.known and p not in out]
        return sorted(out, key="abcxym".index, reverse=True)

    def fork(self, one: str, other: str) -> str | None:
        return next((c for c in self.history(one) if c in self.history(other)), None)

    def merges(self, base: str) -> Sequence[str]:
        new = set(self.history(self.names["HEAD"])) - set(self.history(base))
        return [c for c in "abcxym" if c in new and len(self.tree[c]) > 1]


GITHUB = {"GITHUB_ACTIONS": "true", "CI": "true"}
PULL = {**GITHUB, "GITHUB_BASE_REF": "main"}
PULL_EVENT = {"pull_request": {"base": {"sha": "c"}, "head": {"sha": "y"}}}
DEFAULT = {"repository": {"default_branch": "main"}}
MAIN = {"origin/main": "c"}


@pytest.mark.parametrize(
    ("environment", "event", "names", "wanted"),
    [
        # A pull request, as GitHub checks it out: the merge.  The branch's own meaning counts as well.
        (PULL, PULL_EVENT, {"HEAD": "m"}, "cy"),
        (PULL, {}, {"HEAD": "m"}, "cy"),
        # The branch's head alone: where it left.
        (PULL, PULL_EVENT, {"HEAD": "y", **MAIN}, "b"),
        (PULL, {}, {"HEAD": "y", **MAIN}, "b"),
        (GITHUB, {"merge_group": {"base_sha": "c"}}, {"HEAD": "m"}, "cy"),
        # Pushes: of several commits, of a merge, of a new branch, of a tag on main, of what was rewritten.
        (GITHUB, {"before": "b", **DEFAULT}, {"HEAD": "y"}, "b"),
        (GITHUB, {"before": "c", **DEFAULT}, {"HEAD": "m"}, "cy"),
        (GITHUB, {"before": "0" * 40, **DEFAULT}, {"HEAD": "y", **MAIN}, "b"),
        (GITHUB, {"before": "0" * 40, **DEFAULT}, {"HEAD": "c", **MAIN}, "b"),
        (GITHUB, {"before": "lost", "forced": True, **DEFAULT}, {"HEAD": "y", **MAIN}, "b"),
        # By hand, or by the clock.
        (GITHUB, DEFAULT, {"HEAD": "c", **MAIN}, "b"),
        (GITHUB, DEFAULT, {"HEAD": "a", "origin/main": "a"}, ""),
        # Other services.
        ({"CI": "true", "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main"}, {}, {"HEAD": "y", **MAIN}, "b"),
        ({"CI": "true", "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main"}, {}, {"HEAD": "m", **MAIN}, "cy"),
        ({"SYSTEM_PULLREQUEST_TARGETBRANCH": "refs/heads/main"}, {}, {"HEAD": "y", **MAIN}, "b"),
        ({"CI": "true", "CI_COMMIT_BEFORE_SHA": "x"}, {}, {"HEAD": "y"}, "x"),
        ({"CI": "true", "CI_COMMIT_BEFORE_SHA": "0" * 40}, {}, {"HEAD": "y", **MAIN}, "b"),
        ({"CI": "true"}, {}, {"HEAD": "c", "main": "c"}, "b"),
        # Somebody's machine: where the branch left main, and what is committed.
        ({}, {}, {"HEAD": "y", "main": "c"}, "by"),
        ({"CI": "false"}, {}, {"HEAD": "c", "main": "c"}, "c"),
        ({}, {}, {"HEAD": "y", "MERGE_HEAD": "c", "main": "b"}, "byc"),
        ({}, {}, {"HEAD": "y"}, "y"),
        ({}, {}, {}, ""),
    ],
)
def test_what_a_change_is_compared_with(
    environment: Mapping[str, str], event: Mapping[str, Any], names: Mapping[str, str], wanted: str
) -> None:
    assert "".join(base_of(environment, event, Fake(names)).commits) == wanted


@pytest.mark.parametrize(
    ("environment", "event", "fake", "told"),
    [
        (PULL, PULL_EVENT, Fake({"HEAD": "m"}, frozenset("m"), True), "fetch-depth: 2"),
        (PULL, {}, Fake({"HEAD": "y"}, frozenset("y"), True), "git fetch origin main"),
        (GITHUB, {"before": "b"}, Fake({"HEAD": "y"}, frozenset("y"), True), "fetch-depth: 0"),
        (GITHUB, {"before": "lost"}, Fake({"HEAD": "y"}), "git fetch origin lost"),
        ({"CI": "true"}, {}, Fake({"HEAD": "y"}), "git fetch origin main"),
        ({"CI": "true"}, {}, Fake({"HEAD": "c", "main": "c"}, frozenset("c"), True), "two commits at least"),
    ],
)
def test_a_base_that_cannot_be_had_says_what_to_do(
    environment: Mapping[str, str], event: Mapping[str, Any], fake: Fake, told: str
) -> None:
    with pytest.raises(NoBase, match=told):
        base_of(environment, event, fake)
