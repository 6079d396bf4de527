"""What is to be said of a mail file.  Where there is doubt, no: a report that nobody can use costs days."""

from __future__ import annotations

import re
from collections.abc import Sequence

from faq.reports.clients import client
from faq.reports.mail_words import has_block, is_forward, is_reply, lines_of, marked, shown
from faq.reports.reading import MESSAGES, SPACE, MailPart, TooDeepError, read
from faq.reports.verdicts import FoundMessage, Judgement, Verdict

BOM = b"\xef\xbb\xbf"
"""What some editors write before a text in UTF-8."""
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How Outlook's .msg begins, and every file of its kind ([MS-CFB], 2.2)."""
OUTLOOK = "__properties_version1.0".encode("utf-16-le")
"""What only a .msg has ([MS-OXMSG], 2.4)."""
TRANSPORT = "__substg1.0_007D".encode("utf-16-le")
"""Its copy of the headers, PidTagTransportMessageHeaders ([MS-OXPROPS])."""
TNEF = b"\x78\x9f\x3e\x22"
"""How winmail.dat begins ([MS-OXTNEF], 2.1.3.1)."""
POSTMARK = re.compile(rb"From [^\r\n]*(?:\r\n|\r|\n)")
"""The line above a message in a mailbox (RFC 4155), which some programs save with it."""
NEXT = re.compile(rb"[\r\n]From [^ \r\n]+ [^\r\n]*[0-9]{2}:[0-9]{2}")
STAMP = re.compile(r"(?:^|[ \t\r\n(])(?:from|by)[ \t\r\n][^;]*;", re.I)
ADDRESSED = (
    *("to", "cc", "resent-to", "delivered-to", "x-original-to", "envelope-to", "x-envelope-to"),
    *("x-delivered-to", "x-apparently-to", "received"),
)
"""Headers that name those to whom a message went."""
MAIL = re.compile(r"\.(?:eml|msg|emlx)$", re.I)
ARCHIVE = re.compile(r"\.(?:zip|7z|rar|gz|tgz)$", re.I)
OUTLOOK_TYPE = "application/vnd.ms-outlook"
SEALED = ("application/pkcs7-mime", "application/x-pkcs7-mime", "multipart/encrypted")
"""What only the owner of a key can look into, or no program here (RFC 8551, RFC 3156)."""
PGP = "-----BEGIN PGP MESSAGE-----"
SIGNS = ("from", "subject", "date", "message-id", "received")
"""A file with none of these headers is no mail."""
SENT = ("from", "date", "message-id")
"""What every mail program writes into the copy that it keeps; text that was copied from a screen lacks it."""
CUT = re.compile(r"-{3,} ?message truncated ?-{3,}", re.I)
"""What a notice of rejection writes below a message that it holds in part."""
LAST = 200
"""Characters at the end of a text in which that would stand."""
DAEMON = re.compile(r"mailer-daemon|postmaster@", re.I)

Said = tuple[Verdict, tuple[FoundMessage, ...]]
"""A verdict, and where it is ok, what was found."""


def judge(data: bytes, desk: str) -> Judgement:
    """What is to be said of a file's bytes; `desk` is the address of those who investigate."""
    data = data.removeprefix(BOM)
    if data.startswith(OLE) and OUTLOOK in data:
        kept = TRANSPORT in data
        return Judgement(Verdict.OUTLOOK_FILE if kept else Verdict.OUTLOOK_FILE_BARE, (), "outlook", False)
    if data.startswith(TNEF):
        return Judgement(Verdict.TNEF, (), "outlook", False)
    postmark = POSTMARK.match(data)
    if postmark and NEXT.search(data, postmark.end()):
        return Judgement(Verdict.MAILBOX, (), "", False)
    try:
        message = read(data)
    except TooDeepError:
        return Judgement(Verdict.DAMAGED, (), "", False)
    verdict, found = _look(message, desk.lower(), inside=False)
    to_desk = _addressed(message, desk.lower())
    # Of a message that servers have stamped, the program was its sender's.
    own = not verdict.ok and (to_desk or not stamped(message))
    return Judgement(verdict, found, client(message) if own else "", to_desk)


def stamped(message: MailPart) -> bool:
    """Whether a server has written its stamp above a message (RFC 5321, 4.4)."""
    return any(STAMP.search(value) for value in message.all("received"))


def whole(message: MailPart) -> bool:
    """Whether all its multiparts end where they say that they do."""
    return all(part.whole for part in message.own())


def facts(message: MailPart) -> FoundMessage:
    """How readers know a message."""
    return FoundMessage(*(shown(message.header(name)) for name in ("from", "subject", "date", "message-id")))


def _look(message: MailPart, desk: str, *, inside: bool) -> Said:
    """What is to be said of a message; `inside` one that a whole one holds."""
    inner = [part.parts[0] for part in message.own() if part.type in MESSAGES and part.parts]
    if _is_bounce(message):
        complete = [one for one in inner if _has_body(one)]
        if complete and whole(message):
            return Verdict.BOUNCE, tuple(map(facts, complete))
        return Verdict.DAMAGED if complete else Verdict.BOUNCE_HEADERS, ()
    if inner:
        return _attached([_look(one, desk, inside=True) for one in inner], whole(message))
    return _alone(message, desk, inside)


def _alone(message: MailPart, desk: str, inside: bool) -> Said:
    """What is to be said of a message that holds no other."""
    to_desk = _addressed(message, desk)
    if wrong := _wrapped(message, archives=to_desk):
        return wrong, ()
    texts = [lines_of(part) for part in message.own()]
    mark, block = any(map(marked, texts)), any(map(has_block, texts))
    if to_desk:
        return Verdict.INLINE if mark or block else Verdict.NOTHING, ()
    verdict = _by_headers(message, mark, block)
    if verdict.ok and not _has_body(message):
        return Verdict.HEADERS, ()
    if verdict.ok and not (inside or whole(message)):
        return Verdict.DAMAGED, ()
    return verdict, (facts(message),) if verdict.ok else ()


def _by_headers(message: MailPart, mark: bool, block: bool) -> Verdict:
    """What a message is; whether its text says that it was forwarded, and shows headers, is known already."""
    subject = shown(message.header("subject"))
    if stamped(message):
        return Verdict.FORWARD if mark or (block and is_forward(subject)) else Verdict.ORIGINAL
    if not any(message.header(name) for name in SIGNS):
        return Verdict.NOT_MAIL
    if mark or (block and not is_reply(subject)):
        return Verdict.INLINE
    complete = all(message.header(name) for name in SENT) and not message.header("x-unsent")
    return Verdict.UNSTAMPED if complete else Verdict.STRIPPED


def _attached(said: Sequence[Said], closed: bool) -> Said:
    """What is to be said of a message, by what is to be said of those that it holds."""
    good = {verdict for verdict, _ in said if verdict.ok}
    if not good:
        first = said[0][0]
        return Verdict.STRIPPED if first is Verdict.NOT_MAIL else first, ()
    if not closed:
        return Verdict.DAMAGED, ()
    found = tuple(one for _, all_of in said for one in all_of)
    if good & {Verdict.ORIGINAL, Verdict.ATTACHED}:
        return Verdict.ATTACHED, found
    return Verdict.BOUNCE if Verdict.BOUNCE in good else Verdict.ATTACHED_UNSTAMPED, found


def _wrapped(message: MailPart, *, archives: bool) -> Verdict | None:
    """What keeps a message's content from those who would look at it; None for nothing."""
    parts = list(message.own())
    names = [shown(part.file) for part in parts]
    if any(part.type in SEALED or PGP in lines_of(part) for part in parts):
        return Verdict.ENCRYPTED
    if any(part.type.endswith("ms-tnef") for part in parts) or "winmail.dat" in map(str.lower, names):
        return Verdict.TNEF
    if any(part.type == OUTLOOK_TYPE for part in parts) or any(map(MAIL.search, names)):
        return Verdict.WRONG_TYPE
    return Verdict.WRONG_TYPE if archives and any(map(ARCHIVE.search, names)) else None


def _addressed(message: MailPart, desk: str) -> bool:
    return bool(desk) and any(name in ADDRESSED and desk in value.lower() for name, value in message.headers)


def _is_bounce(message: MailPart) -> bool:
    """Whether a message tells that another was not delivered (RFC 3464), or seems to."""
    if any(part.type in ("message/delivery-status", "text/rfc822-headers") for part in message.own()):
        return True
    return bool(message.header("x-failed-recipients") or DAEMON.search(message.header("from")))


def _has_body(message: MailPart) -> bool:
    """Whether something stands below a message's headers, and does not say that it was cut."""
    bodies = [part.body.strip(SPACE) for part in message.own() if part.type not in MESSAGES]
    held = any(part.type in MESSAGES for part in message.own())
    return (held or any(bodies)) and not any(CUT.search(body[-LAST:]) for body in bodies)
