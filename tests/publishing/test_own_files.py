"""What a team has at the root of its site: published, merged, and never written over in silence."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faq.policy.headers import merged_headers
from faq.publishing.root import with_sitemap
from tests.faqs import commit_all
from tests.publishing.site import Site, make_site, on_branch
from tests.publishing.test_release import root_of

SITEMAP = "Sitemap: https://faq.example.org/help/sitemap.xml"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return make_site(tmp_path)


def keep(site: Site, **files: str) -> None:
    """Put files into `root/`, and commit; a name's `__` is a dot, an empty text takes it away."""
    for name, text in files.items():
        path = site.clone / "root" / name.replace("__", ".")
        path.parent.mkdir(exist_ok=True)
        if text:
            path.write_text(text)
        else:
            path.unlink()
    commit_all(site.clone)


def test_the_teams_own_files_are_published_and_stay(site: Site) -> None:
    (site.clone / "hosting").mkdir()
    (site.clone / "hosting/_headers").write_text(
        "/*\n  Content-Security-Policy: POLICY\n  X-Frame-Options: DENY\n"
    )
    own = {"CNAME": "faq.example.org\n", "index__html": "<h1>Ours</h1>\n", "_headers": "/*\n  X-Ours: 1\n"}
    keep(site, **own, robots__txt="User-agent: *\nDisallow: /draft/\n")
    site.publish("1.0", "--latest")
    site.publish("1.1", "--latest")
    site.publish("1.0.1")
    assert site.faq("rollback", "1.0").returncode == 0
    assert site.faq("unpublish", "1.1").returncode == 0
    assert (site.shown("CNAME"), site.shown("index.html")) == ("faq.example.org\n", "<h1>Ours</h1>\n")
    assert site.shown("robots.txt") == f"User-agent: *\nDisallow: /draft/\n\n{SITEMAP}\n"
    headers = site.shown("_headers")
    assert "  X-Ours: 1\n" in headers
    assert "  X-Frame-Options: DENY\n" in headers
    assert "Content-Security-Policy: default-src" in headers
    # What leaves the project leaves the root; what publications write comes in its place.
    keep(site, CNAME="", index__html="", robots__txt="")
    site.publish("2.0", "--latest")
    assert 'location.replace(\n      "latest/"' in site.shown("index.html")
    assert "Disallow" not in site.shown("robots.txt")
    assert "CNAME" not in root_of(site)


def test_what_somebody_put_there_is_not_written_over(site: Site) -> None:
    site.publish("1.0", "--latest")
    on_branch(site, {"404.html": "<h1>Lost</h1>", "robots.txt": "User-agent: x\nDisallow: /\n"})
    said = site.refused("publish", "1.1", "--latest")
    assert "gh-pages holds 404.html, robots.txt at its root, which no publication wrote" in said
    way_out = re.search("keep them: (git fetch .*); and commit; or", said)
    assert way_out, said
    subprocess.run(["sh", "-ec", way_out[1]], cwd=site.clone, check=True, capture_output=True)
    commit_all(site.clone)
    # Also a version that the root does not follow goes on then, and leaves there what was put there.
    site.publish("0.9")
    assert site.faq("rollback", "0.9", "--allow-lost").returncode == 0
    assert site.faq("rollback", "1.0", "--allow-lost").returncode == 0
    assert site.faq("unpublish", "0.9").returncode == 0
    assert site.shown("404.html") == "<h1>Lost</h1>"
    site.publish("1.1", "--latest")
    assert site.shown("404.html") == "<h1>Lost</h1>"
    assert site.shown("robots.txt") == f"User-agent: x\nDisallow: /\n\n{SITEMAP}\n"


def test_headers_without_a_line_for_the_policy_are_told_where_to_write_it(site: Site) -> None:
    keep(site, _headers="/*\n  X-Ours: 1\n")
    told = site.faq("publish", "1.0").stderr
    assert "hosting/_headers: /*, and below it   Content-Security-Policy: POLICY" in told
    (site.clone / "hosting").mkdir()
    (site.clone / "hosting/_headers").write_text("/*\n  Content-Security-Policy: POLICY\n")
    commit_all(site.clone)
    assert "hosting/_headers" not in site.faq("publish", "1.1").stderr
    assert "Content-Security-Policy: default-src" in site.shown("_headers")
    assert "  X-Ours: 1\n" in site.shown("_headers")


@pytest.mark.parametrize("name", ["versions.json", "pages.json", "latest/x.html", "1.0/index.html"])
def test_what_a_publication_alone_writes_is_refused(site: Site, name: str) -> None:
    path = site.clone / "root" / name
    path.parent.mkdir(parents=True)
    path.write_text("x")
    commit_all(site.clone)
    assert f"root/{name}: a publication writes" in site.refused("publish", "1.0")


def test_adoption_asks_for_a_home_first(site: Site) -> None:
    page = "<html><body><h1>A page</h1></body></html>"
    there = {"index.html": page, "a/index.html": page, "robots.txt": "User-agent: x\nDisallow: /\n"}
    on_branch(site, there)
    assert "robots.txt" in site.faq("adopt").stdout
    assert "> root/robots.txt" in site.refused("adopt", "--yes")
    keep(site, robots__txt=there["robots.txt"])
    assert site.faq("adopt", "--yes").returncode == 0
    assert site.shown("robots.txt") == f"{there['robots.txt']}\n{SITEMAP}\n"


HEADERS: dict[str, tuple[str, str, str]] = {
    "another path": ("/*\n  A: 1\n", "/x\n  B: 2\n", "/*\n  A: 1\n/x\n  B: 2\n"),
    "another header": ("/*\n  A: 1\n", "/*\n  B: 2\n", "/*\n  A: 1\n  B: 2\n"),
    "the same header": ("/*\n  A: 1\n  B: 2\n", "/*\n  a: 3\n", "/*\n  B: 2\n  a: 3\n"),
    "comments": ("# Ours\n/*\n  A: 1\n", "# Theirs\n/*\n  B: 2\n", "# Ours\n# Theirs\n/*\n  A: 1\n  B: 2\n"),
    "a path twice": ("/*\n  A: 1\n", "/x\n  B: 2\n/x\n  C: 3\n", "/*\n  A: 1\n/x\n  B: 2\n  C: 3\n"),
}


@pytest.mark.parametrize("case", HEADERS)
def test_headers_of_both_are_sent(case: str) -> None:
    ours, theirs, merged = HEADERS[case]
    assert merged_headers(ours, theirs) == merged


def test_a_policy_of_the_teams_is_refused_with_its_line() -> None:
    with pytest.raises(ValueError, match=r"2: a publication writes the Content-Security-Policy"):
        merged_headers("/*\n", "/*\n  Content-Security-Policy: x\n")


LINES = st.lists(st.sampled_from(["/*", "/x", "  A: 1", "  B: 2", "  C: 3", "# c", ""]), max_size=8)


@given(LINES, LINES)
def test_nothing_of_the_teams_is_lost(ours: list[str], theirs: list[str]) -> None:
    merged = merged_headers("\n".join(ours), "\n".join(theirs)).splitlines()
    assert all(merged.count(line) >= 1 for line in theirs if line)
    assert set(merged) <= {*ours, *theirs, ""}


@given(
    st.lists(st.sampled_from(["User-agent: *", "Disallow: /x", "# c", SITEMAP, "Sitemap: https://o/s.xml"]))
)
def test_robots_of_both_are_said_once(lines: list[str]) -> None:
    text = "".join(f"{line}\n" for line in lines)
    once = with_sitemap(text, "https://faq.example.org/help/", sitemap=True)
    assert once.splitlines().count(SITEMAP) == 1
    assert with_sitemap(once, "https://faq.example.org/help/", sitemap=True) == once
    without = with_sitemap(once, "https://faq.example.org/help/", sitemap=False)
    assert [line for line in without.splitlines() if line] == [line for line in lines if line != SITEMAP]
