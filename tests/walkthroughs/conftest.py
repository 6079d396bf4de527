"""A page with every film of the sample, served, and a real browser to look at it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import markdown
import pytest
from playwright.sync_api import Browser, Page

from faq.walkthroughs import shelf
from faq.walkthroughs.extension import WalkthroughExtension
from tests.serving import serve

PAGE = """<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Films</title><link rel="stylesheet" href="../assets/walkthrough.css">
<link rel="icon" href="data:,"><body><main>{content}<p id="after">After the films.</p></main>
<script src="../assets/walkthrough.js"></script></body></html>
"""


@pytest.fixture(scope="session")
def site(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a page with all films, each under its name."""
    folder = tmp_path_factory.mktemp("site")
    for name in ("assets", "media"):
        shutil.copytree(sample / "docs" / name, folder / name)
    exhibits = shelf.read(sample).exhibits
    films = WalkthroughExtension(lambda source: exhibits.get(Path(source).stem))
    text = "\n\n".join(
        f"## {name}\n\n![{exhibit.storyboard.title}](../media/walkthroughs/{name}.webm){{ #{name} }}"
        for name, exhibit in exhibits.items()
    )
    content = markdown.markdown(text, extensions=[films, "attr_list"])
    (folder / "page").mkdir()
    (folder / "page" / "index.html").write_text(PAGE.format(content=content), encoding="utf-8")
    with serve(folder) as address:
        yield f"{address}page/"


@pytest.fixture
def visit(browser: Browser, site: str) -> Iterator[Callable[..., Page]]:
    """Open the page with the films, in a context of its own; whatever the page complains about fails the
    test."""
    complaints: list[str] = []
    contexts = []

    def open_page(**options: Any) -> Page:
        context = browser.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        page.goto(site)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []
