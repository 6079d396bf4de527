"""What becomes of addresses and anchors that readers may keep."""

from __future__ import annotations

import pytest

from faq.changeset.kept_addresses import address_changes
from tests.changeset.states import state

STEPS = "## Steps\n\nOne."
GONE = "extra:\n  faq:\n    gone:\n      - {address: %s, reason: Nobody asks., instead: faq/a/}\n"
FRONT = "---\nnumber: 1\n%s\n---\n\n# A\n\n## Other steps\n"
Case = tuple[str, dict[str, str], str, dict[str, str], str, list[str]]
CASES: dict[str, Case] = {
    # nav: and pages then, nav: and pages now, what the configuration says now: what is told.
    "nothing": ("a b", {}, "a b", {}, "", []),
    "a question more": ("a", {}, "a b", {}, "", ["added faq/b/ "]),
    "a question less": ("a b", {}, "a", {}, "", ["lost faq/b/ "]),
    "less on purpose": ("a b", {}, "a", {}, GONE % "faq/b/", ["gone on purpose faq/b/ Nobody asks."]),
    "led on": (
        "a b",
        {},
        "a",
        {"a": FRONT % "aliases: [faq/b/]"},
        "",
        ["led on faq/b/ faq/a/", "added faq/a/#other-steps "],
    ),
    "a file less": ("a", {"/media/a.pdf": "x"}, "a", {}, "", ["lost media/a.pdf "]),
    "a style less": ("a", {"/assets/a.css": "x"}, "a", {}, "", []),
    "an anchor less": ("a", {"a": STEPS}, "a", {}, "", ["lost faq/a/#steps "]),
    "an anchor less on purpose": (
        "a",
        {"a": STEPS},
        "a",
        {},
        GONE % '"faq/a/#steps"',
        ["gone on purpose faq/a/#steps Nobody asks."],
    ),
    "an anchor led on": (
        "a",
        {"a": STEPS},
        "a",
        {"a": FRONT % "anchors: {steps: other-steps}"},
        "",
        ["led on faq/a/#steps #other-steps", "added faq/a/#other-steps "],
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_each_address_has_its_fate(
    case: tuple[str, dict[str, str], str, dict[str, str], str, list[str]],
) -> None:
    nav, pages, nav_now, pages_now, extra, expected = case
    found = address_changes(state(nav, {"a": "A", **pages}), state(nav_now, {"a": "A", **pages_now}, extra))
    titles = {"faq/a/#how-do-i-begin", "faq/a/#a", "faq/b/#how-do-i-go-on"}
    told = [f"{one.fate} {one.address} {one.told}" for one in found if one.address not in titles]
    assert told == expected


def test_an_old_address_that_leads_on_as_it_did_is_no_news() -> None:
    page = {"a": FRONT % "aliases: [old.html]"}
    assert address_changes(state("a", page), state("a", page)) == ()
    found = address_changes(state("a", page), state("a", {"a": FRONT % "keywords: [x]"}))
    assert [(one.address, one.fate) for one in found] == [("old.html", "lost")]
