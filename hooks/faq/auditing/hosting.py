"""A built site on nginx, as `hosting/` says."""

from __future__ import annotations

import os
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

from faq import programs
from faq.frozen import record
from faq.policy.csp import policy
from faq.policy.headers import with_policy
from faq.publishing.locked import allowed_on

HEADERS = "security-headers.conf"
PID = "nginx.pid"
KINDS = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


@record
class Answered:
    """One line of nginx's log."""

    address: str
    """Path and query, as asked for."""
    bytes: int
    """On the wire, headers included."""
    media: str
    """The media type."""


@record
class Server:
    """A site that is being served."""

    url: str
    """The address of its root, with a slash at the end."""
    log: Path

    def answered(self) -> list[Answered]:
        """What has been asked for so far."""
        lines = self.log.read_text(encoding="utf-8").splitlines() if self.log.exists() else []
        return [Answered(at, int(size), media) for at, size, media in (line.split("\t") for line in lines)]


@contextmanager
def served(site: Path, hosting: Path, work: Path, port: int | None = None) -> Iterator[Server]:
    """Serve a folder on loopback as a project's `hosting/` says; nginx keeps its own files in `work`.

    The headers are those at the folder's root where `faq publish` has put them, and otherwise made for the
    folder's pages.  The port is one that `kept_port` keeps; without it another is taken.  Raises
    programs.Missing without nginx.
    """
    program = programs.program("nginx", package="nginx-light")
    work.mkdir(parents=True, exist_ok=True)
    with kept_port() if port is None else nullcontext(port) as port:
        (work / HEADERS).write_text(_headers(site, hosting), encoding="utf-8")
        (work / "nginx.conf").write_text(_configuration(site, hosting, work, port), encoding="utf-8")
        # One that was ended with force has left it.
        (work / PID).unlink(missing_ok=True)
        user = subprocess.run(["id", "-un"], capture_output=True, text=True, check=True).stdout.strip()
        process = subprocess.Popen([program, "-c", work / "nginx.conf", "-g", f"user {user};"])
        try:
            _wait_for(process, work)
            yield Server(f"http://127.0.0.1:{port}/", work / "access.log")
        finally:
            process.terminate()
            process.wait()


@contextmanager
def kept_port() -> Iterator[int]:
    """A port of loopback that no other process is given as long as this lasts.

    Linux lets a server listen on it all the same, where both say SO_REUSEADDR, as nginx does: from here until
    it listens, and while it does, there is no moment at which the port is free.
    """
    with socket.socket() as keeper:
        keeper.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        keeper.bind(("127.0.0.1", 0))
        yield int(keeper.getsockname()[1])


def _wait_for(process: subprocess.Popen[bytes], work: Path) -> None:
    """Wait until nginx itself listens, which is when it writes its number down.

    That somebody answers on the port would say nothing: nginx tries for seconds to get one that another has.
    """
    while not (work / PID).exists():
        if process.poll() is not None:
            raise RuntimeError((work / "error.log").read_text(encoding="utf-8"))
        time.sleep(0.02)


def _headers(site: Path, hosting: Path) -> str:
    published = site / HEADERS
    if published.is_file():
        return published.read_text(encoding="utf-8")
    allowed = allowed_on(path.read_bytes() for path in site.rglob("*.html"))
    return with_policy((hosting / HEADERS).read_text(encoding="utf-8"), policy(allowed, header=True))


def _configuration(site: Path, hosting: Path, work: Path, port: int) -> str:
    folders = "".join(f"{kind}_temp_path {work}/{kind};\n" for kind in KINDS)
    # The variables that an administrator's own nginx has, and a server block as nginx.conf says.
    return (
        f"daemon off; pid {work / PID}; worker_processes 1; error_log {work}/error.log;\n"
        "events { worker_connections 256; }\n"
        "http { include /etc/nginx/mime.types; default_type application/octet-stream;\n"
        "log_format told '$request_uri\t$bytes_sent\t$sent_http_content_type';\n"
        f"access_log {work}/access.log told;\n"
        f"{folders}server {{ listen 127.0.0.1:{port}; root {site};\n"
        f"include {work / HEADERS}; include {hosting / 'nginx.conf'}; }} }}\n"
    )


def quiet() -> dict[str, str]:
    """The environment of a checker: it asks nobody for a newer version of itself."""
    return {**os.environ, "NO_UPDATE_NOTIFIER": "1", "CI": "1"}
