"""Programs that run while a film is made, on loopback alone, and end with it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path

from faq.filming.driver import FilmError
from faq.frozen import record

HOST = "127.0.0.1"
PATIENCE = 30
"""Seconds to wait until a server answers."""
NOBODY, NOGROUP = "nobody", "nogroup"
"""Who runs servers where we are root: some refuse to be run by it (Dovecot), and none needs it."""
ROOT = 0


@record
class Account:
    """Who runs servers: the names and numbers of a user and a group, and whether that is not us."""

    user: str
    group: str
    user_id: int
    group_id: int
    is_other: bool

    @classmethod
    def owning(cls, folder: Path) -> Account:
        """Who owns a folder of ours: we ourselves, or from now on nobody where we are root."""
        if sys.platform == "win32":
            raise FilmError("a film with servers of its own is made on Linux, from packages of Debian")
        ours = folder.stat().st_uid
        if ours == ROOT:
            shutil.chown(folder, NOBODY, NOGROUP)
        there = folder.stat()
        return cls(folder.owner(), folder.group(), there.st_uid, there.st_gid, ours == ROOT)


@record
class Servers:
    """Starts servers that have a folder in common; they end when `stack` closes."""

    home: Path
    account: Account
    stack: ExitStack

    def give(self) -> None:
        """Let the servers own all that is in their folder; for once, before they start."""
        for path in self.home.rglob("*") if self.account.is_other else ():
            shutil.chown(path, self.account.user_id, self.account.group_id)

    def start(self, port: int, *command: str | Path, more: Mapping[str, str] | None = None) -> None:
        """Start a server; return when it answers at its port.  Raises FilmError where it does not."""
        name = Path(command[0]).name
        log = self.stack.enter_context((self.home / f"{name}.log").open("w+b"))
        process = subprocess.Popen(
            command,
            env={"PATH": os.environ["PATH"], "HOME": str(self.home), "LANG": "C.UTF-8", **(more or {})},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            user=self.account.user_id if self.account.is_other else None,
            group=self.account.group_id if self.account.is_other else None,
            extra_groups=() if self.account.is_other else None,
        )
        self.stack.callback(end, process)
        deadline = time.monotonic() + PATIENCE
        while not _answers(port):
            if process.poll() is not None or time.monotonic() > deadline:
                log.seek(0)
                said = log.read().decode(errors="replace").strip() or "it said nothing"
                raise FilmError(f"{name} does not answer: {said}")
            time.sleep(0.05)


def end(process: subprocess.Popen[bytes]) -> None:
    """End a program: asked first, and made to when it does not."""
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def free_ports(count: int) -> list[int]:
    """Ports of loopback that nobody listens at."""
    with ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket()) for _ in range(count)]
        for one in sockets:
            one.bind((HOST, 0))
        return [int(one.getsockname()[1]) for one in sockets]


def _answers(port: int) -> bool:
    with socket.socket() as one:
        one.settimeout(1)
        return one.connect_ex((HOST, port)) == 0
