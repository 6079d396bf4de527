"""Sites with a past: branches that the real tools made are adopted, released to twice, and rolled back.

Whatever answered before answers after each step, or leads to a page that does.
"""

from __future__ import annotations

import json
import posixpath
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from faq.addresses import file_of
from faq.publishing.adopting import adopt
from faq.publishing.leaving import Root
from faq.publishing.opening import opened
from faq.publishing.ownership import inspection_of
from faq.publishing.release import Release, publish
from faq.publishing.store import Store
from tests.faqs import commit_all, git, three
from tests.publishing.site import CONFIG, PERSON, Site, environment, make_site, on_branch
from tests.publishing.test_release import mike as plain_mike
from tests.test_build import built

ROOT = Root("https://faq.example.org/help/")
MORE = {"/draft": "# A draft\n\nWhat only the newest has.\n"}


def mike(site: Site, *arguments: str, kind: str = "") -> None:
    plain_mike(site, *arguments, "--push", *([f"--alias-type={kind}"] if kind else []))


def gh_deploy(site: Site) -> None:
    folder = str(site.clone.parent / "deployed")
    command = [sys.executable, "-m", "mkdocs", "gh-deploy", "--force", "--quiet", "--site-dir", folder]
    done = subprocess.run(command, cwd=site.clone, env=environment(), capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def copies(site: Site) -> None:
    mike(site, "deploy", "v0.9", "old", kind="copy")
    mike(site, "deploy", "0.9.1.2", "stable", kind="copy")
    mike(site, "deploy", "1.0-rc1")
    mike(site, "set-default", "stable")


def links(site: Site) -> None:
    """`latest` is `dev`, and the root leads to `stable`."""
    mike(site, "deploy", "0.9", "stable", kind="symlink")
    mike(site, "set-default", "stable")
    with_draft(site)
    mike(site, "deploy", "dev", "latest", kind="copy")
    without_draft(site)


def redirects(site: Site) -> None:
    mike(site, "deploy", "main", "latest", kind="redirect")
    mike(site, "deploy", "stable", "current", kind="redirect")
    mike(site, "set-default", "latest")


def both(site: Site) -> None:
    """Pages of `gh-deploy` that stayed at the root when the team turned to mike."""
    with_draft(site)
    gh_deploy(site)
    without_draft(site)
    git(site.clone, "fetch", "-q", "origin", "+gh-pages:gh-pages")
    mike(site, "deploy", "1.0", "latest", kind="copy")
    mike(site, "set-default", "latest")


def by_hand(site: Site) -> None:
    """Folders that nobody listed; then somebody pushes an empty list of versions."""
    mike(site, "deploy", "0.9", kind="copy")
    there = [path for path in files(site, "0.9") if not path.endswith((".png", ".gz"))]
    tree = {path: site.shown(f"0.9/{path}") for path in there}
    put = {f"{folder}/{path}": text for folder in ("latest", "0.8") for path, text in tree.items()}
    on_branch(site, put | {"latest/index.html": tree["index.html"].replace("</body>", "<p>Ours</p></body>")})
    leads = '<meta http-equiv="refresh" content="0; url=latest/">'
    on_branch(site, {"index.html": leads, "versions.json": "[]"})


def with_draft(site: Site) -> None:
    site.change("draft.md", MORE["/draft"])


def without_draft(site: Site) -> None:
    (site.clone / "docs/draft.md").unlink()
    commit_all(site.clone)


BRANCHES: dict[str, tuple[Callable[[Site], None], Mapping[str, list[str]], str]] = {
    "gh-deploy": (gh_deploy, {"0.0": ["latest"]}, "0.0"),
    "copies": (
        copies,
        {"1.0-rc1": [], "0.9.1.2": ["latest", "stable"], "v0.9": ["old"]},
        "0.9.1.2",
    ),
    "links": (links, {"dev": [], "0.9": ["latest", "stable"]}, "0.9"),
    "redirects": (redirects, {"stable": ["current"], "main": ["latest"]}, "main"),
    "both": (both, {"1.0": ["latest"], "0.0": []}, "1.0"),
    "by hand": (by_hand, {"0.9": [], "0.8": [], "0.0": ["latest"]}, "0.0"),
}


def files(site: Site, folder: str = "") -> list[str]:
    where = f"gh-pages:{folder}" if folder else "gh-pages"
    return git(site.remote, "-c", "core.quotePath=false", "ls-tree", "-r", "--name-only", where).splitlines()


def is_link(site: Site, name: str) -> bool:
    return git(site.remote, "ls-tree", "gh-pages", name).startswith("120000")


def answers(site: Site) -> set[str]:
    """The addresses of pages that a host answers with 200, links followed."""
    there = set(files(site))
    links = [one for one in there if "/" not in one and is_link(site, one)]
    for one in links:
        start = site.shown(one) + "/"
        there |= {f"{one}/{path.removeprefix(start)}" for path in there if path.startswith(start)}
    return {path.removesuffix("index.html") for path in there if path.endswith(".html")}


ONWARD = re.compile(r'(?:url=|location\.replace\(\s*")([^"]+)"')


def ends(site: Site, address: str, there: set[str]) -> str:
    """Where a reader of an address comes to rest."""
    for _ in range(4):
        path = file_of(address)
        found = ONWARD.search(page_at(site, address))
        if not found:
            return address
        address = posixpath.normpath(posixpath.join("/", posixpath.dirname(path), found[1]))[1:]
        address += "/" if found[1].endswith("/") and address else ""
        assert address in there, f"leads to {address}, which is not there"
    raise AssertionError(f"{address} leads in a circle")


def page_at(site: Site, address: str) -> str:
    path = file_of(address)
    top = path.partition("/")[0]
    return site.shown(path.replace(top, site.shown(top), 1) if is_link(site, top) else path)


def heading(site: Site, address: str) -> str:
    """What a page is about."""
    found = re.search(r"<h1[^>]*>(.*?)</h1>", page_at(site, address))
    assert found, address
    return found[1]


@pytest.fixture(scope="module")
def trees(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Two builds, of which the second has moved a question."""
    out = []
    for name, page in (("first", "faq/c.md"), ("second", "faq/third.md")):
        site = make_site(tmp_path_factory.mktemp(name), three() | MORE)
        if page != "faq/c.md":
            config = site.clone / "mkdocs.yml"
            config.write_text(config.read_text().replace("faq/c.md", page))
            (site.clone / "docs/faq/c.md").unlink()
            site.change(page, three()["c"].replace("number: 3", "number: 3\naliases: [faq/c/]"))
        out.append(built(site.clone / "mkdocs.yml", strict=True))
    return out


def released(store: Store, version: str, site: Path) -> None:
    publish(store, Release(version, store.taken_in(site), ROOT, "0" * 40, latest=True), lambda _: None)


@pytest.mark.parametrize("made", BRANCHES)
def test_every_address_still_answers(
    tmp_path: Path, trees: list[Path], made: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in PERSON.items():
        monkeypatch.setenv(name, value)
    make, versions, current = BRANCHES[made]
    site = make_site(tmp_path, config=CONFIG)
    make(site)
    before = {address for address in answers(site) if not address.endswith("404.html")}
    headings = {address: heading(site, ends(site, address, before)) for address in before}
    head = site.head()

    def kept(now: str) -> None:
        there = answers(site)
        assert before <= there, now
        told = {address: heading(site, ends(site, address, there)) for address in before}
        assert told == headings, now

    with opened(site.clone, "origin", "gh-pages") as (store, _):
        plan = inspection_of(store, store.fetch() or "", ["0.0", "0.1"])
        assert site.head() == head
        adopt(store, lambda base: inspection_of(store, base or "", ["0.0", "0.1"]), {}, ROOT, lambda _: None)
        assert {one: sorted(aliases) for one, aliases in site.versions().items()} == versions
        assert plan.current == current
        kept("adopted")
        released(store, "2.0", trees[0])
        kept("released")
        released(store, "2.1", trees[1])
        kept("released again")
    for version in versions:
        if version not in ("dev", current) or version == current:
            page = site.shown(f"{version}/faq/a/index.html")
            assert version == "dev" or "which is not the current one" in page, version
    done = site.faq("rollback", current, "--allow-lost")
    assert done.returncode == 0, done.stderr
    assert current in json.loads(site.shown("pages.json"))
    assert "latest" in site.versions()[current]
    assert "which is not the current one" not in site.shown(f"{current}/faq/a/index.html")


CALLED = {"dev/setup": "setup", "latest/news": "news", "1.0/notes": "notes"}
"""Pages of a site in folders that are called like versions, and what they are called in these."""


def test_pages_that_are_called_like_versions_are_kept(tmp_path: Path) -> None:
    """What stood in such a folder leads on from there, and once the version is published as well."""
    pages = {f"/{name}": f"# What is in {name}\n\nThat.\n" for name in (*CALLED, "LICENSES", "dev/index")}
    site = make_site(tmp_path, three() | pages, config=CONFIG)
    gh_deploy(site)
    before = {address for address in answers(site) if not address.endswith("404.html")}
    firsts = {"", "dev/"}
    headings = {address: heading(site, ends(site, address, before)) for address in before - firsts}

    def kept(now: str) -> None:
        there = answers(site)
        assert before <= there, now
        assert {one: heading(site, ends(site, one, there)) for one in headings} == headings, now

    said = site.faq("adopt", "--yes")
    assert "a folder that is called like a version: lead on" in said.stdout, said.stderr
    kept("adopted")
    for name, version in (("latest/news", "2.0"), ("1.0/notes", "1.0"), ("dev/setup", "dev")):
        flags = ["--latest"] * (version == "2.0")
        told = site.refused("publish", version, *flags)
        advice = f"write into the front matter of {name}/: aliases: [{CALLED[name]}/]"
        assert advice in told
        site.change(f"{name}.md", f"---\naliases: [{CALLED[name]}/]\n---\n{pages[f'/{name}']}")
        site.publish(version, *flags)
        kept(version)
    assert heading(site, ends(site, "LICENSES/", answers(site))) == headings["LICENSES/"]


def test_versions_that_one_deployment_took_away_come_back_as_it_is_said(tmp_path: Path) -> None:
    site = make_site(tmp_path, config=CONFIG)
    site.publish("1.0", "--latest")
    site.publish("dev")
    before = site.tree("")
    git(site.clone, "fetch", "-q", "origin", "+gh-pages:gh-pages")
    gh_deploy(site)
    done = site.faq("adopt")
    assert re.search(r"dev, 1\.0 +there until \w+: gone", done.stdout), done.stderr
    way_out = re.search("to have the branch back as it was: (git .*)", done.stdout)
    assert way_out
    subprocess.run(["sh", "-ec", way_out[1]], cwd=site.clone, check=True, capture_output=True)
    assert site.tree("") == before
    site.publish("1.1", "--latest")
