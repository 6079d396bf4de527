"""A static server for tests in a real browser: threaded, and with Range requests, so that players can
seek."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from faq.walkthroughs.ranges import Part, Unsatisfiable, requested


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    extensions_map = {  # noqa: RUF012  (as the base class has it)
        **SimpleHTTPRequestHandler.extensions_map,
        ".vtt": "text/vtt",
        ".webm": "video/webm",
        ".mp4": "video/mp4",
        ".js": "text/javascript",
    }

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        if "Range" not in self.headers or not path.is_file():
            super().do_GET()
            return
        content = path.read_bytes()
        answer = requested(self.headers["Range"], len(content))
        match answer:
            case Part():
                content, status = content[answer.start : answer.stop], HTTPStatus.PARTIAL_CONTENT
            case Unsatisfiable():
                content, status = b"", HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE
            case _:
                status = HTTPStatus.OK
        self.send_response(status)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Length", str(len(content)))
        if isinstance(answer, Part | Unsatisfiable):
            self.send_header("Content-Range", answer.content_range)
        self.end_headers()
        self.wfile.write(content)

    def end_headers(self) -> None:
        self.send_header("Accept-Ranges", "bytes")
        super().end_headers()

    def log_message(self, *arguments: object) -> None:
        """Tests say for themselves what went wrong."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A player hangs up in the middle of a film whenever it has read enough."""


@contextmanager
def serve(folder: Path) -> Iterator[str]:
    """Serve a folder on a free port of loopback; gives its address, with a slash at the end."""

    def handler(*arguments: Any) -> _Handler:
        return _Handler(*arguments, directory=str(folder))

    with _Server(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}/"
        finally:
            server.shutdown()
            thread.join()
