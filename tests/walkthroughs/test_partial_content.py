"""The middleware that gives Range requests to a server that has none, checked by wsgiref's own validator."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any
from wsgiref.util import FileWrapper, setup_testing_defaults
from wsgiref.validate import validator

import pytest

from faq.walkthroughs.partial_content import partial_content

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

CONTENT = b"0123456789"


def application(environ: WSGIEnvironment, start_response: StartResponse) -> Any:
    """As `mkdocs serve` answers: whole files, wrapped."""
    if environ["PATH_INFO"] == "/none.webm":
        start_response("404 Not Found", [("Content-Type", "text/html")])
        return [b"none"]
    start_response("200 OK", [("Content-Type", "video/webm"), ("Content-Length", str(len(CONTENT)))])
    return FileWrapper(io.BytesIO(CONTENT))


def get(path: str, asked: str | None, method: str = "GET") -> tuple[str, dict[str, str], bytes]:
    environ: dict[str, Any] = {}
    setup_testing_defaults(environ)
    environ |= {"PATH_INFO": path, "REQUEST_METHOD": method, "QUERY_STRING": ""}
    if asked is not None:
        environ["HTTP_RANGE"] = asked
    begun: list[Any] = []

    def start_response(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Any:
        begun.extend((status, dict(headers)))
        return lambda _: None

    result = validator(partial_content(validator(application)))(environ, start_response)
    content = b"".join(result)
    result.close()  # type: ignore[attr-defined]
    return begun[0], begun[1], content


@pytest.mark.parametrize(
    ("path", "asked", "status", "content", "content_range"),
    [
        ("/a.webm", None, "200 OK", CONTENT, None),
        ("/a.webm", "bytes=2-4", "206 Partial Content", b"234", "bytes 2-4/10"),
        ("/a.mp4", "bytes=-1", "206 Partial Content", b"9", "bytes 9-9/10"),
        ("/a.webm", "bytes=10-", "416 Range Not Satisfiable", b"", "bytes */10"),
        ("/none.webm", "bytes=0-1", "404 Not Found", b"none", None),
        ("/a.html", "bytes=2-4", "200 OK", CONTENT, None),
    ],
)
def test_answers(
    path: str, asked: str | None, status: str, content: bytes, content_range: str | None
) -> None:
    got_status, headers, got = get(path, asked)
    assert (got_status, got, headers.get("Content-Range")) == (status, content, content_range)
    if "Content-Length" in headers:
        assert headers["Content-Length"] == str(len(content))


def test_says_that_it_takes_ranges() -> None:
    assert get("/a.webm", None)[1]["Accept-Ranges"] == "bytes"


def test_leaves_other_methods_alone() -> None:
    assert get("/a.webm", "bytes=2-4", method="POST")[0] == "200 OK"
