"""What the guard tells to write of pages that the build makes, where settings or questions make others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from faq.addresses import page_address
from faq.kinds import Kind
from faq.permalinks.inventory import page_content
from tests.publishing.books import (
    ALL,
    LONG,
    TOLD,
    Book,
    Loss,
    aliases_of,
    asked,
    commit,
    done,
    leads_out,
    ways,
)
from tests.publishing.site import make_site

TITLES = ("How do I begin?", "Where do I end?", "Whom do I ask?", "What is kept?", "Who pays?")
FIVE = {
    f"faq/{name}.md": asked(title, f"{title} {LONG}") for name, title in zip("abcde", TITLES, strict=True)
}
FIRST = {"index.md": "---\ntitle: Home\n---\n\n# Home\n"}
PARTED = {"one_page": "all.md", "one_page_up_to": 2}


MADE = {"one_page": "all.md", "changes": "news.md", "list_up_to": 2}


def changed(
    before: Mapping[str, object],
    after: Mapping[str, object],
    *kinds: Kind,
    says: str = "",
    left: int = 5,
    sections: int = 0,
) -> Loss:
    """Other settings for five questions, of which some are `left`: what goes of what a build makes."""
    gone = tuple(f"{{address: {page_address(path)}, reason: It ended.}}" for path in [*FIVE][left:])
    now = Book({**dict([*FIVE.items()][:left]), **FIRST}, gone, after, sections)
    return Loss(Book({**FIVE, **FIRST}, (), before, sections), now, kinds, says)


LOSSES = {
    "parts of all answers, of fewer questions": changed(
        PARTED, PARTED, Kind.LOST_PAGE, says="aliases: {all/3/: all/}", left=4
    ),
    "parts of all answers, which hold more": changed(
        PARTED, {**PARTED, "one_page_up_to": 3}, Kind.LOST_PAGE, says="aliases: {all/3/: all/}"
    ),
    "parts of all answers that stand on one page": changed(
        PARTED, ALL, Kind.LOST_PAGE, says="aliases: {all/1/: all/, all/2/: all/, all/3/: all/}"
    ),
    "parts of all answers, by sections": changed(
        PARTED, PARTED, Kind.LOST_PAGE, says="aliases: {all/3/: all/}", left=4, sections=2
    ),
    "parts of all answers that there are again": changed({**ALL, "aliases": {"all/3/": "all/"}}, PARTED),
    "all answers, and their parts": changed(
        PARTED, {"one_page": False}, Kind.LOST_PAGE, says="{address: [all/, all/1/, all/2/, all/3/], reason"
    ),
    "all answers, and their parts, at another address": changed(
        PARTED,
        {**PARTED, "one_page": "whole/all.md"},
        Kind.LOST_PAGE,
        says="aliases: {all/: whole/all/, all/1/: whole/all/, all/2/: whole/all/, all/3/: whole/all/}",
    ),
    "all answers": changed(ALL, {"one_page": False}, Kind.LOST_PAGE, says="{address: all/, reason"),
    "all answers at another address": changed(
        ALL, {"one_page": "whole.md"}, Kind.LOST_PAGE, says="aliases: {all/: whole/}"
    ),
    "an old address of all answers": changed(
        {**ALL, "aliases": {"whole/": "all/"}}, ALL, Kind.LOST_ALIAS, says="aliases: {whole/: all/}"
    ),
    "an old address of all answers that leads elsewhere": changed(
        {**ALL, "changes": "news.md", "aliases": {"old/": "all/"}},
        {**ALL, "changes": "news.md", "aliases": {"old/": "news/"}},
        Kind.TURNED_ADDRESS,
        says="take it out of aliases: in mkdocs.yml, and write into mkdocs.yml under",
    ),
    "all answers at another address once more": changed(
        {"one_page": "whole.md", "aliases": {"all/": "whole/"}},
        {"one_page": "every.md", "aliases": {"all/": "whole/", "whole/": "every/"}},
    ),
    "all answers where they were before": changed(
        {"one_page": "whole.md", "aliases": {"all/": "whole/"}}, {**ALL, "aliases": {"whole/": "all/"}}
    ),
    "what there is without questions": changed(
        MADE,
        {"folder": False},
        Kind.LOST_PAGE,
        says="{address: faq/, reason",
        left=0,
    ),
    "what made pages are called": changed(
        MADE, {**MADE, "one_page_title": "All", "texts": {"changes": "News", "all_questions": "A list"}}
    ),
    "a list that somebody wrote": replace(
        changed(MADE, MADE), after=Book({**FIVE, "faq/index.md": "# Ours\n"}, (), MADE)
    ),
    "what changed": changed({"changes": "news.md"}, {}, Kind.LOST_PAGE, says="{address: news/, reason"),
    "what changed at another address": changed(
        {"changes": "news.md"},
        {"changes": "x/new.md"},
        Kind.LOST_PAGE,
        says="aliases: {news/: x/new/}; or list it in mkdocs.yml under extra: faq: gone: with a reason, "
        "{address: news/, instead: x/new/, reason",
    ),
    "a list that stands on all pages by now": changed({"list_up_to": 2}, {"list_up_to": 5}, sections=2),
    "a list that is one page by now": changed({"list_up_to": 5}, {"list_up_to": 2}, sections=2),
    "what nobody was promised": changed(
        {"list_up_to": 2}, {"list_up_to": 2, "copies": False, "llms_txt": False, "cards": False}
    ),
}


@pytest.mark.parametrize("loss", LOSSES.values(), ids=LOSSES)
def test_each_way_out_of_what_is_made_leads_out(loss: Loss, tmp_path: Path) -> None:
    leads_out(loss, tmp_path)


def test_pages_that_are_made_lead_on_from_where_they_were(tmp_path: Path) -> None:
    """On the real branch: pages by stubs that keep the anchor, their copies, and the feed by its entries."""
    before = Book(FIVE, (), {**PARTED, "changes": "news.md", "list_up_to": 2})
    after = replace(before, settings={"one_page": "every.md", "changes": "new.md"})
    site = make_site(tmp_path)
    commit(site, before)
    site.publish("1.0", "--latest")
    feed = site.shown("latest/news.atom")
    commit(site, after)
    fixes = TOLD.findall(site.refused("publish", "1.1", "--latest"))
    book = after
    for fix in fixes:
        book = done(ways(fix)[0], book, before)
    assert aliases_of(book) == {
        "news/": "new/",
        **dict.fromkeys(("all/", "all/1/", "all/2/", "all/3/"), "every/"),
    }
    commit(site, book)
    site.publish("1.1", "--latest")
    for old, now, title in (("news", "../new/", "What changed"), ("all/2", "../../every/", "All questions")):
        stub = site.shown(f"latest/{old}/index.html")
        assert page_content(stub).moved == now
        assert f'<a href="{now}">{title}' in stub
        assert "location.hash" in stub
        assert f'moved: "https://faq.example.org/help/latest/{now.strip("./")}/' in site.shown(
            f"latest/{old}/index.md"
        )
    # Who reads the feed reads on, and is told where it is now.
    assert site.shown("latest/news.atom") == site.shown("latest/new.atom") != feed
    assert 'rel="self" type="application/atom+xml" href="https://faq.example.org/help/latest/new.atom"' in (
        site.shown("latest/news.atom")
    )
    assert 'rel="current"' in site.shown("1.0/news.atom")
    # The list of few questions stands on every page, and its folder leads there.
    assert page_content(site.shown("latest/faq/index.html")).folder
