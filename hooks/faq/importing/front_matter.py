"""What stands above a page of Jekyll, Hugo or Docusaurus, and their marks that ours says otherwise."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from typing import Any

from faq.model import Source
from faq.text.yaml_nodes import Fields, NotYaml, read_yaml

FRONT = re.compile(r"\A(?P<mark>---|\+\+\+)[ \t]*\n(?P<inside>.*?\n)??(?P=mark)[ \t]*(?:\n|\Z)", re.DOTALL)
LIQUID = re.compile(
    r"\{%-?\s*(?:link|post_url)\s+(?P<a>\S+?)\s*-?%\}|\{\{[<%]\s*(?:rel)?ref\s+\"?(?P<b>[^\"\s]+)\"?\s*[>%]\}\}"
)
"""A file that is linked, by Jekyll's `link` and `post_url` or Hugo's `ref` and `relref`."""
BASE = re.compile(
    r"\{\{\s*site\.(?:base)?url\s*\}\}|\{\{\s*['\"](?P<to>[^'\"]*)['\"]\s*\|\s*(?:relative|absolute)_url\s*\}\}"
)
CALLOUT = re.compile(
    r"^:::[ ]*(?P<kind>\w+)[ ]*(?P<title>[^\n]*)\n(?P<body>.*?)^:::[ \t]*$", re.MULTILINE | re.DOTALL
)
"""A box of Docusaurus'."""
TEMPLATE = re.compile(r"\{[%{].*?[%}]\}|^(?:import|export) .*$", re.MULTILINE)
"""What a program would have filled in."""


def parted(path: str, text: str) -> tuple[Mapping[str, Any], str, str]:
    """The front matter, every scalar as it is written; the text below it; and what is wrong with it."""
    text = text.replace("\r\n", "\n")
    m = FRONT.match(text)
    if m is None:
        return {}, text, ""
    inside, rest = m["inside"] or "", text[m.end() :]
    try:
        if m["mark"] == "+++":
            return tomllib.loads(inside), rest, ""
        root = read_yaml(Source(path, inside), as_written=True).root
    except (NotYaml, tomllib.TOMLDecodeError) as error:
        return {}, f"```\n{inside}```\n\n{rest}", f"{path}: the front matter cannot be read: {error}"
    return (root.value if isinstance(root, Fields) else {}), rest, ""


def plain_markdown(text: str) -> str:
    """A text without what only Jekyll, Hugo and Docusaurus read, where Markdown can say it."""
    text = LIQUID.sub(lambda m: "/" + (m["a"] or m["b"]).lstrip("/"), text)
    text = BASE.sub(lambda m: m["to"] or "", text)
    return CALLOUT.sub(_box, text)


def _box(m: re.Match[str]) -> str:
    title = m["title"].strip().strip("[]").replace('"', "'")
    body = "".join(f"    {line}\n" if line else "\n" for line in m["body"].strip("\n").split("\n"))
    return f"!!! {m['kind']}{f' {chr(34)}{title}{chr(34)}' if title else ''}\n\n{body}"
