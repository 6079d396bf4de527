"""What machines read on the branch: copies, feeds and previews say what the pages say, in every version."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin

import pytest
import yaml

from faq.permalinks.fate import Fate
from faq.publishing.marks import AsBuilt, marked, unmarked
from faq.publishing.superseded import Superseded
from faq.texts import TEXTS
from tests.faqs import git, question, three
from tests.publishing.site import CONFIG, THEME, Site, make_site

ROOT = "https://faq.example.org/help/"
HEAD = """
{%- if faq_llms %}<p class="faq-llms" hidden><a href="{{ faq_llms | url }}">llms.txt</a></p>{% endif %}
"""
SHARED = '{% if head %}<meta property="og:url" content="{{ head.url }}">{% endif %}</head>'
FAQ = """
extra:
  faq:
    changes: changes.md
    cards: false
"""
BODY = f"""\
See question 2 below, [the end](c.md#steps), ![a picture](../p.png) and <a href="../c/">this</a>.

In what is current it is [there]({ROOT}latest/faq/b/), in the first version [here]({ROOT}1.0/faq/b/);
a copy of it is <{ROOT}latest/faq/c/index.md>.

## Steps

Begin.
"""


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """Three questions; the theme has what overrides/ has for machines."""
    made = make_site(tmp_path, three(a=BODY, c="## Steps\n\nEnd."), CONFIG + FAQ)
    theme = THEME.replace("<article>", f"{HEAD}<article>").replace("</head>", SHARED)
    (made.clone / "theme/main.html").write_text(theme)
    (made.clone / "docs/p.png").write_bytes(b"")
    made.change("index.md", "# Home\n\n[All](faq/a.md)\n")
    return made


def fields(copy: str) -> dict[str, Any]:
    """What stands above a copy."""
    found: dict[str, Any] = yaml.safe_load(copy.split("---\n")[1])
    return found


def paths(site: Site, folder: str = "") -> list[str]:
    """The files of the branch, or of one of its folders."""
    listed = git(site.remote, "ls-tree", "-r", "-z", "--name-only", f"gh-pages:{folder}")
    return [path for path in listed.split("\0") if path]


class Said(HTMLParser):
    """What a page says of itself that its copy must say as well."""

    def __init__(self, html: str, address: str) -> None:
        super().__init__()
        self.address, self.said = address, {"url": "", "robots": "", "moved": "", "banner": "", "on": ""}
        self.banner = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "link" and values.get("rel") == "canonical":
            self.said["url"] = values["href"]
        if tag == "meta" and values.get("name") == "robots":
            self.said["robots"] = values["content"]
        if tag == "meta" and values.get("name") == "faq:moved":
            self.said["moved"] = unquote(urljoin(self.address, values["content"]))
        if tag == "a" and self.banner:
            self.said["on"] = unquote(urljoin(self.address, values["href"]))
        self.banner |= tag == "aside"

    def handle_endtag(self, tag: str) -> None:
        self.banner &= tag != "aside"

    def handle_data(self, data: str) -> None:
        if self.banner:
            self.said["banner"] += data


def said_by_copy(text: str) -> dict[str, str]:
    """The same of a copy; where it leads to a copy, that is where the page is."""
    head = {name: fields(text).get(name, "") for name in ("url", "robots", "moved")}
    found = re.match(r"\n> (.*)\n", text.split("---\n", 2)[2])
    banner = found[1] if found else ""
    on = re.search(r"\]\((.*)\)\.$", banner)
    plain = re.sub(r"\[(.*)\]\(.*\)", r"\1", banner).replace("**", "")
    head["moved"] = unquote(head["moved"]).removesuffix("index.md")
    return head | {"banner": plain, "on": unquote(on[1]).removesuffix("index.md") if on else ""}


def pairs(site: Site) -> Iterator[tuple[str, dict[str, str], dict[str, str]]]:
    """Every page in a version that has a copy, and what both say."""
    there = paths(site)
    for path in there:
        page = path.removesuffix(".md") + ".html"
        if path.endswith(".md") and "/.faq-" not in path:
            assert page in there, path
            # What is current is one tree in two folders, and leads from copy to copy in `latest`.
            address = ROOT + page.removesuffix("index.html").replace("2.0/", "latest/")
            yield path, Said(site.shown(page), address).said, said_by_copy(site.shown(path))


def move_on(site: Site) -> None:
    """What changes between two versions: a page is renamed, one is gone, one is new."""
    git(site.clone, "mv", "docs/faq/b.md", "docs/faq/next.md")
    page = site.clone / "docs/faq/next.md"
    page.write_text(page.read_text().replace("number: 2", "number: 2\naliases: [faq/b/, old.html]"))
    gone = "    gone:\n      - {address: faq/c/, reason: Nobody *ever* asked it., instead: faq/next/}\n"
    config = site.clone / "mkdocs.yml"
    text = config.read_text().replace("    cards: false\n", f"    cards: false\n{gone}")
    config.write_text(text.replace("  - faq/c.md\n", "").replace("faq/b.md", "faq/next.md"))
    (site.clone / "docs/faq/c.md").unlink()
    site.change("faq/a.md", question(1, "How do I begin?", "See question 2 below.\n\n## Steps\n\nBegin."))


def test_pages_and_copies_say_the_same_in_every_version(site: Site) -> None:
    site.publish("1.0", "--latest")
    site.publish("1.1")
    site.publish("dev")
    move_on(site)
    site.publish("2.0", "--latest")
    assert site.faq("unpublish", "1.1").returncode == 0
    found = list(pairs(site))
    assert len(found) >= 24
    for path, page, copy in found:
        assert copy == page, path
    banners = {path: page["banner"] for path, page, _ in found if page["banner"]}
    assert set(banners) == {path for path, _, _ in found if path.startswith("1.0/")}
    assert "See why this page is gone" in banners["1.0/faq/c/index.md"]
    for folder in ("1.1", "2.0", "latest"):
        assert {f"{folder}/faq/b/index.md", f"{folder}/faq/c/index.md"} <= {path for path, _, _ in found}
    assert "old.md" in paths(site, "latest")


def test_a_copy_of_a_gone_page_gives_the_reason(site: Site) -> None:
    move_on(site)
    site.publish("1.0", "--latest")
    copy = site.shown("latest/faq/c/index.md")
    assert "<p>Nobody *ever* asked it.</p>" in site.shown("latest/faq/c/index.html")
    assert copy.endswith(
        "\n# No longer here\n\nNobody \\*ever\\* asked it.\n\n"
        f"[How do I go on?]({ROOT}latest/faq/next/index.md)\n"
    )
    assert fields(copy) == {
        "title": "No longer here",
        "robots": "noindex",
        "llms_txt": f"{ROOT}latest/llms.txt",
    }


def test_a_copy_leads_into_its_own_version(site: Site) -> None:
    site.publish("1.0", "--latest")
    assert site.shown("1.0/faq/a/index.md") == site.shown("latest/faq/a/index.md")
    move_on(site)
    site.publish("2.0", "--latest")
    copy = site.shown("1.0/faq/a/index.md")
    own = f"{ROOT}1.0/"
    assert f'[question 2]({own}faq/b/index.md "How do I go on?") below' in copy
    assert f"[the end]({own}faq/c/index.md#steps), ![a picture]({own}p.png)" in copy
    assert f'<a href="{own}faq/c/">this</a>' in copy
    # What the writer wrote with whole addresses leads where the page leads.
    assert f"[there]({ROOT}latest/faq/b/)" in copy
    assert f"[here]({own}faq/b/)" in copy
    assert f"<{ROOT}latest/faq/c/index.md>" in copy
    assert fields(copy)["version"] == "1.0"
    assert fields(copy)["llms_txt"] == f"{ROOT}latest/llms.txt"


def test_a_feed_leads_into_its_own_version(site: Site) -> None:
    site.publish("1.0", "--latest")
    built = site.shown("latest/changes.atom")
    move_on(site)
    site.publish("2.0", "--latest")
    feed = site.shown("1.0/changes.atom")
    assert re.findall("<id>.*</id>", feed) == re.findall("<id>.*</id>", built)
    led = [one for one in re.findall('href="([^"]*)"', feed) if not one.startswith(f"{ROOT}1.0/")]
    assert led == [f"{ROOT}latest/changes.atom"]
    assert "<subtitle>This is version 1.0, which is not the current one.</subtitle>" in feed
    assert "subtitle" not in site.shown("2.0/changes.atom")


def test_a_rollback_leaves_no_trace_in_them(site: Site) -> None:
    site.publish("1.0", "--latest")
    tree = site.tree("1.0")
    site.change("more.md", "# More\n")
    site.publish("1.1", "--latest")
    assert "faq/a/.faq-index.md" in paths(site, "1.0")
    assert "faq/a/.faq-index.md" not in paths(site, "1.1")
    again = site.tree("1.0")
    site.publish("1.2", "--latest")
    assert site.tree("1.0") == again
    assert site.faq("rollback", "1.0", "--allow-lost").returncode == 0
    assert site.tree("1.0") == site.tree("latest") == tree
    assert fields(site.shown("1.1/faq/a/index.md"))["version"] == "1.1"
    site.publish("1.3", "--latest")
    assert site.tree("1.0") == again


def test_before_there_is_a_current_version_copies_name_none(site: Site) -> None:
    site.publish("dev")
    for path in paths(site, "dev"):
        if path.endswith((".md", ".atom", ".html")) and "/.faq-" not in f"/{path}":
            text = re.sub(r"(?s)<!-- faq:kept .*? -->|<meta name=\"faq:.*?>", "", site.shown(f"dev/{path}"))
            ours = text.replace(f"{ROOT}latest/faq/b/", "").replace(f"{ROOT}latest/faq/c/index.md", "")
            assert f"{ROOT}latest/" not in ours or path == "changes.atom", path
            assert "llms.txt" not in text, path
    assert "llms.txt" not in re.sub("<!-- faq:kept .*? -->", "", site.shown("404.html"))
    for path, page, copy in pairs(site):
        assert copy == page, path
    built = site.tree("dev")
    site.publish("1.0", "--latest")
    assert site.tree("dev") != built
    assert f'<p class="faq-llms" hidden><a href="{ROOT}latest/llms.txt">' in site.shown(
        "dev/faq/a/index.html"
    )
    assert fields(site.shown("dev/faq/a/index.md"))["llms_txt"] == f"{ROOT}latest/llms.txt"


def test_unpublishing_before_leads_on_and_follows(site: Site) -> None:
    site.publish("1.0", "--latest")
    site.publish("1.1", "--latest")
    assert site.faq("unpublish", "1.0").returncode == 0
    assert fields(site.shown("1.0/faq/b/index.md"))["moved"] == f"{ROOT}latest/faq/b/index.md"
    move_on(site)
    site.publish("2.0", "--latest")
    assert fields(site.shown("1.0/faq/b/index.md"))["moved"] == f"{ROOT}latest/faq/next/index.md"
    assert not [path for path in paths(site, "1.0") if ".faq-" in path]


# -- the parts


HTML = (
    '<html><head><link rel="canonical" href="https://x.example/latest/a/">'
    '<meta property="og:url" content="https://x.example/latest/a/">'
    '<meta property="og:image" content="https://x.example/latest/assets/cards/a.png">'
    '</head><body><p class="faq-llms" hidden><a href="https://x.example/latest/llms.txt">llms.txt</a></p>'
    "<article>x</article></body></html>"
)
SHOWN = {
    "there": (Fate("a/"), ["https://x.example/latest/a/"]),
    "moved": (Fate("b/"), ["https://x.example/latest/b/"]),
    "nowhere": (Fate(None), []),
}


@pytest.mark.parametrize("listed", [True, False])
@pytest.mark.parametrize("name", SHOWN)
def test_what_a_link_shows_is_of_the_version(name: str, listed: bool) -> None:
    now, url = SHOWN[name]
    html = marked(HTML, "1.0", "a/", now, banner=False, listed=listed)
    assert re.findall('"og:url" content="(.*?)"', html) == url
    assert re.findall('"og:image" content="(.*?)"', html) == ["https://x.example/1.0/assets/cards/a.png"]
    assert ("llms.txt" in re.sub("<!--.*?-->", "", html)) is listed
    assert unmarked(html) == HTML
    assert AsBuilt({"a/index.html": html.encode()}) == {"a/index.html": HTML.encode()}


def said_of(version: str = "1.0", root: str = "https://x.example/") -> Superseded:
    return Superseded(version, root, True, TEXTS, frozenset({"a/index.md"}))


COPIES = {
    "without a head": (
        "# A\n\n[b](https://x.example/latest/b/index.md)\n",
        "# A\n\n[b](https://x.example/1.0/b/index.md)\n",
    ),
    "nothing of ours": (
        "# A\n\n[b](https://x.example/later/b/index.md)\n",
        "# A\n\n[b](https://x.example/later/b/index.md)\n",
    ),
    "at the end of a sentence": ("https://x.example/latest/b/.\n", "https://x.example/latest/b/.\n"),
    "in raw HTML": (
        '<a href="https://x.example/latest/b/?c=1&amp;d=2">b</a> <a href="https://x.example/latest/b/?c=1">b</a>\n',
        '<a href="https://x.example/latest/b/?c=1&amp;d=2">b</a> <a href="https://x.example/1.0/b/?c=1">b</a>\n',
    ),
    "the same behind": ("https://x.example/latest/b/#c\n", "https://x.example/1.0/b/#c\n"),
}


@pytest.mark.parametrize("name", COPIES)
def test_addresses_that_the_page_names_stay(name: str) -> None:
    built, wanted = COPIES[name]
    html = '<head>https://x.example/latest/b/index.md</head><body><a href="https://x.example/latest/b/">b</a>'
    html += '<a href="https://x.example/latest/b/?c=1&amp;d=2">b</a>'
    assert said_of().file("a/index.md", built, said_of().written(html), Fate("a/")) == wanted


def test_hostile_titles_come_through() -> None:
    title = '"---\\n# `x`: <b>'
    built = f"---\ntitle: {yaml.safe_dump(title, default_style=chr(34), width=999).strip()}\n---\n\n# A\n"
    new = said_of().file("a/index.md", built, (), Fate("a/"))
    assert fields(new) == {"title": title, "version": "1.0"}
    assert unescape(new).endswith("(https://x.example/latest/a/index.md).\n\n# A\n")
