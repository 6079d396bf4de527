"""A built site on nginx, as `hosting/` says."""

from __future__ import annotations

import os
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import machine
from faq.policy.csp import policy
from faq.policy.headers import with_policy
from faq.publishing.locked import allowed_on

HEADERS = "security-headers.conf"
KINDS = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


@dataclass(frozen=True, slots=True)
class Answered:
    """One line of nginx's log."""

    address: str
    """Path and query, as asked for."""
    bytes: int
    """On the wire, headers included."""
    media: str
    """The media type."""


@dataclass(frozen=True, slots=True)
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
    folder's pages.  Without a port a free one is taken.  Raises machine.Missing without nginx.
    """
    program = machine.program("nginx", package="nginx-light")
    work.mkdir(parents=True, exist_ok=True)
    port = port or free_port()
    (work / HEADERS).write_text(_headers(site, hosting), encoding="utf-8")
    (work / "nginx.conf").write_text(_configuration(site, hosting, work, port), encoding="utf-8")
    user = subprocess.run(["id", "-un"], capture_output=True, text=True, check=True).stdout.strip()
    process = subprocess.Popen([program, "-c", work / "nginx.conf", "-g", f"user {user};"])
    try:
        while not _listens(port):
            if process.poll() is not None:
                raise RuntimeError((work / "error.log").read_text(encoding="utf-8"))
            time.sleep(0.02)
        yield Server(f"http://127.0.0.1:{port}/", work / "access.log")
    finally:
        process.terminate()
        process.wait()


def free_port() -> int:
    """A port of loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


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
        f"daemon off; pid {work}/nginx.pid; worker_processes 1; error_log {work}/error.log;\n"
        "events { worker_connections 256; }\n"
        "http { include /etc/nginx/mime.types; default_type application/octet-stream;\n"
        "log_format told '$request_uri\t$bytes_sent\t$sent_http_content_type';\n"
        f"access_log {work}/access.log told;\n"
        f"{folders}server {{ listen 127.0.0.1:{port}; root {site};\n"
        f"include {work / HEADERS}; include {hosting / 'nginx.conf'}; }} }}\n"
    )


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def quiet() -> dict[str, str]:
    """The environment of a checker: it asks nobody for a newer version of itself."""
    return {**os.environ, "NO_UPDATE_NOTIFIER": "1", "CI": "1"}
