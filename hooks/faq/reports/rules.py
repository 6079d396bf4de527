"""What mail is known by, written once for both judges: browsers get it with the page (`for_browsers`).

Patterns are in the words that Python and JavaScript have in common; small letters stand for capitals too, and
`.` for any character.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from faq.patterns import late
from faq.reports.verdicts import Verdict

_EDGE = "[ \t\u00a0\u3000\u200b*|>-]*"
_FORWARDED = (
    "forwarded|weitergeleitet|transf[ée]r|réexpédi|reenviad|encaminhad|inoltrat|doorgestuur|пересыл|переслан"
    "|переадрес|перенаправ|転送|전달|转发|轉寄|vidarebefordra|videresend|przekazan|välitet|přeposla|iletil"
    "|továbbít|redirecțion"
)
"""How words begin that say that a message was forwarded."""
_SENDER = (
    "from|von|de|da|van|от|差出人|送信元|보낸 ?사람|发件人|寄件者|från|fra|od|lähettäjä|odesílatel|kimden"
    "|gönderen|feladó|από|від|de la|من|از|מאת|จาก|từ|dari|daripada|šalje|од|saatja|no|nuo"
)
"""What programs write before the sender, where they show headers in a text."""
_SUBJECT = (
    "subject|betreff|objet|sujet|asunto|oggetto|assunto|onderwerp|тема|件名|제목|主题|主旨|ämne|emne|temat|aihe"
    "|předmět|konu|tárgy|subiect|θέμα|الموضوع|موضوع|נושא|เรื่อง|chủ đề|tiêu đề|subjek|perihal|predmet"
    "|zadeva|naslov|предмет|относно|assumpte|teema|tēma|tema"
)
"""The same before the subject."""
PATTERNS: Mapping[str, str] = MappingProxyType(
    {
        # Headers: RFC 2045, 5.1, and RFC 2231, 3; RFC 2047, 2, and RFC 2231, 5.
        "parameter": r';[ \t\r\n]*([^ \t\r\n=;"]+)[ \t\r\n]*=[ \t\r\n]*("(?:[^"\\]|\\.)*"|[^;]*)',
        "encoded": r"=\?([a-z0-9_.:-]+)(?:\*[^?]*)?\?([bq])\?([^? \t\r\n]*)\?=",
        # Those that browsers know as well; all others are guessed.
        "charset": (
            "^(?:us-ascii|iso-(?:8859-[1-9]|8859-1[0-5]|2022-jp)|windows-125[0-8]|koi8-[ru]|shift_jis|euc-jp"
            "|euc-kr|gb2312|gbk|gb18030|big5)$"
        ),
        # HTML: where a line ends.
        "breaks": "</?(?:br|p|div|tr|li|h[1-6]|hr|table|blockquote)(?=[ />])[^<>]*>",
        # What stands above a message that is forwarded as text: a line, its sender, its subject; what
        # its own subject begins with, and that of an answer.
        "mark": (
            f"^(?!>)(?=.{{1,80}}$)(?:[ \t]*[-–—_=*]{{2}}.*(?:{_FORWARDED})|.*(?:{_FORWARDED}).*[:：][ \t]*$)"
        ),
        "sender": f"^{_EDGE}(?:{_SENDER}){_EDGE}[:：]",
        "subject": f"^{_EDGE}(?:{_SUBJECT}){_EDGE}[:：]",
        "forward": "^(?:fwd?|wg|tr|rv|i|enc|doorst|trs|v[sbl]|pd|vá|ilt|pv|转发|轉寄|전달) ?[:：]",
        "reply": "^(?:re|aw|sv|antw|odp|ynt|回复|回覆|답장|rif|res) ?[:：]",
        # Headers that name those to whom a message went; what stands in a server's stamp (RFC 5321, 4.4)
        # before the semicolon and the day.
        "addressed": (
            "^(?:(?:resent-)?to|cc|(?:x-)?delivered-to|x-original-to|(?:x-)?envelope-to|x-apparently-to"
            "|received)$"
        ),
        "stamp": r"(?:^|[ \t\r\n(])(?:from|by)[ \t\r\n]",
        # Notices of rejection (RFC 3464), and where they cut the message.
        "bounce": "^(?:message/delivery-status|text/rfc822-headers)$",
        "daemon": "mailer-daemon|postmaster@",
        "cut": "-{3} ?message truncated ?-{3}",
        # What only the owner of a key can look into, or no program here (RFC 8551, RFC 3156); Outlook's own.
        "sealed": "^(?:application/(?:x-)?pkcs7-mime|multipart/encrypted)$",
        "tnef": r"^(?:application/(?:vnd\.)?ms-tnef|winmail\.dat)$",
        # What mail programs keep for a part that they deleted or never fetched, by header or type.
        "lacking": "^(?:x-mozilla-altered|x-mozilla-imap-part|x-apple-content-length|text/x-moz-deleted)$",
        # Emails, and what may hold them, by type or name.
        "file": r"\.(?:eml|msg|emlx)(?:\.(?:zip|7z|rar|gz))?$|^application/vnd\.ms-outlook$",
        "archive": r"\.(?:zip|7z|rar|gz|tgz)$",
        # The line above a message in a mailbox (RFC 4155), which some programs save; and the next one.
        "postmark": r"^From [^\r\n]*(?:\r\n|\r|\n)",
        "next": r"(?:\r\n\r\n|\n\n|\r\r)From [^ \r\n]+ [^\r\n]*[0-9]{2}:[0-9]{2}:[0-9]{2}",
    }
)
CLIENTS = (
    ("outlook-express", "outlook express"),
    ("outlook-express", "windows mail"),
    ("outlook-for-mac", "macoutlook"),
    ("outlook", "microsoft outlook"),
    ("thunderbird", "thunderbird"),
    ("phone", "iphone mail"),
    ("phone", "ipad mail"),
    ("apple-mail", "apple mail"),
    ("roundcube", "roundcube"),
    ("gmail", "@mail.gmail.com>"),
    ("yahoo", "@mail.yahoo.com>"),
    ("new-outlook", ".outlook.com>"),
)
"""How the anchor of a program's steps begins, and what its messages say of it; the first that fits."""
_COMPILED = MappingProxyType({name: late(text, re.I | re.S) for name, text in PATTERNS.items()})


def pattern(name: str) -> re.Pattern[str]:
    """A pattern of the table, to be searched for."""
    return _COMPILED[name]


def for_browsers() -> dict[str, object]:
    """The table as the script of the page reads it (docs/assets/judge.js)."""
    good = [verdict.code for verdict in Verdict if verdict.ok]
    return {"patterns": dict(PATTERNS), "clients": CLIENTS, "good": good}
