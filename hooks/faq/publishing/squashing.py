"""The branch without what `dev` left behind: its history less all but the last publications of `dev`.

Every other commit stays, with its tree, its message and its day: releases, rollbacks, what was taken away or
adopted, and what others did.  So each address answers as before, and a rollback finds what it found.
"""

from __future__ import annotations

from collections.abc import Mapping

from faq.publishing.completing import Say, latest_of
from faq.publishing.publications import store_log
from faq.publishing.release import ATTEMPTS, Outcome
from faq.publishing.size import megabytes, weight
from faq.publishing.store import Refused, Store
from faq.publishing.versions import DEV


def prune(store: Store, keep: int, say: Say, *, dry_run: bool = False) -> Outcome:
    """Squash all publications of `dev` but the last `keep`, and put the history there.  Raises Refused."""
    for _ in range(ATTEMPTS):
        base = store.fetch()
        if base is None:
            raise Refused(f"there is no branch {store.branch}; faq publish makes one")
        commit = pruned(store, base, keep)
        if commit != base:
            say(f"its history has {megabytes(weight(store, base))}; then {megabytes(weight(store, commit))}")
        latest = latest_of(store.versions())
        if dry_run or commit == base:
            return Outcome(commit, latest, commit != base)
        pushed = store.push(commit, base)
        now = store.ask()
        if now == commit:
            behind = tuple(store.mirrored(commit, anew=True))
            return Outcome(commit, latest, changed=True, behind=behind)
        if now == base:
            raise Refused(
                f"the remote does not take it: {pushed.in_a_line}; the history of {store.branch} is written "
                "anew, which its rules must allow (a forced push)"
            )
        say("somebody else was faster; again from the start")
    raise Refused(f"somebody else was faster {ATTEMPTS} times; nothing was changed, run it again")


def pruned(store: Store, base: str, keep: int) -> str:
    """The commit in place of `base` whose history lacks them; `base` itself where nothing is to go."""
    left = {one.commit for one in [one for one in store_log(store, base) if one.version == DEV][keep:]}
    instead: dict[str, str | None] = {}
    parent: str | None = None
    for commit in store.line("rev-list", "--first-parent", "--reverse", base).split():
        if commit in left:
            instead[commit] = parent
        elif instead:
            raw = rewritten(store.run("cat-file", "commit", commit), instead)
            instead[commit] = parent = store.line("hash-object", "-t", "commit", "-w", "--stdin", given=raw)
        else:
            parent = commit
    return instead.get(base) or base


def rewritten(raw: bytes, instead: Mapping[str, str | None]) -> bytes:
    """A commit as git holds it, with other parents, and without the signature, which would not hold.

    `instead` names the commits that stand in place of others, None for none.  Messages name commits too.
    """
    head, _, message = raw.decode("utf-8", "surrogateescape").partition("\n\n")
    lines: list[str] = []
    signed = False
    for line in head.split("\n"):
        signed = line.startswith("gpgsig") or (signed and line.startswith(" "))
        key, _, name = line.partition(" ")
        if key == "parent":
            name = instead.get(name, name) or ""
            line = f"parent {name}" if name else ""
        if line and not signed:
            lines.append(line)
    for old, new in instead.items():
        message = message.replace(old, new) if new and old in message else message
    return ("\n".join(lines) + f"\n\n{message}").encode("utf-8", "surrogateescape")
