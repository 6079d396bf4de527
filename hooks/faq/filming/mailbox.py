"""A mailbox to be read over IMAP: Dovecot on loopback, whose Inbox has the emails of the story, all read."""

from __future__ import annotations

import email
import email.policy
import mailbox
from collections.abc import Sequence
from email.utils import parsedate_to_datetime
from pathlib import Path

from faq import programs
from faq.filming.servers import HOST, Account, Servers

BOX = "box"
FOLDERS = ("Drafts", "Sent", "Trash")

SETTINGS = """\
protocols = imap
base_dir = {home}/run
state_dir = {home}/run
log_path = /dev/stderr
ssl = no
disable_plaintext_auth = no
default_internal_user = {account.user}
default_internal_group = {account.group}
default_login_user = {account.user}
first_valid_uid = {account.user_id}
first_valid_gid = {account.group_id}
mail_location = maildir:{home}/{box}
passdb {{
  driver = static
  args = nopassword=y
}}
userdb {{
  driver = static
  args = uid={account.user_id} gid={account.group_id} home={home}
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    address = {host}
    port = {port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
namespace inbox {{
  inbox = yes
{folders}}}
"""
FOLDER = """\
  mailbox {name} {{
    auto = subscribe
    special_use = \\{name}
  }}
"""


def settings(home: Path, account: Account, port: int) -> str:
    """Dovecot's settings (2.3): everything in one folder, any password, no user but the one that runs it."""
    folders = "".join(FOLDER.format(name=name) for name in FOLDERS)
    return SETTINGS.format(home=home, account=account, port=port, host=HOST, box=BOX, folders=folders)


def fill(home: Path, emails: Sequence[bytes]) -> None:
    """Make the Inbox, a Maildir: emails byte for byte, each read, and arrived on its own date."""
    box = mailbox.Maildir(home / BOX, create=True)
    for content in emails:
        message = mailbox.MaildirMessage(content)
        message.set_subdir("cur")
        message.set_flags("S")
        date = email.message_from_bytes(content, policy=email.policy.default)["Date"]
        message.set_date(parsedate_to_datetime(date).timestamp())
        box.add(message)


def program() -> Path:
    """Dovecot, which is not on every user's PATH.  Raises programs.Missing where it is not here."""
    return programs.file("The IMAP server Dovecot", "/usr/sbin/dovecot", "dovecot-imapd")


def command(dovecot: Path, servers: Servers, port: int, emails: Sequence[bytes]) -> tuple[str | Path, ...]:
    """What serves a mailbox with these emails at a port, once the servers own their folder."""
    fill(servers.home, emails)
    file = servers.home / "dovecot.conf"
    file.write_text(settings(servers.home, servers.account, port), encoding="utf-8")
    return dovecot, "-F", "-c", file
