"""The one table of what can be wrong: a stable code and one line on each."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

KINDS: Mapping[str, str] = MappingProxyType(
    {
        "alias-shadows": "an old address that is the address of something else",
        "alias-twice": "an old address that two pages claim",
        "ambiguous-reference": "two questions claim the cited number",
        "anchor-loop": "old anchors that lead to each other",
        "anchor-shadows": "an old anchor that is an anchor of its page",
        "anchor-target": "an old anchor that leads to none of its page",
        "bad-alias": "an old address that is none",
        "bad-anchors": "old anchors that are none",
        "bad-changes": "a page of changes whose path a file has",
        "bad-front-matter": "front matter that is no YAML mapping",
        "bad-gone": "an entry of gone: without an address or a reason",
        "bad-keywords": "readers' words that are none",
        "bad-range": "a range whose ends are missing, descending or in different sections",
        "bad-related": "related questions that are no list of names",
        "bad-reviewed": "a day of review that is no day, or is yet to come",
        "bad-storyboard": "a walkthrough's storyboard that cannot be filmed",
        "broken-anchor": "a link to an anchor that its page does not have",
        "broken-link": "a link to a page that does not exist",
        "foreign-content": "a page that would fetch something from another host",
        "gone-instead": "an entry of gone: that leads to no page, or to no anchor of one",
        "gone-there": "an entry of gone: for something that is there",
        "heading-missing": "a question without a level-1 heading",
        "heading-twice": "a question with two level-1 headings",
        "inline-handler": "a script in an attribute, which pages do not run",
        "inline-style": "a style in a page, which has no effect there",
        "link-mismatch": "the number in a link's text is not the number of its target",
        "missing-file": "an image, film or file that does not exist",
        "missing-film-file": "a film without its captions, poster, second source or storyboard",
        "missing-snippet": "an included file that does not exist",
        "nav-missing-file": "an entry of nav: whose file does not exist",
        "nav-twice": "a question that stands in nav: twice",
        "no-answer": "a question without an answer",
        "no-neighbour": '"previous" at the first question, or "next" at the last',
        "no-such-question": "the cited number belongs to no question",
        "not-in-nav": "a question that stands in no nav:",
        "not-utf8": "a page that is not UTF-8",
        "number-malformed": "a number in front matter that is none",
        "number-mismatch": "number in front matter and place in nav: disagree",
        "number-missing": "a question without a number in its front matter",
        "number-twice": "a number that two questions claim",
        "reference-in-code": "a reference in an indented block that became code",
        "related-ambiguous": "a related question whose name two questions have",
        "related-missing": "a related question that does not exist",
        "related-self": "a question that is related to itself",
        "related-twice": "a related question that is listed twice",
        "review-due": "an answer that was last reviewed too long ago",
        "review-missing": "an answer without a day of review",
        "self-reference": "a question that cites itself",
        "stale-film": "a storyboard or drawing that changed, and its film did not",
        "stale-reference": "the question with that number has moved",
        "undeclared-address": "an address that the site does not declare",
        "unknown-key": "a key that nothing reads, and that looks misspelt",
        "unused-ignore": "a comment that exempts nothing",
        "wrong-direction": '"above" or "below" against the order',
    }
)

NOTICES: frozenset[str] = frozenset({"review-due", "review-missing"})
"""The kinds that the team should know of and that stop nothing: exit codes and readers do not see them."""
