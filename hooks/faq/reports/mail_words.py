"""Words of mail as readers see them: charsets, encoded words, and the marks around forwarded text."""

from __future__ import annotations

import re

from faq.reports.reading import LONGEST_HEADER, SPACE, MailPart, decoded, parameter
from faq.reports.rules import pattern

ALSO = {"us-ascii": "cp1252", "iso-8859-1": "cp1252", "iso-8859-9": "cp1254", "gb2312": "gbk"}
"""What browsers take these charsets for (encoding.spec.whatwg.org), because mail does."""
LONGEST = 1 << 20
"""Characters of a part's text that are looked at."""
LINE, BLOCK = 200, 9
"""Characters of a line, and lines from a sender on, that are looked at."""


def text_of(raw: str, charset: str) -> str:
    """A text of bytes in their charset; where nobody knows it, UTF-8 if it is that, else Windows-1252."""
    data, name = raw.encode("latin-1"), charset.lower()
    if pattern("charset").search(name):
        name = ALSO.get(name, name)
        return _western(data) if name == "cp1252" else data.decode(name, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("utf-8", "replace") if name == "utf-8" else _western(data)


def _western(data: bytes) -> str:
    text = data.decode("cp1252", "surrogateescape")
    return re.sub("[\udc80-\udcff]", lambda m: chr(ord(m[0]) - 0xDC00), text)


def shown(header: str) -> str:
    """A header as readers see it: in one line, encoded words decoded."""
    line = re.sub(r"[ \t\r\n]+", " ", header[:LONGEST_HEADER]).strip(SPACE)
    line = line.replace("?= =?", "?==?")
    out, end = [], 0
    for m in pattern("encoded").finditer(line):
        out += [text_of(line[end : m.start()], ""), text_of(*_word(m))]
        end = m.end()
    return "".join((*out, text_of(line[end:], "")))


def _word(m: re.Match[str]) -> tuple[str, str]:
    base64 = m[2] in "Bb"
    text = m[3] if base64 else m[3].replace("_", " ")
    return decoded(text, "base64" if base64 else "quoted-printable"), m[1]


def lines_of(part: MailPart) -> list[str]:
    """The lines of a text that readers see; none of what is no text."""
    if not part.type.startswith("text/"):
        return []
    charset = parameter(part.header("content-type"), "charset")
    text = text_of(part.decoded()[:LONGEST], charset)
    if part.type == "text/html":
        text = re.sub(r"[ \t\r\n]+", " ", text)
        text = re.sub("<[^<>]*>", "", pattern("breaks").sub("\n", text))
        text = text.replace("&nbsp;", " ").replace("&lt;", "<")
        text = re.sub("&#([0-9]{2,6});", lambda m: chr(int(m[1])), text)
    return [line[:LINE] for line in re.split("\r\n|\r|\n", text)]


def marked(lines: list[str]) -> bool:
    """Whether a line says that a message was forwarded below it."""
    return any(map(pattern("mark").search, lines))


def has_block(lines: list[str]) -> bool:
    """Whether a sender and a subject stand there as programs show headers in a text.

    Either may be the first: Roundcube (1.6) begins with the subject.
    """
    sender, subject = pattern("sender"), pattern("subject")
    return any(
        sender.search(line) and any(map(subject.search, lines[max(0, at - BLOCK + 1) : at + BLOCK]))
        for at, line in enumerate(lines)
    )
