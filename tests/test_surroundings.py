"""What `faq init` writes around a FAQ: what CI does, versions, an editor's settings."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import jsonschema
import pytest
import yaml
from packaging.requirements import Requirement

from faq.cli import main, parser
from faq.starting.surroundings import (
    WORKFLOWS,
    Host,
    KeptAt,
    repository_at,
    repository_settings,
    snippets,
    surroundings,
)
from faq.text.front_matter_keys import KEYS
from tests.conftest import PROJECT
from tests.faqs import commit_all, git

HOSTS: tuple[Host, ...] = ("github", "gitlab")
SCHEMAS = {"github": "vendor.github-workflows", "gitlab": "vendor.gitlab-ci"}


def run(*arguments: str | Path) -> None:
    """Run a program of the environment; what it says becomes the test's failure."""
    folder = Path(sys.executable).parent
    done = subprocess.run(
        [folder / arguments[0], *arguments[1:]], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("host", HOSTS)
def test_a_workflow_is_one_and_asks_for_what_there_is(host: Host, tmp_path: Path) -> None:
    text = surroundings(host, ())[WORKFLOWS[host]]
    file = tmp_path / WORKFLOWS[host]
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)
    run("check-jsonschema", "--builtin-schema", SCHEMAS[host], file)
    asked = re.findall(r"(?:^| )faq ((?:check|compare|preview|publish|summary)\b[^;\n]*)", text, re.M)
    assert {line.split()[0] for line in asked} == {"check", "compare", "preview", "publish", "summary"}
    for line in asked:
        parser().parse_args(shlex.split(line))


def test_the_workflow_of_github_is_as_careful_as_our_own(tmp_path: Path) -> None:
    text = surroundings("github", ())[WORKFLOWS["github"]]
    folder = tmp_path / ".github/workflows"
    folder.mkdir(parents=True)
    (folder / "faq.yml").write_text(text)
    run("zizmor", "--offline", "--quiet", "--no-progress", tmp_path / ".github")
    ours = "".join(path.read_text("utf-8") for path in (PROJECT / ".github/workflows").glob("*.yml"))
    actions = re.findall(r"uses: (\S+ # v\S+)", text)
    assert len(actions) == 8
    assert {action for action in actions if action not in ours} == set()


def test_versions_are_those_that_are_installed(tmp_path: Path) -> None:
    assert main(["init", str(tmp_path / "faq"), "--ci", "none"]) == 0
    lines = (tmp_path / "faq/requirements.txt").read_text().splitlines()
    pinned = {one.name: str(one.specifier) for one in map(Requirement, lines[3:])}
    assert lines[2] == "--find-links wheels"
    for name in ("support-faq", "mkdocs", "mkdocs-material", "pymdown-extensions", "markupsafe"):
        assert pinned[name] == f"=={version(name)}"
    assert {"pytest", "mypy", "playwright"} & pinned.keys() == set()
    assert not (tmp_path / "faq/.github").exists()


REMOTES: dict[str, KeptAt | None] = {
    "https://github.com/team/faq.git": KeptAt("https://github.com/team/faq", "main", "github"),
    "git@github.com:team/faq.git": KeptAt("https://github.com/team/faq", "main", "github"),
    "ssh://git@github.com/team/faq": KeptAt("https://github.com/team/faq", "main", "github"),
    "https://token@gitlab.example.org/a/b/faq.git/": KeptAt(
        "https://gitlab.example.org/a/b/faq", "main", "gitlab"
    ),
    "ssh://git@gitlab.example.org:2222/a/faq.git": KeptAt(
        "https://gitlab.example.org/a/faq", "main", "gitlab"
    ),
    "https://git.example.org/faq": KeptAt("https://git.example.org/faq", "main", None),
    "/srv/git/faq.git": None,
    "file:///srv/git/faq.git": None,
    "../faq": None,
}


@pytest.mark.parametrize(("remote", "expected"), REMOTES.items(), ids=REMOTES)
def test_where_it_is_kept_is_known_by_the_remote(remote: str, expected: KeptAt | None) -> None:
    assert repository_at(remote, "main") == expected
    said = yaml.safe_load(repository_settings(expected)) or {}
    assert said.get("repo_url") == (expected and expected.address)
    assert ("edit_uri" in said) == bool(expected and expected.host)


def test_ci_follows_the_remote_and_is_github_s_where_there_is_none(tmp_path: Path) -> None:
    for name, remote, file in (
        ("a", "git@gitlab.com:team/faq.git", WORKFLOWS["gitlab"]),
        ("b", "https://git.example.org/faq", WORKFLOWS["github"]),
        ("c", "", WORKFLOWS["github"]),
    ):
        root = tmp_path / name
        root.mkdir()
        git(root, "init", "-q")
        if remote:
            git(root, "remote", "add", "origin", remote)
        assert main(["init", str(root)]) == 0
        assert (root / file).exists(), name
    assert "edit_uri: -/edit/main/docs/\n" in (tmp_path / "a/mkdocs.yml").read_text()


def test_editors_complete_settings_and_front_matter(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = surroundings(None, ())
    settings = json.loads(made[".vscode/settings.json"])
    [(path, file)] = settings["yaml.schemas"].items()
    assert file == "mkdocs.yml"
    schema = json.loads(made[path])
    assert main(["schema", "mkdocs"]) == 0
    assert capsys.readouterr().out == made[path]
    jsonschema.validate({"extra": {"faq": {"one_page": "all.md"}}}, schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"extra": {"faq": {"one_pgae": "all.md"}}}, schema)
    assert snippets().keys() == {key.name for key in KEYS} - {"number"}
    assert {snippets()[name]["body"] for name in ("related", "reviewed", "anchors")} == {
        "related: [$0]",
        "reviewed: $0",
        "anchors: {$0}",
    }


def test_what_is_begun_is_published_and_each_answer_leads_to_its_source(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of the languages the one that is furthest from ours; that all of them build is tested elsewhere."""
    root, remote = tmp_path / "faq", tmp_path / "remote.git"
    git(tmp_path, "init", "-q", "--bare", str(remote))
    git(tmp_path, "init", "-q", "-b", "main", str(root))
    git(root, "remote", "add", "origin", "https://github.com/team/faq.git")
    assert main(["init", str(root), "--language", "ja", "--url", "https://faq.example.org/"]) == 0
    commit_all(root)
    git(root, "remote", "set-url", "origin", str(remote))
    for name in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{name}_NAME", "Test")
        monkeypatch.setenv(f"GIT_{name}_EMAIL", "test@example.org")
    monkeypatch.chdir(root)
    assert main(["publish", "1.0", "--latest"]) == 0
    page = git(remote, "show", "gh-pages:latest/faq/change-an-answer/index.html")
    edited = "https://github.com/team/faq/edit/main/docs/faq/change-an-answer.md"
    assert f'<a class="faq-edit" href="{edited}"' in page
    assert 'href="../add-a-question/"' in page
