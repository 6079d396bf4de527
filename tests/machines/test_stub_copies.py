"""The copies of pages at old addresses, and what copies say of anchors that are gone."""

from __future__ import annotations

from pathlib import Path

import pytest

from faq.book.settings import read_settings
from faq.book.workspace import load
from faq.permalinks.declared import declared
from faq.permalinks.stub_copies import gone_anchors, moved_to, redirect_copy, stub_copies
from tests.faqs import project, three
from tests.machines.test_copies import places_of

SITE = "https://faq.example/help/"
CONFIG = """\
markdown_extensions: [attr_list]
extra:
  faq:
    gone:
      - {address: faq/fax/, reason: "Nobody <b>has</b> one.", instead: faq/b/}
      - {address: old.html, reason: It ended.}
      - {address: "faq/b/#by-fax", reason: Faxes are gone., instead: "faq/c/#steps"}
      - {address: "faq/b/#by-post", reason: Write *here*., instead: "faq/b/#go-on"}
      - {address: "faq/b/#by-hand", reason: We moved.}
      - {address: film.mp4, reason: It was old.}
"""
ALIAS = "aliases: [faq/first/, support.html, a/b/]\n"


def made(root: Path, site_url: str = "") -> tuple[dict[str, str], list[str]]:
    """The copies at old addresses, and the notes of question b."""
    pages = three(b="## Go on\n\nText.", c="## Steps\n\nText.")
    pages["a"] = pages["a"].replace("number: 1\n", f"number: 1\n{ALIAS}")
    found = load(read_settings(project(root, pages, config=CONFIG)))
    old, places = declared(found), places_of(found, site_url)
    assert old.problems == ()
    return dict(stub_copies(found, old, places, llms=True)), gone_anchors(found, old, "faq/b.md", places)


MOVED = """\
---
title: "How do I begin?"
moved: "{url}"
robots: "noindex"
llms_txt: "{llms}"
---

# This page has moved

[How do I begin?]({url})
"""


@pytest.mark.parametrize(
    ("path", "url", "llms"),
    [
        ("faq/first/index.md", "../a/index.md", "../../llms.txt"),
        ("support.md", "faq/a/index.md", "llms.txt"),
        ("a/b/index.md", "../../faq/a/index.md", "../../llms.txt"),
    ],
)
def test_an_old_address_leads_on(path: str, url: str, llms: str, tmp_path: Path) -> None:
    assert made(tmp_path / "no-address")[0][path] == MOVED.format(url=url, llms=llms)
    url, llms = f"{SITE}faq/a/index.md", f"{SITE}llms.txt"
    copy = made(tmp_path / "address", SITE)[0][path]
    assert copy == MOVED.format(url=url, llms=llms)
    assert moved_to(copy.encode()) == url


def test_what_is_gone_says_why(tmp_path: Path) -> None:
    copies, _ = made(tmp_path, SITE)
    assert copies["faq/fax/index.md"].endswith(
        f"\n# No longer here\n\nNobody \\<b\\>has\\</b\\> one.\n\n[How do I go on?]({SITE}faq/b/index.md)\n"
    )
    assert copies["old.md"].endswith(f"\n# No longer here\n\nIt ended.\n\n[Home]({SITE}index.md)\n")
    # A film's address can answer with no page, and with no copy of one.
    assert len(copies) == 5
    assert moved_to(copies["old.md"].encode()) is None


def test_a_page_says_why_its_anchors_are_gone(tmp_path: Path) -> None:
    assert made(tmp_path / "address", SITE)[1] == [
        f"`#by-fax`: Faxes are gone. [How do I end?]({SITE}faq/c/index.md#steps)",
        "`#by-post`: Write \\*here\\*. [Go on](#go-on)",
        "`#by-hand`: We moved.",
    ]
    assert made(tmp_path / "none")[1][0].endswith("(../c/index.md#steps)")


@pytest.mark.parametrize("text", ["", "moved: x\n", "---\nmoved: y\n---\n", '# A\n\n---\nmoved: "x"\n---\n'])
def test_other_files_lead_nowhere(text: str) -> None:
    assert moved_to(text.encode()) is None


def test_a_hostile_title_leads_on() -> None:
    copy = redirect_copy("Moved", 'A "b"\\ \n---\n', "https://x.example/")
    assert moved_to(copy.encode()) == "https://x.example/"
