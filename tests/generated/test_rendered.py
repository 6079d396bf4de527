"""The built site links exactly the references that `faq check` lists: one grammar, seen from both sides."""

from __future__ import annotations

import posixpath
import re
import warnings
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest

from tests.test_build import built

from .command import Report, check
from .faqs import Shape, config_text, make, write
from .model import Faq, Numbering
from .sizes import CASES

PROJECT = Path(__file__).parents[2]
HOOK = PROJECT / "hooks" / "shell.py"


SECURED = ' rel="noopener noreferrer"'
GROUPED = re.compile(r'(?<=<div) aria-label="[^"]*"(?= class="tabbed-set)|(?<=") role="group"(?=>)')
ALIGNED = re.compile(r'style="text-align: (\w+);"')


class Links(HTMLParser):
    """The links with a question's heading as their title, and the page's HTML without them.

    What keeps every page safe, whatever it cites, counts for nothing: the policy, the `rel` of links to
    other hosts, the classes of table cells, whose inline styles the policy would block, and the names of
    tabs.
    """

    def __init__(self, titles: frozenset[str]) -> None:
        super().__init__(convert_charrefs=False)
        self._titles = titles
        self._made: list[bool] = []
        self.found: list[tuple[str, str]] = []
        """The address and the title of each."""
        self.rest: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        made = tag == "a" and values.get("title") in self._titles
        if tag == "a":
            self._made.append(made)
        if made:
            self.found.append((values.get("href") or "", values.get("title") or ""))
        elif (tag, values.get("http-equiv")) != ("meta", "Content-Security-Policy"):
            text = GROUPED.sub("", (self.get_starttag_text() or "").replace(SECURED, ""))
            self.rest.append(ALIGNED.sub(r'class="faq-\1"', text))

    def handle_endtag(self, tag: str) -> None:
        if tag != "a" or not self._made.pop():
            self.rest.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self.rest.append(data)

    def handle_entityref(self, name: str) -> None:
        self.rest.append(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.rest.append(f"&#{name};")

    def handle_comment(self, data: str) -> None:
        if not data.strip().startswith("faq:"):  # ours need not reach the reader
            self.rest.append(f"<!--{data}-->")

    def remains(self) -> str:
        """The page without those links; white space and the ends of paragraphs count as a space.

        A comment of ours on a line of its own parts a paragraph, unless it is taken out before rendering.
        """
        return " ".join(re.sub(r"</?p>", " ", "".join(self.rest)).split())


def build(folder: Path, config: str) -> Path:
    """Build the site with MkDocs, and give its folder."""
    (folder / "mkdocs.yml").write_text(config, encoding="utf-8")
    site = folder.parent / f"site-{len(config)}"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return built(folder / "mkdocs.yml", site=site)


def links(html: str, titles: frozenset[str]) -> Links:
    """The links of a built page."""
    parser = Links(titles)
    parser.feed(html)
    parser.close()
    return parser


def address(path: str) -> str:
    """The folder of the site that a page under `docs/` is built into."""
    stem = path.removeprefix("docs/").removesuffix(".md")
    return stem.removesuffix("index").rstrip("/") if posixpath.basename(stem) == "index" else stem


def wanted(faq: Faq, report: Report) -> dict[str, Counter[str]]:
    """For each page of the site, how often it has to link to each question because of plain text."""
    out: dict[str, Counter[str]] = {
        page.path: Counter() for page in faq.pages if page.path.startswith("docs/")
    }
    readers = {path: [path] for path in out}
    for page in faq.pages:
        for snippet in page.includes:
            readers.setdefault(snippet, []).append(page.path)
    for reference in report.references:
        if reference.form not in ("link", "unlinked") and reference.target:
            for reader in readers.get(reference.path, []):
                out[reader][address(reference.target)] += 1
    return out


@pytest.mark.parametrize(("seed", "size", "shape"), CASES)
def test_the_site_links_what_the_check_lists(seed: int, size: int, shape: Shape, tmp_path: Path) -> None:
    faq = make(seed, min(size, 60), shape, blocks=3)
    folder = tmp_path / "faq"
    write(faq, folder, Numbering.of(faq.nav), faq.nav)
    needed = wanted(faq, check(folder))
    plain = build(folder, config_text(faq, faq.nav))
    site = build(folder, config_text(faq, faq.nav, HOOK))

    titles = frozenset(faq.titles.values())
    for path, count in needed.items():
        if path.startswith(("docs/.", "docs/attic/")):
            continue
        place = posixpath.join(address(path), "index.html")
        page = links((site / place).read_text(encoding="utf-8"), titles)
        made = Counter(
            posixpath.normpath(posixpath.join(address(path), unquote(href))) for href, _ in page.found
        )
        assert made == count, f"{path}: built {made - count}, listed {count - made}"
        untouched = links((plain / place).read_text(encoding="utf-8"), titles)
        # The labels of tabs are parted as well (faq.pages.tabs): their white space shows nowhere.
        remains = page.remains().replace("</label> ", "</label>")
        assert remains == untouched.remains(), f"{path}: more than links was changed"
