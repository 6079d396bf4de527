"""What to do about something that may be missing: a decision from facts, without touching the machine."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TypeAlias

from faq.frozen import record

Command: TypeAlias = tuple[str, ...]

APT_UPDATE: Command = ("apt-get", "update", "--quiet")
# Another apt may be at work (unattended upgrades): wait for its lock instead of failing.
APT_INSTALL: Command = (
    *("apt-get", "install", "--quiet", "--yes", "--no-install-recommends"),
    *("-o", "DPkg::Lock::Timeout=300"),
)


@record
class Facts:
    """What the shell saw.

    `named` is the path that the environment names, whether or not anything is there; `present` are the paths
    that exist, the preferred first; `tried` are the installations that were tried and brought nothing.
    """

    present: tuple[Path, ...] = ()
    named: Path | None = None
    named_works: bool = False
    apt_as_root: bool = False
    tried: frozenset[Install] = frozenset()


@record
class Wanted:
    """Something this project runs: what it is called, and the ways to get it, the preferred first."""

    what: str
    ways: tuple[Install, ...]
    variable: str | None = None


@record
class Install:
    """One way to install: commands to run in turn.  `needs_root` ones run only as root with apt at hand."""

    commands: tuple[Command, ...]
    needs_root: bool = False

    def __str__(self) -> str:
        line = " && ".join(shlex.join(command) for command in self.commands)
        return f"{line}  (as root, on Debian)" if self.needs_root else line


@record
class Available:
    """It is there."""

    path: Path


@record
class Lacking:
    """It is not there and cannot be installed from here.  `message` says what to run."""

    message: str


Decision: TypeAlias = Available | Install | Lacking


def apt(*packages: str) -> Install:
    """The way to install Debian packages."""
    return Install((APT_UPDATE, (*APT_INSTALL, *packages)), needs_root=True)


def decide(wanted: Wanted, facts: Facts) -> Decision:
    """What to do next: use what was found, run an installation and look again, or give up with advice.

    A path named by the environment is taken or refused, never passed over: whoever set it meant it.
    """
    if facts.named is not None:
        if facts.named_works:
            return Available(facts.named)
        return Lacking(f"${wanted.variable} names {facts.named}, which cannot be run. Correct or unset it.")
    if facts.present:
        return Available(facts.present[0])
    for way in wanted.ways:
        if way not in facts.tried and (facts.apt_as_root or not way.needs_root):
            return way
    return Lacking(_advice(wanted))


def _advice(wanted: Wanted) -> str:
    ways = "\n".join(f"  {way}" for way in wanted.ways)
    variable = f"\nor name one that is there with ${wanted.variable}." if wanted.variable else ""
    return f"{wanted.what} is missing. Install it with:\n{ways}{variable}"
