"""The publisher by itself: a handbook of three pages, without a FAQ, in Material and MkDocs' own themes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from faq.permalinks.fate import Fate
from faq.policy.headers import with_policy, without_policy
from faq.policy.securing import UNLOCKED, unlocked
from faq.publishing.marks import marked, unmarked
from tests.faqs import commit_all, git
from tests.publishing.site import Site

CONFIG = """\
site_name: Handbook
site_url: https://docs.example.org/
theme: {name: %s}
plugins: [search, faq, mike]
extra: {faq: {folder: false}}
"""
PAGES = {
    "index.md": "# Handbook\n\nQuestion 7 of the exam is no question of ours. [Install](guide/install.md)\n",
    "guide/install.md": "# Install\n\n## Steps\n\nPress the button.\n",
    "guide/use.md": "# Use\n\nTurn the wheel.\n",
}


def handbook(root: Path, theme: str) -> Site:
    clone, remote = root / "clone", root / "remote.git"
    for path, text in PAGES.items():
        (clone / "docs" / path).parent.mkdir(parents=True, exist_ok=True)
        (clone / "docs" / path).write_text(text)
    (clone / "mkdocs.yml").write_text(CONFIG % theme)
    commit_all(clone)
    git(root, "init", "-q", "--bare", str(remote))
    git(clone, "remote", "add", "origin", str(remote))
    return Site(clone, remote)


@pytest.mark.parametrize("theme", ["material", "mkdocs", "readthedocs"])
def test_a_site_without_questions_is_published_and_guarded(tmp_path: Path, theme: str) -> None:
    site = handbook(tmp_path, theme)
    done = site.faq("publish", "1.0", "--latest")
    assert done.returncode == 0, done.stderr
    bare = theme != "material"
    assert (
        "some pages have no Content-Security-Policy, and nothing of them is mended" in done.stderr
    ) == bare
    page = site.shown("latest/guide/install/index.html")
    assert (UNLOCKED in page, 'http-equiv="Content-Security-Policy"' in page) == (bare, not bare)
    (site.clone / "docs/guide/use.md").unlink()
    site.change("guide/install.md", PAGES["guide/install.md"].replace("Steps", "What to do"))
    said = site.refused("publish", "1.1", "--latest")
    assert "anchors: {steps: what-to-do}" in said
    assert "latest/guide/use/: the page would be gone" in said
    # What it says is done literally.
    config = CONFIG % theme
    gone = "gone: [{address: guide/use/, reason: The wheel is gone.}]"
    (site.clone / "mkdocs.yml").write_text(config.replace("folder: false", f"folder: false, {gone}"))
    page = "---\nanchors: {steps: what-to-do}\n---\n" + PAGES["guide/install.md"].replace(
        "Steps", "What to do"
    )
    site.change("guide/install.md", page)
    told = site.faq("publish", "1.1", "--latest")
    assert told.returncode == 0, told.stderr
    assert '<span id="steps"></span>' in site.shown("latest/guide/install/index.html")
    assert "The wheel is gone." in site.shown("latest/guide/use/index.html")
    old = site.shown("1.0/guide/use/index.html")
    assert "This is version <strong>1.0</strong>" in old
    assert re.search(r'<meta name="robots" content="noindex">', old)
    assert "question" not in (done.stderr + done.stdout + said + told.stderr + told.stdout).lower()


def test_a_site_that_does_not_name_mike_is_told_to(tmp_path: Path) -> None:
    site = handbook(tmp_path, "material")
    (site.clone / "mkdocs.yml").write_text((CONFIG % "material").replace(", mike]", "]"))
    commit_all(site.clone)
    said = site.refused("publish", "1.0")
    assert "mkdocs.yml:4" in said
    assert "write - mike: {canonical_version: latest} there" in said


def test_a_page_says_once_that_it_has_no_policy() -> None:
    html = '<!doctype html><html><head><meta charset="utf-8"><script></script></head></html>'
    said = unlocked(html)
    assert said == html.replace("<script>", UNLOCKED + "<script>")
    assert unlocked(said) == said


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("/*\n  Content-Security-Policy: POLICY\n  X-Frame: a\n", "/*\n\n  X-Frame: a\n"),
        ('set $faq_policy "POLICY";\n', 'set $faq_policy "";\n'),
    ],
    ids=["_headers", "nginx"],
)
def test_a_host_is_told_no_policy(text: str, bare: str) -> None:
    assert without_policy(text) == bare
    assert "POLICY" not in with_policy(text, "default-src 'self'")


@pytest.mark.parametrize("end", ["", " /", "/"])
def test_a_canonical_address_in_any_form_is_led_on_and_put_back(end: str) -> None:
    html = f'<head><link rel="canonical" href="https://docs.example.org/latest/use/"{end}></head><body>'
    new = marked(html, "1.0", "use/", Fate("using/"), banner=True)
    assert '<link rel="canonical" href="https://docs.example.org/latest/using/">' in new
    assert new.count('rel="canonical"') == 1
    assert unmarked(new) == html
