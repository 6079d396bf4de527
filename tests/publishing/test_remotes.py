"""The remote: what cannot be written is noticed early, and each of its addresses gets what is published."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faqs import commit_all, git, three
from tests.publishing.site import Site, make_site


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return make_site(tmp_path)


def read_only(site: Site) -> dict[str, str]:
    """The remote behind a key that may read and not write, as hosts have for deploying."""
    door = site.clone.parent / "door.sh"
    door.write_text(
        "#!/bin/sh\nfor last; do :; done\n"
        'case "$last" in git-upload-pack*) eval "$last";;\n'
        "*) echo 'ERROR: the key that you use may only read' >&2; exit 1;; esac\n"
    )
    door.chmod(0o755)
    git(site.clone, "remote", "set-url", "origin", f"ssh://host{site.remote}")
    return {"GIT_SSH_COMMAND": str(door), "GIT_SSH_VARIANT": "simple"}


def test_a_remote_that_cannot_be_written_is_noticed_before_the_build(site: Site) -> None:
    site.publish("1.0", "--latest")
    door = read_only(site)
    said = site.refused("publish", "1.1", "--latest", **door)
    assert "cannot be written: ERROR: the key that you use may only read" in said
    assert "nothing was built" in said
    assert "building" not in said
    done = site.faq("publish", "1.1", "--latest", "--dry-run", **door)
    assert done.returncode == 0, "who rehearses need not be able to write: " + done.stderr


def test_each_address_of_the_remote_gets_what_is_published(site: Site, tmp_path: Path) -> None:
    second = tmp_path / "second.git"
    git(tmp_path, "init", "-q", "--bare", str(second))
    git(site.clone, "remote", "set-url", "--push", "origin", str(site.remote))
    git(site.clone, "remote", "set-url", "--push", "--add", "origin", str(second))
    site.publish("1.0", "--latest")
    assert git(second, "rev-parse", "gh-pages").strip() == site.head()
    git(site.clone, "remote", "set-url", "--push", "--add", "origin", "https://me:secret@127.0.0.1:1/x.git")
    site.change("faq/a.md", three(a="Another answer.")["a"])
    done = site.faq("publish", "1.1", "--latest")
    assert done.returncode == 1
    assert "1.1 as built from" in done.stdout
    assert "error: https://127.0.0.1:1/x.git does not have it: " in done.stderr
    assert "secret" not in done.stderr.partition("does not have it")[0]
    assert git(second, "rev-parse", "gh-pages").strip() == site.head()
    # An address that missed one gets it when the command is run again.
    git(second, "update-ref", "refs/heads/gh-pages", "gh-pages~1")
    assert "was there already" in site.faq("publish", "1.1", "--latest").stdout
    assert git(second, "rev-parse", "gh-pages").strip() == site.head()


def test_a_site_moves_with_a_release_and_on_purpose(site: Site) -> None:
    site.publish("1.0", "--latest")
    config = site.clone / "mkdocs.yml"
    config.write_text(config.read_text().replace("faq.example.org/help/", "other.example.org/"))
    commit_all(site.clone)
    site.publish("1.1", "--latest", "--new-address")
    assert "https://other.example.org/latest/faq/a/" in site.shown("sitemap.xml")
    site.publish("dev")
    config.write_text(config.read_text().replace("other.example.org/", "faq.example.org/help/"))
    commit_all(site.clone)
    assert "was published for https://other.example.org/" in site.refused("publish", "dev")
