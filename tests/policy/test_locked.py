"""Every feature in a real browser, with the strict headers: nothing is blocked, asked elsewhere or kept."""

from __future__ import annotations

import re
import shutil
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from faq.auditing.hosting import kept_port
from faq.policy.csp import Allowed, hashed, policy, scripts_of
from faq.policy.scan import scan
from tests.conftest import Serve, build_site
from tests.faqs import commit_all, git
from tests.policy.watching import Watch
from tests.publishing.site import Site, sample_site
from tests.searching import expect_answered, listen

# One server and one published branch for all of these: tests/conftest.py keeps them in one worker.
PHONE, DESKTOP = 360, 1280
FILM = "latest/faq/send-it-back/"
SYSTEMS: tuple[Literal["light", "dark"], ...] = ("light", "dark", "light")


@dataclass(frozen=True)
class Published:
    """A branch with two versions on nginx."""

    url: str
    branch: Path
    site: Site


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory, nginx: Serve) -> Iterator[Published]:
    """The sample in two versions, each with a script of its own, one page moved and one gone."""
    root = tmp_path_factory.mktemp("locked")
    # The pages are built for their address, long before the server listens there.
    with kept_port() as port:
        site = published_twice(root, f"http://127.0.0.1:{port}/")
        branch = root / "branch"
        git(root, "clone", "-q", "-b", "gh-pages", str(site.remote), str(branch))
        with nginx(branch, port) as server:
            yield Published(server.url, branch, site)


def published_twice(root: Path, url: str) -> Site:
    """The two versions, published for an address."""
    site = sample_site(root, url)
    config, page = site.clone / "mkdocs.yml", site.clone / "docs/contact.md"
    text = config.read_text(encoding="utf-8")
    text = text.replace("  faq:\n", "  faq:\n    security_contact: mailto:security@example.org\n", 1)
    config.write_text(text, encoding="utf-8")
    body = page.read_text(encoding="utf-8")
    page.write_text(body + "\n<script>document.title += ' one'</script>\n", encoding="utf-8")
    commit_all(site.clone)
    site.publish("1.0", "--latest")
    moved = body.replace("---\n", "---\naliases: [reach-us/]\n", 1)
    table = "\na | b\n--|--:\n1 | 2\n\n[elsewhere](https://elsewhere.example/)\n"
    page.write_text(f"{moved}\n<script>document.title += ' two'</script>\n{table}", encoding="utf-8")
    gone = "    gone:\n      - {address: faq/fax/, reason: Nobody has a fax any more.}\n"
    text = config.read_text(encoding="utf-8")
    config.write_text(
        text.replace("    one_page: all.md\n", f"    one_page: all.md\n{gone}"), encoding="utf-8"
    )
    commit_all(site.clone)
    site.publish("1.1", "--latest")
    return site


@pytest.fixture
def watch(published: Published) -> Iterator[Watch]:
    """A watch; a test in which something went wrong fails when it ends."""
    watch = Watch(urlsplit(published.url).netloc)
    yield watch
    assert watch.clean, watch


# -- the features


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_search(browser: Browser, published: Published, watch: Watch, width: int) -> None:
    with watch.visit(browser, f"{published.url}latest/", width=width) as page:
        listen(page)
        if width == PHONE:
            page.locator("label[for=__search].md-header__button, button[data-faq-for=__search]").first.click()
        page.get_by_role("textbox").first.press_sequentially("misdirec")
        expect_answered(page, "misdirec")
        expect(page.locator(".md-search-result__link").first).to_be_visible()
        page.locator(".md-search-result__link").first.click()
        page.wait_for_url("**/latest/faq/**")


@pytest.mark.parametrize("dark", [False, True])
def test_palette_is_kept_for_all_versions_and_nothing_else(
    browser: Browser, published: Published, watch: Watch, dark: bool
) -> None:
    watch.chosen = ("localStorage /.__palette",)
    with watch.visit(browser, f"{published.url}latest/", dark=dark) as page:
        assert scheme(page) == ("slate" if dark else "default")
        page.locator("[data-md-component=palette] :is(label, button):visible").first.click()
        chosen = "default" if dark else "slate"
        shows(page, chosen)
        for turned in SYSTEMS:
            page.emulate_media(color_scheme=turned)
            shows(page, chosen)
        page.reload()
        shows(page, chosen)
        page.goto(f"{published.url}1.0/contact/")
        shows(page, chosen)
    assert watch.kept == list(watch.chosen)


@pytest.mark.parametrize("address", ["latest/", "1.0/contact/", "latest/nowhere/"])
def test_without_a_choice_pages_follow_the_system_and_nothing_is_kept(
    browser: Browser, published: Published, watch: Watch, address: str
) -> None:
    with watch.visit(browser, published.url + address) as page:
        shows(page, "default")
        page.emulate_media(color_scheme="dark")
        shows(page, "slate")
        page.goto(f"{published.url}latest/contact/")
        shows(page, "slate")
        page.emulate_media(color_scheme="light")
        shows(page, "default")
    assert watch.kept == []


def scheme(page: Page) -> str | None:
    """What colours the page has, by the theme's name for them."""
    return page.locator("body").get_attribute("data-md-color-scheme")


def shows(page: Page, name: str) -> None:
    """The page has, or comes to have, these colours."""
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", name)


def test_versions(browser: Browser, published: Published, watch: Watch) -> None:
    with watch.visit(browser, f"{published.url}latest/contact/") as page:
        page.locator(".md-version__current").click()
        page.locator(".md-version__link", has_text="1.0").click()
        page.wait_for_url("**/1.0/contact/")
        expect(page).to_have_title(re.compile(" one$"))
        expect(page.get_by_text("which is not the current one")).to_be_visible()


def test_tabs_and_film(browser: Browser, published: Published, watch: Watch) -> None:
    with watch.visit(browser, published.url + FILM) as page:
        page.locator(".tabbed-labels label, .tabbed-labels button").nth(1).click()
        figure = page.locator(".walkthrough:visible").first
        figure.locator("button.walkthrough-say").nth(1).click()
        # wait_for_function would evaluate words in the page again and again, which the policy forbids.
        page.evaluate(
            """() => new Promise((done) => {
              const films = [...document.querySelectorAll("video")]
              const seen = () => films.some((film) => film.currentTime > 0.1) && done()
              document.addEventListener("timeupdate", seen, true)
              seen()
            })"""
        )
        expect(figure.locator("[aria-current=step]")).to_be_visible()


@pytest.mark.parametrize(
    ("address", "ends"),
    [
        ("", "latest/"),
        ("latest/reach-us/?a=b#contact", "latest/contact/?a=b#contact"),
        # Where readers' bookmarks end that are older than this site.
        ("support.html?a=b#all-questions", "latest/?a=b#all-questions"),
        ("latest/support.html?a=b#all-questions", "latest/?a=b#all-questions"),
    ],
)
def test_pages_that_lead_on(
    browser: Browser, published: Published, watch: Watch, address: str, ends: str
) -> None:
    with watch.visit(browser, published.url + address) as page:
        page.wait_for_url(published.url + ends)


def test_a_page_that_is_gone_has_its_style(browser: Browser, published: Published, watch: Watch) -> None:
    with watch.visit(browser, f"{published.url}latest/faq/fax/") as page:
        expect(page.get_by_text("Nobody has a fax any more.")).to_be_visible()
        assert "system-ui" in page.evaluate("getComputedStyle(document.body).fontFamily")


@pytest.mark.parametrize("path", ["nowhere/", "latest/faq/nowhere/", "1.0/nowhere"])
def test_404(browser: Browser, published: Published, watch: Watch, path: str) -> None:
    with watch.visit(browser, published.url + path) as page:
        expect(page.get_by_role("heading", level=1)).to_have_text("This page is not here")


def test_print(browser: Browser, published: Published, watch: Watch) -> None:
    with watch.visit(browser, f"{published.url}latest/all/") as page:
        page.emulate_media(media="print")
        assert page.pdf().startswith(b"%PDF")


@pytest.mark.parametrize("dark", [False, True])
def test_every_page(browser: Browser, published: Published, watch: Watch, dark: bool) -> None:
    pages = [path.relative_to(published.branch) for path in sorted(published.branch.rglob("index.html"))]
    assert len(pages) >= 30
    with watch.visit(browser, published.url, dark=dark) as page:
        # A page is at rest half a second after its last request: several wait for that at once.
        tabs = [page.context.new_page() for _ in range(8)]
        for start in range(0, len(pages), len(tabs)):
            opened = list(zip(tabs, pages[start : start + len(tabs)], strict=False))
            for tab, path in opened:
                tab.goto(f"{published.url}{path.parent.as_posix()}/")
            for tab, _ in opened:
                tab.wait_for_load_state("networkidle")


def test_what_a_page_may_not_do_is_stopped(browser: Browser, published: Published) -> None:
    """The policy is in force, by the header and by the page itself: the watch is no blind one."""
    watch = Watch(urlsplit(published.url).netloc)
    with watch.visit(browser, f"{published.url}latest/") as page:
        _misbehave(page)
    assert [one.split()[1] for one in watch.violations if one.startswith("policy:")].count(
        "script-src-elem"
    ) >= 1
    assert any("style-src" in one for one in watch.violations)
    assert page.is_closed()


def _misbehave(page: Page) -> None:
    # The browser says what it has stopped in a task of its own, later.
    with (
        page.expect_console_message(lambda said: said.text.startswith("policy: script-src-elem")),
        page.expect_console_message(lambda said: said.text.startswith("policy: style-src")),
    ):
        page.evaluate(
            """() => {
              const script = document.createElement("script")
              script.textContent = "window.bad = 1"
              document.body.append(script)
              document.body.setAttribute("style", "color: red")
            }"""
        )
    assert page.evaluate("window.bad === undefined")


# -- what is written


def test_every_page_says_the_policy_and_names_its_scripts(published: Published) -> None:
    pages = sorted(published.branch.rglob("*.html"))
    for path in pages:
        html = path.read_text(encoding="utf-8")
        found = re.findall(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', html)
        assert len(found) == 1, path
        assert "unsafe" not in found[0]
        assert all(one in found[0] for one in scripts_of([scan(html)]).scripts), path
        assert "<style" not in html
    everything = scripts_of(scan(path.read_text(encoding="utf-8")) for path in pages).scripts
    assert hashed("document.title += ' one'") in everything
    for name in ("_headers", "security-headers.conf"):
        text = (published.branch / name).read_text(encoding="utf-8")
        assert "POLICY" not in re.sub(r"(?m)^#.*", "", text)
        assert all(one in text for one in everything), name
        assert "frame-ancestors 'none'" in text
        assert "unsafe" not in text


def test_one_hash_for_the_scripts_of_all_pages(published: Published) -> None:
    """The theme's, the stubs', the root's, that for mail files; each of the two versions has one more."""
    pages = [path.read_text(encoding="utf-8") for path in published.branch.rglob("*.html")]
    assert len(scripts_of(map(scan, pages)).scripts) <= 9


def test_headers(published: Published) -> None:
    with urllib.request.urlopen(f"{published.url}latest/") as answer:
        headers = {name.lower(): value for name, value in answer.headers.items()}
    assert headers["content-security-policy"].endswith("; frame-ancestors 'none'")
    assert headers["strict-transport-security"] == "max-age=31536000"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert headers["referrer-policy"] == "same-origin"
    assert "camera=()" in headers["permissions-policy"]
    assert headers["x-content-type-options"] == "nosniff"


def test_links_elsewhere_and_columns(published: Published) -> None:
    html = (published.branch / "latest/contact/index.html").read_text(encoding="utf-8")
    assert '<a rel="noopener noreferrer" href="https://elsewhere.example/">' in html
    assert '<td class="faq-right">2</td>' in html
    assert re.search(r'<a href="mailto:[^"]*">', html)


def test_whom_to_tell_of_a_hole(published: Published) -> None:
    with urllib.request.urlopen(f"{published.url}.well-known/security.txt") as answer:
        text, kind = answer.read().decode(), answer.headers["content-type"]
    assert kind == "text/plain; charset=utf-8"
    assert "Contact: mailto:security@example.org\n" in text
    assert f"Canonical: {published.url}.well-known/security.txt\n" in text
    assert re.search(r"^Expires: \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$", text, re.M)


def test_what_is_published_does_not_change_when_nothing_does(published: Published) -> None:
    head = published.site.head()
    published.site.publish("1.1", "--latest")
    assert published.site.head() == head


# -- a stock theme

STOCK = """
site_name: Stock
markdown_extensions: [attr_list, pymdownx.superfences, pymdownx.tabbed: {alternate_style: true}]
theme:
  name: material
  features: [content.tabs.link]
  palette:
    - {scheme: default, toggle: {icon: material/brightness-7, name: Dark}}
    - {scheme: slate, toggle: {icon: material/brightness-4, name: Light}}
validation: {links: {not_found: ignore, anchors: ignore}}
"""


def test_a_stock_theme_fails_the_same_watch(
    browser: Browser, nginx: Serve, sample: Path, tmp_path: Path
) -> None:
    """Its pages ask another host for a font, hold scripts and styles that are blocked, and keep more."""
    shutil.copytree(sample / "docs", tmp_path / "docs", ignore=shutil.ignore_patterns("assets"))
    config, site = tmp_path / "mkdocs.yml", tmp_path / "site"
    config.write_text(STOCK, encoding="utf-8")
    build_site(config, site)
    strict = policy(Allowed(), header=True)
    (site / "security-headers.conf").write_text(
        f'set $faq_policy "{strict}";\nadd_header Content-Security-Policy $faq_policy always;\n'
    )
    with nginx(site) as server:
        watch = Watch(urlsplit(server.url).netloc)
        with watch.visit(browser, f"{server.url}faq/send-it-back/") as page:
            page.locator(".tabbed-labels label").nth(1).click()
    assert any(address.startswith("https://fonts.googleapis.com/") for address in watch.others)
    assert any("script-src" in one for one in watch.violations)
    assert any("style-src" in one for one in watch.violations)
    assert not watch.clean
