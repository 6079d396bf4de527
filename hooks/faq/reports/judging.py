"""What is to be said of a mail file.  Where there is doubt, no: a report that nobody can use costs days."""

from __future__ import annotations

from collections.abc import Sequence

from faq.reports.mail_words import has_block, lines_of, marked, shown
from faq.reports.reading import MESSAGES, SPACE, MailPart, TooManyPartsError, read
from faq.reports.rules import CLIENTS, pattern
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
PGP = "-----BEGIN PGP MESSAGE-----"
SIGNS = ("from", "subject", "date", "message-id", "received")
"""A file with none of these headers is no mail."""
SENT = ("from", "date", "message-id")
"""What every mail program writes into the copy that it keeps; text that was copied from a screen lacks it."""
LAST = 200
"""Characters at the end of a text in which a notice of rejection would say that it cut it."""
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
    if _is_mailbox(data.decode("latin-1")):
        return Judgement(Verdict.MAILBOX, (), "", False)
    try:
        message = read(data)
    except TooManyPartsError:
        return Judgement(Verdict.DAMAGED, (), "", False)
    verdict, found = _look(message, desk.lower(), inside=False)
    to_desk = _addressed(message, desk.lower())
    # Of a message that servers have stamped, the program was its sender's.
    own = not verdict.ok and (to_desk or not stamped(message))
    return Judgement(verdict, found, client(message) if own else "", to_desk)


def _is_mailbox(text: str) -> bool:
    first = pattern("postmark").search(text)
    return first is not None and pattern("next").search(text, first.end()) is not None


def client(message: MailPart) -> str:
    """The program that made a message, as anchors name it; empty where the message does not say."""
    said = " ".join(message.header(name) for name in ("user-agent", "x-mailer", "message-id")).lower()
    return next((name for name, words in CLIENTS if words in said), "")


def stamped(message: MailPart) -> bool:
    """Whether a server has written its stamp above a message (RFC 5321, 4.4)."""
    return any(pattern("stamp").search(value.rpartition(";")[0]) for value in message.all("received"))


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
        complete = [one for one in inner if _is_mail(one) and _has_body(one) and not _lacking(one)]
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
    if verdict.ok and (_lacking(message) or not (inside or whole(message))):
        return Verdict.DAMAGED, ()
    return verdict, (facts(message),) if verdict.ok else ()


def _by_headers(message: MailPart, mark: bool, block: bool) -> Verdict:
    """What a message is; whether its text says that it was forwarded, and shows headers, is known already."""
    subject = shown(message.header("subject"))
    if stamped(message):
        return Verdict.FORWARD if mark or (block and pattern("forward").search(subject)) else Verdict.ORIGINAL
    if not _is_mail(message):
        return Verdict.NOT_MAIL
    if mark or (block and not pattern("reply").search(subject)):
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
    names = [name for part in parts for name in (part.type, shown(part.file))]
    if any(map(pattern("sealed").search, names)) or any(PGP in lines_of(part) for part in parts):
        return Verdict.ENCRYPTED
    if any(map(pattern("tnef").search, names)):
        return Verdict.TNEF
    if any(map(pattern("file").search, names)):
        return Verdict.WRONG_TYPE
    return Verdict.WRONG_TYPE if archives and any(map(pattern("archive").search, names)) else None


def _addressed(message: MailPart, desk: str) -> bool:
    """Whether a message went to an address, as far as its headers tell."""
    to = pattern("addressed")
    return any(to.search(name) and desk in value.lower() for name, value in message.headers)


def _is_bounce(message: MailPart) -> bool:
    """Whether a message tells that another was not delivered (RFC 3464), or seems to."""
    if any(pattern("bounce").search(part.type) for part in message.own()):
        return True
    return bool(message.header("x-failed-recipients") or pattern("daemon").search(message.header("from")))


def _is_mail(message: MailPart) -> bool:
    return any(value and name in SIGNS for name, value in message.headers)


def _lacking(message: MailPart) -> bool:
    """Whether the program that kept a message says that a part of it is not there."""
    names = (name for part in message.own() for name in (part.type, *(key for key, _ in part.headers)))
    return any(map(pattern("lacking").search, names))


def _has_body(message: MailPart) -> bool:
    """Whether something stands below a message's headers, and does not say that it was cut."""
    bodies = [part.body.strip(SPACE) for part in message.own() if part.type not in MESSAGES]
    held = any(part.type in MESSAGES for part in message.own())
    return (held or any(bodies)) and not any(pattern("cut").search(body[-LAST:]) for body in bodies)
