"""Every setting under `extra: faq:` and every key of front matter that this project reads, each written once.

The list of known keys, README's table and the JSON Schemas for editors are made of these.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from types import MappingProxyType
from typing import Any

from faq.book.options import COLOUR, Style
from faq.policy.security_txt import CONTACT, LANGUAGE
from faq.texts import TEXTS

Schema = Mapping[str, Any]
"""A JSON Schema, draft 2020-12."""


@dataclass(frozen=True, slots=True)
class Setting:
    """A setting as its users see it."""

    name: str
    default: str
    """What holds without it, in Markdown."""
    meaning: str
    """What it does, in Markdown."""
    schema: Schema
    """What its value may be."""


def _some(one: Schema) -> Schema:
    """One of these, or a list of them."""
    return {"anyOf": [one, {"type": "array", "items": one}]}


FLAG: Schema = {"type": "boolean"}
TEXT: Schema = {"type": "string"}
WORDS: Schema = _some(TEXT)
EMAIL: Schema = {"type": "string", "pattern": "^[^@\\s]+@[^@\\s]+$"}
PAGE: Schema = {"type": "string", "pattern": "\\.md$"}
TEXT_KEYS: Schema = {
    "type": "object",
    "properties": {name: {"type": "string", "description": text} for name, text in TEXTS.items()},
    "additionalProperties": False,
}
CARDS: Schema = {
    "type": "object",
    "properties": {
        one.name: TEXT if one.name == "font" else {"type": "string", "pattern": f"^{COLOUR.pattern}$"}
        for one in fields(Style)
    },
    "additionalProperties": False,
}
GONE: Schema = {
    "type": "object",
    "properties": {
        "address": {**WORDS, "description": "what is gone, as behind the version in the address bar"},
        "reason": {**TEXT, "description": "why, as readers are told"},
        "instead": {**TEXT, "description": "the address at which readers go on"},
        "was": {**WORDS, "description": "the address of the page that an old address led to"},
    },
    "required": ["address", "reason"],
}

SETTINGS: tuple[Setting, ...] = (
    Setting(
        "folder",
        "`faq`",
        "the folder below `docs/` that holds the questions, at any depth",
        {"type": "string"},
    ),
    Setting(
        "language",
        "the theme's",
        (
            "how sentences cite a question: de, en, es, fr, it, ja, ko, nl, pt, ru, zh; or a file of "
            "the words of another language, such as `words.yml` beside `mkdocs.yml`, made like "
            "`hooks/faq/text/languages/en.yml`"
        ),
        {"type": "string"},
    ),
    Setting(
        "words",
        "none",
        (
            "more words that cite a question when a number follows, beside those of the language: "
            '`[FAQ, Q]` finds "FAQ 1.16", "Q 3" and "Q3" as well. Small letters match capitals too; a '
            "word with capitals is taken as written; `topic/topics` gives a plural. A word of one of "
            "the other languages brings its grammar"
        ),
        WORDS,
    ),
    Setting(
        "addresses",
        "none",
        (
            "the email addresses that pages may name; any other is a problem. Without the setting "
            "addresses are not checked"
        ),
        _some(EMAIL),
    ),
    Setting(
        "one_page",
        "none",
        ("the page with everything, as a path below `docs/` that no file has: `all.md` becomes `all/`"),
        PAGE,
    ),
    Setting(
        "one_page_title",
        "`All questions and answers`",
        "its heading",
        {"type": "string"},
    ),
    Setting(
        "list_up_to",
        "`25`",
        (
            "how many questions stand in the navigation of every page. Where there are more, a page names "
            "those of its own section, its neighbours where even these are more, and the other sections; "
            "`<!-- faq: questions -->` likewise; and the page of the questions' folder, such as `faq/`, "
            "names all: a page of your own if there is one, else it is made"
        ),
        {"type": "integer", "minimum": 2},
    ),
    Setting(
        "texts",
        "English",
        (
            'what the pages say of themselves, in your own words: `place: "Frage {number} von '
            '{count}"`; the keys are in `hooks/faq/texts.py`'
        ),
        TEXT_KEYS,
    ),
    Setting(
        "contact",
        "none",
        (
            "whom readers can ask, in a block on every answer: `{email: help@example.org, page: "
            "contact.md, feedback: ideas@example.org}`. `feedback` hears whether an answer helped; "
            "without it `email` does, `false` asks nobody. An answer that leads to `page` itself asks "
            "less"
        ),
        {
            "type": "object",
            "properties": {"email": EMAIL, "page": PAGE, "feedback": {"anyOf": [EMAIL, {"const": False}]}},
            "required": ["email"],
            "additionalProperties": False,
        },
    ),
    Setting(
        "changes",
        "none",
        (
            "the page that lists the answers by the day of their last change, as a path that no file "
            "has, such as `changes.md`, and beside it an Atom feed, `changes.atom`. The days come "
            "from git, of the whole history, and are those on which the text changed for its readers; "
            "the feed needs `site_url`. Where either is missing the page says so, or there is no feed"
        ),
        PAGE,
    ),
    Setting(
        "review_after_days",
        "none",
        (
            "the age at which `faq check` reminds of an answer's `reviewed:` day; an answer without "
            "one is told of as well"
        ),
        {"type": "integer", "minimum": 1},
    ),
    Setting(
        "security_contact",
        "none",
        (
            "whom to tell of a hole in the site, as `mailto:`, `https:` or `tel:`, one or a list. "
            "`faq publish` writes `/.well-known/security.txt` at the root, a plain `mkdocs build` "
            "into the site, unless `docs/.well-known/` holds your own; it expires 364 days after the "
            "commit. Where the site is not at the root of its host, have the host answer with the "
            "file there"
        ),
        _some({"type": "string", "pattern": rf"^(?:{CONTACT.pattern})$"}),
    ),
    Setting(
        "security_languages",
        "`[en]`",
        "the languages in which it can be told",
        _some({"type": "string", "pattern": rf"^(?:{LANGUAGE.pattern})$"}),
    ),
    Setting(
        "gone",
        "none",
        "addresses that are gone on purpose, each with a reason",
        {"type": "array", "items": GONE},
    ),
    Setting(
        "copies",
        "`true`",
        "for machines: a Markdown copy beside each page",
        FLAG,
    ),
    Setting(
        "llms_txt",
        "`true`",
        "for machines: `llms.txt`, a list of all questions",
        FLAG,
    ),
    Setting(
        "breadcrumbs",
        "`true`",
        "for machines: the way to each question as structured data",
        FLAG,
    ),
    Setting(
        "cards",
        "`true`",
        (
            "the picture that a link to a page shows elsewhere, made where `site_url` is set; "
            '`false`, or `background`, `foreground`, `stripe` (colours such as `"#0f4c5c"`) and '
            "`font` (a file)"
        ),
        {"anyOf": [FLAG, CARDS]},
    ),
)
"""What is read under `extra: faq:`, in the order in which README tells of it."""

FRONT_MATTER: Mapping[str, Schema] = MappingProxyType(
    {
        "number": {
            "type": ["number", "string"],
            "description": "the question's number, such as 3 or 2.3; leave it to the tools",
        },
        "related": {**WORDS, "description": "the questions that readers want next, by their files' names"},
        "reviewed": {
            "type": "string",
            "description": "the day on which somebody read the answer and found it right: 2026-03-12",
        },
        "keywords": {"type": "array", "items": TEXT, "description": "what readers type who seek this page"},
        "aliases": {**WORDS, "description": "old addresses of this page, such as faq/old/"},
        "anchors": {
            "type": "object",
            "additionalProperties": TEXT,
            "description": "old anchors, each with the anchor of this page that it leads to",
        },
    }
)
"""What is read in front matter, as text: `reviewed:` is no date to this project."""
