"""nginx on a port that is its own."""

from __future__ import annotations

import socket
import urllib.request
from pathlib import Path

import pytest

from faq.auditing.hosting import kept_port
from tests.conftest import Serve


def test_a_kept_port_is_served_on_and_had_by_nobody_else(nginx: Serve, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<!doctype html><title>Here</title>")
    with kept_port() as port:
        with socket.socket() as other, pytest.raises(OSError, match="Address already in use"):
            other.bind(("127.0.0.1", port))
        with nginx(tmp_path, port) as server:
            assert server.url == f"http://127.0.0.1:{port}/"
            with urllib.request.urlopen(server.url) as answer:
                assert b"Here" in answer.read()


def test_another_server_is_not_taken_for_nginx(nginx: Serve, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<!doctype html><title>Here</title>")
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with (
            pytest.raises(RuntimeError, match="Address already in use"),
            nginx(tmp_path, port),
        ):
            pass
