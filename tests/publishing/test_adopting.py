"""`faq adopt`: what it says of a branch that others made, what it restores, and what it leaves alone."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from faq.permalinks.inventory import PageContent
from faq.publishing.blobs import Blob
from faq.publishing.inspection import LINK, Branch, Inspection, inspected
from faq.publishing.leaving import Root, leading, led_on
from faq.publishing.versions_json import Listed, entries
from tests.faqs import commit_all, git
from tests.publishing.site import Site, environment, make_site, on_branch
from tests.publishing.test_release import mike

PAGE = "<html><head></head><body><h1>A page</h1></body></html>"
LEADS = '<script>window.location.replace(\n"{}/" + window.location.search)</script>'


def look(files: Mapping[str, str], listed: str = "[]", wanted: str | None = None) -> Inspection:
    """A branch of these files; one whose text is "-> x" is a link to x."""
    blobs = {p: Blob(LINK if text.startswith("-> ") else "100644", text) for p, text in files.items()}
    branch = Branch(blobs, lambda path: files[path].encode())
    return inspected(branch, entries(listed.encode())[0], ["0.0", "0.1"], wanted)


def versions(**aliases: list[str]) -> str:
    """A list of versions, by name with `_` for a dot."""
    names = {name.replace("_", "."): given for name, given in aliases.items()}
    return json.dumps([{"version": n, "title": n, "aliases": a} for n, a in names.items()])


def folder(name: str) -> dict[str, str]:
    return {
        f"{name}/index.html": f"{PAGE}<!-- {name} -->",
        f"{name}/404.html": PAGE,
        f"{name}/a/index.html": PAGE,
    }


SITE = {
    "index.html": PAGE,
    "a/index.html": PAGE,
    "404.html": PAGE,
    "a.pdf": "film",
    "sitemap.xml": "</a/</loc>",
}
Becomes = dict[str, list[str]]
NOTHING: list[str] = []
TABLE: dict[str, tuple[Mapping[str, str], str, Becomes, str | None]] = {
    "a site at the root": (SITE, "[]", {"0.0": ["latest"]}, "0.0"),
    "one page at the root": ({"index.html": PAGE}, "[]", {"0.0": ["latest"]}, "0.0"),
    "a page of the team's beside versions": (
        {"index.html": PAGE} | folder("1.0"),
        *(versions(v1_0=[]).replace("v1", "1"), {"1.0": NOTHING}, None),
    ),
    "a file for a search engine": (
        {"index.html": LEADS.format("1.0"), "google1.html": "google1", "sitemap.xml": ""} | folder("1.0"),
        *("[]", {"1.0": ["latest"]}, "1.0"),
    ),
    "what nobody listed": (
        folder("1.0") | folder("stable") | {"notes/a.txt": "Mine", "faq/index.html": "x"},
        *("[]", {"1.0": NOTHING, "stable": NOTHING, "0.0": NOTHING}, None),
    ),
    "latest by itself": (folder("latest"), "[]", {"0.0": ["latest"]}, "0.0"),
    "latest as a version": (folder("latest"), versions(latest=["x"]), {"0.0": ["latest"]}, "0.0"),
    "listed, and not there": (
        folder("main"),
        versions(main=["latest", "old"], gone=[]),
        {"main": NOTHING},
        None,
    ),
    "listed, and a link": (
        folder("main") | {"1.0": "-> main"},
        *(versions(main=[], v1_0=["latest"]).replace("v1", "1"), {"main": NOTHING}, None),
    ),
    "a name that holds markup": (
        folder("a&b") | folder("latest"),
        *(json.dumps([{"version": "a&b", "title": "x", "aliases": ["latest"]}]), {"0.0": ["latest"]}, "0.0"),
    ),
    "pages that are called like what stands beside a site": (
        SITE | {"LICENSES/index.html": PAGE, "CNAMEs/index.html": PAGE, "versions.json-x/index.html": PAGE},
        *("[]", {"0.0": ["latest"]}, "0.0"),
    ),
    "pages that are called like the current version": (
        SITE | {"latest/news/index.html": PAGE, "sitemap.xml": "</a/</loc></latest/news/</loc>"},
        *("[]", {"0.0": ["latest"]}, "0.0"),
    ),
    "a link": (
        folder("main") | {"stable": "-> main", "index.html": LEADS.format("stable")},
        *(versions(main=["stable"]), {"main": ["stable", "latest"]}, "main"),
    ),
    "a page whose name is a version's": (
        SITE | {"1.0/index.html": PAGE, "sitemap.xml": "</1.0/</loc>"},
        *("[]", {"0.0": ["latest"]}, "0.0"),
    ),
    "what a version left": (
        folder("main") | {"1.0/index.html": '<meta name="faq:moved" content="../latest/">'},
        *(versions(main=[]), {"main": NOTHING}, None),
    ),
}


@pytest.mark.parametrize("case", TABLE)
def test_what_is_found_becomes(case: str) -> None:
    files, listed, becomes, current = TABLE[case]
    found = look(files, listed)
    assert {one.version: list(one.aliases) for one in found.versions} == becomes
    assert found.current == current


def test_what_is_asked_for_is_current() -> None:
    found = look(folder("1.0") | folder("main"), wanted="main")
    assert Listed("main", "main", ("latest",)) in found.versions


def test_pages_at_the_root_are_told_from_files() -> None:
    found = look(SITE | {"google1.html": PAGE, "CNAME": "x", "robots.txt": "x", "_headers": "x"})
    assert found.pages == {"index.html", "a/index.html"}
    assert found.rooted == {*SITE, "google1.html"}


def test_pages_that_are_called_like_what_stands_beside_a_site_are_pages() -> None:
    beside = ("CNAME", ".nojekyll", "LICENSE", "LICENSE.txt", ".gitignore", ".well-known/x.txt")
    pages = ("LICENSES/index.html", "CNAMEs/index.html", "versions.json-x/index.html", "latest/x/index.html")
    listed = {"sitemap.xml": SITE["sitemap.xml"] + "</latest/x/</loc>"}
    found = look(SITE | dict.fromkeys(pages, PAGE) | dict.fromkeys(beside, "x") | listed)
    assert found.pages == {"index.html", "a/index.html", *pages}
    assert found.rooted == {*SITE, *pages}
    assert any(one.name == "latest/" and "called like a version" in one.found for one in found.items)


def test_a_title_that_holds_markup_gives_way_to_the_name() -> None:
    listed = [
        {"version": "main", "title": "<b>x</b>", "aliases": []},
        {"version": "b", "title": "A & B", "aliases": []},
    ]
    found = look(folder("main") | folder("b"), json.dumps(listed))
    assert {one.version: one.title for one in found.versions} == {"main": "main", "b": "A & B"}


def page(moved: str | None = None) -> PageContent:
    return PageContent({}, moved)


@pytest.mark.parametrize(
    ("address", "leads", "now"),
    [
        ("dev/setup/", "latest/dev/setup/", {"dev/setup/": page(), "setup/": page()}),
        (
            "dev/setup/",
            "latest/start/",
            {"dev/setup/": page("../../start/"), "start/": page(), "setup/": page()},
        ),
        ("1.0/a/", "latest/a/", {"a/": page()}),
        ("dev/setup/", "0.0/dev/setup/", {"a/": page()}),
    ],
)
def test_a_folder_that_is_called_like_a_version_may_be_one_of_the_site(
    address: str, leads: str, now: Mapping[str, PageContent]
) -> None:
    root = Root("https://faq.example.org/")
    path = f"{address}index.html"
    was = leading(path, f"0.0/{address}", root)
    out = led_on({path: was}, ["0.0"], now, root).get(path, was)
    assert out == leading(path, leads, root)


# -- the command


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return make_site(tmp_path)


def test_nothing_is_changed_before_yes_is_said(site: Site) -> None:
    on_branch(site, SITE | {"google1.html": "google1", "CNAME": "faq.example.org"})
    before = site.head()
    said = site.faq("adopt", "--as", "0.9").stdout
    assert "a site of 2 pages at the root: the version 0.9" in said
    assert "nothing was changed; to do it, say it again with --yes" in said
    assert site.head() == before
    assert "gh-pages on origin is adopted" in site.faq("adopt", "--as", "0.9", "--yes").stdout
    assert site.versions() == {"0.9": ["latest"]}
    assert (site.shown("google1.html"), site.shown("CNAME")) == ("google1", "faq.example.org")
    assert site.shown("a.pdf") == site.shown("latest/a.pdf") == "film"
    assert "latest/a/" in site.shown("a/index.html")
    head = site.head()
    assert "was adopted already" in site.faq("adopt", "--yes").stdout
    assert site.head() == head
    # From now on it is guarded.
    assert "latest/a/: the page would be gone" in site.refused("publish", "1.0", "--latest")


@pytest.mark.parametrize("lost", ["emptied", "broken", "taken away", "pushed over"])
def test_a_list_of_versions_that_is_lost_comes_back(site: Site, lost: str) -> None:
    site.publish("1.0")
    site.publish("1.1", "--latest")
    listed = site.shown("versions.json")
    if lost in ("emptied", "broken"):
        on_branch(site, {"versions.json": "[]" if lost == "emptied" else "[{"})
    else:
        git(site.clone, "fetch", "-q", "origin")
        work = site.clone.parent / "work"
        git(site.clone.parent, "clone", "-q", "-b", "gh-pages", str(site.remote), str(work))
        git(work, "rm", "-q", "versions.json")
        alone = ["checkout", "-q", "--orphan", "alone"] if lost == "pushed over" else ["status"]
        git(work, *alone)
        git(work, "commit", "-q", "-m", "Lost")
        git(work, "push", "-q", "--force", "origin", "HEAD:gh-pages")
    assert "faq adopt" in site.refused("publish", "dev")
    done = site.faq("adopt", "--yes")
    assert "versions.json" in done.stdout
    assert "is as it was in " in done.stdout, done.stderr
    assert site.shown("versions.json") == listed
    site.publish("dev")
    assert site.faq("rollback", "1.0").returncode == 0


def test_what_has_a_name_that_is_no_utf8_is_taken_over_and_can_be_declared(site: Site) -> None:
    page, file = "caf\udce9.html", "old/\udce9.pdf"
    on_branch(site, {"index.html": PAGE, page: PAGE, file: "x", "t\udce9.txt": "x"})
    assert "is adopted" in site.faq("adopt", "--yes").stdout
    refused = site.refused("publish", "1.0", "--latest")
    assert "latest/caf%E9.html: the page would be gone" in refused
    entries = re.findall(r"\{address: \S+%E9\S+, reason: \.\.\.\}", refused)
    assert len(entries) == 3
    settings = site.clone / "mkdocs.yml"
    listed = "".join(f"      - {entry.replace('...', 'It ended.')}\n" for entry in entries)
    with settings.open("a", encoding="utf-8") as config:
        config.write(f"extra:\n  faq:\n    gone:\n{listed}")
    commit_all(site.clone)
    site.publish("1.0", "--latest")
    assert "It ended." in site.shown(f"latest/{page}")
    assert "latest/caf%E9.html" in site.shown(page)
    site.publish("1.1", "--latest")
    assert site.faq("rollback", "1.0").returncode == 0


def test_versions_in_a_folder_are_brought_to_a_branch_as_it_is_said(site: Site) -> None:
    """From a clone that has never seen the branch."""
    on_branch(site, {f"docs/{path}": text for path, text in folder("1.0").items()})
    on_branch(site, {"docs/versions.json": versions(v1_0=["latest"]).replace("v1", "1")})
    way_out = re.search("which the host serves as docs/: (.*)", site.refused("adopt"))
    assert way_out
    first, last = way_out[1].rsplit("; ", 1)
    subprocess.run(["sh", "-ec", first], cwd=site.clone, env=environment(), check=True, capture_output=True)
    assert last.startswith("faq ")
    assert "1.0/  a version: stays" in site.faq(*last.split()[1:]).stdout


def test_what_mike_is_to_do_works_in_a_clone_that_has_not_seen_the_branch(site: Site) -> None:
    site.publish("1.0")
    listed = json.loads(site.shown("versions.json"))
    on_branch(
        site, {"versions.json": json.dumps([{**listed[0], "title": "<b>x</b>", "aliases": ["stable"]}])}
    )
    mend(site, "publish", "1.1", "--latest")
    site.publish("1.1", "--latest")
    git(site.clone, "update-ref", "-d", "refs/heads/gh-pages")
    mend(site, "unpublish", "1.0")
    done = site.faq("unpublish", "1.0")
    assert done.returncode == 0, done.stderr
    assert {one: sorted(names) for one, names in site.versions().items()} == {"1.1": ["latest", "stable"]}


def test_a_link_of_a_versions_name_is_no_tree_to_go_back_to(site: Site) -> None:
    mike(site, "deploy", "2.0", "3.0", "--alias-type=symlink", "--push")
    shutil.rmtree(site.clone / "site")
    site.publish("3.0", "--latest")
    said = site.refused("rollback", "3.0", "--allow-lost")
    assert "3.0 is current, and was published with no other tree before" in said


def mend(site: Site, *refused: str) -> None:
    """Type what a refusal says to type."""
    way_out = re.search(" first: (git fetch .*)", site.refused(*refused))
    assert way_out
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    told = environment(PATH=path)
    subprocess.run(["sh", "-ec", way_out[1]], cwd=site.clone, env=told, check=True, capture_output=True)
