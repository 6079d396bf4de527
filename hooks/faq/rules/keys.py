"""Keys that nothing reads: what is misspelt in front matter, and what `extra: faq:` does not know."""

from __future__ import annotations

from collections.abc import Iterator

from faq.book.settings import Settings
from faq.book.settings_table import GONE_KEYS, SETTINGS
from faq.kinds import Kind
from faq.model import FrontMatter, Problem
from faq.shapes import meant
from faq.text.front_matter_keys import DRAFT, EXEMPT, KEYS, WANTED, form_problems
from faq.text.language import codes
from faq.text.yaml_nodes import Fields, Items, Node, at

OURS = frozenset(key.name for key in KEYS)
"""What this project reads in front matter."""
THEMES = frozenset(
    {"description", "hide", "icon", "robots", "search", "status", "subtitle", "tags", "template", "title"}
)
"""What MkDocs, Material and our templates read there."""
OTHERS = frozenset(
    {
        *("author", "authors", "categories", "comments", "date", "draft", "language", "links", "location"),
        *(
            "owner",
            "pin",
            "readtime",
            "review_by",
            "reviewer",
            "reviewers",
            "revision_date",
            "slug",
            "social",
        ),
    }
)
"""What plugins read and teams note; some of it looks like one of ours."""
OUR_SETTINGS = frozenset(one.name for one in SETTINGS)
"""What is read under `extra: faq:`."""
MKDOCS = frozenset(
    {
        *("copyright", "dev_addr", "docs_dir", "draft_docs", "edit_uri", "edit_uri_template", "exclude_docs"),
        *("extra", "extra_css", "extra_javascript", "extra_templates", "google_analytics", "hooks"),
        *("markdown_extensions", "mdx_configs", "nav", "not_in_nav", "pages", "plugins", "remote_branch"),
        *("remote_name", "repo_name", "repo_url", "site_author", "site_description", "site_dir", "site_name"),
        *("site_url", "strict", "theme", "use_directory_urls", "validation", "watch"),
    }
)
"""What MkDocs (1.6) reads in `mkdocs.yml`; at anything else a strict build ends."""
TOLD_ELSEWHERE = frozenset(key.name for key in KEYS if key.twice)
"""Keys of front matter whose own rules say that they are written twice."""


def front_matter_problems(front: FrontMatter) -> Iterator[Problem]:
    """Keys that look like a known one and are none; keys like no other are somebody else's."""
    for key in (EXEMPT, DRAFT, WANTED):
        yield from form_problems(front, key)
    known = OURS | THEMES
    for name, span in front.keys.items():
        right = None if name in known else meant(name, known)
        if right and name.casefold() not in OTHERS:
            yield Problem(Kind.UNKNOWN_KEY, span, f"{name}: is read by nothing", f"write {right}:")
    at_the_top = ((name, span) for name, span in front.twice.items() if name not in TOLD_ELSEWHERE)
    for name, span in (*at_the_top, *front.twice_inside):
        message = f"{name}: is written twice; what was written first is lost"
        yield Problem(Kind.KEY_TWICE, span, message, "make one of the two")


def settings_problems(settings: Settings) -> Iterator[Problem]:
    """Keys of `mkdocs.yml` and of its `extra: faq:` that are not known: nobody else reads there."""
    for name in map(str, settings.data):
        if name not in MKDOCS:
            right = meant(name, MKDOCS)
            fix = f"write {right}:" if right else "take it out, or put it under extra:"
            yield Problem(Kind.UNKNOWN_KEY, settings.key_place(name), f"{name}: is read by nothing", fix)
    own = at(settings.fields, "extra", "faq")
    yield from _unknown(own, OUR_SETTINGS, "extra: faq:")
    gone = at(own, "gone")
    for entry in gone.items if isinstance(gone, Items) else ():
        yield from _unknown(entry, frozenset(GONE_KEYS), "gone:")
    if settings.unspoken is not None:
        yield _unspoken(settings, settings.unspoken)


def _unknown(node: Node | None, known: frozenset[str], where: str) -> Iterator[Problem]:
    """Keys of a mapping of ours that nothing reads."""
    for pair in node.pairs if isinstance(node, Fields) else ():
        if (name := str(pair.key.value)) not in known:
            right = meant(name, known)
            fix = f"write {right}:" if right else f"take it out; there are {', '.join(sorted(known))}"
            yield Problem(Kind.UNKNOWN_KEY, pair.key.span, f"{where} {name}: is read by nothing", fix)


def _unspoken(settings: Settings, code: str) -> Problem:
    """A language of whose words there is no file."""
    own = ("extra", "faq", "language")
    path = own if settings.says(*own) else ("theme", "language")
    span = settings.place(*path)
    message = f"how {code} cites a question is not known: there is no file of its words"
    known = ", ".join(codes())
    fix = (
        "give one, made like hooks/faq/text/languages/en.yml (`name:`, `one: [question]` and "
        f"`many: [questions]` will do): extra: faq: language: words.yml; or write one of {known}"
    )
    return Problem(Kind.UNKNOWN_LANGUAGE, span, message, fix)
