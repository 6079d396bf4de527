"""Keys that nothing reads: what is misspelt in front matter, and what `extra: faq:` does not know."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from difflib import get_close_matches

from faq.book.settings import Settings
from faq.book.settings_table import FRONT_MATTER, SETTINGS
from faq.kinds import Kind
from faq.model import FrontMatter, Problem
from faq.text.language import codes

OURS = frozenset(FRONT_MATTER)
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
TOLD_ELSEWHERE = frozenset({"keywords", "number", "related", "reviewed"})
"""Keys of front matter whose own rules say that they are written twice."""
LIKE = 0.8
"""How alike two keys are of which one is taken for the other misspelt: "review" and "reviewed" are 0.86."""


def front_matter_problems(front: FrontMatter) -> Iterator[Problem]:
    """Keys that look like a known one and are none; keys like no other are somebody else's."""
    known = OURS | THEMES
    for name, span in front.keys.items():
        right = None if name in known else _meant(name, known)
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
            right = _meant(name, MKDOCS)
            fix = f"write {right}:" if right else "take it out, or put it under extra:"
            yield Problem(Kind.UNKNOWN_KEY, settings.key_place(name), f"{name}: is read by nothing", fix)
    for name in map(str, settings.extra):
        if name not in OUR_SETTINGS:
            right = _meant(name, OUR_SETTINGS)
            fix = f"write {right}:" if right else f"take it out; there are {', '.join(sorted(OUR_SETTINGS))}"
            span = settings.key_place("extra", "faq", name)
            yield Problem(Kind.UNKNOWN_KEY, span, f"extra: faq: {name}: is read by nothing", fix)
    if settings.unspoken is not None:
        yield _unspoken(settings, settings.unspoken)


def _unspoken(settings: Settings, code: str) -> Problem:
    """A language of whose words there is no file."""
    path = ("extra", "faq", "language") if "language" in settings.extra else ("theme", "language")
    span = settings.place(*path)
    message = f"how {code} cites a question is not known: there is no file of its words"
    known = ", ".join(codes())
    fix = (
        "give one, made like hooks/faq/text/languages/en.yml: extra: faq: language: words.yml; "
        f"or write one of {known}"
    )
    return Problem(Kind.UNKNOWN_LANGUAGE, span, message, fix)


def _meant(name: str, known: Collection[str]) -> str | None:
    return next(iter(get_close_matches(name.casefold().replace("-", "_"), known, 1, LIKE)), None)
