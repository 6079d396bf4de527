"""WSGI middleware: answers Range requests over an application that knows only whole files.

For previews: `mkdocs serve` (1.6) ignores Range, so that a player there cannot seek.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from faq.walkthroughs.ranges import Part, Whole, requested

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

MEDIA = (".webm", ".mp4")


def partial_content(application: WSGIApplication) -> WSGIApplication:
    """The same application, but a GET of a film with a Range gets 206 or 416 where the application answers
    200.

    Films here are a few hundred KB: the whole answer is read, and the part that was asked for is passed on.
    """

    def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        is_film = str(environ.get("PATH_INFO", "")).endswith(MEDIA)
        if environ["REQUEST_METHOD"] != "GET" or not is_film:
            return application(environ, start_response)
        status, headers, content = _whole(application, environ)
        if status.startswith("200"):
            status, more, content = _part(environ.get("HTTP_RANGE"), content)
            replaced = {name for name, _ in more}
            headers = [*((name, value) for name, value in headers if name not in replaced), *more]
        start_response(status, headers)
        return [content]

    return answer


def _whole(
    application: WSGIApplication, environ: WSGIEnvironment
) -> tuple[str, list[tuple[str, str]], bytes]:
    """The application's answer: status, headers, content."""
    begun: list[tuple[str, list[tuple[str, str]]]] = []
    written: list[bytes] = []

    def begin(status: str, headers: list[tuple[str, str]], exc_info: Any = None, /) -> Any:
        begun.append((status, headers))
        return written.append

    result = application(environ, begin)
    try:
        content = b"".join([*written, *result])
    finally:
        if close := getattr(result, "close", None):
            close()
    return (*begun[-1], content)


def _part(asked: str | None, content: bytes) -> tuple[str, list[tuple[str, str]], bytes]:
    """Status, headers and content that answer a Range header, None without one."""
    headers = [("Accept-Ranges", "bytes")]
    match requested(asked, len(content)):
        case Whole():
            status = "200 OK"
        case Part() as part:
            status, content = "206 Partial Content", content[part.start : part.stop]
            headers.append(("Content-Range", part.content_range))
        case none:
            status, content = "416 Range Not Satisfiable", b""
            headers.append(("Content-Range", none.content_range))
    return status, [*headers, ("Content-Length", str(len(content)))], content
