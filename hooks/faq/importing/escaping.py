"""Plain text as Markdown that shows it, as Python-Markdown (3.11) reads it."""

from __future__ import annotations

import re

INLINE = re.compile(r"[\\`*_\[\]{]")
ENTITY = re.compile(r"&(?=#?\w+;)")
AT_START = re.compile(r"^(?P<space>[ \t]*)(?P<mark>[#>+-]|!!!|\?\?\?|:::)", re.MULTILINE)
ITEM = re.compile(r"^(?P<number>[ \t]*[0-9]{1,9})(?P<mark>[.)])(?=\s|$)", re.MULTILINE)
REST = re.compile(r"^(?P<space>[ \t]*)(?P<mark>[:=|])", re.MULTILINE)
ADDRESS = re.compile(r"<?\bhttps?://[^\s<>\"]*[^\s<>\".,;:!?)\]'}]/?>?")


def escaped(text: str) -> str:
    """The text with everything that would be a mark written as a character."""
    text = INLINE.sub(r"\\\g<0>", ENTITY.sub("&amp;", text)).replace("<", "&lt;")
    text = AT_START.sub(lambda m: _coded(m) if m["mark"] in ("???", ":::") else f"{m[1]}\\{m[2]}", text)
    text = ITEM.sub(r"\g<number>\\\g<mark>", text)
    return REST.sub(_coded, text)


def _coded(m: re.Match[str]) -> str:
    """The first character of a mark as a reference: no backslash takes its meaning away."""
    return f"{m['space']}&#{ord(m['mark'][0])};{m['mark'][1:]}"


def with_links(text: str) -> str:
    """The same, with addresses as links."""
    out, at = [], 0
    for m in ADDRESS.finditer(text):
        out += [escaped(text[at : m.start()]), f"<{m[0].strip('<>')}>"]
        at = m.end()
    return "".join([*out, escaped(text[at:])])
