"""What `faq init` begins in each language is published as it stands, in Material, by the real command."""

from __future__ import annotations

from pathlib import Path

import pytest

from faq.cli import main
from faq.text.language import codes
from tests.faqs import commit_all, git
from tests.publishing.site import Site


@pytest.mark.parametrize("language", codes())
def test_a_new_faq_is_published_to_an_empty_remote(tmp_path: Path, language: str) -> None:
    site = Site(tmp_path / "clone", tmp_path / "remote.git")
    arguments = ("--language", language, "--url", "https://faq.example.org/", "--ci", "none")
    assert main(["init", str(site.clone), *arguments]) == 0
    commit_all(site.clone)
    git(tmp_path, "init", "-q", "--bare", str(site.remote))
    git(site.clone, "remote", "add", "origin", str(site.remote))
    site.publish("1.0", "--latest")
    assert site.versions() == {"1.0": ["latest"]}
    questions = sorted(path.stem for path in (site.clone / "docs/faq").glob("*.md"))
    assert len(questions) == 2
    for slug in questions:
        assert f'<html lang="{language}"' in site.shown(f"latest/faq/{slug}/index.html")
