"""Every setting under `extra: faq:`, each written once: its name, what it may be, its default, its meaning.

The parser, the list of known keys, README's table and the JSON Schema for editors are made of these.
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, Generic, TypeVar

from faq import texts
from faq.book.options import Contact, Desk, SpellChecking, Style
from faq.book.own_shapes import Numbered, Wording
from faq.frozen import record
from faq.shapes import Count, Flag, Judged, Keys, Mapped, Misfit, Or, Schema, Several, Shape, Text
from faq.text import releases
from faq.text.scheme import DEFAULT, Scheme

Read = TypeVar("Read")


@record
class Setting(Generic[Read]):
    """A setting: how it is written, and what it does."""

    name: str
    shape: Shape[Read]
    """What its value may be."""
    default: Read
    """What holds without it."""
    meaning: str
    """What it does, in Markdown."""
    without: str = ""
    """The default in Markdown, where it is another text than the value's own."""

    @property
    def default_text(self) -> str:
        """The default in Markdown."""
        if self.without:
            return self.without
        if self.default is None or self.default == ():
            return "none"
        said = f"[{', '.join(self.default)}]" if isinstance(self.default, tuple) else str(self.default)
        return f"`{said.lower() if isinstance(self.default, bool) else said}`"

    def of(self, said: Mapping[str, object]) -> Read:
        """What is said of it among all that is written; an empty text says nothing.  Raises Misfit."""
        value = said.get(self.name)
        if value is None or value == "":
            return self.default
        try:
            return self.shape.read(value)
        except Misfit as error:
            raise error.inside(self.name) from None


def _contact(email: str, page: str | None = None, **more: str | None) -> Contact:
    return Contact(email, page, more.get("feedback"))


def _style(font: str | None = None, **colours: str) -> Style:
    return Style(**colours, font=Path(font) if font else None)


def _page(wants: str) -> Text:
    return Text(wants, r".*\.md", posixpath.normpath)


def _inside(folder: str) -> str:
    return posixpath.normpath(folder).strip("/").removeprefix(".")


# RFC 5322's dot-atoms on both sides, no quotes and no comments: an address of the everyday kind.
EMAIL = Text("an email address", r"""[^\s@<>"(),:;[\]\\]+@[^\s@<>"(),:;[\]\\]+""")
COLOUR = Text('a colour such as "#0f4c5c", in quotes', "#[0-9a-fA-F]{6}")
SECURITY = Text(
    "an address such as mailto:security@example.org, https://example.org/security or tel:+64-1-234",
    r"mailto:[^@\s]+@[^@\s]+|https://\S+|tel:\+?[0-9\-]+",
)
SPOKEN = Text("a language such as en or de-AT", "[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
GONE_KEYS: Mapping[str, Schema] = MappingProxyType(
    {
        "address": {
            **Several(Text(), "").schema,
            "description": "what is gone, as behind the version in the address bar",
        },
        "reason": {"type": "string", "description": "why, as readers are told"},
        "instead": {"type": "string", "description": "the address at which readers go on"},
        "was": {
            **Several(Text(), "").schema,
            "description": "the address of the page that an old address led to",
        },
    }
)
"""What an entry of `gone:` says; `permalinks.gone` judges it."""
GONE_ENTRIES: Schema = {
    "type": "array",
    "items": {
        "type": "object",
        "properties": dict(GONE_KEYS),
        "required": ["address", "reason"],
        "additionalProperties": False,
    },
}

FOLDER: Setting[str] = Setting(
    "folder",
    Or(Text("a folder inside the docs folder", r"(?!(?:.*/)?\.\.(?:/|$)).*", _inside), {False: ""}),
    "faq",
    (
        "the folder below `docs/` that holds the questions, at any depth; `false` where there are none, only "
        "pages to publish: no reference is read"
    ),
)
LANGUAGE: Setting[str | None] = Setting(
    "language",
    Text("a code such as de, or a file of words"),
    None,
    (
        "how sentences cite a question: de, en, es, fr, it, ja, ko, nl, pt, ru, zh; or a file of "
        "the words of another language, such as `words.yml` beside `mkdocs.yml`, made like "
        "`hooks/faq/text/languages/en.yml`; its `name`, `one` and `many` will do, and every other "
        "entry makes more sentences understood"
    ),
    "the theme's",
)
WORDS: Setting[tuple[str, ...]] = Setting(
    "words",
    Several(Text("a word", r".*\S.*"), "a list of words"),
    (),
    (
        "more words that cite a question when a number follows, beside those of the language: "
        '`[FAQ, Q]` finds "FAQ 1.16", "Q 3" and "Q3" as well. Small letters match capitals too; a '
        "word with capitals is taken as written; `topic/topics` gives a plural. A word of one of "
        "the other languages brings its grammar"
    ),
)
SECTION_WORDS: Setting[tuple[str, ...]] = Setting(
    "section_words",
    WORDS.shape,
    (),
    (
        'words that cite a section when its number follows: `[section]` finds "section 2", which then is '
        "checked, mended and linked to the section's first question. Written as `words` are"
    ),
)
IGNORE: Setting[tuple[str, ...]] = Setting(
    "ignore",
    Several(Text("words that cite nothing", r".*\S.*"), "a list of words that cite nothing"),
    (),
    (
        'words that cite nothing, whatever number is in them or behind them: `["security question"]`. '
        "They stay text everywhere: not linked, not checked, not changed. `faq: ignore` in a page's "
        "front matter says so of the whole page, `<!-- faq: ignore -->` of the line below it"
    ),
)
ADDRESSES: Setting[tuple[str, ...]] = Setting(
    "addresses",
    Several(EMAIL, "a list of email addresses"),
    (),
    (
        "the email addresses that pages may name; any other is a problem. Without the setting "
        "addresses are not checked"
    ),
)
ONE_PAGE: Setting[str | None] = Setting(
    "one_page",
    Or(_page("a page such as all.md"), {False: None}),
    None,
    "the page with everything, as a path below `docs/` that no file has: `all.md` becomes `all/`",
)
ONE_PAGE_TITLE: Setting[str | None] = Setting(
    "one_page_title",
    Text(),
    None,
    "its heading",
    "`All questions and answers`",
)
LIST_UP_TO: Setting[int] = Setting(
    "list_up_to",
    Count("a number of questions, 2 or more", 2),
    25,
    (
        "how many questions stand in the navigation of every page. Where there are more, a page names "
        "those of its own section, its neighbours where even these are more, and the other sections; "
        "`<!-- faq: questions -->` likewise; and the page of the questions' folder, such as `faq/`, "
        "names all: a page of your own if there is one, else it is made"
    ),
)
ONE_PAGE_UP_TO: Setting[int] = Setting(
    "one_page_up_to",
    Count("a number of questions, 2 or more", 2),
    200,
    (
        "how many answers stand on one page. Where there are more, the page with everything lists the "
        "questions, and leads to a page for each section, such as `all/2/`, or for each run of so many "
        "questions. Its addresses, `all/#a-question`, stay: they lead on to where the answer is"
    ),
)
TEXTS: Setting[Mapping[str, str]] = Setting(
    "texts",
    Keys(dict, {key: Wording(key) for key in texts.TEXTS}),
    MappingProxyType({}),
    (
        'what the pages say of themselves, in your own words: `place: "Frage {number} von '
        '{count}"`; the keys are in `hooks/faq/texts.py`'
    ),
    "English",
)
CONTACT: Setting[Contact | None] = Setting(
    "contact",
    Keys(
        _contact,
        {"email": EMAIL, "page": _page("a page such as contact.md"), "feedback": Or(EMAIL, {False: None})},
        frozenset({"email"}),
    ),
    None,
    (
        "whom readers can ask, in a block on every answer: `{email: help@example.org, page: "
        "contact.md, feedback: ideas@example.org}`. `feedback` hears whether an answer helped; "
        "without it nobody is asked. An answer that leads to `page` itself, that names `email`, or that "
        "leads to the page of `report:` asks less"
    ),
)
REPORT: Setting[Desk | None] = Setting(
    "report",
    Keys(Desk, {"to": EMAIL, "page": _page("a page such as faq/report.md")}, frozenset({"to", "page"})),
    None,
    (
        "to whom readers report emails, and the page that says how: `{to: help@example.org, page: "
        "faq/report.md}`. Below that page readers can try a mail file, in their browser alone: whether "
        "what it holds can be investigated, and why not; `faq judge` says the same of a file"
    ),
)
CHANGES: Setting[str | None] = Setting(
    "changes",
    Or(_page("a page of its own such as changes.md"), {False: None}),
    None,
    (
        "the page that lists the answers by the day of their last change, as a path that no file "
        "has, such as `changes.md`, and beside it an Atom feed, `changes.atom`. The days come "
        "from git, of the whole history, and are those on which the text changed for its readers; "
        "the feed needs `site_url`. Where either is missing the page says so, or there is no feed"
    ),
)
REVIEW_AFTER_DAYS: Setting[int | None] = Setting(
    "review_after_days",
    Count("a number of days"),
    None,
    (
        "the age at which `faq check` reminds of an answer's `reviewed:` day; an answer without "
        "one is told of as well"
    ),
)
SPELLING: Setting[SpellChecking | None] = Setting(
    "spelling",
    Or(
        Keys(SpellChecking, {"words": Text("a file such as words.txt")}, frozenset({"words"})),
        {True: SpellChecking(), False: None},
    ),
    None,
    (
        "`true` where `faq check` is to tell of common misspellings in what readers read, code and "
        "addresses aside; `{words: words.txt}` names a file of words that are right, one a line. English "
        "only: of other languages no list is kept. It asks "
        "[codespell](https://github.com/codespell-project/codespell), `pip install 'support-faq[spelling]'`"
    ),
)
SECURITY_CONTACT: Setting[tuple[str, ...]] = Setting(
    "security_contact",
    Several(SECURITY, "an address, or a list of addresses"),
    (),
    (
        "whom to tell of a hole in the site, as `mailto:`, `https:` or `tel:`, one or a list. "
        "`faq publish` writes `/.well-known/security.txt` at the root, a plain `mkdocs build` "
        "into the site, unless `docs/.well-known/` holds your own; it expires 364 days after the "
        "commit. Where the site is not at the root of its host, have the host answer with the "
        "file there"
    ),
)
SECURITY_LANGUAGES: Setting[tuple[str, ...]] = Setting(
    "security_languages",
    Several(SPOKEN, "a language, or a list of languages"),
    ("en",),
    "the languages in which it can be told",
)
GONE: Setting[object] = Setting(
    "gone",
    Judged(GONE_ENTRIES),
    None,
    "addresses that are gone on purpose, each with a reason",
)
ALIASES: Setting[Mapping[str, str]] = Setting(
    "aliases",
    Mapped(
        Text("the address of a page that is made", ".+"), "a mapping from old addresses to pages' addresses"
    ),
    MappingProxyType({}),
    (
        "old addresses of pages that are made, which have no front matter to say it: `{all/: everything/}` "
        "where `one_page:` was `all.md`, and is `everything.md`"
    ),
    "none",
)
VERSIONS: Setting[str] = Setting(
    "versions",
    Text('a release\'s name such as "1.2", "v1.2", "2024.10" or "1.2-rc1"', releases.PATTERN),
    releases.DEFAULT.example,
    (
        'what releases are called, by one of them in quotes: `"1.2"` takes 1.2.3 as well, `"v1.2"` has a v, '
        'in `"2024.10"` months may begin with 0, and `"1.2-rc1"` has pre-releases such as 1.2b2, '
        "which come before their release and never become `latest` by themselves"
    ),
    '`"1.2"`',
)
COPIES: Setting[bool] = Setting("copies", Flag(), True, "for machines: a Markdown copy beside each page")
LLMS_TXT: Setting[bool] = Setting(
    "llms_txt", Flag(), True, "for machines: `llms.txt`, a list of all questions"
)
BREADCRUMBS: Setting[bool] = Setting(
    "breadcrumbs", Flag(), True, "for machines: the way to each question as structured data"
)
CARDS: Setting[Style | None] = Setting(
    "cards",
    Or(
        Keys(_style, {"background": COLOUR, "foreground": COLOUR, "stripe": COLOUR, "font": Text()}),
        {True: Style(), False: None},
    ),
    Style(),
    (
        "the picture that a link to a page shows elsewhere, made where `site_url` is set; "
        '`false`, or `background`, `foreground`, `stripe` (colours such as `"#0f4c5c"`) and '
        "`font` (a file)"
    ),
    "`true`",
)

OFF = "no questions, as with `folder: false`, and nothing else to set: `extra: {faq: false}`"
"""What `extra: faq: false` means."""
NUMBERS: Setting[Scheme] = Setting(
    "numbers",
    Numbered(),
    DEFAULT,
    (
        "how numbers are written, by the first question's: `A.1.1` counts sections in letters and finds "
        '"question A.6.10", `1a` finds "3b", `I` and `i` are Roman numerals. `1.1(.1)`, or `1(a)` without '
        "sections, numbers questions below a question: in `nav:` they stand in a group whose first page is "
        "that question. One group around all is no section. `faq fix` writes numbers anew where this changes"
    ),
    "`1.1`",
)
SETTINGS: tuple[Setting[Any], ...] = (
    FOLDER,
    LANGUAGE,
    WORDS,
    SECTION_WORDS,
    IGNORE,
    NUMBERS,
    ADDRESSES,
    ONE_PAGE,
    ONE_PAGE_TITLE,
    ONE_PAGE_UP_TO,
    LIST_UP_TO,
    TEXTS,
    CONTACT,
    REPORT,
    CHANGES,
    REVIEW_AFTER_DAYS,
    SPELLING,
    SECURITY_CONTACT,
    SECURITY_LANGUAGES,
    GONE,
    ALIASES,
    VERSIONS,
    COPIES,
    LLMS_TXT,
    BREADCRUMBS,
    CARDS,
)
"""What is read under `extra: faq:`, in the order in which README tells of it."""
