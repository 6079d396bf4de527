"""Three published versions on nginx, crawled, and read in a real browser."""

from __future__ import annotations

import gzip
import json
import re
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from html.parser import HTMLParser
from pathlib import Path
from shutil import copytree
from urllib.parse import quote, urldefrag, urljoin

import pytest
from playwright.sync_api import Browser, Page, expect

from faq import programs
from faq.addresses import written
from faq.auditing.hosting import HEADERS, kept_port
from faq.permalinks.inventory import inventory
from faq.publishing.outliving import LIST
from tests.browser.conftest import DESKTOP, PHONE, Reader
from tests.conftest import PROJECT, Serve
from tests.faqs import commit_all, git
from tests.publishing.site import Site, environment, sample_site
from tests.serving import serve
from tests.warm import warm

SCREENS = pytest.mark.parametrize(("width", "height"), [DESKTOP, PHONE], ids=["desktop", "phone"])
SCRIPTS = pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
# One server and one published branch for all of these: tests/conftest.py keeps them in one worker.


@dataclass(frozen=True)
class Hosted:
    """A published branch on a web server."""

    url: str
    site: Site
    versions: tuple[str, ...] = ("1.0", "1.1", "latest", "dev")
    """Those that are crawled."""

    def get(self, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
        """Status, headers and body of what an address answers; a redirect is not followed."""
        request = urllib.request.Request(
            urljoin(self.url, path), headers={k.replace("_", "-"): v for k, v in headers.items()}
        )
        try:
            with urllib.request.build_opener(_Stay).open(request) as answer:
                return answer.status, _lower(answer.headers.items()), answer.read()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, _lower(error.headers.items()), error.read()

    @cached_property
    def crawled(self) -> dict[str, tuple[int, str]]:
        """Every address that can be reached from the versions' first pages: what it answers."""
        found: dict[str, tuple[int, str]] = {}
        waiting = {self.url, *(urljoin(self.url, f"{version}/") for version in self.versions)}
        while waiting:
            address = waiting.pop()
            status, headers, body = self.get(address)
            html = body.decode() if "text/html" in headers.get("content-type", "") else ""
            found[address] = (status, html)
            for link in links(html):
                target = urldefrag(urljoin(address, link))[0].partition("?")[0]
                if target.startswith(self.url) and target not in found:
                    waiting.add(target)
        return found


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        return None


def _lower(headers: Iterable[tuple[str, str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, value in headers:
        # What stands in two lines is one list (RFC 9110, 5.3).
        found[name.lower()] = f"{found[name.lower()]}, {value}" if name.lower() in found else value
    return found


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.canonical: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "link" and values.get("rel") == "canonical":
            self.canonical.append(values.get("href") or "")
        self.found += [values[name] or "" for name in ("href", "src", "poster") if values.get(name)]


def links(html: str) -> list[str]:
    """Every address in a page."""
    reader = _Links()
    reader.feed(html)
    return reader.found


@pytest.fixture(scope="module")
def hosted(tmp_path_factory: pytest.TempPathFactory, nginx: Serve) -> Iterator[Hosted]:
    """The sample in three versions: pages moved, taken away and added between them."""
    root = tmp_path_factory.mktemp("hosted")
    # The pages are built for their address, long before the server listens there.
    with kept_port() as port:
        site = published(root, f"http://127.0.0.1:{port}/")
        branch = checkout(site, "branch")
        (branch / "film.vtt").write_text("WEBVTT\n\n00:00.000 --> 00:01.000\nOne\n")
        # Without it the server would make headers of its own.
        assert (branch / HEADERS).is_file()
        with nginx(branch, port) as server:
            yield Hosted(server.url, site)


def published(root: Path, url: str) -> Site:
    """The versions, published for an address."""
    site = sample_site(root, url)
    site.change(ODD_FILE, "A price list.\n")
    site.publish("dev")
    checkout(site, "early")
    site.publish("1.0", "--latest")
    move(site)
    site.publish("1.1", "--latest")
    config = site.clone / "mkdocs.yml"
    late = f"\nnav:\n  - Only new: only-new.md\n  - Odd: {ODD}.md\n"
    config.write_text(config.read_text(encoding="utf-8").replace("\nnav:\n", late), encoding="utf-8")
    site.change("only-new.md", "# Only new\n\nThis page came late.\n")
    site.change(f"{ODD}.md", "# Odd\n\nIts name is what a team called it.\n")
    site.change("files/LICENSE", "Free.\n")
    site.publish("dev")
    site.publish("2.0", "--latest")
    return site


def checkout(site: Site, name: str) -> Path:
    """The branch as it is now, in a folder beside the remote."""
    folder = site.remote.parent / name
    git(folder.parent, "clone", "-q", "-b", "gh-pages", str(site.remote), str(folder))
    return folder


@pytest.fixture(scope="module")
def early(hosted: Hosted, nginx: Serve) -> Iterator[Hosted]:
    """The branch before there was a release: `main` is published as dev, and nothing is current."""
    with elsewhere(hosted.site, hosted.site.remote.parent / "early", nginx) as other:
        yield Hosted(other.url, other.site, ("dev",))


@pytest.fixture(scope="module")
def taken_away(hosted: Hosted, nginx: Serve) -> Iterator[Hosted]:
    """The same, with two of its versions unpublished."""
    for version in ("1.0", "dev"):
        done = hosted.site.faq("unpublish", version)
        assert done.returncode == 0, done.stderr
    with elsewhere(hosted.site, checkout(hosted.site, "taken-away"), nginx) as other:
        yield other


@contextmanager
def elsewhere(site: Site, folder: Path, nginx: Serve) -> Iterator[Hosted]:
    """Another state of the branch, on a server of its own."""
    with nginx(folder) as server:
        yield Hosted(server.url, site)


def move(site: Site) -> None:
    """Rename a page, take another and a film away, put a heading first, as CONTRIBUTING.md says."""
    docs, config = site.clone / "docs", site.clone / "mkdocs.yml"
    git(site.clone, "mv", "docs/contact.md", "docs/reach-us.md")
    page = docs / "reach-us.md"
    text = page.read_text(encoding="utf-8")
    assert "## Express pigeons" in text
    text = text.replace("## Express pigeons", "## Faster pigeons")
    kept = f"aliases: [contact/, contact.html, '{written(ODD_ALIAS)}']\n"
    kept += "anchors: {express-pigeons: faster-pigeons}"
    page.write_text(text.replace("---\n", f"---\n{kept}\n", 1), encoding="utf-8")
    text = config.read_text(encoding="utf-8").replace("contact.md", "reach-us.md")
    entry = "{address: faq/another-question/, reason: Nobody asked it., instead: reach-us/}"
    gone = f"    gone:\n      - {entry}\n" + take_film_away(site)
    text = text.replace("    one_page: all.md\n", f"    one_page: all.md\n{gone}")
    config.write_text(re.sub(r".*another-question\.md\n", "", text), encoding="utf-8")
    (docs / "faq/another-question.md").unlink()
    for path in docs.rglob("*.md"):
        old = path.read_text(encoding="utf-8")
        old = re.sub(r"(?m)^- \[.*\]\((?:faq/)?another-question\.md.*\)\n", "", old)
        path.write_text(re.sub(r"\]\(((?:\.\./)?)contact\.md", r"](\1reach-us.md", old), encoding="utf-8")
    # An earlier heading of the same name has an anchor of its own, so that #steps stays what it was.
    page = docs / "faq/send-it-back.md"
    text = page.read_text(encoding="utf-8")
    first = "## Steps {#steps-before}\n\nFind the email first.\n\n## Steps\n"
    page.write_text(text.replace("## Steps\n", first), encoding="utf-8")
    commit_all(site.clone)


ODD = "q&a 100% c# why? v1.2"
"""A page's name in which every sign is one that addresses are made of."""
ODD_ALIAS = f"old/{ODD}/"
ODD_FILE = f"media/#1 {ODD}.pdf"
FILM = "media/walkthroughs/by-courier"
FILM_FILES = [f"{FILM}.{ending}" for ending in ("webm", "mp4", "vtt", "png")]


def take_film_away(site: Site) -> str:
    """Take a film, its tab and its storyboard away; what `gone:` is to say of them."""
    docs = site.clone / "docs"
    page = docs / "faq/send-it-back.md"
    text = page.read_text(encoding="utf-8")
    tab = re.search(r'(?s)=== "By courier"\n.*?(?=^## )', text, re.M)
    assert tab
    page.write_text(text.replace(tab[0], ""), encoding="utf-8")
    (site.clone / "walkthroughs/by-courier.yml").unlink()
    manifest = docs / "media/walkthroughs/manifest.json"
    kept = {k: v for k, v in json.loads(manifest.read_text()).items() if k != "by-courier"}
    manifest.write_text(json.dumps(kept))
    files = [*FILM_FILES, ODD_FILE]
    for file in files:
        (docs / file).unlink()
    gone = ", ".join([*map(written, files), "'faq/send-it-back/#by-courier'"])
    more = "reason: It showed an old program., instead: faq/send-it-back/"
    return f"      - {{address: [{gone}], {more}}}\n"


# -- the crawl


def test_no_link_is_broken(hosted: Hosted) -> None:
    wrong = {address: status for address, (status, _) in hosted.crawled.items() if status != 200}
    assert wrong == {}
    assert len([a for a in hosted.crawled if a.endswith("/")]) >= 36


def test_every_canonical_and_every_sitemap_address_is_a_page(hosted: Hosted) -> None:
    checked = set()
    for address, (_, html) in hosted.crawled.items():
        reader = _Links()
        reader.feed(html)
        assert len(reader.canonical) <= 1, address
        if reader.canonical:
            checked.add(reader.canonical[0])
        elif "<article" in html:
            assert 'content="noindex"' in html, f"{address} has neither"
    listed = re.findall("<loc>([^<]*)</loc>", hosted.get("sitemap.xml")[2].decode())
    assert listed
    assert all(one.startswith(f"{hosted.url}latest/") for one in listed)
    assert f"{hosted.url}latest/all/" not in listed
    for version in ("latest", "2.0", "1.1", "1.0", "dev"):
        plain, packed = (hosted.get(f"{version}/sitemap.xml{end}") for end in ("", ".gz"))
        assert plain[0] == packed[0] == (200 if version in ("latest", "2.0") else 404)
        if plain[0] == 200:
            assert gzip.decompress(packed[2]) == plain[2]
            listed += re.findall("<loc>([^<]*)</loc>", plain[2].decode())
    for one in checked | set(listed):
        status, _, body = hosted.get(one)
        assert status == 200, one
        assert b"faq:moved" not in body, one
        assert b"faq:gone" not in body, one
    assert f"Sitemap: {hosted.url}sitemap.xml" in hosted.get("robots.txt")[2].decode()
    assert f"{hosted.url}latest/reach-us/" in checked


def test_the_404_page_tells_of_files_in_a_form_that_the_guard_reads(hosted: Hosted) -> None:
    told = inventory({"404.html": hosted.get("nowhere")[2]}).told
    assert told == {*FILM_FILES, ODD_FILE}


def test_canonical_addresses_follow_the_page(hosted: Hosted) -> None:
    moved = hosted.crawled[f"{hosted.url}1.0/contact/"][1]
    assert f'rel="canonical" href="{hosted.url}latest/reach-us/"' in moved
    gone = hosted.crawled[f"{hosted.url}1.0/faq/another-question/"][1]
    assert 'rel="canonical"' not in gone
    assert 'content="noindex"' in gone


def test_what_make_build_makes_is_what_is_published(hosted: Hosted, tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "-q", str(hosted.site.clone), str(clone))
    ready = Path(sys.prefix) / ".ready"
    done = subprocess.run(
        ["make", "-f", PROJECT / "Makefile", "-o", ready, "build", f"VENV={sys.prefix}"],
        cwd=clone,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    built = blobs(hosted.site, tree_of(hosted.site, clone / "site"))
    assert built == blobs(hosted.site, hosted.site.tree("2.0"))
    # For tabs that were open before, there are files of the tree before as well.
    kept = {LIST, *hosted.site.shown(f"latest/{LIST}").splitlines()}
    latest = blobs(hosted.site, hosted.site.tree("latest"))
    assert built == {path: blob for path, blob in latest.items() if path not in kept}


def test_builds_in_other_folders_zones_and_locales_are_the_same(hosted: Hosted, tmp_path: Path) -> None:
    locales = made_locales(tmp_path / "locales", "tr_TR", "de_DE")
    trees = set()
    for zone, locale in (("Pacific/Auckland", "tr_TR.UTF-8"), ("America/New_York", "de_DE.UTF-8")):
        clone = tmp_path / locale
        git(tmp_path, "clone", "-q", str(hosted.site.clone), str(clone))
        time = git(clone, "log", "-1", "--format=%ct").strip()
        surroundings = environment(TZ=zone, LC_ALL=locale, LOCPATH=str(locales), SOURCE_DATE_EPOCH=time)
        in_force = (
            "import locale; locale.setlocale(locale.LC_ALL, ''); print(locale.setlocale(locale.LC_TIME))"
        )
        python = [sys.executable, "-W", "ignore"]
        said = subprocess.run([*python, "-c", in_force], env=surroundings, capture_output=True, text=True)
        assert said.stdout.strip() == locale, said.stderr
        subprocess.run(
            [sys.executable, "-m", "mkdocs", "build", "-q", "--strict", "-d", clone / "built"],
            cwd=clone,
            env={**surroundings, "MIKE_DOCS_VERSION": "latest"},
            check=True,
        )
        trees.add(tree_of(hosted.site, clone / "built"))
    assert trees == {hosted.site.tree("2.0")}


def tree_of(site: Site, folder: Path) -> str:
    """The name that git would give a folder: equal for equal contents."""
    where = ("--git-dir", str(site.remote), "--work-tree", str(folder))
    git(folder, *where, "add", "-A", "-f", ".")
    return git(folder, *where, "write-tree").strip()


def blobs(site: Site, tree: str) -> dict[str, str]:
    """The names that git gives the files of a tree, by path."""
    told = git(site.remote, "ls-tree", "-r", "-z", "--format=%(path)%x09%(objectname)", tree)
    return dict(line.split("\t") for line in told.strip("\0").split("\0"))


def made_locales(folder: Path, *names: str) -> Path:
    """A folder with locales that this machine need not have, made of what the package "locales" holds."""
    programs.program("locale-gen", package="locales")
    folder.mkdir()
    for name in names:
        subprocess.run(["localedef", "-i", name, "-f", "UTF-8", folder / f"{name}.UTF-8"], check=True)
    return folder


def test_how_files_are_served(hosted: Hosted) -> None:
    page = hosted.crawled[f"{hosted.url}latest/"][1]
    hashed = next(link for link in links(page) if re.search(r"\.[0-9a-f]{8}\.min\.css$", link))
    _, headers, _ = hosted.get("latest/" + hashed, Accept_Encoding="gzip")
    assert headers["content-encoding"] == "gzip"
    assert headers["cache-control"] == "public, max-age=31536000, immutable"
    assert headers["x-content-type-options"] == "nosniff"
    assert "content-security-policy" not in headers
    _, headers, _ = hosted.get("latest/", Accept_Encoding="gzip")
    assert headers["content-encoding"] == "gzip"
    assert headers["cache-control"] == "public, max-age=300"
    assert headers["content-type"] == "text/html; charset=utf-8"
    assert headers["x-content-type-options"] == "nosniff"
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    _, headers, _ = hosted.get("film.vtt")
    assert headers["content-type"] == "text/vtt; charset=utf-8"
    status, headers, body = hosted.get("film.vtt", Range="bytes=0-5")
    assert (status, body) == (206, b"WEBVTT")
    status, headers, _ = hosted.get("1.0/faq/opening-hours?x=1")
    assert (status, headers["location"]) == (301, "/1.0/faq/opening-hours/?x=1")
    status, headers, _ = hosted.get(f"2.0/{quote(ODD)}?x=1")
    assert (status, headers["location"]) == (301, f"/2.0/{quote(ODD, safe='&')}/?x=1")
    status, headers, body = hosted.get("nowhere/at/all")
    assert status == 404
    assert b"This page is not here" in body
    status, headers, body = hosted.get("latest/faq/opening-hours/index.md", Accept_Encoding="gzip")
    assert (status, headers["content-type"]) == (200, "text/markdown; charset=utf-8")
    assert headers["x-robots-tag"] == "noindex"
    assert headers["x-content-type-options"] == "nosniff"
    status, headers, body = hosted.get("llms.txt")
    assert (status, headers["content-type"]) == (200, "text/plain; charset=utf-8")
    assert "x-robots-tag" not in headers
    assert body == hosted.get("latest/llms.txt")[2]
    assert b"/latest/faq/opening-hours/index.md): " in body
    assert hosted.get(".git/config")[0] == 404
    assert hosted.get("_headers")[0] == 200


ACCEPTS = {
    "text/markdown": True,
    "text/markdown, text/html, */*": True,  # what programs send that like Markdown
    "text/html;q=0.9, text/markdown": True,
    "text/markdown;q=0.5, text/html;q=0.4": True,
    "text/markdown;q=0.25, text/html;q=0.2": True,
    "text/markdown;q=0.9,text/html;q=0.9": True,
    "text/markdown;variant=GFM;q=0.8, text/html;level=1;q=0.75": True,
    "TEXT/Markdown ; Q=1.000, */*;q=0.1": True,
    "application/json, text/markdown;charset=utf-8": True,
    "text/*;q=0.3, text/markdown;q=0.301": True,
    "": False,
    "*/*": False,
    "text/*": False,
    "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8": False,  # what browsers send
    "text/markdown;q=0": False,
    "text/markdown;q=0.000, text/html;q=0": False,
    "text/markdown;q=0.5, text/html;q=0.51": False,
    "text/markdown;q=0.5, text/html": False,
    "text/markdown;q=0.9, text/html;q=1.0": False,
    "text/markdown;q=0.09, text/html;q=0.1": False,
    "text/markdown;q=0.899, text/html;q=0.9": False,
    "text/markdown;q=0.1, */*": False,
    "text/markdown;q=0.3, text/*;q=0.4, */*;q=0.1": False,
    "text/markdownish, x-text/markdown": False,
}


@pytest.mark.parametrize("accepted", ACCEPTS)
def test_who_asks_for_markdown_gets_it(hosted: Hosted, accepted: str) -> None:
    """At the page's own address, whether its file has a folder of its own or not; caches are told."""
    copy = ACCEPTS[accepted]
    for page, beside in {
        "latest/faq/opening-hours/": "latest/faq/opening-hours/index.md",
        "1.0/": "1.0/index.md",
        "latest/contact.html": "latest/contact.md",
        "latest/faq/another-question/": "latest/faq/another-question/index.md",
    }.items():
        status, headers, body = hosted.get(page, Accept=accepted)
        kind = "text/markdown" if copy else "text/html"
        assert (status, headers["content-type"]) == (200, f"{kind}; charset=utf-8"), page
        assert "Accept" in headers["vary"].split(", "), page
        assert "x-robots-tag" not in headers, page
        assert headers["cache-control"] == "public, max-age=300", page
        assert headers["x-content-type-options"] == "nosniff", page
        assert (body == hosted.get(beside)[2]) is copy, page


def test_what_has_no_copy_is_a_page_for_everybody(hosted: Hosted) -> None:
    for page in ("latest/all/", "latest/404.html", ""):
        status, headers, _ = hosted.get(page, Accept="text/markdown")
        assert (status, headers["content-type"]) == (200, "text/html; charset=utf-8"), page
    status, headers, body = hosted.get("latest/nowhere/", Accept="text/markdown")
    assert (status, headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert b"This page is not here" in body
    for path in ("llms.txt", "film.vtt", "latest/faq/opening-hours/index.md"):
        _, headers, _ = hosted.get(path, Accept="text/markdown")
        assert "Accept" not in headers.get("vary", "").split(", "), path
    assert hosted.get("1.0/.faq-index.md")[0] == 404


# -- in the browser


@dataclass(slots=True)
class Visitor:
    """A reader who knows which of the addresses are not there."""

    reader: Reader

    @contextmanager
    def lost(self, path: str, **window: int | bool) -> Iterator[Page]:
        """Visit an address that is not there: its own 404, and only that, is no problem."""
        before = len(self.reader.problems)
        with self.reader.visit(path, **window) as page:  # type: ignore[arg-type]
            yield page
        new = self.reader.problems[before:]
        address = self.reader.site_url + path.partition("#")[0]
        known = (
            [f"404: {address}"],
            [p for p in new if p.startswith("console error: Failed to load resource")],
        )
        assert [p for p in new if p not in (*known[0], *known[1][:1])] == []
        del self.reader.problems[before:]


@pytest.fixture
def reader(browser: Browser, hosted: Hosted) -> Iterator[Reader]:
    reader = Reader(browser, hosted.url)
    yield reader
    assert reader.problems == []


@SCRIPTS
@pytest.mark.parametrize("old", ["latest/contact/", "latest/contact.html", f"latest/{quote(ODD_ALIAS)}"])
def test_an_old_address_leads_to_the_page(reader: Reader, old: str, javascript: bool) -> None:
    with reader.visit(f"{old}?from=mail#contact", javascript=javascript) as page:
        kept = "?from=mail#contact" if javascript else ""
        page.wait_for_url(re.compile(f"/latest/reach-us/{re.escape(kept)}"))
        expect(page.get_by_role("heading", level=1)).to_be_visible()


@SCRIPTS
def test_an_old_anchor_leads_to_the_section(reader: Reader, javascript: bool) -> None:
    window = {"javascript": javascript, "height": 200}
    with reader.visit("latest/reach-us/#express-pigeons", **window) as page:  # type: ignore[arg-type]
        expect(page.get_by_role("heading", name="Faster pigeons")).to_be_in_viewport()


@SCRIPTS
def test_a_page_that_is_gone_says_so(reader: Reader, javascript: bool) -> None:
    with reader.visit("latest/faq/another-question/", javascript=javascript) as page:
        expect(page.get_by_text("Nobody asked it.")).to_be_visible()
        page.get_by_role("link").click()
        page.wait_for_url("**/latest/reach-us/")


@SCRIPTS
@pytest.mark.parametrize("version", ["latest/", "2.0/", ""])
def test_a_film_that_is_gone_says_so(reader: Reader, version: str, javascript: bool) -> None:
    with Visitor(reader).lost(f"{version}{FILM}.webm", javascript=javascript) as page:
        if not javascript:
            page.get_by_text("Files that were taken away").click()
        said = page.locator("p, li", has_text=f"{FILM}.webm: It showed an old program.")
        expect(said).to_be_visible()
        expect(page.get_by_text(f"{FILM}.mp4")).to_have_count(0 if javascript else 1)
        said.get_by_role("link", name="How do I send a parcel back to Pigeon Post?").click()
        page.wait_for_url("**/latest/faq/send-it-back/")


def test_a_file_of_any_name_that_is_gone_says_so(reader: Reader) -> None:
    with Visitor(reader).lost(f"latest/{quote(ODD_FILE)}") as page:
        expect(page.locator("p", has_text=f"{ODD_FILE}: It showed an old program.")).to_be_visible()


@SCRIPTS
def test_a_new_earlier_heading_leaves_the_old_anchor_alone(reader: Reader, javascript: bool) -> None:
    path = "latest/faq/send-it-back/#steps"
    with reader.visit(path, javascript=javascript, height=300) as page:
        expect(page.locator("h2:target")).to_be_in_viewport()
        expect(page.locator("h2:target ~ p").first).to_contain_text("These steps work in whichever way")


@SCRIPTS
def test_an_anchor_that_is_gone_says_so(reader: Reader, javascript: bool) -> None:
    with reader.visit("latest/all/#another-question", javascript=javascript) as page:
        expect(page.locator("[id='another-question']")).to_be_visible()
    with reader.visit("latest/all/", javascript=javascript) as page:
        expect(page.locator("[id='another-question']")).to_be_hidden()
    anchor = "faq/send-it-back/#by-courier"
    with reader.visit(f"latest/{anchor}", javascript=javascript) as page:
        expect(page.get_by_text("It showed an old program.")).to_be_in_viewport()


@SCREENS
@SCRIPTS
def test_an_old_version_says_so(reader: Reader, width: int, height: int, javascript: bool) -> None:
    with reader.visit("1.0/contact/", width=width, height=height, javascript=javascript) as page:
        expect(page.get_by_text("This is version 1.0, which is not the current one.")).to_be_visible()
        # The style of a version is made for the pages that were built, and no page is built with a banner.
        expect(page.locator(".faq-old")).to_have_css("background-color", "rgb(255, 239, 192)")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.get_by_role("link", name="Read this page in the current version").click()
        page.wait_for_url("**/latest/reach-us/")
        expect(page.get_by_text("which is not the current one")).to_have_count(0)


def choose(page: Page, version: str) -> None:
    """Choose a version in the theme's selector."""
    page.locator(".md-version__current").click()
    page.locator(
        ".md-version__link", has_text=re.compile(rf"^\s*{re.escape(version)}(?: current)?\s*$")
    ).click()


@SCREENS
def test_the_selector_keeps_the_page_and_says_where_it_cannot(
    reader: Reader, width: int, height: int
) -> None:
    with reader.visit("latest/faq/opening-hours/", width=width, height=height) as page:
        choose(page, "1.0")
        page.wait_for_url("**/1.0/faq/opening-hours/")
        expect(page.get_by_text("does not have the page")).to_have_count(0)
    with reader.visit("latest/only-new/", width=width, height=height) as page:
        choose(page, "1.1")
        page.wait_for_url("**/1.1/")
        note = page.get_by_role("status").filter(has_text="does not have the page “Only new”")
        expect(note).to_be_visible()
        assert page.evaluate("Object.keys({...sessionStorage, ...localStorage}).join()").count("faq") == 0
        page.reload()
        expect(note).to_have_count(0)


def test_the_selector_knows_a_page_of_any_name(reader: Reader) -> None:
    with reader.visit(f"latest/{quote(ODD)}/#odd") as page:
        choose(page, "dev")
        page.wait_for_url(re.compile(re.escape(f"/dev/{quote(ODD)}/#odd") + "$"))
        choose(page, "1.1")
        page.wait_for_url("**/1.1/")
        expect(page.get_by_role("status").filter(has_text="does not have the page “Odd”")).to_be_visible()


def test_the_selector_follows_a_page_that_was_renamed(reader: Reader) -> None:
    with reader.visit("1.0/contact/?from=mail#express-pigeons") as page:
        choose(page, "2.0")
        page.wait_for_url("**/2.0/reach-us/?from=mail#express-pigeons")
        expect(page.locator(".md-version__alias")).to_have_text("current")
        choose(page, "1.0")
        page.wait_for_url("**/1.0/contact/?from=mail#express-pigeons")


@pytest.mark.parametrize(
    "forged",
    [
        "<img src=x onerror=alert(1)>",
        "latest/<b>call us</b>",
        "../x",
        "latest/faq/opening-hours/",
        "%",
        "constructor/x",
    ],
)
def test_no_link_can_put_words_into_the_note(reader: Reader, forged: str) -> None:
    # From another page, for a link to a place of the same page would not load it.
    with reader.visit("latest/faq/opening-hours/") as page:
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        with page.expect_response("**/pages.json") as known:
            page.goto(f"{reader.site_url}latest/#faq-from={forged}")
        known.value.finished()
        page.wait_for_url("**/latest/")
        # The page's own script asked first, so it has read pages.json when this has, and gone on to ask
        # for the page that the reader is said to come from, or not.
        page.evaluate("fetch('../pages.json').then(answer => answer.json())")
        expect(page.locator(".faq-lacking")).to_have_count(0)
    own = {reader.site_url + path for path in ("latest/", "pages.json", "versions.json")}
    assert {url for url in asked if "/assets/" not in url} <= own


def test_nobody_comes_from_a_file(reader: Reader) -> None:
    with reader.visit("1.0/#faq-from=latest/reach-us/") as page:
        expect(page.locator(".faq-lacking")).to_have_count(1)
    with reader.visit("1.0/#faq-from=latest/media/walkthroughs/by-app.vtt") as page:
        page.wait_for_url("**/1.0/")
        page.wait_for_load_state("networkidle")
        expect(page.locator(".faq-lacking")).to_have_count(0)


def test_a_site_that_is_not_versioned_has_no_selector(browser: Browser, site_url: str) -> None:
    reader = Reader(browser, site_url)
    with reader.visit() as page:
        # The theme asks for versions where its configuration names who makes them, and nowhere else.
        assert json.loads(page.locator("#__config").text_content() or "").get("version") is None
        expect(page.locator(".md-version")).to_have_count(0)
    assert reader.problems == []


OUTDATED = """
{% block outdated %}
  <a href="{{ '../' ~ base_url }}">Old words</a>
{% endblock %}
"""


def test_a_team_that_fills_the_outdated_block_has_no_page_error(browser: Browser, tmp_path: Path) -> None:
    site = sample_site(tmp_path, "http://127.0.0.1:1/")
    main = site.clone / "overrides/main.html"
    main.write_text(main.read_text(encoding="utf-8") + OUTDATED, encoding="utf-8")
    folder = tmp_path / "served"
    command = ("build", "-q", "--strict", "-d", folder / "1.0")
    done = warm("mkdocs", *command, cwd=site.clone, env=environment(MIKE_DOCS_VERSION="latest"))
    assert done.returncode == 0, done.stderr
    copytree(folder / "1.0", folder / "1.1")
    versions = [{"version": "1.1", "title": "1.1", "aliases": ["latest"]}]
    versions.append({"version": "1.0", "title": "1.0", "aliases": []})
    (folder / "versions.json").write_text(json.dumps(versions))
    with serve(folder) as url:
        reader = Reader(browser, url)
        for version, shown in (("1.0/", True), ("1.1/", False), ("1.0/contact/", True)):
            with reader.visit(version) as page:
                expect(page.locator(".md-version")).to_be_visible()
                expect(page.get_by_text("Old words")).to_be_visible(visible=shown)
        assert reader.problems == []


@SCREENS
def test_an_address_without_a_version_goes_to_the_current_one(
    reader: Reader, width: int, height: int
) -> None:
    with Visitor(reader).lost("only-new?a=b#only-new", width=width, height=height) as page:
        page.wait_for_url("**/latest/only-new/?a=b#only-new")


def test_an_address_of_any_name_is_found(reader: Reader) -> None:
    for path in (quote(ODD), f"{quote(ODD)}/", f"{quote(ODD)}/index.html"):
        with Visitor(reader).lost(f"{path}?a=b#c") as page:
            page.wait_for_url(re.compile(re.escape(f"/latest/{quote(ODD)}/?a=b#c") + "$"))
            expect(page.get_by_role("heading", name="Odd")).to_be_visible()


@SCREENS
def test_a_page_missing_in_one_version_is_offered_in_others(reader: Reader, width: int, height: int) -> None:
    with Visitor(reader).lost("1.0/only-new/", width=width, height=height) as page:
        expect(page.get_by_text("Version 1.0 does not have this page.")).to_be_visible()
        page.get_by_role("link", name="in the current version").click()
        page.wait_for_url("**/latest/only-new/")


def test_an_address_without_a_version_that_is_gone_goes_to_the_reason(reader: Reader) -> None:
    with Visitor(reader).lost("faq/another-question/?a=b#c") as page:
        page.wait_for_url("**/latest/faq/another-question/?a=b#c")
        expect(page.get_by_text("Nobody asked it.")).to_be_visible()


def test_a_file_without_a_version_is_that_of_the_current_one(reader: Reader) -> None:
    # Chromium shows any other picture in a page of its own, whose styles the site's policy blocks.
    with Visitor(reader).lost("assets/favicon.svg?a=b") as page:
        page.wait_for_url("**/latest/assets/favicon.svg?a=b")


@pytest.mark.parametrize(
    "path", ["faq/opening-hours/", "faq/opening-hours", "media/walkthroughs/by-app.vtt", "files/LICENSE"]
)
def test_a_version_that_is_not_there_is_offered_in_the_current_one(reader: Reader, path: str) -> None:
    with Visitor(reader).lost(f"9.9/{path}?a=b#c") as page:
        expect(page.get_by_text("Version 9.9 does not have this page.")).to_be_visible()
        found = page.get_by_role("link", name="in the current version").get_attribute("href")
        assert found is not None
        assert re.fullmatch(rf".*/latest/{path}/?\?a=b#c", found)


@SCRIPTS
def test_an_old_version_of_a_page_that_is_gone_leads_to_the_reason(reader: Reader, javascript: bool) -> None:
    with reader.visit("1.0/faq/another-question/", javascript=javascript) as page:
        page.get_by_role("link", name="See why this page is gone").click()
        page.wait_for_url("**/latest/faq/another-question/")
        expect(page.get_by_text("Nobody asked it.")).to_be_visible()


@SCRIPTS
def test_an_address_that_is_nowhere_leads_home(reader: Reader, javascript: bool) -> None:
    with Visitor(reader).lost("latest/faq/nowhere/", javascript=javascript) as page:
        expect(page.get_by_role("heading", name="This page is not here")).to_be_visible()
        page.get_by_role("link", name="Go to the first page").click()
        page.wait_for_url("**/latest/")


@SCRIPTS
def test_the_root_leads_to_the_current_version(reader: Reader, javascript: bool) -> None:
    with reader.visit("?a=b#c", javascript=javascript) as page:
        page.wait_for_url("**/latest/?a=b#c" if javascript else "**/latest/")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        if javascript:
            expect(page.locator(".md-version__current")).to_contain_text("2.0")


# -- before there is a release


def test_before_a_release_every_link_leads_somewhere(early: Hosted) -> None:
    assert {address: status for address, (status, _) in early.crawled.items() if status != 200} == {}
    pages = [html for _, html in early.crawled.values() if "<article" in html]
    assert len(pages) >= 10
    for html in pages:
        assert 'rel="canonical"' not in html
        assert '<meta name="robots" content="noindex">' in html
        assert "which is not the current one" not in html
    assert (early.get("sitemap.xml")[0], early.get("llms.txt")[0], early.get("dev/sitemap.xml")[0]) == (
        404,
    ) * 3
    assert b"Sitemap:" not in early.get("robots.txt")[2]
    _, _, lost = early.get("no/where")
    wrong = {a: early.get(urljoin("/", a))[0] for a in links(lost.decode()) if a.startswith("/")}
    assert {a: status for a, status in wrong.items() if status != 200} == {}
    assert len(wrong) >= 15


@SCRIPTS
def test_before_a_release_the_404_page_works(browser: Browser, early: Hosted, javascript: bool) -> None:
    reader = Reader(browser, early.url)
    with Visitor(reader).lost("no/where", javascript=javascript) as page:
        expect(page.get_by_role("heading", name="This page is not here")).to_be_visible()
        expect(page.locator(".md-header")).to_have_css("position", "sticky")
        page.get_by_role("link", name="Go to the first page").click()
        page.wait_for_url("**/dev/")
    with reader.visit("?a=b#c", javascript=javascript) as page:
        page.wait_for_url("**/dev/?a=b#c" if javascript else "**/dev/")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert reader.problems == []


def test_before_a_release_an_address_without_a_version_goes_to_what_is_there(
    browser: Browser, early: Hosted
) -> None:
    reader = Reader(browser, early.url)
    with Visitor(reader).lost("faq/opening-hours?a=b#x") as page:
        page.wait_for_url("**/dev/faq/opening-hours/?a=b#x")
    with Visitor(reader).lost("9.9/faq/no-such-question/") as page:
        expect(page.get_by_role("heading", name="This page is not here")).to_be_visible()
    assert reader.problems == []


# -- after a version was taken away


@SCRIPTS
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("1.0/contact/", "latest/reach-us/"),
        ("dev/only-new/", "latest/only-new/"),
        (f"dev/{quote(ODD)}/", f"latest/{quote(ODD)}/"),
        ("1.0/faq/another-question/", "latest/faq/another-question/"),
    ],
)
def test_a_version_that_was_taken_away_leads_on(
    browser: Browser, taken_away: Hosted, old: str, new: str, javascript: bool
) -> None:
    reader = Reader(browser, taken_away.url)
    with reader.visit(f"{old}?from=mail#x", javascript=javascript) as page:
        page.wait_for_url(f"**/{new}{'?from=mail#x' if javascript else ''}")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert reader.problems == []


def test_what_a_version_left_behind_is_whole(browser: Browser, taken_away: Hosted) -> None:
    """Its stubs have their style, and its films and pictures answer as before."""
    _, _, stub = taken_away.get("1.0/contact/")
    for link in links(stub.decode()):
        if not link.startswith("data:"):
            assert taken_away.get(urljoin("1.0/contact/", link))[0] == 200, link
    for file in (*FILM_FILES, ODD_FILE):
        assert taken_away.get(f"1.0/{quote(file)}")[0] == 200
    assert taken_away.get("dev/media/walkthroughs/by-app.mp4")[0] == 200
    # Seen as a reader sees it whose browser follows no redirect by itself.
    quiet = re.sub(rb"<noscript>.*?</noscript>|<script>.*?</script>", b"", stub, flags=re.S)
    reader = Reader(browser, taken_away.url)
    with reader.visit("latest/reach-us/") as page:
        address = f"{taken_away.url}1.0/contact/"
        page.route(address, lambda route: route.fulfill(body=quiet, content_type="text/html"))
        page.goto(address)
        expect(page.locator("body")).to_have_css("max-width", re.compile("px"))
        page.get_by_role("link", name="Go to the current version").click()
        page.wait_for_url("**/latest/reach-us/")
    assert reader.problems == []
