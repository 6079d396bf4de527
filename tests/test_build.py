"""The hook in MkDocs' own hands: links in the page, problems in the exit code."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Literal

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from faq.cli import main
from tests.faqs import commit_all, git, project, three
from tests.test_cases import CASES, NAMES
from tests.warm import warm

SHELL = Path(__file__).parent.parent / "hooks" / "shell.py"


def hooked(config: Path) -> Path:
    """The project with the hook and a theme that prints a page's content and nothing else.

    What it says of these itself gives way in its place, so that all else keeps its own.
    """
    theme = config.parent / "theme"
    theme.mkdir()
    (theme / "main.html").write_text("{{ page.content }}")
    text = re.sub(r"(?m)^(?:hooks|plugins):.*$", "", config.read_text())
    more = f"\nhooks: [{SHELL}]\nplugins: []\n"
    if own := re.search(r"(?m)^theme: \{name: \w+.*\}$", text):
        plain = re.sub(r"name: \w+", lambda m: "name: null".ljust(len(m[0])), own[0])
        plain = re.sub(r", custom_dir: \w+", "", plain).removesuffix("}") + ", custom_dir: theme}"
        text = text.replace(own[0], plain)
    else:
        more = "\ntheme: {name: null, custom_dir: theme}" + more
    config.write_text(text + more)
    return config


def built(
    config: Path,
    command: Literal["build", "serve"] = "build",
    *,
    strict: bool = False,
    site: Path | None = None,
) -> Path:
    """Build in this process, as `mkdocs build` or as `mkdocs serve` would; the site's folder."""
    loaded = load_config(str(config), site_dir=str(site or config.parent / "site"), strict=strict)
    loaded.plugins.on_startup(command=command, dirty=False)
    build(loaded)
    return Path(loaded.site_dir)


def mkdocs(config: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the real command."""
    return warm("mkdocs", *arguments, "-f", config, env={**os.environ, **environment})


def links(html: str) -> list[tuple[str, str, str]]:
    """Address, title and text of every link that the build made."""
    return re.findall(r'<a class="faq-reference" href="([^"]*)" title="([^"]*)">([^<]*)</a>', html)


RICH = """\
markdown_extensions:
  - admonition
  - footnotes
  - pymdownx.superfences
  - pymdownx.snippets: {base_path: %s}
"""


def test_a_draft_is_neither_built_nor_named(tmp_path: Path) -> None:
    later = "---\ndraft: true\n---\n\n# How will I?\n\nSee question 77.\n"
    config = project(tmp_path, {**three(), "later": later}, nav="a later b c")
    text = config.read_text() + "  - More:\n      - faq/more.md\nvalidation: {nav: {not_found: warn}}\n"
    config.write_text(text)
    (tmp_path / "docs/faq/more.md").write_text(later)
    site = built(hooked(config), strict=True)
    # The folder itself leads to the list.
    assert sorted(path.name for path in (site / "faq").iterdir()) == ["a", "b", "c", "index.html"]
    assert not [
        path for path in site.rglob("*") if path.is_file() and "will I" in path.read_text("utf-8", "ignore")
    ]


def test_numbers_become_links_and_nothing_else_changes(tmp_path: Path) -> None:
    body = "Question 1 above, **questions 1\nand 3**; `question 1`, [question 3](c.md), the next question."
    plain = built(hooked(project(tmp_path / "plain", three(b=body.replace("uestion", "iddle")))))
    site = built(hooked(project(tmp_path / "linked", three(b=body))))
    html = (site / "faq/b/index.html").read_text()
    assert links(html) == [
        ("../a/", "How do I begin?", "Question 1"),
        ("../a/", "How do I begin?", "questions 1"),
        ("../c/", "How do I end?", "3"),
        ("../c/", "How do I end?", "the next question"),
    ]
    stripped = re.sub(r'<a class="faq-reference"[^>]*>([^<]*)</a>', r"\1", html)
    assert stripped.replace("uestion", "iddle") == (plain / "faq/b/index.html").read_text()


def test_every_box_is_linked_where_the_reader_sees_it(tmp_path: Path) -> None:
    index = """\
!!! note

    question 1

| a | b |
|---|---|
| question 2 | `question 9` |

Text[^1].

[^1]: question 3

> question
> 1

<!-- faq: ignore -->
Left alone: question 1
--8<-- "shared.md"
"""
    config = hooked(project(tmp_path, three(index=index), config=RICH % tmp_path))
    (tmp_path / "shared.md").write_text("\nShared question 2\n")
    html = (built(config) / "index.html").read_text()
    assert [text for _, _, text in links(html)] == [
        "question 1",
        "question 2",
        "question\n1",
        "question 2",
        "question 3",
    ]
    assert "Left alone: question 1" in html
    assert "<code>question 9</code>" in html
    assert not re.search("[\ue0f0-\ue10f]", html)
    assert "faq:" not in html


def test_the_index_lists_the_questions(tmp_path: Path) -> None:
    pages = {
        **three(index="<!-- faq: questions -->"),
        "b": "---\nnumber: 2\n---\n# Is `a` *b* [c]?\n\nYes.\n",
    }
    html = (built(hooked(project(tmp_path, pages))) / "index.html").read_text()
    assert re.findall(r'<li><a href="([^"]*)">(.*?)</a></li>', html) == [
        ("faq/a/", "How do I begin?"),
        ("faq/b/", "Is a b [c]?"),
        ("faq/c/", "How do I end?"),
    ]
    assert html.count("<ol>") == 1


@pytest.mark.parametrize("quiet", [[], ["-q"]])
def test_a_strict_build_fails_on_a_problem(tmp_path: Path, quiet: list[str]) -> None:
    config = hooked(project(tmp_path, three(b="See question 9.")))
    done = mkdocs(config, "build", "--strict", *quiet)
    assert done.returncode == 1
    assert 'docs/faq/b.md:7:5: error no-such-question: "question 9" does not exist' in done.stderr


def test_a_key_that_is_written_twice_ends_a_build(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    config = hooked(project(tmp_path, three()))
    config.write_text(config.read_text() + "plugins: []\n")
    with pytest.raises(Abort):
        built(config)
    assert "mkdocs.yml:11:1: plugins: is written twice, first in line 10; make one of the two" in caplog.text


def test_a_clean_strict_build_succeeds_and_counts(tmp_path: Path) -> None:
    done = mkdocs(hooked(project(tmp_path, three(b="See question 1."))), "build", "--strict")
    assert done.returncode == 0, done.stderr
    assert "3 questions, 1 reference checked, 0 external, 0 ignored, 0 problems" in done.stderr


def test_a_workflow_gets_each_annotation_once_on_its_path_in_the_repository(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    job = {
        "GITHUB_ACTIONS": "true",
        "GITHUB_WORKSPACE": str(tmp_path),
        "RUNNER_TEMP": str(tmp_path / "temp"),
    }
    for name, value in job.items():
        monkeypatch.setenv(name, value)
    body = 'See question 9.\n\n<p style="color: red">Red.</p>'
    config = hooked(project(tmp_path / "site", three(b=body)))
    main(["check", "-f", str(config)])
    done = mkdocs(config, "build", "--strict", **job)
    assert done.returncode == 1
    annotated = re.compile(r"(?m)^::error file=site/docs/faq/b.md,line=(\d+),.*title=([a-z-]+)::")
    assert annotated.findall(capsys.readouterr().out) == [("7", "no-such-question")]
    assert annotated.findall(done.stdout) == [("9", "inline-style")]


def test_what_only_built_pages_show_is_annotated_and_counted_beside_all_else(tmp_path: Path) -> None:
    body = 'See question 9.\n\n<p style="color: red">Red.</p>'
    config = project(tmp_path, three(b=body), config="extra_css: [lost.css]\n")
    done = mkdocs(hooked(config), "build", "--strict", GITHUB_ACTIONS="true")
    assert done.returncode == 1
    found = re.findall(r"(?m)^::error file=([^,]+),line=(\d+),.*title=([a-z-]+)::", done.stdout)
    assert found == [
        ("docs/faq/b.md", "7", "no-such-question"),
        ("mkdocs.yml", "7", "missing-file"),
        ("docs/faq/b.md", "9", "inline-style"),
    ]
    assert "3 questions, 1 reference checked, 0 external, 0 ignored, 3 problems" in done.stderr


def test_the_preview_marks_a_broken_reference(tmp_path: Path) -> None:
    site = built(hooked(project(tmp_path, three(b="See question 9 and question 1."))), "serve")
    html = (site / "faq/b/index.html").read_text()
    assert '<mark class="faq-broken" title="&quot;question 9&quot; does not exist">question 9</mark>' in html
    assert len(links(html)) == 1


def test_twin_builds_in_one_process_share_nothing(tmp_path: Path) -> None:
    first = hooked(project(tmp_path / "one", three(b="See question 1.")))
    second = hooked(project(tmp_path / "two", three(b="See question 3.")))
    pages = [(built(config) / "faq/b/index.html").read_text() for config in (first, second, first)]
    assert pages[0] == pages[2] != pages[1]


@pytest.mark.parametrize("options", [": {base_path: [snippets]}", ": {base_path: snippets}", ""])
def test_a_build_from_another_folder_is_one_from_its_own(
    options: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    snippet = "n.md" if options else "snippets/n.md"
    more = f"markdown_extensions: [pymdownx.snippets{options or ': {check_paths: true}'}]\n"
    config = hooked(project(tmp_path, three(b=f'--8<-- "{snippet}"'), config=more))
    (tmp_path / "snippets").mkdir()
    (tmp_path / "snippets/n.md").write_text("See question 3.\n")
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    assert [text for _, _, text in links((built(config) / "faq/b/index.html").read_text())] == ["question 3"]


@pytest.mark.parametrize("name", NAMES)
def test_the_build_finds_what_the_check_finds(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    case = CASES / name
    config = tmp_path / "mkdocs.yml"
    subprocess.run(["cp", "-r", f"{case}/.", tmp_path], check=True)
    main(["check", "-f", str(config)])
    said = re.findall(r"(?m)^(\S+:\d+:\d+): error (\S+):", capsys.readouterr().out)
    hooked(config)
    with caplog.at_level("ERROR", "mkdocs.hooks.faq"):
        if name == "not-utf8":  # the hook has reported it before MkDocs gives up
            with pytest.raises(UnicodeDecodeError):
                built(config)
        else:
            built(config)
    logged = [r.getMessage() for r in caplog.records if r.name == "mkdocs.hooks.faq"]
    assert re.findall(r"(?m)^(\S+:\d+:\d+): error (\S+):", "\n".join(logged)) == said


@pytest.mark.parametrize(
    ("body", "code"),
    [("See question 1.", 0), ("See question 9.", 1), ("See [this](gone.md).", 1)],
)
def test_mike_deploys_what_is_sound_and_nothing_else(tmp_path: Path, body: str, code: int) -> None:
    config = hooked(project(tmp_path, three(b=body)))
    commit_all(tmp_path)
    scripts = Path(sys.executable).parent  # mike looks for mkdocs on the PATH
    person = {
        f"GIT_{who}_{what}": "t@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")
    }
    done = subprocess.run(
        [scripts / "mike", "deploy", "1.0", "-F", config],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **person, "PATH": f"{scripts}{os.pathsep}{os.environ['PATH']}"},
    )
    assert (done.returncode != 0) == bool(code), done.stderr
    assert ("gh-pages" in git(tmp_path, "branch", "--list", "gh-pages")) == (not code)


def test_a_description_is_safe_where_a_theme_writes_it_as_it_is(tmp_path: Path) -> None:
    body = 'Replace the letter "L" with "on" & press <kbd>.'
    config = hooked(project(tmp_path, three(b=body)))
    (tmp_path / "theme" / "main.html").write_text('<meta content="{{ page.meta.description }}">')
    html = (built(config) / "faq/b/index.html").read_text()
    assert 'content="Replace the letter &quot;L&quot; with &quot;on&quot; &amp; press' in html
