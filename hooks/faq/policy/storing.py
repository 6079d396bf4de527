"""What the theme's pages may not do any more, and signs that a newer theme does it again.

Material (9.8) keeps what readers do by two functions, `__md_get` and `__md_set`, that a script in each page
defines.  `overrides/partials/javascripts/base.html` stands in its place and keeps the palette choice alone.
That holds as long as the theme uses that file and stores by those functions only.  With `repo_url` set its
header asks GitHub about the repository; `overrides/partials/source.html` is a plain link.  For each
`<link rel="alternate">` it fetches a sitemap.xml beside its address, where none is; it finds them by the
attribute's whole value, so a space in it keeps it from that.  Its footer names its maker unless told not to;
`overrides/partials/copyright.html` never does.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator

from faq.kinds import Kind
from faq.model import Problem, Source
from faq.patterns import late

KEEPER = "data-faq-keeps"
"""The attribute by which our script is known."""
THEMED = 'id="__config"'
KNOWN = frozenset({"__md_get", "__md_set", "__md_hash", "__md_scope"})
CALL = late(r"__md_[gs]et\((?:[^()]|\([^()]*\))*\)")
# What begins with letters that are given is found soonest; what stands before it is asked where it is found.
ASKED = late(r"__md_(?<!\w__md_)[a-z]+")
STORES = ("localStorage", "sessionStorage", "indexedDB", "cookieStore", "document.cookie", "caches.open")
MAKER = late(r'<div class="md-copyright">(?:(?!</footer>).)*https://squidfunk\.github\.io/', re.S)
HERE = "see hooks/faq/policy/storing.py"
SETS = "__md_set="
"""How a script defines the function by which the theme stores."""
ALTERNATE, SOURCE, MAKERS = '<link rel="alternate" ', 'data-md-component="source"', "squidfunk.github.io"
SIGNS = (THEMED, KEEPER, ALTERNATE, SOURCE, MAKERS)
"""What a page holds in a tag wherever there may be something to be told of it."""


def page_faults(html: str, path: str, signs: Container[str], *, sets: bool) -> Iterator[Problem]:
    """Where a page of the theme stores or asks more than it may; a page of another theme, nowhere.

    `signs` are those of SIGNS that stand in its tags; `sets` says whether a script in it defines how the
    theme stores (SETS).
    """
    if THEMED not in signs:
        return
    whole = Source.as_built(path).whole
    if html.count(KEEPER) != 1 or sets:
        message = (
            "the theme does not take overrides/partials/javascripts/base.html for its own any more, "
            "and may store what readers do"
        )
        yield Problem(Kind.THEME_CHANGED, whole, message, HERE)
    if ALTERNATE in signs and "hreflang" not in html:
        message = 'the theme fetches a sitemap.xml for <link rel="alternate">'
        yield Problem(Kind.THEME_CHANGED, whole, message, f'write rel=" alternate"; {HERE}')
    if MAKERS in signs and MAKER.search(html):
        message = "the theme's footer sends readers to its maker, past overrides/partials/copyright.html"
        yield Problem(Kind.THEME_CHANGED, whole, message, HERE)
    if SOURCE in signs:
        message = "the theme would ask another host about the repository at repo_url"
        yield Problem(Kind.THEME_CHANGED, whole, message, HERE)


def script_faults(text: str, path: str) -> Iterator[Problem]:
    """Where a script of the theme's own stores more than it may."""
    whole = Source.as_built(path).whole
    if unknown := set(ASKED.findall(text)) - KNOWN:
        names = ", ".join(sorted(unknown))
        message = f"the theme calls {names}, which overrides/partials/javascripts/base.html lacks"
        yield Problem(Kind.THEME_CHANGED, whole, message, HERE)
    rest = CALL.sub("", text)
    named = "|".join(re.escape(name) for name in STORES if name in rest)
    for found in re.findall(rf"\b(?:{named})\b", rest) if named else ():
        message = f"the theme uses {found} by itself, beside __md_set; only the palette may be stored"
        yield Problem(Kind.THEME_CHANGED, whole, message, HERE)
