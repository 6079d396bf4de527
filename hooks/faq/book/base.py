"""Where a change began: the commits whose numbers its references were written by.

A check that compares a commit with itself finds nothing, so what a change is compared with is not left to
whoever calls it.  Pure: the environment and the event are given, `Repository` answers from git.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Protocol

from faq.frozen import record

Event = Mapping[str, Any]
"""What GitHub, Gitea and Forgejo write into the file GITHUB_EVENT_PATH."""

NAMES = ("main", "master")
"""What a default branch is called where nobody says it."""

# Where other services say what a pull request goes to (their documentation of predefined variables, 2026).
PULL_REQUESTS = (
    "CI_MERGE_REQUEST_TARGET_BRANCH_NAME",  # GitLab
    "BITBUCKET_PR_DESTINATION_BRANCH",
    "SYSTEM_PULLREQUEST_TARGETBRANCH",  # Azure Pipelines
    "CHANGE_TARGET",  # Jenkins
    "BUILDKITE_PULL_REQUEST_BASE_BRANCH",
    "CI_COMMIT_TARGET_BRANCH",  # Woodpecker
)
# Where they say what a branch was before the push.
PUSHES = (
    "CI_COMMIT_BEFORE_SHA",  # GitLab
    "CI_PREV_COMMIT_SHA",  # Woodpecker
    "DRONE_COMMIT_BEFORE",
    "GIT_PREVIOUS_COMMIT",  # Jenkins
)
DEFAULTS = (
    "CI_DEFAULT_BRANCH",
    "CI_REPO_DEFAULT_BRANCH",
    "DRONE_REPO_BRANCH",
    "BUILDKITE_PIPELINE_DEFAULT_BRANCH",
)
"""Where they say what the default branch is called."""


class NoBase(Exception):  # noqa: N818 - it is a state of affairs, not an error
    """Nobody knows where the change began; the text says why, and what to do."""


class Repository(Protocol):
    """What is asked of git.  Every method may raise NoBase where git refuses to answer."""

    def commit(self, name: str) -> str | None:
        """The commit that a name means; None where it is not here."""

    def parents(self, commit: str) -> Sequence[str]:
        """The parents that a commit names, whether they are here or not."""

    def fork(self, one: str, other: str) -> str | None:
        """The last commit that both hold; None where they share none, or it is not here."""

    def merges(self, base: str) -> Sequence[str]:
        """The merges between a commit and HEAD, the oldest first."""

    @property
    def shallow(self) -> bool:
        """Whether the clone lacks a part of its history."""


@record
class Base:
    """What a change is compared with."""

    commits: tuple[str, ...]
    """Whose numbering holds for what stood there: the first in which it stood.  Empty for a first commit."""
    told: str
    """Where they come from, in words."""


def base_of(environment: Mapping[str, str], event: Event, repository: Repository) -> Base:
    """What the commit that is checked out, and what is not committed yet, is compared with.

    `event` is GitHub's, empty elsewhere.  Raises NoBase where the base cannot be had.
    """
    head = repository.commit("HEAD")
    if head is None:
        return Base((), "nothing: there is no commit yet")
    if environment.get("GITHUB_ACTIONS") == "true":
        base, told = _github(environment, event, repository, head)
    elif target := _first(environment, PULL_REQUESTS):
        base, told = _forked(repository, head, target), f"where the change left {_short(target)}"
    elif environment.get("CI", "false") not in ("", "0", "false"):
        base, told = _pushed(environment, repository, head)
    else:
        return _local(repository, head)
    merged = tuple(_merged(repository, base)) if base else ()
    return Base(tuple(dict.fromkeys((*([base] if base else []), *merged))), told)


def _github(
    environment: Mapping[str, str], event: Event, repository: Repository, head: str
) -> tuple[str | None, str]:
    """GitHub's events that come with a base; others are judged as a push to the branch that is there."""
    default = str(_at(event, "repository", "default_branch") or "")
    if target := environment.get("GITHUB_BASE_REF"):
        tip = str(_at(event, "pull_request", "base", "sha") or "")
        merged = str(_at(event, "pull_request", "head", "sha") or "")
        told = f"the base of the pull request ({target})"
        parents = repository.parents(head)
        # refs/pull/N/merge, which is checked out by default: what the branch would be, on top of its base.
        if len(parents) == 2 and merged in ("", parents[1]):
            return _here(repository, parents[0], "fetch-depth: 2"), told
        if tip and repository.commit(tip) and (base := repository.fork(head, tip)):
            return base, told
        return _forked(repository, head, target), told
    if queued := _at(event, "merge_group", "base_sha"):
        return _here(repository, str(queued), "fetch-depth: 0"), "the base of the merge queue"
    before = str(_at(event, "before") or "")
    if before.strip("0"):
        if event.get("forced") and repository.commit(before) is None:
            return _forked(repository, head, default), f"where the branch left {default or NAMES[0]}"
        return _here(repository, before, "fetch-depth: 0"), "what the branch was before the push"
    return _left(repository, head, default)


def _pushed(environment: Mapping[str, str], repository: Repository, head: str) -> tuple[str | None, str]:
    """A push, as far as the service says what was there before."""
    before = _first(environment, PUSHES)
    if before.strip("0"):
        return _here(repository, before, "the whole history"), "what the branch was before the push"
    return _left(repository, head, _first(environment, DEFAULTS))


def _left(repository: Repository, head: str, default: str) -> tuple[str | None, str]:
    """A new branch or tag is compared with where it left the default branch; that, with the commit before."""
    base = _forked(repository, head, default)
    if base != head:
        return base, f"where the branch left {_short(default) or NAMES[0]}"
    parents = repository.parents(head)
    if not parents:
        return None, "nothing: this is the first commit"
    return _here(repository, parents[0], "two commits at least"), "the commit before this one"


def _local(repository: Repository, head: str) -> Base:
    """On somebody's machine: where the branch left the default one, and what is committed."""
    other = repository.commit("MERGE_HEAD")
    commits = [*([repository.fork(head, tip)] if (tip := _default(repository)) else []), head, other]
    found = tuple(dict.fromkeys(one for one in commits if one))
    return Base(found, "HEAD" if found == (head,) else "HEAD and where the branch left the default one")


def _default(repository: Repository, name: str = "") -> str | None:
    """The newest commit of the default branch that is known here."""
    names = (name,) if name else NAMES
    wanted = [*(["origin/HEAD"] if not name else []), *(f"origin/{one}" for one in names), *names]
    return next((commit for one in wanted if (commit := repository.commit(one))), None)


def _forked(repository: Repository, head: str, target: str) -> str:
    """Where HEAD left a branch."""
    tip = _default(repository, _short(target))
    if tip is None:
        raise NoBase(
            f"the branch {_short(target) or NAMES[0]!r} is not in this clone; "
            f"fetch it: git fetch origin {_short(target) or NAMES[0]}{_depth(repository)}"
        )
    base = repository.fork(head, tip)
    if base is None:
        raise NoBase(f"HEAD and {_short(target) or tip[:10]} share no commit here{_depth(repository)}")
    return base


def _here(repository: Repository, commit: str, depth: str) -> str:
    if repository.commit(commit) is None:
        how = f"check out with {depth}, or" if repository.shallow else "it may have been pushed over;"
        raise NoBase(
            f"the commit {commit[:10]} is not in this clone; {how} fetch it: git fetch origin {commit}"
        )
    return commit


def _merged(repository: Repository, base: str) -> Iterator[str]:
    """The other sides of the merges since: what stood in a branch keeps the meaning that it had there.

    Two changes that are right alone can be wrong together; only here both are seen.
    """
    for merge in repository.merges(base):
        yield from (other for other in repository.parents(merge)[1:] if repository.commit(other))


def _depth(repository: Repository) -> str:
    if not repository.shallow:
        return ""
    return "; the clone is shallow: check out with fetch-depth: 0, or type git fetch --unshallow"


def _short(branch: str) -> str:
    return branch.removeprefix("refs/heads/")


def _first(environment: Mapping[str, str], names: Sequence[str]) -> str:
    return next((value for name in names if (value := environment.get(name, ""))), "")


def _at(event: Event, *keys: str) -> object:
    value: Any = event
    for key in keys:
        value = value.get(key) if isinstance(value, Mapping) else None
    return value
