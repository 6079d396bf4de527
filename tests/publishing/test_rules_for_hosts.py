"""What hosts read at the root is what we mean: read by Netlify's and Cloudflare's own parsers."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from faq import programs
from tests.conftest import PROJECT
from tests.faqs import commit_all
from tests.publishing.site import Site, make_site

READ = Path(__file__).with_name("read_rules.js")
HASHED = ("/:version/assets/stylesheets/*", "/:version/assets/javascripts/*")


def understood(site: Site, modules: Path, headers: str | None = None) -> dict[str, Any]:
    """What each host makes of the files at the root of the branch, or of other `headers`."""
    folder = site.clone.parent / "root-files"
    folder.mkdir(exist_ok=True)
    text = site.shown("_headers") if headers is None else headers
    (folder / "_headers").write_text(text, encoding="utf-8")
    (folder / "_redirects").write_text(site.shown("_redirects"), encoding="utf-8")
    node = programs.program("node", package="nodejs")
    done = subprocess.run([node, READ, modules, folder], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.fixture
def site(tmp_path: Path) -> Site:
    site = make_site(tmp_path)
    shutil.copytree(PROJECT / "hosting", site.clone / "hosting")
    (site.clone / "root").mkdir()
    (site.clone / "root/_headers").write_text("/latest/*\n  X-Ours: one, two\n", encoding="utf-8")
    (site.clone / "root/_redirects").write_text("/help /latest/ 301\n", encoding="utf-8")
    commit_all(site.clone)
    return site


def test_hosts_understand_what_is_meant(site: Site, modules: Path) -> None:
    site.publish("1.0", "--latest")
    site.publish("1.1", "--latest")
    policy = next(line for line in site.shown("_headers").splitlines() if "Content-Security-Policy" in line)
    found = understood(site, modules)
    for host, said in found.items():
        headers = said["headers"]
        assert said["faults"] == [], host
        assert headers["/*"]["content-security-policy"] == policy.partition(":")[2].strip(), host
        assert headers["/*"]["x-content-type-options"] == "nosniff", host
        assert headers["/latest/*"] == {"x-ours": "one, two"}, host
        assert headers["/*.md"]["x-robots-tag"] == "noindex", host
        assert {"immutable" in headers[path]["cache-control"] for path in HASHED} == {True}, host
        assert said["redirects"] == [["/help", "/latest/", 301]], host
    assert found["Netlify"]["headers"] == found["Cloudflare Pages"]["headers"]
    # Cloudflare would send both, one after the other, where the first is not taken away.
    assert [found["Cloudflare Pages"]["taken"][path] for path in HASHED] == [["Cache-Control"]] * 2


def test_what_they_do_not_understand_is_told(site: Site, modules: Path) -> None:
    site.publish("1.0", "--latest")
    found = understood(site, modules, "X-Ours: no address before\n/help\n  no colon\n")
    assert all(said["faults"] for said in found.values())
