"""What a process costs: of a command until it ends, and of a preview between saving and serving."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ENVIRONMENT = {
    # Python keeps what it compiled, as it does where a site is built more than once.
    **{name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"},
    "NO_MKDOCS_2_WARNING": "1",
}
TICKS = os.sysconf("SC_CLK_TCK")
EPOCH = re.compile(r"livereload\((\d+), \d+\)")
"""What MkDocs' preview writes into each page: the build that the page is of."""
PREVIEW = ".preview"
"""In the folder of a site: what its preview leaves behind."""
SETTLED = 2.0
"""Seconds until a preview has looked once at every file that it watches; it does so twice a second."""
PATIENCE = 3600.0
"""Seconds until what does not come is given up."""
LAST = 2000
"""How many characters are told of what a process said before it failed."""


class FailedError(Exception):
    """What was to be measured did not do what it is there for; the text has what it said at last."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of CPU and of the clock, and the most memory in MB."""

    cpu: float
    wall: float
    peak: float


def cost(command: Sequence[str | Path], folder: Path) -> Cost:
    """What a command costs that is run in a folder; `FailedError` where it does not succeed."""
    with tempfile.TemporaryFile() as said:
        begun = time.monotonic()
        process = subprocess.Popen(
            command, cwd=folder, env=ENVIRONMENT, stdin=subprocess.DEVNULL, stdout=said, stderr=said
        )
        try:
            _, status, usage = os.wait4(process.pid, 0)
        except BaseException:
            process.kill()
            raise
        wall = time.monotonic() - begun
        # It has been waited for: nobody need do so again.
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            said.seek(0)
            told = said.read().decode(errors="replace")[-LAST:]
            raise FailedError(f"{' '.join(map(str, command))}: exit code {process.returncode}\n{told}")
    # Linux counts in units of 1,024 bytes, others in bytes.
    unit = 1024 if sys.platform == "linux" else 1
    return Cost(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss * unit / 1e6)


def edit(folder: Path, config: str, source: Path, address: str, sentence: str) -> Cost:
    """What a preview costs from the saving of a page, with a sentence more, to the page that shows it.

    `source` is the page's file, which is put back; `address` is where it is served, below the site's.
    What the preview wrote stays in `folder`, in PREVIEW.
    """
    before = source.read_bytes()
    with _preview(folder, config) as (process, home):
        _fetched(process, home + address)
        time.sleep(SETTLED)
        page = _fetched(process, home + address)
        spent, begun = _spent(process.pid), time.monotonic()
        try:
            source.write_bytes(before + f"\n{sentence}\n".encode())
            while sentence not in page:
                if time.monotonic() - begun > PATIENCE:
                    raise FailedError(f"{source.name} was saved, and the preview never showed it")
                epoch = EPOCH.search(page)
                if epoch is None:
                    raise FailedError("the preview's pages do not say of which build they are")
                # Answers as soon as there is a build after that one, or after a minute.
                _fetched(process, f"{home}livereload/{epoch[1]}/0")
                page = _fetched(process, home + address)
            return Cost(_spent(process.pid) - spent, time.monotonic() - begun, _peak(process.pid))
        finally:
            source.write_bytes(before)


@contextmanager
def _preview(folder: Path, config: str) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """MkDocs' preview of a site, and the address of its home."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "mkdocs", "serve", "-q", "-f", config, "-a", f"127.0.0.1:{port}"]
    # It builds into a temporary folder, which it leaves behind where it is stopped.
    room = folder / PREVIEW
    room.mkdir(exist_ok=True)
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env={**ENVIRONMENT, "TMPDIR": str(room)},
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
        )
        try:
            yield process, f"http://127.0.0.1:{port}/"
        except FailedError as error:
            said.seek(0)
            raise FailedError(f"{error}\n{said.read().decode(errors='replace')[-LAST:]}") from error
        finally:
            process.kill()
            process.wait()


def _fetched(process: subprocess.Popen[bytes], address: str) -> str:
    """What a preview answers, as soon as it does."""
    begun = time.monotonic()
    while time.monotonic() - begun < PATIENCE:
        if process.poll() is not None:
            raise FailedError(f"the preview ended with exit code {process.returncode}")
        try:
            with urllib.request.urlopen(address, timeout=PATIENCE) as answer:
                return str(answer.read().decode())
        except urllib.error.HTTPError as error:
            error.close()
            raise FailedError(f"the preview answered {error.code} to {address}") from error
        except OSError:
            # It builds before it answers at all.
            time.sleep(0.1)
    raise FailedError(f"the preview never answered to {address}")


def _spent(pid: int) -> float:
    """Seconds of CPU of a process, and of those that it waited for."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return sum(map(int, fields[11:15])) / TICKS


def _peak(pid: int) -> float:
    """The most memory of a process, in MB."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    found = re.search(r"^VmHWM:\s+(\d+) kB", status, re.M)
    return int(found[1]) * 1024 / 1e6 if found else 0.0
