"""Links and images without words: who listens to a page, or sees no pictures, cannot tell what they are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from faq.kinds import Kind
from faq.model import Link, Problem
from faq.text.page import Page
from faq.walkthroughs.film_links import is_film

WORDLESS = re.compile(r"!\[\s*\](?:\([^()]*\)|\[[^\[\]]*\])")
"""An image without words."""
SILENT = re.compile(rf"\[(?:\s|{WORDLESS.pattern})*\]")
"""A link's text that is none."""
SAID_BEHIND = re.compile(r"\{[^}\n]*\b(?:alt|aria-label|aria-labelledby|aria-hidden|role|title)\s*=")
"""An attribute list that gives a name, or says that none is needed."""


def nameless_problems(page: Page) -> Iterator[Problem]:
    """Links in Markdown without text (WCAG 2.2, 2.4.4 and 4.1.2) and images without one (1.1.1).

    HTML is left to its writer: `alt=""` there says that an image only decorates.
    """
    for link in page.links:
        if link.raw or SAID_BEHIND.match(_behind(link)):
            continue
        if link.image:
            if WORDLESS.match(link.span.text) and not is_film(link.destination):
                message = "the image has no words for those who do not see it"
                fix = (
                    'write between [ and ] what it shows; if it only decorates, write it as <img alt="" ...>'
                )
                yield Problem(Kind.EMPTY_ALT, link.span, message, fix)
        elif SILENT.match(link.span.text):
            message = "the link has no text, so nobody can tell where it leads, nor choose it by voice"
            yield Problem(Kind.EMPTY_LINK, link.span, message, "write between [ and ] where it leads")


def _behind(link: Link) -> str:
    return link.span.source.text[link.span.end : link.span.end + 200]
