"""Links to other hosts, asked for on a server of the test's own."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from faq.cli import main
from faq.commands.asking_hosts import KEPT_FOR, ask_all
from tests.faqs import project, three

ANSWERS = {
    "/there": {"HEAD": [200] * 2, "GET": [200]},
    "/moved": {"HEAD": [301]},
    "/no-head": {"HEAD": [405], "GET": [200]},
    "/gone": {"HEAD": [404], "GET": [404]},
    "/private": {"HEAD": [403]},
    "/once": {"HEAD": [503, 200], "GET": [503]},
    "/broken": {"HEAD": [500, 500], "GET": [500, 500]},
}
"""What is answered to each method, one after the other."""


class Host:
    """A server on loopback that counts what it is asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []
        host = self

        class Handler(BaseHTTPRequestHandler):
            def do_HEAD(self) -> None:
                host.asked.append((self.command, self.path))
                before = host.asked.count((self.command, self.path)) - 1
                self.send_response(ANSWERS[self.path][self.command][before])
                if self.path == "/moved":
                    self.send_header("Location", "/there")
                self.send_header("Content-Length", "0")
                self.end_headers()

            do_GET = do_HEAD  # noqa: N815

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"


@pytest.fixture
def host(monkeypatch: pytest.MonkeyPatch) -> Iterator[Host]:
    """Runs as long as the test; no proxy stands between."""
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    host = Host()
    thread = threading.Thread(target=host.server.serve_forever)
    thread.start()
    yield host
    host.server.shutdown()
    host.server.server_close()
    thread.join()


@pytest.mark.parametrize(
    ("path", "there", "asked"),
    [
        ("/there", True, "HEAD"),
        ("/moved", True, "HEAD GET"),  # where it leads, urllib asks by GET
        ("/no-head", True, "HEAD GET"),
        ("/gone", False, "HEAD GET"),
        ("/private", True, "HEAD"),
        ("/once", True, "HEAD GET HEAD"),
        ("/broken", False, "HEAD GET HEAD GET"),
    ],
)
def test_a_host_is_asked_as_often_as_it_must_be(
    path: str, there: bool, asked: str, host: Host, tmp_path: Path
) -> None:
    address = host.url + path
    assert ask_all([address, address], tmp_path / "kept.json", 0, (0,))[address].there is there
    assert " ".join(method for method, _ in host.asked) == asked


def test_who_answered_is_not_asked_again_for_a_while_and_who_did_not_is(host: Host, tmp_path: Path) -> None:
    kept = tmp_path / "deep/kept.json"
    there, nobody = f"{host.url}/there", "http://127.0.0.1:1/"
    for now, asked in ((0, 1), (KEPT_FOR - 1, 1), (KEPT_FOR, 2)):
        heard = ask_all([there, nobody], kept, now, ())
        assert (heard[there].there, heard[nobody].there) == (True, False)
        assert "nobody answers" in heard[nobody].why
        assert host.asked.count(("HEAD", "/there")) == asked
    kept.write_text("no JSON")
    assert ask_all([there], kept, 0, ())[there].status == 200


def test_only_who_asks_for_it_asks_others(
    host: Host, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = f"[A]({host.url}/there#x), [B]({host.url}/gone) and [C](b.md)."
    config = project(tmp_path, three(a=text, b=f'<a href="{host.url}/gone">There</a>'))
    assert main(["check", "-f", str(config)]) == 0
    assert host.asked == []
    assert main(["check", "--external", "-f", str(config)]) == 1
    said = capsys.readouterr().out
    assert said.count(f"error dead-link: {host.url}/gone: answers 404") == 2
    assert "2 problems" in said
    assert (tmp_path / ".cache/faq/external.json").is_file()
