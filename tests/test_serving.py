"""The tests' own server answers as a site's does."""

from __future__ import annotations

import urllib.error
import urllib.request
from pathlib import Path

import pytest

from tests.serving import serve


def get(address: str, asked: str | None = None) -> tuple[int, str | None, str | None, bytes]:
    request = urllib.request.Request(address, headers={"Range": asked} if asked else {})
    try:
        with urllib.request.urlopen(request) as answer:
            return (
                answer.status,
                answer.headers["Content-Type"],
                answer.headers["Content-Range"],
                answer.read(),
            )
    except urllib.error.HTTPError as error:
        with error:
            return error.code, None, error.headers["Content-Range"], b""


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (None, (200, "video/webm", None, b"0123456789")),
        ("bytes=2-4", (206, "video/webm", "bytes 2-4/10", b"234")),
        ("bytes=10-", (416, None, "bytes */10", b"")),
        ("lines=1-2", (200, "video/webm", None, b"0123456789")),
    ],
)
def test_ranges(tmp_path: Path, asked: str | None, expected: tuple[object, ...]) -> None:
    (tmp_path / "film.webm").write_bytes(b"0123456789")
    with serve(tmp_path) as address:
        assert get(f"{address}film.webm", asked) == expected


def test_what_is_not_there_is_not_found(tmp_path: Path) -> None:
    with serve(tmp_path) as address:
        assert get(f"{address}none.webm", "bytes=0-")[0] == 404
