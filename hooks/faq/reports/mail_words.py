"""Words of mail: charsets, encoded words, and the marks that stand around what is forwarded as text."""

from __future__ import annotations

import re

from faq.reports.reading import SPACE, MailPart, decoded, parameter

FORWARDED = (
    *("forwarded message", "begin forwarded message", "start of forwarded message", "forwarded by"),
    *(
        "weitergeleitete nachricht",
        "anfang der weitergeleiteten nachricht",
        "anfang der weitergeleiteten e-mail",
    ),
    *("message transféré", "début du message réexpédié", "début du message transféré", "courriel transféré"),
    *(
        "mensaje reenviado",
        "inicio del mensaje reenviado",
        "messaggio inoltrato",
        "inizio messaggio inoltrato",
    ),
    *("mensagem encaminhada", "mensagem reencaminhada", "início da mensagem encaminhada"),
    *("início da mensagem reencaminhada", "doorgestuurd bericht", "begin doorgestuurd bericht"),
    *("пересылаемое сообщение", "перенаправленное сообщение", "пересланное сообщение"),
    *("начало переадресованного сообщения", "конец пересылаемого сообщения"),
    *("転送メッセージ", "転送されたメッセージ", "전달된 메시지", "전달된 메세지", "전달된 메시지 시작"),
    *("转发的消息", "转发的邮件", "下面是被转发的邮件", "轉寄的郵件", "轉寄郵件", "以下是轉寄的郵件"),
    *("vidarebefordrat meddelande", "videresendt meddelelse", "videresendt melding"),
    *("wiadomość przekazana", "przekazana wiadomość", "välitetty viesti", "přeposlaná zpráva"),
    *("i̇letilen ileti", "iletilmiş mesaj", "továbbított üzenet", "mesaj redirecționat"),
)
"""Lines, without the dashes and the colon around them, that stand above a forwarded message."""
SENDER = (
    *(
        "from",
        "von",
        "de",
        "da",
        "van",
        "от",
        "差出人",
        "送信元",
        "보낸 사람",
        "보낸사람",
        "发件人",
        "寄件者",
    ),
    *("från", "fra", "od", "lähettäjä", "odesílatel", "kimden", "gönderen", "feladó", "από", "від"),
)
"""What programs write before the sender, where they show headers as text."""
SUBJECT = (
    *("subject", "betreff", "objet", "asunto", "oggetto", "assunto", "onderwerp", "тема", "件名", "제목"),
    *("主题", "主旨", "ämne", "emne", "temat", "aihe", "předmět", "konu", "tárgy", "subiect", "θέμα"),
)
"""The same before the subject."""
PREFIXES = (
    *("fwd", "fw", "wg", "tr", "rv", "i", "enc", "doorst", "trs", "vs", "vb", "pd", "vl", "vá", "ilt", "pv"),
    *("转发", "轉寄", "전달"),
)
"""What the subject of a forwarded message begins with."""
REPLIES = ("re", "aw", "sv", "antw", "odp", "ynt", "回复", "回覆", "답장", "rif", "res")
"""What the subject of an answer begins with."""

CHARSET = re.compile(
    r"utf-8|us-ascii|iso-8859-(?:[1-9]|1[0-5])|windows-125[0-8]|koi8-[ru]|iso-2022-jp|shift_jis|euc-jp|euc-kr"
    r"|gb2312|gbk|gb18030|big5"
)
"""Those that browsers know as well."""
ALSO = {"us-ascii": "cp1252", "iso-8859-1": "cp1252", "iso-8859-9": "cp1254", "gb2312": "gbk"}
"""What browsers take these for (encoding.spec.whatwg.org), because mail does."""
ENCODED = re.compile(r"=\?([A-Za-z0-9_.:-]+)(?:\*[^?]*)?\?([BbQq])\?([^? \t\r\n]*)\?=")
"""RFC 2047, 2, and RFC 2231, 5."""
LONGEST = 1 << 20
"""Characters of a part's text that are looked at."""
LINE, BLOCK = 200, 9
"""Characters of a line, and lines below one, that are looked at."""
EDGE = "[ \\t\u00a0\u3000*|>\u200b-]*"


def text_of(raw: str, charset: str) -> str:
    """A text of bytes in their charset; where nobody knows it, UTF-8 if it is that, else Windows-1252."""
    data, name = raw.encode("latin-1"), charset.lower()
    if CHARSET.fullmatch(name) and name != "utf-8":
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
    line = re.sub(r"[ \t\r\n]+", " ", header).strip(SPACE)
    line = re.sub(rf"({ENCODED.pattern}) (?==\?)", r"\1", line)
    out, end = [], 0
    for m in ENCODED.finditer(line):
        out += [text_of(line[end : m.start()], ""), text_of(*_word(m))]
        end = m.end()
    return "".join((*out, text_of(line[end:], "")))


def _word(m: re.Match[str]) -> tuple[str, str]:
    how = "base64" if m[2] in "Bb" else "quoted-printable"
    text = m[3] if how == "base64" else m[3].replace("_", " ")
    return decoded(text, how), m[1]


def lines_of(part: MailPart) -> list[str]:
    """The lines of a text that readers see; none of what is no text."""
    if not part.type.startswith("text/"):
        return []
    charset = parameter(part.header("content-type"), "charset") or ""
    text = text_of(part.decoded()[:LONGEST], charset)
    if part.type == "text/html":
        text = re.sub(r"[ \t\r\n]+", " ", text)
        text = re.sub(
            r"</?(?:br|p|div|tr|li|h[1-6]|hr|table|blockquote)\b[^<>]*>", "\n", text, flags=re.I | re.A
        )
        text = re.sub(r"<[^<>]*>", "", text)
        text = re.sub(r"&(?:nbsp|#160);", " ", text, flags=re.I | re.A).replace("&lt;", "<")
        text = re.sub(r"&#(\d{2,6});", lambda m: chr(int(m[1])), text, flags=re.A)
    return [line[:LINE] for line in re.split("\r\n|\r|\n", text)]


def marked(lines: list[str]) -> bool:
    """Whether a line says that a message was forwarded below it."""
    return any(line.strip(_AROUND).lower() in _FORWARDED for line in lines)


def has_block(lines: list[str]) -> bool:
    """Whether a sender and, below, a subject stand there as programs show headers in a text."""
    return any(
        _SENDER.match(line) and any(_SUBJECT.match(below) for below in lines[at + 1 : at + BLOCK])
        for at, line in enumerate(lines)
    )


def is_forward(subject: str) -> bool:
    """Whether a subject is that of a forwarded message."""
    return _begins(subject, PREFIXES)


def is_reply(subject: str) -> bool:
    """Whether a subject is that of an answer."""
    return _begins(subject, REPLIES)


def _begins(subject: str, words: tuple[str, ...]) -> bool:
    word, colon, _ = subject.replace("：", ":").partition(":")
    return bool(colon) and word.strip(SPACE).lower() in words


_AROUND = SPACE + "\u00a0\u3000-–—_=*:："
_FORWARDED = frozenset(FORWARDED)


def _label(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(f"{EDGE}(?:{'|'.join(words)}){EDGE}[:：]", re.I)


_SENDER, _SUBJECT = _label(SENDER), _label(SUBJECT)
