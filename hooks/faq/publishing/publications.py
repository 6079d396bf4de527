"""What a branch says of its publications, and which of them a version goes back to."""

from __future__ import annotations

import re
from collections.abc import Iterator

from faq.frozen import record
from faq.publishing.completing import latest_of
from faq.publishing.store import Refused, Store

BUILT = re.compile(r"(?m)^Built from ([0-9a-f]{40,64})\.$")
PUBLISHED = re.compile(r"(?m)^Published: (\S+) ([0-9a-f]{40,64})$")
MADE = "Made-Of:"
"""Before a name for what a publication was built of beside the commit, and one for the whole branch then."""
MADE_OF = re.compile(rf"(?m)^{MADE} (\S+) ([0-9a-f]{{40,64}})$")
SITE = "Site:"
"""Before the address that the branch is published for, in the message of a commit."""
OWN = "Root-Files:"
"""Before the names of the team's own files at the root, in the message of a commit."""
BACK, AWAY, ADOPTED = "Roll back to", "Unpublish", "Adopt"
"""How the messages of commits that do this begin."""


@record
class Publication:
    """One commit on the branch that published a version."""

    commit: str
    version: str
    tree: str
    rollback: bool
    built: str | None = None
    """The commit that it was built from; of a rollback, the one on the branch that it goes back to."""
    told: bool = True
    """Whether the commit says itself what it published; plain mike's do not."""
    made: str | None = None
    """A name for what it was built of beside the commit (faq.publishing.again)."""
    whole: str | None = None
    """The tree of all the branch, as this publication left it."""


def earlier_tree(store: Store, version: str, base: str, *, further: bool = False) -> Publication:
    """What a rollback of a version makes current.  Raises Refused.

    A version that is not current comes back as it was published last; the current one as it was published
    before its present tree was.  Where the last publication was this rollback, it is that one again, so that
    a command that was killed can be repeated; `further` goes behind it.
    """
    log = store_log(store, base)
    trees = [one for one in log if one.version == version]
    trees += by_others(store, version, f"{trees[-1].commit}^" if trees else base)
    versions = store.versions()
    if not trees:
        names = [*(one.version for one in log), *(str(info.version) for info in versions)]
        known = ", ".join(dict.fromkeys(names)) or "none"
        raise Refused(f"{version} was never published (published: {known})")
    if latest_of(versions) != version:
        return trees[0]
    if log and log[0].rollback and log[0].version == version and not further:
        return log[0]
    first = max(i for i, one in enumerate(trees) if one.tree == trees[0].tree)
    if first + 1 == len(trees):
        raise Refused(f"{version} is current, and was published with no other tree before")
    return trees[first + 1]


def store_log(store: Store, base: str) -> list[Publication]:
    """Every publication on the branch, the last one first."""
    out = store.run("log", "-z", "--first-parent", "--format=%H%n%B", base)
    return [
        Publication(
            commit, found[1], found[2], body.startswith(BACK), _built_from(body), made=made, whole=whole
        )
        for commit, body in _entries(out)
        if (found := PUBLISHED.search(body))
        for made, whole in [_made_of(body)]
    ]


def published_for(store: Store, base: str) -> str | None:
    """The address that the last publication which says so was for; None where none does."""
    found = store.line("log", "-1", "--first-parent", f"--grep=^{SITE} ", "--format=%B", base)
    return next((line.split()[1] for line in found.splitlines() if line.startswith(f"{SITE} ")), None)


def taken_away(store: Store, version: str, base: str) -> bool:
    """Whether the last commit on the branch that is about a version took it away."""
    for _, body in _entries(store.run("log", "-z", "--first-parent", "--format=%H%n%B", base)):
        published = PUBLISHED.search(body)
        if body.strip() == f"{AWAY} {version}" or (published and published[1] == version):
            return published is None
    return False


def _built_from(body: str) -> str | None:
    found = BUILT.search(body)
    return found[1] if found else None


def _made_of(body: str) -> tuple[str | None, str | None]:
    found = MADE_OF.search(body)
    return (found[1], found[2]) if found else (None, None)


def by_others(store: Store, version: str, until: str) -> list[Publication]:
    """What others, such as plain mike, put on the branch as a version, up to a commit; the last one first."""
    form = ("-z", "--first-parent", "--format=%H%n%B")
    out = store.try_run("log", *form, until, "--", version).out
    return [
        Publication(commit, version, tree, rollback=False, told=False)
        for commit, body in _entries(out)
        if not PUBLISHED.search(body)
        and not body.startswith(AWAY)
        and (tree := store.trees(commit).get(version))
    ]


def _entries(log: bytes) -> Iterator[tuple[str, str]]:
    """Each commit of a log with its message."""
    for entry in log.decode("utf-8", "replace").split("\0"):
        commit, _, body = entry.partition("\n")
        if entry:
            yield commit.strip(), body
