"""The repairs themselves: each is made, each tells where the theme has changed, in all configurations."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from faq.auditing import nu
from faq.kinds import Kind
from faq.model import Problem
from faq.texts import TEXTS
from faq.theme.material import REPAIRS
from faq.theme.repair import Repair, misfit, ready, repaired
from tests.conftest import PROJECT
from tests.sampling import ANSWER
from tests.warm import warm

FEATURES = frozenset({"search", "search.suggest", "palette"})
HOOK = str(PROJECT / "hooks/shell.py")
OVERRIDES = str(PROJECT / "overrides")


def name(problem: Problem) -> str:
    """The repair that does not fit."""
    found = re.search('the repair "(.*?)"', problem.message)
    assert found, problem
    return found[1]


@pytest.fixture(scope="module")
def stock_page(stock_site: Path) -> str:
    """A page as the theme makes it."""
    return (stock_site / ANSWER / "index.html").read_text(encoding="utf-8")


def test_a_stock_page_is_repaired_and_only_once(stock_page: str) -> None:
    html, misfits = repaired(stock_page, ready(REPAIRS, FEATURES, TEXTS))
    assert misfits == []
    assert html != stock_page
    again = set(map(name, repaired(html, ready(REPAIRS, FEATURES, TEXTS))[1]))
    # There is another <main> now, which ends where the first did.
    still = {"main-closes", "content-closes"}
    assert again | still >= {repair.name for repair in REPAIRS if repair.times.least}


ELSEWHERE = {"section-button", "program-waits"}
"""What stock pages have no place for: no section of theirs can be closed, which
test_other_configurations_are_repaired_too has, and no template waits for the program."""


def test_a_program_that_another_tag_names_does_not_wait_in_silence(stock_page: str) -> None:
    template = '<template id="faq-later"></template>'
    waiting = stock_page.replace("</body>", "").replace('<script src="', f'{template}<script src="', 1)
    html, misfits = repaired(waiting, ready(REPAIRS, FEATURES, TEXTS))
    assert misfits == []
    assert re.search(r'<template id="faq-later"><script src="[^"]*/bundle\.', html)
    other = waiting.replace("/javascripts/bundle.", "/javascripts/program.")
    assert "program-waits" in map(name, repaired(other, ready(REPAIRS, FEATURES, TEXTS))[1])


@pytest.mark.parametrize("repair", REPAIRS, ids=lambda repair: repair.name)
def test_each_repair_tells_when_the_theme_says_it_in_other_words(repair: Repair, stock_site: Path) -> None:
    """A theme of which one place has changed: attributes stand in another order, say.

    What the repair would find is no longer found, and that is not taken for a page without the place.
    """
    pages = [path.read_text(encoding="utf-8") for path in sorted(stock_site.rglob("*.html"))]
    blind = Repair(repair.name, repair.why, "no such words", "", repair.times, repair.needs, repair.never)
    others = [blind if one is repair else one for one in REPAIRS]
    found = [
        one for page in pages for one in repaired(page, ready(others, FEATURES, TEXTS), "a", lambda: "9.9")[1]
    ]
    if repair.times.least or (repair.never and repair.name not in ELSEWHERE):
        problem = next(one for one in found if name(one) == repair.name)
        assert problem.kind is Kind.THEME_CHANGED
        assert problem.span.source.path == "a (as built)"
        assert "the theme is 9.9, the repair was written for 9.8.1" in problem.notes
        assert "hooks/faq/theme/material.py" in problem.fix
    else:
        # Another repair of the same place tells.
        assert found or repair.name in ELSEWHERE | {
            "share-link",  # where it is left, the policy tells (faq.policy.judge)
            "section-label",
            "contents-label",
            "contents-landmark",
        }


LEANS = re.compile(r"(?:the same|so|and|that|it|they)\b")


@pytest.mark.parametrize("repair", REPAIRS, ids=lambda repair: repair.name)
def test_what_is_told_of_a_repair_stands_alone(repair: Repair) -> None:
    problem = misfit(repair, "it left something", "index.html", "9.9")
    assert problem.notes[-1] == f"it mends: {repair.why}"
    assert not LEANS.match(repair.why), "on the record before it"
    assert [one.name for one in REPAIRS if one.why == repair.why] == [repair.name]
    assert "a template: of its own or a file in custom_dir:" in problem.fix, "that may be the cause as well"


def test_words_of_another_team_may_hold_anything(stock_page: str) -> None:
    words = {**TEXTS, "menu": r'A "menu" \1 & <more> $search'}
    html, misfits = repaired(stock_page, ready(REPAIRS, FEATURES, words))
    assert misfits == []
    assert r'aria-label="A &quot;menu&quot; \1 &amp; &lt;more&gt; $search"' in html


PALETTE = [
    {"scheme": "default", "toggle": {"icon": "material/weather-night", "name": "Dark"}},
    {"scheme": "slate"},
]
# Each build takes seconds: features that do not touch each other share one.
OTHERS: dict[str, dict[str, Any]] = {
    "plain": {},
    "no search, palettes, sections": {
        "plugins": [],
        "theme": {"palette": PALETTE, "features": ["navigation.expand", "navigation.path", "toc.integrate"]},
    },
    "search switched off": {"plugins": [{"search": {"enabled": False}}]},
    "one palette, tabs, sharing": {
        "theme": {
            "palette": {"scheme": "slate"},
            "features": ["navigation.tabs", "navigation.tabs.sticky", "navigation.indexes", "search.share"],
        }
    },
    "German, with a footer": {
        "copyright": "Us",
        "repo_url": "https://example.org/r",
        "theme": {
            "language": "de",
            "features": ["navigation.footer", "navigation.top", "navigation.prune", "search.suggest"],
        },
    },
}


def test_other_configurations_are_repaired_too(tmp_path: Path, modules: Path) -> None:
    """With sections in sections, and headings below headings; then the Nu checker reads all of it."""
    pages = {
        "index.md": "# Start\n",
        "faq/a.md": "---\nnumber: 1\n---\n\n# A?\n\nA.\n\n## B\n\n### C\n\nD.\n",
        "faq/b.md": "---\nnumber: 2.1\n---\n\n# B?\n\nB.\n",
    }
    for path, text in pages.items():
        (tmp_path / "docs" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "docs" / path).write_text(text)
    for name, more in OTHERS.items():
        nav = ["index.md", {"One": ["faq/a.md", {"Two": ["faq/b.md"]}]}]
        config = {"nav": nav, "markdown_extensions": [{"toc": {"permalink": True}}], **more}
        built = build(tmp_path, config, name)
        assert built.stderr == "", name
    assert errors(tmp_path / "sites", modules) == []


def build(project: Path, config: dict[str, Any], name: str = "site") -> subprocess.CompletedProcess[str]:
    """Build what lies in `project` with the theme, into a folder of that name."""
    theme = {"name": "material", "font": False, "custom_dir": OVERRIDES, **config.get("theme", {})}
    text = yaml.safe_dump({"site_name": "S", "hooks": [HOOK], **config, "theme": theme})
    (project / "mkdocs.yml").write_text(text)
    return warm(
        *("mkdocs", "build", "-q", "--strict"),
        *("-f", project / "mkdocs.yml", "-d", project / "sites" / name),
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
    )


def test_a_theme_that_has_changed_fails_the_build(tmp_path: Path) -> None:
    """Here by an override that takes the search's count away."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/index.md").write_text("# Start\n")
    (tmp_path / "changed/partials").mkdir(parents=True)
    (tmp_path / "changed/partials/search.html").write_text("<div>Search</div>")
    built = build(tmp_path, {"theme": {"custom_dir": "changed"}})
    assert built.returncode == 1
    assert 'what the repair "search-count" expects: it fitted 0 times, and should fit 1 times' in built.stderr


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ([], "navigation.instant is"),
        (["navigation.instant.prefetch"], "navigation.instant, navigation.instant.pr"),
    ],
)
def test_instant_navigation_is_refused(tmp_path: Path, more: list[str], said: str) -> None:
    (tmp_path / "docs").mkdir()
    built = build(tmp_path, {"theme": {"features": ["navigation.instant", *more, "navigation.top"]}})
    assert built.returncode == 1
    assert f"mkdocs.yml:7:5: error unsupported-setting: theme: features: {said}" in built.stderr
    assert "search and the buttons" in built.stderr
    assert f"take {'them' if more else 'it'} out" in built.stderr


def errors(site: Path, modules: Path) -> list[str]:
    """What the Nu HTML checker calls an error."""
    return list(map(str, nu.errors(nu.check(site, modules))))


def test_the_nu_checker_finds_no_error_in_an_old_version(old_version_root: Path, modules: Path) -> None:
    """Nor in the site as it is built, which tests/auditing looks at."""
    assert errors((old_version_root / "1.0").resolve(), modules) == []


def test_the_nu_checker_finds_errors_in_a_stock_site(stock_site: Path, modules: Path) -> None:
    assert len(errors(stock_site, modules)) >= 18
