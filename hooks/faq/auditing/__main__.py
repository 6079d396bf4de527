"""`python -m faq.auditing weigh` and `... pages`: the site in `site/`, on nginx, judged."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from itertools import islice, product
from pathlib import Path
from tempfile import TemporaryDirectory

from faq import programs
from faq.auditing import lighthouse, nu
from faq.auditing.bare import bare
from faq.auditing.first_visit import FirstVisit
from faq.auditing.hosting import Server, served
from faq.auditing.lighthouse import painted
from faq.auditing.weighing import first_visit, weigh
from faq.auditing.weight import LIMIT, Visit, columns, table
from faq.permalinks.inventory import GONE, MOVED
from faq.programs.extras import require
from faq.verbatim import text_of

HIDDEN = '<meta name="robots" content="noindex'
FILM = '<figure class="walkthrough'
OLD = re.compile(f'<meta name="(?:{MOVED}|{GONE})"').search


def main(arguments: Sequence[str] | None = None) -> int:
    """Print a table; 1 where something is not as it should be, 2 where a program is missing or fails."""
    parser = argparse.ArgumentParser(prog="python -m faq.auditing", description=__doc__)
    parser.add_argument("what", choices=["weigh", "pages"])
    parser.add_argument("--site", type=Path, default=Path("site"), help="the built site")
    parser.add_argument("--hosting", type=Path, default=Path("hosting"), help="the configuration of hosts")
    parser.add_argument("--modules", type=Path, default=Path("node_modules"), help="what npm installed")
    parser.add_argument("--page", action="append", help="a page of the site, instead of all")
    chosen = parser.parse_args(arguments)
    site, hosting, modules = (path.resolve() for path in (chosen.site, chosen.hosting, chosen.modules))
    try:
        require("audit", "playwright")
        with TemporaryDirectory() as folder, served(site, hosting, Path(folder) / "nginx") as server:
            if chosen.what == "weigh":
                found = [page for page in pages_of(site) if not is_hidden(site, page)]
                return _weigh(server, chosen.page or found)
            return _audit(server, site, modules, Path(folder), chosen.page or pages_of(site))
    except (programs.Missing, RuntimeError) as failed:
        print(failed, file=sys.stderr)
        return 2


def pages_of(site: Path) -> list[str]:
    """The addresses of all pages with the site's frame, the first page first, the 404 page last.

    The small pages at old addresses, which lead on or say what is gone, are none.
    """
    found = {path: text_of(path.read_bytes()) for path in site.rglob("index.html")}
    folders = [path.parent.relative_to(site).as_posix() for path, html in found.items() if not OLD(html)]
    addresses = sorted("" if folder == "." else f"{folder}/" for folder in folders)
    return [*addresses, *(["404.html"] if (site / "404.html").is_file() else [])]


def is_hidden(site: Path, page: str) -> bool:
    """Whether a page asks search engines to leave it out."""
    file = site / _file(page)
    return file.is_file() and HIDDEN in text_of(file.read_bytes())


def _file(page: str) -> str:
    return page if page.endswith(".html") else f"{page}index.html"


def _weigh(server: Server, pages: Sequence[str]) -> int:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=programs.chromium(), args=programs.QUIET)
        visits = weigh(browser, server, pages[0], pages[1] if len(pages) > 1 else pages[0])
        browser.close()
    print(table(visits))
    heavy = [visit for visit in visits if visit.name.endswith("first page") and visit.bytes > LIMIT]
    for visit in heavy:
        print(f"{visit.name}: {visit.bytes:,} bytes, over the limit of {LIMIT:,}", file=sys.stderr)
    return 1 if heavy else 0


def compared(site: Path) -> list[str]:
    """The pages whose first visits are measured: the first, and the first of those with a film, if any."""
    first, *others = (page for page in pages_of(site) if not is_hidden(site, page))
    filmed = (page for page in others if FILM in text_of((site / _file(page)).read_bytes()))
    return [first, *islice(filmed, 1)]


def first_visits(
    site: Path, hosting: Path, modules: Path, pairs: int, tell: Callable[[str], None]
) -> list[FirstVisit]:
    """What `compared` pages of a built site cost a reader, painted `pairs` times in turn with bare ones."""
    pages = compared(site)
    with TemporaryDirectory() as folder, ExitStack() as running:
        work, floor = Path(folder), Path(folder) / "bare"
        for page in pages:
            file = floor / _file(page)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(bare(text_of((site / _file(page)).read_bytes())), encoding="utf-8")
        servers = [
            running.enter_context(served(root, hosting, work / name))
            for root, name in ((site, "nginx"), (floor, "nginx-bare"))
        ]
        weighed = [[weighed_visit(one, page) for one in servers] for page in pages]
        visits = []
        for page, (visit, plain) in zip(pages, weighed, strict=True):
            paints = []
            for _ in range(pairs):
                here, there = (painted(one.url + page, modules, work / "lighthouse") for one in servers)
                paints.append((here, there))
                tell(f"{page or '/'}: {here:.0f} ms, bare {there:.0f} ms")
            of_page = sum(one.bytes for one in plain.requests if one.kind == "document")
            visits.append(FirstVisit(page, len(visit.requests), visit.bytes, of_page, tuple(paints)))
        return visits


def weighed_visit(server: Server, page: str) -> Visit:
    """A page on a phone with nothing in the cache, by a reader who only reads."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=programs.chromium(), args=programs.QUIET)
        visit = first_visit(browser, server, page)
        browser.close()
    return visit


def _audit(server: Server, site: Path, modules: Path, work: Path, pages: Sequence[str]) -> int:
    messages = nu.check(site, modules)
    wrong = nu.errors(messages)
    rows = [["page", "form", *lighthouse.CATEGORIES, "Nu errors"]]
    wanting, failed = [], []
    hidden = [page for page in pages if is_hidden(site, page)]
    for page, form in product(pages, lighthouse.FORMS):
        where = f"{page or '/'} ({form})"
        cells = ["-"] * len(lighthouse.CATEGORIES)
        try:
            scores = lighthouse.measure(
                server.url + page, form, modules, work / "lighthouse", hidden=page in hidden
            )
            cells = [str(scores.scores[name]) for name in lighthouse.CATEGORIES]
            wanting += [f"{where}: {text}" for text in scores.wanting]
        except RuntimeError as error:
            failed.append(f"{where}: could not be judged: {error}")
        said = sum(1 for one in wrong if one.page == _file(page))
        rows.append([page or "/", form, *cells, str(said)])
        print(" ".join(rows[-1]), file=sys.stderr, flush=True)
    print(columns(rows))
    for text in [*wanting, *failed, *nu.summary(wrong)]:
        print(text)
    if hidden:
        print(
            f"{lighthouse.CRAWLABLE} is not asked of pages that are noindex on purpose: {', '.join(hidden)}"
        )
    print(f"{len(messages) - len(wrong)} warnings of the Nu HTML checker, {len(wrong)} errors in all pages")
    return 2 if failed else 1 if wanting or wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
