"""`python -m audit weigh` and `python -m audit pages`: the site in `site/`, on nginx, judged."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright

import machine
from audit import lighthouse, nu
from audit.serving import Server, served
from audit.weighing import weigh
from audit.weight import LIMIT, columns, table

HIDDEN = 'content="noindex'


def main(arguments: Sequence[str] | None = None) -> int:
    """Print a table; 1 where something is not as it should be, 2 where a program is missing or fails."""
    parser = argparse.ArgumentParser(prog="python -m audit", description=__doc__)
    parser.add_argument("what", choices=["weigh", "pages"])
    parser.add_argument("--site", type=Path, default=Path("site"), help="the built site")
    parser.add_argument("--hosting", type=Path, default=Path("hosting"), help="the configuration of hosts")
    parser.add_argument("--modules", type=Path, default=Path("node_modules"), help="what npm installed")
    parser.add_argument("--page", action="append", help="a page of the site, instead of all")
    chosen = parser.parse_args(arguments)
    site, hosting, modules = (path.resolve() for path in (chosen.site, chosen.hosting, chosen.modules))
    try:
        with TemporaryDirectory() as folder, served(site, hosting, Path(folder) / "nginx") as server:
            if chosen.what == "weigh":
                return _weigh(server, chosen.page or pages_of(site))
            return _audit(server, site, modules, Path(folder), chosen.page or pages_of(site))
    except (machine.Missing, RuntimeError) as failed:
        print(failed, file=sys.stderr)
        return 2


def pages_of(site: Path) -> list[str]:
    """The addresses of a site's pages that search engines may show, the first page first."""
    found = [path for path in sorted(site.rglob("index.html")) if HIDDEN.encode() not in path.read_bytes()]
    addresses = [path.parent.relative_to(site).as_posix() for path in found]
    return sorted(("" if address == "." else f"{address}/") for address in addresses)


def _weigh(server: Server, pages: Sequence[str]) -> int:
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=machine.chromium(), args=machine.QUIET)
        visits = weigh(browser, server, pages[0], pages[1] if len(pages) > 1 else pages[0])
        browser.close()
    print(table(visits))
    heavy = [visit for visit in visits if visit.name.endswith("first page") and visit.bytes > LIMIT]
    for visit in heavy:
        print(f"{visit.name}: {visit.bytes:,} bytes, over the limit of {LIMIT:,}", file=sys.stderr)
    return 1 if heavy else 0


def _audit(server: Server, site: Path, modules: Path, work: Path, pages: Sequence[str]) -> int:
    messages = nu.check(site, modules)
    wrong = nu.errors(messages)
    rows = [["page", "form", *lighthouse.CATEGORIES, "Nu errors"]]
    wanting = []
    for page in pages:
        for form in lighthouse.FORMS:
            scores = lighthouse.measure(server.url + page, form, modules, work / "lighthouse")
            said = sum(1 for one in wrong if one.page == f"{page}index.html")
            rows.append(
                [page or "/", form, *(str(scores.scores[name]) for name in lighthouse.CATEGORIES), str(said)]
            )
            print(" ".join(rows[-1]), file=sys.stderr, flush=True)
            wanting += [f"{page or '/'} ({form}): {text}" for text in scores.wanting]
    print(columns(rows))
    for text in [*wanting, *nu.summary(wrong)]:
        print(text)
    print(f"{len(messages) - len(wrong)} warnings of the Nu HTML checker, {len(wrong)} errors in all pages")
    return 1 if wanting or wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
