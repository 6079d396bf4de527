"""What a webmail's servers are given, and how servers begin and end."""

from __future__ import annotations

import json
import mailbox as boxes
import re
import socket
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from faq import programs
from faq.filming import browser, mailbox, webmail
from faq.filming.driver import FilmError
from faq.filming.servers import HOST, Account, Servers, free_ports

FIRST = b"Date: Mon, 14 Oct 2024 08:05:00 +1300\nSubject: One\n\nFrom here on.\n"
SECOND = b"Date: Mon, 14 Oct 2024 09:05:00 +1300\nSubject: Two\n\nText.\n"
ACCOUNT = Account("alex", "staff", 1001, 50, is_other=False)


def test_emails_lie_in_the_inbox_byte_for_byte_read_and_on_their_day(tmp_path: Path) -> None:
    mailbox.fill(tmp_path, [SECOND, FIRST])
    with closing(boxes.Maildir(tmp_path / mailbox.BOX, create=False)) as box:
        found = {box.get_bytes(key): box.get_message(key) for key in box.keys()}  # noqa: SIM118 - no mapping
    assert set(found) == {FIRST, SECOND}
    assert {(message.get_subdir(), message.get_flags()) for message in found.values()} == {("cur", "S")}
    assert found[FIRST].get_date() == 1728846300  # 14 October 2024, 08:05 in New Zealand


def test_the_mailbox_is_served_on_loopback_alone_by_who_owns_its_folder() -> None:
    said = mailbox.settings(Path("/box"), ACCOUNT, 1143)
    assert re.findall(r"address = (\S+)\n +port = (\d+)", said) == [(HOST, "1143")]
    assert said.count("{") == said.count("}")
    assert "uid=1001 gid=50" in said
    assert "default_internal_user = alex\n" in said
    for name in mailbox.FOLDERS:
        assert f"special_use = \\{name}\n" in said


def test_the_webmail_gets_what_is_set_and_what_differs_from_run_to_run(tmp_path: Path) -> None:
    made = webmail.files({"skin": 'say "x"\\', "imap_host": "elsewhere"}, tmp_path, 1143, 1025)
    settings = json.loads(made["settings.json"])
    assert settings["skin"] == 'say "x"\\'
    assert (settings["imap_host"], settings["smtp_host"]) == (f"{HOST}:1143", f"{HOST}:1025")
    assert settings["db_dsnw"] == f"sqlite:///{tmp_path}/{webmail.DATABASE}"
    assert set(made) == {"settings.json", "config.inc.php", *webmail.FROM_DEFAULTS}


def test_servers_own_their_folder_and_are_never_run_by_root(tmp_path: Path) -> None:
    (tmp_path / "given.txt").write_text("given")
    account = Account.owning(tmp_path)
    Servers(tmp_path, account, ExitStack()).give()
    assert account.user_id != 0
    assert {path.stat().st_uid for path in (tmp_path, tmp_path / "given.txt")} == {account.user_id}


def test_a_server_that_ends_says_why_and_one_that_answers_ends_with_the_film(tmp_path: Path) -> None:
    ourselves = Account("ourselves", "ours", tmp_path.stat().st_uid, tmp_path.stat().st_gid, is_other=False)
    command = (sys.executable, "-m", "http.server", "--bind", HOST)
    port, other = free_ports(2)
    with ExitStack() as stack:
        servers = Servers(tmp_path, ourselves, stack)
        servers.start(port, *command, str(port))
        with pytest.raises(FilmError, match=r"python\S* does not answer: (?s:.)*Address already in use"):
            servers.start(other, *command, str(port))
    socket.create_server((HOST, port)).close()


GREEN, BLUE = (0, 255, 0), (0, 0, 255)
HALVES = """
<style>body { margin: 0; display: flex; height: 100vh } p { margin: 0; flex: 1; background: #00ff00 }
p:hover { background: #0000ff }</style><p></p><p></p>
"""


@pytest.mark.browser
@pytest.mark.parametrize("zoom", [1, 1.25])
def test_a_picture_has_one_size_at_every_zoom_and_leaves_the_pointer_where_it_is(zoom: float) -> None:
    # The browser of other tests may run in this thread, and Playwright starts once a thread.
    with ThreadPoolExecutor(max_workers=1) as apart:
        assert apart.submit(_seen, zoom).result() == (1280 / zoom, [((1280, 640), [GREEN, BLUE])] * 3)


def _seen(zoom: float) -> tuple[float, list[tuple[tuple[int, int], list[object]]]]:
    """A page's width, and of three pictures the size and both halves' colours; the pointer is right."""
    with browser.view(programs.chromium(), 1280, 640, zoom) as view:
        view.page.set_content(HALVES)
        view.page.mouse.move(660 / zoom, 10)
        pictures = [view.look() for _ in range(3)]
        width = float(view.page.evaluate("innerWidth"))
    return width, [(one.size, [one.getpixel((x, 320)) for x in (600, 680)]) for one in pictures]
