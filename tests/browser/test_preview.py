"""`faq preview`: a folder that opens without a server, for whoever reviews a change."""

from __future__ import annotations

import posixpath
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser, expect

from faq.cli import main
from faq.pages.folder import Folder
from faq.pages.offline import with_files
from faq.policy.scan import scan
from tests.browser.conftest import Reader

TREE = {"index.html", "faq/index.html", "faq/a/index.html", "faq/a b/index.html", "old.html", "media/a.png"}
PAGES = {
    # A page in the tree, a tag as it is built, and as it opens from a folder.
    "a folder": ("index.html", '<a href="faq/a/">', '<a href="faq/a/index.html">'),
    "with an anchor": ("index.html", '<a href="faq/a/#b">', '<a href="faq/a/index.html#b">'),
    "with a query": ("index.html", "<a href='faq/a/?b#c'>", '<a href="faq/a/index.html?b#c">'),
    "up": ("faq/a/index.html", '<a href="../..">', '<a href="../../index.html">'),
    "up, with an anchor": ("faq/a/index.html", '<a href="../..#b">', '<a href="../../index.html#b">'),
    "here": ("index.html", "<a href=.>", '<a href="./index.html">'),
    "a slash too few": ("index.html", '<a href="faq/a">', '<a href="faq/a/index.html">'),
    "encoded": ("index.html", '<a href="faq/a%20b/">', '<a href="faq/a%20b/index.html">'),
    "entities": ("index.html", '<a href="faq/a/?b&amp;c">', '<a href="faq/a/index.html?b&amp;c">'),
    "a refresh": (
        "old.html",
        '<meta http-equiv="refresh" content="0; url=faq/a/">',
        '<meta http-equiv="refresh" content="0; url=faq/a/index.html">',
    ),
    "other contents": ("index.html", '<meta name="faq:moved" content="faq/a/">', None),
    "a file": ("index.html", '<img src="media/a.png">', None),
    "what is not there": ("index.html", '<a href="faq/b/">', None),
    "another host": ("index.html", '<a href="https://example.org/faq/a/">', None),
    "the host's root": ("index.html", '<a href="/faq/a/">', None),
    "mail": ("index.html", '<a href="mailto:a@example.org">', None),
    "an anchor": ("index.html", '<a href="#faq/a/">', None),
    "a script's text": ("index.html", "<script>'<a href=\"faq/a/\">'</script>", None),
    "text": ("index.html", '<p>href="faq/a/"</p>', None),
}


@pytest.mark.parametrize(("path", "built", "opened"), PAGES.values(), ids=PAGES)
def test_links_to_folders_lead_to_their_files(path: str, built: str, opened: str | None) -> None:
    html = f"<!doctype html>\n<title>ß</title>{built}x</a>\n"
    assert with_files(html, path, TREE) == html.replace(built, opened or built)


@pytest.fixture(scope="module")
def preview(built_site: Path, sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the sample's preview."""
    folder = tmp_path_factory.mktemp("preview") / "folder"
    asked = ["preview", str(folder), "--site", str(built_site), "-f", str(sample / "mkdocs.yml")]
    assert main(asked) == 0
    return folder


def linked(tree: Folder, path: str) -> set[str]:
    """The files to which a page's links and sources lead, as a browser resolves them in a folder."""
    found = set()
    for tag in scan(tree[path].decode()).tags:
        for name in ("href", "src", "poster"):
            address = urlsplit(tag.attributes.get(name, ""))
            if address.path and not address.scheme and not address.netloc:
                found.add(posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(address.path))))
    return found


def test_every_link_leads_to_a_file_and_every_page_is_reached(preview: Path, built_site: Path) -> None:
    tree, waiting, seen = Folder(preview), ["index.html"], set[str]()
    while waiting:
        path = waiting.pop()
        if path not in seen:
            seen.add(path)
            waiting += linked(tree, path) if path.endswith(".html") else ()
    assert {path for path in seen if path not in tree} == set()
    pages = {
        path for path in Folder(built_site) if path.endswith("index.html") and b"faq:moved" not in tree[path]
    }
    assert pages <= seen
    assert set(tree) == set(Folder(built_site))


def test_a_reader_goes_through_the_folder_and_hears_that_there_is_no_search(
    preview: Path, browser: Browser
) -> None:
    reader = Reader(browser, f"{preview.as_uri()}/")
    with reader.visit("index.html") as page:
        page.get_by_role("link", name="How do I reach the desk?").first.click()
        expect(page).to_have_url(f"{preview.as_uri()}/faq/reach-the-desk/index.html")
        page.get_by_role("textbox", name="Search").focus()
        page.keyboard.type("parcel")
        expect(page.locator(".md-search-result__meta")).to_have_text("Search could not be loaded.")
        expect(page.locator(".faq-nothing-found p")).to_have_count(0)
        page.locator(".faq-nothing-found").get_by_role("link", name="See all questions").click()
        expect(page).to_have_url(f"{preview.as_uri()}/index.html")
    assert reader.problems == []


def test_what_is_there_is_not_overwritten(
    preview: Path, sample: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["preview", "-f", str(sample / "mkdocs.yml")]
    assert main([*asked, str(preview), "--site", str(preview)]) == 1
    assert f"{preview} is there; nothing was written" in capsys.readouterr().err
    assert main([*asked, str(tmp_path / "new"), "--site", str(tmp_path)]) == 1
    assert "there is no built site; type: mkdocs build" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
