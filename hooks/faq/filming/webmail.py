"""Roundcube as Debian has it, served on loopback from settings and a database that are thrown away."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

from faq import programs
from faq.filming.servers import HOST, Servers

PACKAGES = ("roundcube-core", "roundcube-sqlite3", "php-cli")
PUBLIC = Path("/var/lib/roundcube/public_html")
TABLES = "/usr/share/roundcube/SQL/sqlite.initial.sql"
DRIVER = "/usr/lib/php/*/pdo_sqlite.so"
DEFAULTS = Path("/etc/roundcube")
FROM_DEFAULTS = ("defaults.inc.php", "mimetypes.php")
SETTINGS = "<?php $config = json_decode(file_get_contents(__DIR__ . '/settings.json'), true);\n"
DATABASE = "roundcube.sqlite"


def program() -> Path:
    """The PHP that runs it.  Raises programs.Missing where anything of it is not here."""
    for pattern in (TABLES, DRIVER):
        programs.file("The webmail Roundcube", pattern, *PACKAGES)
    return programs.program("php", package="php-cli")


def files(preferences: Mapping[str, object], home: Path, imap_port: int, smtp_port: int) -> dict[str, str]:
    """The files of its settings, as Roundcube (1.6) reads them: `preferences`, and what differs from run to
    run."""
    settings = {
        **preferences,
        "db_dsnw": f"sqlite:///{home / DATABASE}",
        "imap_host": f"{HOST}:{imap_port}",
        "smtp_host": f"{HOST}:{smtp_port}",
        "temp_dir": str(home),
        "log_dir": str(home),
    }
    of_debian = {name: f"<?php return include '{DEFAULTS / name}';\n" for name in FROM_DEFAULTS}
    return {"settings.json": json.dumps(settings, indent=2), "config.inc.php": SETTINGS, **of_debian}


def prepare(preferences: Mapping[str, object], home: Path, imap_port: int, smtp_port: int) -> None:
    """Write its settings, and its database in which nobody is yet, into the folder `home`."""
    for name, content in files(preferences, home, imap_port, smtp_port).items():
        (home / name).write_text(content, encoding="utf-8")
    with closing(sqlite3.connect(home / DATABASE)) as database:
        database.executescript(Path(TABLES).read_text(encoding="utf-8"))


def serve(php: Path, servers: Servers, port: int) -> None:
    """Serve it, once all that it needs is written; the story's time is New Zealand's."""
    servers.start(
        port,
        *(php, "-S", f"{HOST}:{port}", "-t", PUBLIC),
        more={"ROUNDCUBE_CONFIG_DIR": str(servers.home), "TZ": "Pacific/Auckland"},
    )
