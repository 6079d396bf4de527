"""What CONTRIBUTING.md tells writers to do leaves the tests green, facts.yml edited where a fact changed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.conftest import PROJECT
from tests.site.edits import (
    add_a_question,
    change_a_fact,
    change_what_is_expected,
    check,
    copied,
    facts_of,
    judged,
    move_a_question,
)
from tests.site.facts import NAME

# Without a browser: which question has which number, and what it says, a browser shows no better.
HERE = ("tests/site/test_facts.py", "tests/site/test_films.py", "-m", "not browser")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of this project, in which a question was added and another one moved."""
    project = copied(tmp_path / "project")
    add_a_question(project)
    move_a_question(project)
    return project


def test_what_writers_do_leaves_the_tests_green(project: Path) -> None:
    """A fact that has changed, and nothing else, is told; once facts.yml says it too, all is well."""
    page, old, new = change_a_fact(project)
    assert check(project).returncode == 0
    done = judged(project, *HERE)
    path = page.relative_to(project)
    said = f"{path} does not say “{old}” any more. Put it back; or, if that is meant, change"
    assert f"{said} the line in {NAME}, answers: " in done.stdout
    assert re.findall(r"^FAILED \S+::(\w+)", done.stdout, re.M) == [
        "test_the_site_says_what_it_must",
        "test_the_one_page_says_it_too",
    ]

    change_what_is_expected(project, old, new)
    assert any(new in expected.says for expected in facts_of(project).answers.values())
    done = judged(project, *HERE)
    assert done.returncode == 0, done.stdout


OWN = re.compile(
    r"""(?:PROJECT|ROOT|parents\[\d\])\)?\s*/\s*["']"""
    r"""(?:docs(?!/assets)|snippets|mkdocs\.yml|walkthroughs(?!/drawings|/storyboard|/thunderbird))"""
)


def test_no_test_elsewhere_reads_what_this_site_says() -> None:
    """What writers write is read by tests in this folder only; all others have FAQs of their own.

    `bench` measures this site, and holds of what it says nothing to be so.
    """
    tests = PROJECT / "tests"
    reading = [
        f"{path.relative_to(PROJECT)}: {match[0]}"
        for path in sorted(tests.rglob("*.py"))
        if path.relative_to(tests).parts[0] not in ("site", "bench")
        for match in OWN.finditer(path.read_text(encoding="utf-8"))
    ]
    assert reading == []
