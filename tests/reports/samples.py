"""Mail files of the sorts that readers have, each with what is to be said of it; none is anybody's mail."""

from __future__ import annotations

import base64
import quopri
import zipfile
from collections.abc import Mapping
from email.message import EmailMessage
from email.policy import SMTP
from io import BytesIO

DESK = "desk@example.org"
STAMPS = (
    b"Return-Path: <accounts@example.com>\r\n"
    b"Received: from mx1.example.net (mx1.example.net [192.0.2.10])\r\n"
    b"\tby mail.example.net with ESMTPS id abc; Mon, 23 Nov 2026 09:00:03 +1300\r\n"
    b"Received: from out.example.com ([198.51.100.7])\r\n"
    b"\tby mx1.example.net with ESMTP; Mon, 23 Nov 2026 09:00:02 +1300\r\n"
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def _plain(subject: str = "Invoice 4711", body: str = "Hello Bob,\n\nhere it is.\n", **more: str) -> bytes:
    message = EmailMessage(policy=SMTP)
    for name, value in {
        "Subject": subject,
        "From": '"Accounts" <accounts@example.com>',
        "To": "bob@example.net",
        "Date": "Mon, 23 Nov 2026 09:00:00 +1300",
        "Message-ID": "<4711@example.com>",
        **{name.replace("_", "-"): value for name, value in more.items()},
    }.items():
        message[name] = value
    message.set_content(body)
    return message.as_bytes()


def _rich() -> bytes:
    message = EmailMessage(policy=SMTP)
    message["Subject"] = "Invoice 4711 – März"
    message["From"] = '"Accounts" <accounts@example.com>'
    message["To"] = "bob@example.net"
    message["Date"] = "Mon, 23 Nov 2026 09:00:00 +1300"
    message["Message-ID"] = "<4711@example.com>"
    message.set_content("Hello Bob,\n\nplease find the invoice.\n")
    message.add_alternative("<p>Hello Bob,</p><p>please find the invoice.</p>", subtype="html")
    message.add_attachment(b"%PDF-1.4 none", maintype="application", subtype="pdf", filename="invoice.pdf")
    # The same boundaries in every run, so that examples stay what they were.
    data = message.as_bytes()
    for at, boundary in enumerate(part.get_boundary() for part in message.walk() if part.is_multipart()):
        data = data.replace(str(boundary).encode(), b"=_original_%d" % at)
    return data


SENT = _rich()
ORIGINAL = STAMPS + SENT
B = b"----=_Part(1)+?"


def report(*parts: tuple[bytes, bytes], head: bytes = b"", to: bytes = DESK.encode()) -> bytes:
    """A message with parts, each its headers and its body."""
    made = b"".join(b"--" + B + b"\r\n" + names + b"\r\n" + body + b"\r\n" for names, body in parts)
    return (
        b"From: Bob <bob@example.net>\r\nTo: " + to + b"\r\nSubject: Please look\r\n"
        b"Date: Mon, 23 Nov 2026 10:00:00 +1300\r\nMessage-ID: <1@example.net>\r\nMIME-Version: 1.0\r\n"
        + head
        + b'Content-Type: multipart/mixed;\r\n boundary="' + B + b'"\r\n\r\n'
        b"This is a multi-part message in MIME format.\r\n" + made + b"--" + B + b"--\r\n"
    )  # fmt: skip


TEXT = (b'Content-Type: text/plain; charset="utf-8"\r\n', b"Please check.\r\n")


def _as(kind: bytes, *more: bytes, name: bytes = b"Invoice.eml") -> bytes:
    first = b"Content-Type: " + kind + b'; name="' + name + b'"\r\n'
    return first + b'Content-Disposition: attachment; filename="' + name + b'"\r\n' + b"".join(more)


RFC822 = b"Content-Type: message/rfc822\r\n"
BASE64 = b"Content-Transfer-Encoding: base64\r\n"


def _base64(data: bytes) -> bytes:
    return base64.encodebytes(data).replace(b"\n", b"\r\n")


def _zip() -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(zipfile.ZipInfo("Invoice.eml", (2026, 11, 23, 9, 0, 0)), ORIGINAL)
    return out.getvalue()


def _forwarded(mark: str, labels: str, *, to: str = DESK, subject: str = "Invoice", **more: str) -> bytes:
    sender, about = (label.replace("_", " ") for label in labels.split())
    body = f"see below\n\n{mark}\n{sender} Accounts <a@example.com>\n{about} Invoice 4711\n\nHello Bob,\n"
    return _plain(subject, body, **({"To": to} | more))


def _subject_first(**headers: str) -> bytes:
    """Forwarded as Roundcube (1.6) does it."""
    shown = "Subject: Invoice 4711\nDate: 2026-11-23 09:00\nFrom: Accounts <a@example.com>\nTo: Bob"
    body = f"see below\n\n-------- Original Message --------\n{shown}\n\nHello Bob,\n"
    return _plain("Fwd: Invoice 4711", body, **headers)


def _bounce(kind: bytes, body: bytes, first: bytes = b"--dsn1\r\n\r\n550 5.7.1 suspected spam\r\n") -> bytes:
    return (
        b"Return-Path: <>\r\nReceived: by mail.example.com; Mon, 23 Nov 2026 09:00:05 +1300\r\n"
        b"From: MAILER-DAEMON@example.com\r\nTo: accounts@example.com\r\n"
        b"Subject: Undelivered Mail Returned to Sender\r\nDate: Mon, 23 Nov 2026 09:00:05 +1300\r\n"
        b"MIME-Version: 1.0\r\n"
        b'Content-Type: multipart/report; report-type=delivery-status; boundary="dsn1"\r\n\r\n'
        + first
        + b"--dsn1\r\nContent-Type: message/delivery-status\r\n\r\n"
        b"Reporting-MTA: dns; mail.example.com\r\n\r\n"
        b"Final-Recipient: rfc822; bob@example.net\r\nAction: failed\r\nStatus: 5.7.1\r\n\r\n"
        b"--dsn1\r\nContent-Type: " + kind + b"\r\n\r\n" + body + b"\r\n--dsn1--\r\n"
    )


def _outlook_file(*names: str) -> bytes:
    inside = b"\0\0".join(name.encode("utf-16-le") for name in names)
    return OLE + b"\0" * 600 + inside + b"\0" * 500


PDF = b"Content-Type: application/pdf"
HEADERS = ORIGINAL.partition(b"\r\n\r\n")[0] + b"\r\n"
BOUNCE = _bounce(b"message/rfc822", ORIGINAL)
REPORT = report(TEXT, (_as(b"message/rfc822"), ORIGINAL))
MULTIPART = b'Content-Type: multipart/mixed; boundary="in"\r\n'
FORWARDED_HTML = (
    '<html><body><p>see below</p><hr><p class="MsoNormal"><b><span>From:</span></b> Accounts '
    "&lt;a@example.com&gt;<br>\n<b>Sent:</b> Monday<br><b>To:</b> Bob<br><b>Subject:</b> Invoice 4711</p>"
    "<p>Hello</p></body></html>"
)


def _html(subject: str, text: str, to: str) -> bytes:
    message = EmailMessage(policy=SMTP)
    message["Subject"], message["From"], message["To"] = subject, "Bob <bob@example.net>", to
    message["Date"], message["Message-ID"] = "Mon, 23 Nov 2026 09:00:00 +1300", "<2@example.net>"
    message.set_content(text, subtype="html", charset="iso-8859-1", cte="quoted-printable")
    return message.as_bytes()


def _nested(times: int) -> bytes:
    data = ORIGINAL
    for _ in range(times):
        data = b"From: b@example.net\r\nContent-Type: message/rfc822\r\n\r\n" + data
    return data


_TNEF = (_as(b"application/ms-tnef", BASE64, name=b"winmail.dat"), _base64(b"\x78\x9f\x3e\x22none"))

SAMPLES: Mapping[str, tuple[str, bytes]] = {
    # -- attached as it must be
    "thunderbird": ("attached", REPORT),
    "outlook dragged": (
        "attached",
        report(TEXT, (RFC822 + b"Content-Disposition: attachment;\r\n\tsize=1\r\n", ORIGINAL)),
    ),
    "apple mail inline": (
        "attached",
        report(TEXT, (b'Content-Disposition: inline;\r\n\tfilename*0="Inv"\r\n' + RFC822, ORIGINAL)),
    ),
    "gmail base64": ("attached", report(TEXT, (_as(b"message/rfc822", BASE64), _base64(ORIGINAL)))),
    "quoted-printable": (
        "attached",
        report(
            TEXT,
            (
                RFC822 + b"Content-Transfer-Encoding: Quoted-Printable\r\n",
                quopri.encodestring(ORIGINAL.replace(b"\r\n", b"\n")),
            ),
        ),
    ),
    "international": ("attached", report(TEXT, (b"Content-Type: message/global\r\n", ORIGINAL))),
    "several attached": ("attached", report(TEXT, (RFC822, ORIGINAL), (RFC822, STAMPS + _plain("Two")))),
    "signed": (
        "attached",
        report(
            (
                b'Content-Type: multipart/signed; protocol="application/pgp-signature"; boundary=s1\r\n',
                b"--s1\r\n"
                + MULTIPART
                + b"\r\n--in\r\n"
                + RFC822
                + b"\r\n"
                + ORIGINAL
                + b"\r\n--in--\r\n--s1\r\nContent-Type: application/pgp-signature\r\n\r\nnone\r\n--s1--\r\n",
            ),
            TEXT,
        ),
    ),
    "report forwarded as attachment": ("attached", report(TEXT, (RFC822, REPORT))),
    "report forwarded to others": ("attached", report(TEXT, (RFC822, REPORT), to=b"carol@example.net")),
    "digest": (
        "attached",
        report(
            (
                b"Content-Type: multipart/digest; boundary=dg\r\n",
                b"--dg\r\n\r\n" + ORIGINAL + b"\r\n--dg--\r\n",
            )
        ),
    ),
    "report with stamps": ("attached", STAMPS + REPORT),
    "report with a screenshot as well": (
        "attached",
        report(TEXT, (_as(b"image/png", BASE64, name=b"screen.png"), b"AAAA"), (RFC822, ORIGINAL)),
    ),
    "report with LF": ("attached", REPORT.replace(b"\r\n", b"\n")),
    "the message is the body": (
        "attached",
        b"From: b@example.net\r\nTo: desk@example.org\r\nContent-Type: message/rfc822\r\n\r\n" + ORIGINAL,
    ),
    "boundary in a comment of another parameter": (
        "attached",
        REPORT.replace(b"multipart/mixed;", b'multipart/mixed; x="; boundary=no";'),
    ),
    "draft not yet sent": ("attached", b"X-Unsent: 1\r\n" + REPORT),
    "one original and one octet-stream": (
        "attached",
        report(TEXT, (RFC822, ORIGINAL), (_as(b"application/octet-stream", BASE64), _base64(ORIGINAL))),
    ),
    "the copy from Sent attached": ("attached-unstamped", report(TEXT, (RFC822, SENT))),
    # -- notices of rejection
    "bounce": ("bounce", BOUNCE),
    "bounce attached": ("bounce", report(TEXT, (RFC822, BOUNCE))),
    "bounce of an unstamped copy": ("bounce", _bounce(b"message/rfc822", SENT)),
    "bounce with headers alone": ("bounce-headers", _bounce(b"text/rfc822-headers", HEADERS)),
    "bounce with headers as a message": ("bounce-headers", _bounce(b"message/rfc822", HEADERS)),
    "bounce that cut the message": (
        "bounce-headers",
        _bounce(b"message/rfc822", HEADERS + b"\r\n----- Message truncated -----"),
    ),
    "bounce with headers attached": (
        "bounce-headers",
        report(TEXT, (RFC822, _bounce(b"text/rfc822-headers", HEADERS))),
    ),
    "bounce in plain text": (
        "bounce-headers",
        STAMPS
        + _plain("failure notice", f"Sorry.\n\n{HEADERS.decode()}\n", From="MAILER-DAEMON@example.com"),
    ),
    "bounce cut off": ("damaged", BOUNCE[:-60]),
    # -- the original itself
    "original": ("original", ORIGINAL),
    "original with LF": ("original", ORIGINAL.replace(b"\r\n", b"\n")),
    "original with CR": ("original", ORIGINAL.replace(b"\r\n", b"\r")),
    "original in mbox form": (
        "original",
        b"From accounts@example.com Mon Nov 23 09:00:00 2026\n" + ORIGINAL.replace(b"\r\n", b"\n"),
    ),
    "a sender that begins with the last byte": ("original", ORIGINAL.replace(b"From: ", b"From: \xff", 1)),
    "original with a byte order mark": ("original", b"\xef\xbb\xbf" + ORIGINAL),
    "an answer with a quoted message": (
        "original",
        STAMPS
        + _forwarded("-----Original Message-----", "From: Subject:", to="bob@example.net", subject="Re: x"),
    ),
    "a web form's mail": (
        "original",
        STAMPS + _forwarded("New request", "From: Subject:", to="bob@example.net"),
    ),
    "one qmail stamp": (
        "original",
        b"Received: (qmail 7 invoked by uid 1000); 23 Nov 2026 09:00\r\n" + _plain(),
    ),
    "the copy from Sent": ("unstamped", SENT),
    # -- attached otherwise
    "octet-stream": (
        "wrong-type",
        report(TEXT, (_as(b"application/octet-stream", BASE64), _base64(ORIGINAL))),
    ),
    "octet-stream to a colleague": (
        "wrong-type",
        report(TEXT, (_as(b"application/octet-stream", BASE64), _base64(ORIGINAL)), to=b"carol@example.net"),
    ),
    "octet-stream with a split name": (
        "wrong-type",
        report(
            TEXT,
            (
                b"Content-Type: application/octet-stream\r\nContent-Disposition: attachment;\r\n"
                b' filename*0="In";\r\n filename*1="v.eml"\r\n',
                ORIGINAL,
            ),
        ),
    ),
    "octet-stream with an encoded name": (
        "wrong-type",
        report(TEXT, (_as(b"application/octet-stream", name=b"=?utf-8?B?TcOkcnouZW1s?="), ORIGINAL)),
    ),
    "plain text with the name": ("wrong-type", report(TEXT, (_as(b"text/plain"), ORIGINAL))),
    "Outlook file attached": (
        "wrong-type",
        report(TEXT, (_as(b"application/vnd.ms-outlook", BASE64, name=b"Invoice"), _base64(OLE))),
    ),
    "Outlook file attached without a type": (
        "wrong-type",
        report(TEXT, (_as(b"application/octet-stream", BASE64, name=b"Invoice.msg"), _base64(OLE))),
    ),
    "zip attached": (
        "wrong-type",
        report(TEXT, (_as(b"application/zip", BASE64, name=b"Mail.zip"), _base64(_zip()))),
    ),
    # -- forwarded as text
    "inline, Gmail": ("inline", _forwarded("---------- Forwarded message ---------", "From: Subject:")),
    "inline, Outlook": ("inline", _forwarded("_" * 32, "From: Subject:")),
    "inline, Apple": ("inline", _forwarded("Begin forwarded message:", "From: Subject:")),
    "inline, Thunderbird": ("inline", _forwarded("-------- Forwarded Message --------", "From: Subject:")),
    "inline, Roundcube": ("inline", _subject_first(To=DESK)),
    "inline, German": ("inline", _forwarded("-----Ursprüngliche Nachricht-----", "Von: Betreff:")),
    "inline, French": ("inline", _forwarded("-------- Message transféré --------", "De: Sujet:")),
    "inline, Spanish": ("inline", _forwarded("-----Mensaje original-----", "De: Asunto:")),
    "inline, Italian": ("inline", _forwarded("Inizio messaggio inoltrato:", "Da: Oggetto:")),
    "inline, Portuguese": ("inline", _forwarded("-----Mensagem original-----", "De: Assunto:")),
    "inline, Dutch": ("inline", _forwarded("-----Oorspronkelijk bericht-----", "Van: Onderwerp:")),
    "inline, Russian": ("inline", _forwarded("-------- Пересылаемое сообщение --------", "От: Тема:")),
    "inline, Japanese": ("inline", _forwarded("-----元のメッセージ-----", "差出人: 件名:")),
    "inline, Korean": ("inline", _forwarded("-----원본 메시지-----", "보낸사람: 제목:")),
    "inline, Chinese": ("inline", _forwarded("-----原始邮件-----", "发件人： 主题：")),
    "inline in HTML": ("inline", _html("FW: Invoice", FORWARDED_HTML, DESK)),
    "inline to a colleague": (
        "inline",
        _forwarded("_" * 32, "From: Subject:", to="carol@example.net", subject="FW: Invoice"),
    ),
    "inline with stamps": (
        "inline",
        STAMPS + _forwarded("---------- Forwarded message ---------", "From: Subject:"),
    ),
    "a stamped forward": (
        "forward",
        STAMPS + _forwarded("_" * 32, "Von: Betreff:", to="bob@example.net", subject="WG: Rechnung"),
    ),
    "a stamped forward that begins with the subject": (
        "forward",
        STAMPS + _subject_first(To="bob@example.net"),
    ),
    "a stamped forward with a mark": (
        "forward",
        STAMPS + _forwarded("Begin forwarded message:", "From: Subject:", to="bob@example.net"),
    ),
    "a stamped forward in HTML": (
        "forward",
        STAMPS + _html("FW: Invoice", FORWARDED_HTML, "bob@example.net"),
    ),
    "a stamped forward attached": (
        "forward",
        report(TEXT, (RFC822, STAMPS + _html("FW: Invoice", FORWARDED_HTML, "bob@example.net"))),
    ),
    **{
        f"inline to a colleague, {sender}": (
            "inline",
            _forwarded("", f"{sender} {about}", to="carol@example.net", subject="x"),
        )
        for sender, about in (
            ("من:", "الموضوع:"),
            ("מאת:", "נושא:"),
            ("จาก:", "เรื่อง:"),
            ("Od:", "Predmet:"),
            ("От:", "Относно:"),
            ("Từ:", "Chủ_đề:"),
            ("Dari:", "Perihal:"),
            ("De:", "Assumpte:"),
            ("Saatja:", "Teema:"),
            ("Od:", "Zadeva:"),
            ("Nuo:", "Tema:"),
            ("No:", "Tēma:"),
            ("De_la:", "Subiect:"),
        )
    },
    "an archive of an email to a colleague": (
        "wrong-type",
        report(
            TEXT,
            (_as(b"application/zip", BASE64, name=b"Mail.eml.zip"), _base64(_zip())),
            to=b"c@example.net",
        ),
    ),
    # -- nothing to investigate
    "a question": ("nothing", _plain("Why?", "Why was it rejected?\n", To=DESK)),
    "a question as received": ("nothing", STAMPS + _plain("Why?", "Why was it rejected?\n", To=DESK)),
    "a question as received for the desk": (
        "nothing",
        b"Delivered-To: Desk@Example.org\r\n" + STAMPS + _plain("Why?", "Why?\n", To="undisclosed:;"),
    ),
    "a question that only its stamp shows to be for the desk": (
        "nothing",
        b"Received: by mx.example.org for <desk@example.org>; today\r\n"
        + _plain("Why?", "Why?\n", To="undisclosed:;"),
    ),
    "a screenshot": (
        "nothing",
        report(TEXT, (_as(b"image/png", BASE64, name=b"screen.png"), b"iVBORw0KGgo=\r\n")),
    ),
    "TNEF to the desk": ("tnef", report(TEXT, _TNEF)),
    "TNEF with stamps": ("tnef", STAMPS + report(TEXT, _TNEF, to=b"bob@example.net")),
    "TNEF alone": ("tnef", b"\x78\x9f\x3e\x22\x01\x00none"),
    "PGP/MIME": (
        "encrypted",
        report((b"Content-Type: multipart/encrypted; boundary=e\r\n", b"--e\r\n\r\nVersion: 1\r\n--e--\r\n")),
    ),
    "PGP in the text": (
        "encrypted",
        STAMPS + _plain("Secret", "-----BEGIN PGP MESSAGE-----\n\nnone\n-----END PGP MESSAGE-----\n"),
    ),
    "S/MIME": (
        "encrypted",
        b"From: b@example.net\r\nTo: desk@example.org\r\nContent-Type: application/pkcs7-mime; "
        b"smime-type=enveloped-data; name=smime.p7m\r\nContent-Transfer-Encoding: base64\r\n\r\nMIAG\r\n",
    ),
    "Outlook file": ("outlook-file", _outlook_file("__properties_version1.0", "__substg1.0_007D001F")),
    "Outlook file without headers": ("outlook-file-bare", _outlook_file("__properties_version1.0")),
    "an old Word document": ("not-mail", _outlook_file("WordDocument")),
    "a mailbox": (
        "mailbox",
        b"From a@example.com Mon Nov 23 09:00:00 2026\n"
        + _plain().replace(b"\r\n", b"\n")
        + b"\nFrom b@example.com Mon Nov 23 10:00:00 2026\n"
        + _plain().replace(b"\r\n", b"\n"),
    ),
    "headers pasted into a file": ("headers", HEADERS),
    "a first line of text that looks like a mailbox's": (
        "original",
        (STAMPS + _plain()).partition(b"\r\n\r\n")[0] + b"\r\nFrom here on text\r\n",
    ),
    "headers attached": ("headers", report(TEXT, (RFC822, HEADERS))),
    "copied from the screen": (
        "stripped",
        b"From: Accounts <a@example.com>\nDate: Mon, Nov 23, 2026 at 9:00 AM\nSubject: Invoice\n\nHello\n",
    ),
    "a web page saved": (
        "stripped",
        b"From: <Saved by Blink>\r\nSubject: Invoice\r\nDate: Mon, 23 Nov 2026 09:00:00 -0000\r\n"
        b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=m\r\n\r\n--m\r\n"
        b"Content-Type: text/html\r\n\r\n<p>Hello\r\n--m--\r\n",
    ),
    "an empty message attached": ("stripped", report(TEXT, (RFC822, b""))),
    "a stamp of somebody's own": ("stripped", b"Received: yesterday\r\nFrom: a@example.com\r\n\r\nHello\r\n"),
    "attachment deleted in Thunderbird": (
        "damaged",
        ORIGINAL.replace(PDF, b"Content-Type: text/x-moz-deleted"),
    ),
    "attachment detached in Thunderbird": (
        "damaged",
        ORIGINAL.replace(PDF, b"X-Mozilla-Altered: x\r\n" + PDF),
    ),
    "part not fetched by Thunderbird": (
        "damaged",
        ORIGINAL.replace(PDF, b"X-Mozilla-IMAP-Part: 2\r\n" + PDF),
    ),
    "part not fetched by Apple Mail": (
        "damaged",
        ORIGINAL.replace(PDF, b"X-Apple-Content-Length: 1\r\n" + PDF),
    ),
    "attached without a part": (
        "damaged",
        report(TEXT, (RFC822, ORIGINAL.replace(PDF, b"X-Mozilla-IMAP-Part: 2\r\n" + PDF))),
    ),
    "bounce whose message was not fetched": (
        "bounce-headers",
        _bounce(
            b"message/rfc822\r\nX-Mozilla-IMAP-Part: 3", b"This body part will be downloaded on demand.\r\n"
        ),
    ),
    "attached in an encoding that is none": (
        "damaged",
        report(TEXT, (RFC822 + b"Content-Transfer-Encoding: gzip\r\n", ORIGINAL)),
    ),
    "report cut off": ("damaged", REPORT[: REPORT.index(b"please find") + 5]),
    "original cut off": ("damaged", ORIGINAL[:-40]),
    "parts without a boundary": ("damaged", ORIGINAL.replace(b"boundary=", b"border=")),
    "nested too deeply": ("damaged", _nested(60)),
    "nested beyond all measure": ("damaged", _nested(3000)),
    "as many parts as are looked at": (
        "attached",
        report((RFC822, ORIGINAL), *[(b"", b"")] * (10_000 - 7)),
    ),
    "one part more": ("damaged", report((RFC822, ORIGINAL), *[(b"", b"")] * (10_000 - 6))),
    "nested and whole": ("attached", _nested(40)),
    # -- no mail
    "a photo": ("not-mail", b"\xff\xd8\xff\xe0" + bytes(range(256)) * 12),
    "a note": ("not-mail", b"hello\nthis is not mail\n"),
    "headers twice, first empty": ("stripped", b"Subject:\r\nSubject: a\r\nFrom:\r\n\r\nhello\r\n"),
    "a note with a colon": ("not-mail", b"hello: this is not mail\n\nReceived: by nobody; ever\n"),
    "an archive": ("not-mail", _zip()),
    "an empty file": ("not-mail", b""),
    "UTF-16": ("not-mail", ORIGINAL.decode().encode("utf-16")),
    "a table": ("not-mail", b"a,b,c\r\n1,2,3\r\n"),
    "an empty line first": ("not-mail", b"\r\n" + ORIGINAL),
}
