"""Definitions that a page has once and any part of it may use: addresses of links by name, and footnotes."""

from __future__ import annotations

import re
from collections.abc import Sequence

DEFINED = re.compile(
    r"^[ ]{0,3}\[(?P<label>\^?[^\[\]\n]+)\]:[^\n]*(?:\n(?:[ ]{4}|\t)[^\n]*|\n(?=\n*(?:[ ]{4}|\t)\S))*",
    re.MULTILINE,
)
"""A link's address or a footnote, with the lines that belong to it."""
USED = re.compile(r"\[(\^?[^\[\]\n]+)\](?!:)")


def shared_out(bodies: Sequence[str]) -> list[str]:
    """The parts of a page, each with the definitions that it uses; what none uses stays where it stood."""
    defined: dict[str, str] = {}
    for body in bodies:
        for m in DEFINED.finditer(body) if "]:" in body else ():
            defined.setdefault(_label(m["label"]), m[0])
    if not defined:
        return list(bodies)
    used = [_used(body, defined) for body in bodies]
    moved = {label for labels in used for label in labels}
    return [_with(body, labels, moved, defined) for body, labels in zip(bodies, used, strict=True)]


def _used(body: str, defined: dict[str, str]) -> list[str]:
    """The labels that a part uses, in its definitions' texts as well."""
    out: list[str] = []
    waiting = [DEFINED.sub("", body)]
    while waiting:
        text = waiting.pop()
        new = dict.fromkeys(_label(one) for one in USED.findall(text))
        new = dict.fromkeys(one for one in new if one in defined and one not in out)
        out += new
        waiting += (defined[one].partition(":")[2] for one in new)
    return out


def _with(body: str, labels: Sequence[str], moved: set[str], defined: dict[str, str]) -> str:
    kept = DEFINED.sub(lambda m: "" if _label(m["label"]) in moved else m[0], body).rstrip()
    return "\n\n".join([kept, *(defined[one].rstrip() for one in labels)])


def _label(written: str) -> str:
    return " ".join(written.lower().split())
