"""A lost address is found before the merge: `faq compare` on a branch that holds what readers have."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faqs import git, question, three
from tests.publishing.site import Site, environment, make_site
from tests.warm import warm

RENAMED = "faq/ending.md"


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A site whose release 1.0 is current, and whose `dev` is the same."""
    site = make_site(tmp_path_factory.mktemp("compare"), three(c="## Steps\n\nThe answer."))
    site.publish("dev")
    site.publish("1.0", "--latest")
    return site


def changed(site: Site, folder: Path, alias: str = "") -> Path:
    """A clone of the site in which the last question has another name, and is built."""
    git(folder, "clone", "-q", str(site.clone), "clone")
    clone = folder / "clone"
    git(clone, "remote", "set-url", "origin", str(site.remote))
    git(clone, "mv", "docs/faq/c.md", f"docs/{RENAMED}")
    config = clone / "mkdocs.yml"
    config.write_text(config.read_text().replace("faq/c.md", RENAMED))
    text = question(3, "How do I end?", "## Steps\n\nThe answer.")
    (clone / "docs" / RENAMED).write_text(text.replace("number: 3\n", f"number: 3\n{alias}"))
    done = warm("mkdocs", "build", "--quiet", "--site-dir", "site", cwd=clone, env=environment())
    assert done.returncode == 0, done.stderr
    return clone


def compare(site: Site, clone: Path, *more: str, **surroundings: str) -> tuple[int, str]:
    done = site.faq("compare", *more, clone=clone, **surroundings)
    return done.returncode, done.stdout


def test_a_lost_address_is_told_with_its_way_out_and_annotated(published: Site, tmp_path: Path) -> None:
    clone = changed(published, tmp_path)
    code, out = compare(published, clone, GITHUB_ACTIONS="true", GITHUB_WORKSPACE=str(clone))
    assert code == 1
    assert "mkdocs.yml:1:1: error lost-page: dev/faq/c/: the page would be gone\n" in out
    assert "  fix: write into the front matter of faq/ending/: aliases: [faq/c/]" in out
    assert "::error file=mkdocs.yml,line=1,endLine=1," in out
    assert out.splitlines()[-1].startswith("compared with dev and latest of gh-pages (")
    assert out.splitlines()[-1].endswith(", 1 permalink would break")


def test_the_way_out_leads_out(published: Site, tmp_path: Path) -> None:
    code, out = compare(published, changed(published, tmp_path, "aliases: [faq/c/]\n"))
    assert code == 0
    assert out.endswith(", 0 permalinks would break\n")


def test_nobody_needs_to_be_somebody_to_compare(published: Site, tmp_path: Path) -> None:
    clone = changed(published, tmp_path)
    nobody = {"GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null", "HOME": str(tmp_path)}
    nobody |= {f"GIT_{who}_{what}": "" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    assert compare(published, clone, **nobody)[0] == 1


def test_what_cannot_be_fetched_is_told_as_not_compared(published: Site, tmp_path: Path) -> None:
    clone = changed(published, tmp_path)
    for more, reason in (
        (("--branch", "none"), "there is no branch none on origin yet"),
        (("--remote", "nowhere"), "there is no remote 'nowhere'"),
    ):
        code, out = compare(published, clone, *more)
        assert code == 0
        assert out.startswith(f"notice: not compared with what is published: {reason}")
    git(clone, "remote", "set-url", "origin", str(tmp_path / "gone.git"))
    code, out = compare(published, clone)
    assert code == 0
    assert out.startswith("notice: not compared with what is published: ")


def test_without_a_built_site_it_says_how_to_build_one(published: Site) -> None:
    done = published.faq("compare", "--site", "nowhere")
    assert done.returncode == 1
    assert "there is no built site; type: mkdocs build --strict --site-dir nowhere" in done.stderr
