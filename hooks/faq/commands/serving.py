"""`faq serve`: the site with live reload, for who writes it."""

from __future__ import annotations

import argparse
import errno
import socket
import subprocess
import sys

from faq.book.settings import Settings
from faq.commands.exits import CLEAN, PROBLEMS
from faq.programs.engine import mkdocs, unadvertised

HOST = "127.0.0.1"
"""Nobody else's machine sees what is being written."""


def serve_command(settings: Settings, arguments: argparse.Namespace) -> int:
    """Serve the site until Ctrl-C; the exit code.

    MkDocs (1.6.1) builds first, and ends in a traceback where the port is busy: so it is tried before.
    """
    if reason := _unusable(arguments.port):
        other = "make serve PORT=8001, or faq serve --port 8001"
        print(f"error: port {arguments.port} {reason}; name another: {other}", file=sys.stderr)
        return PROBLEMS
    config = settings.root / settings.config.path
    command = mkdocs("serve", "--config-file", config, "--dev-addr", f"{HOST}:{arguments.port}")
    with subprocess.Popen(command, env=unadvertised()) as server:
        while True:
            try:
                code = server.wait()
            except KeyboardInterrupt:
                continue  # the server hears it too, and says so
            return PROBLEMS if code else CLEAN


def _unusable(port: int) -> str:
    """Why nothing can be served there; empty where something can."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as tried:
        if sys.platform != "win32":
            # Elsewhere a port that was just given up is free; on Windows this would take one that is in use.
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((HOST, port))
        except PermissionError:
            return "is reserved for the system"
        except OverflowError:
            return "is none: ports go from 1 to 65535"
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise
            return "is busy"
    return ""
