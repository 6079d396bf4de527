"""The built site as readers get it: valid, light, and still while it loads."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from faq.auditing import nu
from faq.auditing.__main__ import is_hidden, pages_of
from faq.auditing.weighing import weigh
from faq.auditing.weight import LIMIT, Visit
from tests.conftest import PROJECT, Serve


def test_the_nu_checker_finds_no_error(built_site: Path, modules: Path) -> None:
    found = nu.errors(nu.check(built_site, modules))
    assert found == [], "\n".join(nu.summary(found))


def test_the_nu_checker_finds_the_errors_of_a_bad_page(tmp_path: Path, modules: Path) -> None:
    (tmp_path / "a.html").write_text("<!doctype html><title>a</title><input type=checkbox autocomplete=off>")
    [found] = nu.errors(nu.check(tmp_path, modules))
    assert found.page == "a.html"
    assert "autocomplete" in found.text


@pytest.fixture(scope="module")
def visits(browser: Browser, nginx: Serve, built_site: Path) -> list[Visit]:
    """A first visit to the index and one to an answer, on both screens, each with a second page."""
    with nginx(built_site) as server:
        return [
            *weigh(browser, server, "", "faq/never-ordered/"),
            *weigh(browser, server, "faq/never-ordered/", ""),
        ]


def test_a_first_page_is_light(visits: list[Visit]) -> None:
    heavy = {visit.name: visit.bytes for visit in visits if visit.bytes > LIMIT}
    assert heavy == {}


def test_films_behind_other_tabs_weigh_nothing(browser: Browser, nginx: Serve, built_site: Path) -> None:
    with nginx(built_site) as server:
        answer = "faq/send-it-back/"
        visits = weigh(browser, server, answer, answer)
    for visit in visits:
        posters = [
            one.address for one in visit.requests if one.address.endswith(".png") and "media/" in one.address
        ]
        assert len(posters) <= 1


def test_a_second_page_is_one_document(visits: list[Visit]) -> None:
    for visit in visits:
        if visit.name.endswith("second page"):
            assert [one.kind for one in visit.requests if one.bytes] == ["document"]


def test_nothing_moves_while_a_page_loads(visits: list[Visit]) -> None:
    assert {visit.name: visit.shift for visit in visits if visit.shift} == {}


def test_everything_comes_from_the_site_and_no_font(visits: list[Visit]) -> None:
    for visit in visits:
        assert visit.requests
        assert all(one.address.startswith(("http://127.0.0.1:", "data:", "/")) for one in visit.requests)
        assert all(one.kind != "font" for one in visit.requests)


def test_every_page_is_judged_and_stubs_are_none(built_site: Path) -> None:
    pages = pages_of(built_site)
    assert (pages[0], pages[-1]) == ("", "404.html")
    assert {"all/", "changes/", "contact/", "faq/opening-hours/"} < set(pages)
    assert [page for page in pages if is_hidden(built_site, page)] == ["all/", "changes/"]


LIGHTHOUSE = Path(__file__).with_name("lighthouse.js").read_text(encoding="utf-8")
PAGE = '<!doctype html><html lang="en"><title>A page</title>{}<p>Some words.</p></html>'


def test_a_page_that_lighthouse_cannot_judge_is_named_and_the_others_are_told(
    tmp_path: Path, modules: Path
) -> None:
    """What fails once is tried again; what fails always costs neither the table nor what Nu says."""
    site, own = tmp_path / "site", tmp_path / "modules"
    hidden = '<meta name="robots" content="noindex">'
    for name, head in {
        "never": "",
        "seldom": "",
        "hidden": hidden,
        "old": '<meta name="faq:moved" content=".">',
    }.items():
        (site / name).mkdir(parents=True)
        (site / name / "index.html").write_text(PAGE.format(head))
    program = own / "lighthouse/cli/index.js"
    program.parent.mkdir(parents=True)
    program.write_text(LIGHTHOUSE)
    (own / "vnu-jar").symlink_to(modules / "vnu-jar")
    done = subprocess.run(
        [sys.executable, "-m", "faq.auditing", "pages", "--site", site, "--modules", own],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2, done.stderr
    table = [line.split() for line in done.stdout.splitlines()]
    assert ["seldom/", "mobile", "100", "100", "100", "100", "0"] in table
    assert ["never/", "desktop", "-", "-", "-", "-", "0"] in table
    assert "never/ (mobile): could not be judged: Lighthouse: " in done.stdout
    assert "NO_NAVSTART: please run Lighthouse again" in done.stdout
    assert "is-crawlable is not asked of pages that are noindex on purpose: hidden/\n" in done.stdout
    assert ", 0 errors in all pages" in done.stdout
    asked = [line.split(" ") for line in (program.parent / "log").read_text().splitlines()]
    assert {url.rstrip("/").rpartition("/")[2] for url, *_ in asked} == {"never", "seldom", "hidden"}
    assert {
        url.endswith("/hidden/") for url, *options in asked if "--skip-audits=is-crawlable" in options
    } == {True}


def test_the_command_says_how_to_get_what_is_missing(built_site: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "faq.auditing", "pages", "--site", built_site, "--modules", tmp_path],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert "make node_modules/.ready" in done.stderr
