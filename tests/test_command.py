"""The command line: what it says, what it writes, and its exit code."""

from __future__ import annotations

import gc
import json
import os
import re
import shlex
import shutil
import signal
import socket
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest

from faq.cli import COMMANDS, main, parser
from tests.conftest import PROJECT
from tests.faqs import commit_all, git, project, question, three

Capture = pytest.CaptureFixture[str]


def run(capsys: Capture, *arguments: str) -> tuple[int, str, str]:
    """Run the command; its exit code and what it said on both streams."""
    capsys.readouterr()
    code = main(list(arguments))
    said = capsys.readouterr()
    return code, said.out, said.err


def data(capsys: Capture, config: Path, *more: str) -> dict[str, Any]:
    """What `check --format json` prints."""
    code, out, _ = run(capsys, "check", "-f", str(config), "--format", "json", *more)
    found: dict[str, Any] = json.loads(out)
    assert code == (1 if found["problems"] else 0)
    return found


def codes(found: dict[str, Any]) -> list[str]:
    """The problems' codes with their lines."""
    return [f"{p['path']}:{p['line']}:{p['column']} {p['code']}" for p in found["problems"]]


def text(config: Path, name: str) -> str:
    """A question's file as it is now."""
    return (config.parent / "docs" / "faq" / f"{name}.md").read_text()


# -- check


LOADED = """
import sys
from faq.cli import main
code = main(["check", "-f", sys.argv[1]])
print(code, *sorted(sys.modules.keys() & set(sys.argv[2:])), sep="\\n", file=sys.stderr)
"""


def test_a_check_loads_nothing_that_it_can_do_without(tmp_path: Path) -> None:
    config = project(tmp_path, three())
    heavy = (
        "markdown",
        "mkdocs",
        "mike",
        "email",
        "socket",
        "subprocess",
        "tempfile",
        "tomllib",
        "xml.etree",
    )
    command = [sys.executable, "-c", LOADED, str(config), *heavy]
    assert subprocess.run(command, capture_output=True, text=True).stderr.split() == ["0"]


def test_a_check_leaves_the_search_for_garbage_as_it_was(tmp_path: Path, capsys: Capture) -> None:
    config = project(tmp_path, three())
    run(capsys, "check", "-f", str(config))
    assert gc.isenabled()
    gc.disable()
    try:
        run(capsys, "check", "-f", str(config))
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_json_lists_questions_references_and_counts(tmp_path: Path, capsys: Capture) -> None:
    config = project(tmp_path, three(b="See questions 1 and\n3, [question 1](a.md) and the next question."))
    found = data(capsys, config)
    assert found["questions"][1] == {"number": "2", "path": "docs/faq/b.md", "title": "How do I go on?"}
    at = {(r["line"], r["column"], r["end_line"], r["end_column"]): r for r in found["references"]}
    assert {place: (r["number"], r["target"], r["form"]) for place, r in at.items()} == {
        (7, 15, 7, 16): ("1", "docs/faq/a.md", "text"),
        (8, 1, 8, 2): ("3", "docs/faq/c.md", "text"),
        (8, 14, 8, 15): ("1", "docs/faq/a.md", "link"),
        (8, 27, 8, 44): ("next", "docs/faq/c.md", "relative"),
    }
    assert found["counts"] == {"questions": 3, "references": 4, "external": 0, "ignored": 0, "problems": 0}


def test_a_missing_question_has_no_target(tmp_path: Path, capsys: Capture) -> None:
    found = data(capsys, project(tmp_path, three(b="See question 9.")))
    assert found["references"][0]["target"] is None
    problem = found["problems"][0]
    assert (problem["code"], problem["line"], problem["column"], problem["end_column"]) == (
        "no-such-question", 7, 5, 15,
    )  # fmt: skip
    assert problem["fix"]


@pytest.mark.parametrize(
    ("broken", "says"),
    [
        ("nav: [", "mkdocs.yml:1:7: is no YAML"),
        ("nav:\n  - {a: {b: c}}", "mkdocs.yml:2:9: nav: 'a' has no page"),
        ("nav: 3", "nav: must be a list"),
        ("extra: 3", "extra: must be a mapping"),
        ("extra:\n  faq:\n    words: {a: b}", "words: must be a list of words"),
        ("- a", "must be a mapping"),
        (
            "extra:\n  faq:\n    words: [Q, 3]",
            "mkdocs.yml:3:16: extra: faq: words: must be a word, not 3; put",
        ),
        (
            "extra:\n  faq:\n    # page: x\n    contact: {email: a@example.org, page: x}",
            "mkdocs.yml:4:43: extra: faq: contact: page: must be a page such as contact.md, not 'x'",
        ),
        ("extra: {faq: {texts: {gone: 3}}}", "mkdocs.yml:1:29: extra: faq: texts: gone: must be a text"),
        ("extra: {faq: {contact: {page: a.md}}}", "mkdocs.yml:1:24: extra: faq: contact: email: must be"),
        ("extra: {faq: {copies: 1}}", "mkdocs.yml:1:23: extra: faq: copies: must be true or false"),
        ("extra: {faq: [1]}", "mkdocs.yml:1:14: extra: faq: must be a mapping of settings, or false"),
        ("markdown_extensions: 3", "mkdocs.yml:1:22: markdown_extensions: must be a list"),
        ("site_name: a\nsite_name: b", "mkdocs.yml:2:1: site_name: is written twice, first in line 1"),
        (
            "site_name: a\nextra: {faq: {words: [Q], folder: faq, words: [R]}}\n",
            "mkdocs.yml:2:40: words: is written twice, first in line 2; make one of the two",
        ),
        ("nav: [{A: a.md, A: b.md}]", "mkdocs.yml:1:17: A: is written twice"),
        ("plugins:\n- tags:\n    x: 1\n    x: 2\n", "mkdocs.yml:4:5: x: is written twice, first in line 3"),
        ("INHERIT: base.yml", "base.yml:2:1: site_name: is written twice, first in line 1"),
    ],
)
def test_a_broken_configuration_exits_2(tmp_path: Path, capsys: Capture, broken: str, says: str) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text(broken)
    (tmp_path / "base.yml").write_text("site_name: a\nsite_name: b\n")
    for command in (["check"], ["fix"], ["new", "How?"], ["move", "a", "--first"]):
        code, out, err = run(capsys, *command, "-f", str(tmp_path / "mkdocs.yml"))
        assert (code, out) == (2, "")
        assert says in err


def test_no_configuration_exits_2(tmp_path: Path, capsys: Capture) -> None:
    code, _, err = run(capsys, "check", "-f", str(tmp_path / "mkdocs.yml"))
    assert code == 2
    assert "there is no such file" in err


def test_tags_and_inheritance_are_read(tmp_path: Path, capsys: Capture) -> None:
    config = project(tmp_path, three(b="See Q1."), config="extra: {faq: {words: [Q]}}\n")
    child = tmp_path / "child.yml"
    child.write_text(
        "INHERIT: mkdocs.yml\nmarkdown_extensions:\n  - toc: {slugify: !!python/name:a.b }\nx: !ENV [NO, 1]\n"
    )
    assert data(capsys, child)["counts"]["references"] == data(capsys, config)["counts"]["references"] == 1


@pytest.mark.parametrize(
    "base", ["[parts]", "'{root}/parts'", "!relative $config_dir/parts", "!relative $docs_dir/../parts"]
)
def test_an_included_file_is_named_from_the_project(tmp_path: Path, capsys: Capture, base: str) -> None:
    base = base.format(root=tmp_path)
    options = f"markdown_extensions:\n  - pymdownx.snippets:\n      base_path: {base}\n"
    config = project(tmp_path, three(b='--8<-- "part.md"'), config=options)
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts/part.md").write_text("See question 9.\n")
    assert codes(data(capsys, config)) == ["parts/part.md:1:5 no-such-question"]


def test_without_nav_the_files_order_counts(tmp_path: Path, capsys: Capture) -> None:
    config = project(tmp_path, three(b="See question 1 above."))
    config.write_text("site_name: Example\n")
    assert data(capsys, config)["problems"] == []


def test_excluded_files_are_no_questions(tmp_path: Path, capsys: Capture) -> None:
    config = project(tmp_path, {**three(), "draft": "# Draft\n"}, config="exclude_docs: |\n  draft.md\n")
    assert data(capsys, config)["problems"] == []


def test_a_snippet_in_another_encoding_names_the_pages_that_include_it(
    tmp_path: Path, capsys: Capture
) -> None:
    config = project(tmp_path, three(b='--8<-- "n.md"'), config="markdown_extensions: [pymdownx.snippets]\n")
    (tmp_path / "n.md").write_bytes("Grüße\n".encode("latin-1"))
    (problem,) = data(capsys, config)["problems"]
    assert (problem["path"], problem["code"]) == ("n.md", "not-utf8")
    assert problem["notes"] == ["on docs/faq/b.md, which includes it"]


def test_annotations_in_a_workflow(tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_WORKSPACE", str(tmp_path.parent))
    config = project(tmp_path, three(b="100 %: see question 9."))
    code, out, _ = run(capsys, "check", "-f", str(config))
    (line,) = [line for line in out.splitlines() if line.startswith("::")]
    assert code == 1
    place = f"file={tmp_path.name}/docs/faq/b.md,line=7,endLine=7,col=12,endColumn=22"
    assert line.startswith(f"::error {place},title=no-such-question::")
    assert "%0A" in line


def test_a_job_annotates_each_problem_once(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("RUNNER_TEMP", str(tmp_path / "temp"))
    config = project(tmp_path / "site", three(b="See question 9."))
    for body, annotated in ((None, ["5"]), (None, []), ("See question 9 and question 8.", ["20"])):
        if body:
            (config.parent / "docs/faq/b.md").write_text(question(2, "How do I go on?", body))
        code, out, _ = run(capsys, "check", "-f", str(config))
        assert (code, re.findall(r"(?m)^::error .*,col=(\d+)", out)) == (1, annotated)


def test_sarif_names_a_rule_and_a_region(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_WORKSPACE", str(tmp_path.parent))
    config = project(tmp_path, three(b="See question 9."))
    code, out, _ = run(capsys, "check", "-f", str(config), "--format", "sarif")
    log = json.loads(out)
    (result,) = log["runs"][0]["results"]
    rule = log["runs"][0]["tool"]["driver"]["rules"][result["ruleIndex"]]
    assert (code, log["version"], rule["id"], result["ruleId"]) == (1, "2.1.0", *["no-such-question"] * 2)
    assert rule["shortDescription"]["text"] == "the cited number belongs to no question"
    assert rule["help"]["text"].startswith("Write the number of the question that you mean. More: ")
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == f"{tmp_path.name}/docs/faq/b.md"
    assert place["region"] == {"startLine": 7, "startColumn": 5, "endLine": 7, "endColumn": 15}


# -- --since


def renumber(config: Path, order: str) -> None:
    """Someone changes nav: and the numbers in the front matter by hand, and nothing else."""
    lines = config.read_text().splitlines(keepends=True)
    kept = [line for line in lines if "faq/" not in line]
    config.write_text("".join(kept) + "".join(f"  - faq/{name}.md\n" for name in order.split()))
    for number, name in enumerate(order.split(), 1):
        path = config.parent / "docs" / "faq" / f"{name}.md"
        first, _, rest = path.read_text().partition("\nnumber: ")
        path.write_text(f"{first}\nnumber: {number}{rest[1:]}")


def test_since_knows_what_a_reference_meant(tmp_path: Path, capsys: Capture) -> None:
    config = project(tmp_path, three(index="See question 1, then\nquestion 3.", b="See the next question."))
    commit_all(tmp_path)
    renumber(config, "c b a")
    assert data(capsys, config)["problems"] == []
    found = data(capsys, config, "--since", "HEAD")
    assert codes(found) == [
        "docs/faq/b.md:7:5 stale-reference",
        "docs/index.md:3:5 stale-reference",
        "docs/index.md:4:1 stale-reference",
    ]
    assert [r["target"] for r in found["references"]] == ["docs/faq/c.md", "docs/faq/a.md", "docs/faq/c.md"]
    code, _, _ = run(capsys, "fix", "-f", str(config), "--since", "HEAD")
    assert code == 0
    assert (tmp_path / "docs/index.md").read_text() == "# Home\n\nSee question 3, then\nquestion 1.\n"
    assert "See the previous question." in text(config, "b")
    assert data(capsys, config, "--since", "HEAD")["problems"] == []


def test_a_number_is_said_to_have_been_a_questions_only_where_it_was(tmp_path: Path, capsys: Capture) -> None:
    config = project(tmp_path, three())
    commit_all(tmp_path)
    (tmp_path / "docs/faq/c.md").unlink()
    config.write_text(config.read_text().replace("  - faq/c.md\n", ""))
    commit = commit_all(tmp_path)
    answer = "See question 3, question 9 and question 10<!-- faq: gone -->."
    (tmp_path / "docs/faq/b.md").write_text(question(2, "How do I go on?", answer))
    found = data(capsys, config, "--since", "HEAD")["problems"]
    day = git(tmp_path, "log", "-1", "--format=%cs").strip()
    assert [one["notes"][0] for one in found] == [
        f"docs/faq/c.md had that number last ({commit[:7]}, {day})",
        *["no question ever had that number"] * 2,
    ]
    assert "deleted" not in json.dumps(found)


def test_a_gap_in_the_numbers_is_no_deleted_question(tmp_path: Path, capsys: Capture) -> None:
    pages = {"a": question(1, "How do I begin?", "See the next question."), "b": question(3, "How do I end?")}
    (problem, _) = data(capsys, project(tmp_path, pages, nav="a b"))["problems"]
    assert problem["message"] == '"the next question" does not exist: no question has the number 2'


def test_since_knows_on_which_side_a_question_stood(tmp_path: Path, capsys: Capture) -> None:
    config = project(tmp_path, three(a="See question 2 below.", b="Not here.", c="See question 2 above."))
    commit_all(tmp_path)
    renumber(config, "c b a")
    assert codes(data(capsys, config, "--since", "HEAD")) == [
        "docs/faq/a.md:7:16 wrong-direction",
        "docs/faq/c.md:7:16 wrong-direction",
    ]
    assert run(capsys, "fix", "-f", str(config), "--since", "HEAD")[0] == 0
    assert "See question 2 above." in text(config, "a")
    assert "See question 2 below." in text(config, "c")


def test_since_leaves_new_references_alone(tmp_path: Path, capsys: Capture) -> None:
    config = project(tmp_path, three(index="See question 1 first."))
    commit_all(tmp_path)
    renumber(config, "c b a")
    (tmp_path / "docs/index.md").write_text(
        "# Home\n\nNew: question 1. See question 1 first, or question 2.\n"
    )
    assert codes(data(capsys, config, "--since", "HEAD")) == ["docs/index.md:3:22 stale-reference"]


def test_since_knows_a_deleted_question_by_its_title(tmp_path: Path, capsys: Capture) -> None:
    config = project(tmp_path, three(index="See question 2."))
    commit_all(tmp_path)
    (tmp_path / "docs/faq/b.md").unlink()
    renumber(config, "a c")
    (problem,) = data(capsys, config, "--since", "HEAD")["problems"]
    assert problem["code"] == "no-such-question"
    assert 'meant: "How do I go on?"' in problem["notes"]


@pytest.mark.parametrize(
    ("told", "now"),
    [
        (True, question(3, "How do I end?", "A long answer. " * 20)),
        (False, question(3, "How do I end?", "Another answer.")),  # known by its heading
        (False, question(3, "Is it over?", "Yes.").replace("---\n", "---\naliases: faq/c/\n", 1)),
    ],
)
def test_since_follows_a_renamed_file(tmp_path: Path, capsys: Capture, told: bool, now: str) -> None:
    config = project(tmp_path, three(index="See question 3.", c="A long answer. " * 20))
    commit_all(tmp_path)
    if told:
        git(tmp_path, "mv", "docs/faq/c.md", "docs/faq/end.md")
    else:
        (tmp_path / "docs/faq/c.md").rename(tmp_path / "docs/faq/end.md")
    (tmp_path / "docs/faq/end.md").write_text(now)
    renumber(config, "end a b")
    (problem,) = data(capsys, config, "--since", "HEAD")["problems"]
    assert problem["code"] == "stale-reference"
    title = "Is it over?" if "over" in now else "How do I end?"
    assert problem["notes"] == [f'meant: "{title}", now question 1']


def test_since_settles_what_two_questions_claim(tmp_path: Path, capsys: Capture) -> None:
    config = project(tmp_path, three(index="See question 2."))
    commit_all(tmp_path)
    project(tmp_path, {**three(index="See question 2."), "new": question(2, "New?")}, nav="a new b c")
    assert "docs/index.md:3:5 ambiguous-reference" in codes(data(capsys, config))
    assert run(capsys, "fix", "-f", str(config))[0] == 1
    assert run(capsys, "fix", "-f", str(config), "--since", "HEAD")[0] == 0
    assert "question 3." in (tmp_path / "docs/index.md").read_text()


@pytest.mark.parametrize("rev", ["HEAD", "nowhere", "--help"])
def test_what_cannot_be_compared_is_an_error(tmp_path: Path, capsys: Capture, rev: str) -> None:
    config = project(tmp_path, three())
    if rev != "HEAD":
        commit_all(tmp_path)
    code, out, err = run(capsys, "check", "-f", str(config), f"--since={rev}")
    assert (code, out) == (2, "")
    assert err.startswith(f"error: not compared with {rev}: ")


# -- fix, new, move


def test_a_dry_run_writes_nothing(tmp_path: Path, capsys: Capture) -> None:
    config = project(tmp_path, three(index="See question 1."), nav="b a c")
    before = {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()}
    code, out, _ = run(capsys, "fix", "-f", str(config), "--dry-run")
    assert code == 0
    assert "-See question 1.\n+See question 2.\n" in out
    assert {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()} == before


CONFIG = """\
site_name: Example  # ours

nav:
  # the way in
  - Home: index.md
  - Questions:
      # first things
      - "Begin": faq/a.md
      - faq/b.md   # then
      - End: 'faq/c.md'

plugins: []
"""


def test_new_writes_renumbers_and_keeps_the_configuration(tmp_path: Path, capsys: Capture) -> None:
    config = project(tmp_path, three(a="See question 3 below."))
    config.write_text(CONFIG)
    code, out, _ = run(capsys, "new", "How do I rest?", "--after", "a", "-f", str(config))
    assert code == 0
    assert "docs/faq/how-do-i-rest.md:7:1: error placeholder-answer: the answer is still to be written" in out
    assert config.read_text() == CONFIG.replace(
        "      - faq/b.md", "      - faq/how-do-i-rest.md\n      - faq/b.md"
    )
    assert text(config, "how-do-i-rest").startswith("---\nnumber: 2\n---\n\n# How do I rest?\n")
    assert "See question 4 below." in text(config, "a")
    assert [problem["code"] for problem in data(capsys, config)["problems"]] == ["placeholder-answer"]


def test_new_comes_last_without_after(tmp_path: Path, capsys: Capture) -> None:
    config = project(tmp_path, three())
    assert run(capsys, "new", "Is it over? [Yes]", "-f", str(config))[0] == 0
    assert [q["title"] for q in data(capsys, config)["questions"]][-1] == "Is it over? [Yes]"


def test_move_takes_comments_along(tmp_path: Path, capsys: Capture) -> None:
    config = project(tmp_path, three(c="See question 1 above."))
    config.write_text(CONFIG)
    assert run(capsys, "move", "a", "--after", "c", "-f", str(config))[0] == 0
    assert config.read_text() == CONFIG.replace(
        '      # first things\n      - "Begin": faq/a.md\n', ""
    ).replace("'faq/c.md'\n", "'faq/c.md'\n      # first things\n      - \"Begin\": faq/a.md\n")
    assert "See question 3 below." in text(config, "c")
    assert run(capsys, "move", "3", "--first", "-f", str(config))[0] == 0
    assert "See question 1 above." in text(config, "c")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["new", "How do I rest?", "--after", "z"], "there is no question z; there are: a, b, c"),
        (["new", "???"], "the question needs words"),
        (["move", "z", "--first"], "there is no question z"),
        (["move", "a", "--after", "a"], "cannot follow itself"),
        (["move", "a"], "say where to"),
    ],
)
def test_what_cannot_be_done_is_refused(
    tmp_path: Path, capsys: Capture, arguments: list[str], says: str
) -> None:
    config = project(tmp_path, three())
    before = {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()}
    code, _, err = run(capsys, *arguments, "-f", str(config))
    assert code == 1
    assert says in err
    assert "nothing was written" in err
    assert {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()} == before


def test_an_entry_that_names_its_page_by_an_alias_is_moved_where_it_stands(
    tmp_path: Path, capsys: Capture
) -> None:
    config = project(tmp_path, three())
    before = (
        "extra: {page: &page faq/a.md} # \u2028\nnav:\n- index.md\n- Begin: *page\n- faq/b.md\n- faq/c.md\n"
    )
    config.write_text(before, encoding="utf-8")
    assert run(capsys, "move", "a", "--after", "b", "-f", str(config))[0] == 0
    after = before.replace("- Begin: *page\n- faq/b.md\n", "- faq/b.md\n- Begin: *page\n")
    assert config.read_bytes().decode() == after


@pytest.mark.parametrize("flow", ["nav: [index.md, faq/a.md, faq/b.md, faq/c.md]\n", "site_name: x\n"])
def test_a_nav_that_cannot_be_edited_is_refused(tmp_path: Path, capsys: Capture, flow: str) -> None:
    config = project(tmp_path, three())
    config.write_text(flow)
    code, _, err = run(capsys, "new", "How do I rest?", "-f", str(config))
    assert (code, config.read_text()) == (1, flow)
    assert "nothing was written" in err


def test_new_refuses_while_numbers_are_wrong(tmp_path: Path, capsys: Capture) -> None:
    config = project(tmp_path, three(), nav="b a c")
    code, _, err = run(capsys, "new", "How do I rest?", "-f", str(config))
    assert code == 1
    assert "run `faq fix` first" in err


@pytest.mark.parametrize(
    ("pages", "first"),
    [
        ({"d": question(4, "Why?")}, "first add faq/d.md to nav:"),
        ({"a": "---\n: : [\n---\n\n# A?\n\nYes.\n"}, "first write one `name: value` on each line"),
        ({"a": question(2, "A?"), "d": question(4, "Why?")}, "first add faq/d.md to nav:"),
    ],
)
def test_what_faq_fix_cannot_mend_is_told_with_what_can(
    tmp_path: Path, capsys: Capture, pages: dict[str, str], first: str
) -> None:
    config = project(tmp_path, {**three(), **pages}, nav="a b c")
    code, _, err = run(capsys, "move", "c", "--first", "-f", str(config))
    assert code == 1
    assert first in err
    assert "faq fix" not in err


def test_a_film_that_is_still_to_be_made_stands_in_no_question_s_way(tmp_path: Path, capsys: Capture) -> None:
    config = project(tmp_path, three())
    shutil.copytree(PROJECT / "tests/sample/walkthroughs", tmp_path / "walkthroughs")
    assert "stale-film" in {problem["code"] for problem in data(capsys, config)["problems"]}
    code, out, err = run(capsys, "move", "c", "--first", "-f", str(config))
    assert (code, err) == (1, "")  # the film is still to be made
    assert "changed 4 files" in out


def test_one_point_ten_is_not_one_point_one(tmp_path: Path, capsys: Capture) -> None:
    names = [f"q{i:02}" for i in range(1, 12)]
    pages = {name: question(f"1.{i}", f"What is {name}?") for i, name in enumerate(names, 1)}
    pages["end"] = question("2.1", "And then?", "See question 1.10 above, and question 1.1 above.")
    config = project(tmp_path, pages)
    nav = "".join(f"      - faq/{name}.md\n" for name in names)
    config.write_text(f"site_name: x\nnav:\n  - index.md\n  - One:\n{nav}  - Two:\n      - faq/end.md\n")
    found = data(capsys, config)
    assert found["problems"] == []
    assert [r["target"] for r in found["references"]] == ["docs/faq/q10.md", "docs/faq/q01.md"]
    assert run(capsys, "move", "q10", "--first", "-f", str(config))[0] == 0
    assert "See question 1.1 above, and question 1.2 above." in text(config, "end")
    assert text(config, "q10").startswith("---\nnumber: 1.1\n")


# -- the line itself


def test_the_configuration_is_found_from_a_folder_below(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    project(tmp_path, three(b="See question 9."))
    monkeypatch.chdir(tmp_path / "docs" / "faq")
    code, out, _ = run(capsys, "check")
    assert code == 1
    assert out.startswith("docs/faq/b.md:7:5: error no-such-question")


def test_without_a_configuration_it_says_which_file_it_wants(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(capsys, "check") == (2, "", "error: mkdocs.yml: there is no such file; say which with -f\n")


@pytest.mark.parametrize("name", [command.name for command in COMMANDS])
def test_help_has_examples_that_are_understood_and_exit_codes(capsys: Capture, name: str) -> None:
    with pytest.raises(SystemExit) as stopped:
        main([name, "--help"])
    assert stopped.value.code == 0
    assert "exit codes:" in capsys.readouterr().out
    for example in next(command.examples for command in COMMANDS if command.name == name):
        words = shlex.split(example.removeprefix('eval "$(').removesuffix(')"'), comments=True)
        asked = words[1 : words.index(">") if ">" in words else None]
        assert words[0] == "faq"
        assert parser().parse_args(asked)


def test_version_says_the_version_of_the_package(capsys: Capture) -> None:
    with pytest.raises(SystemExit):
        main(["--version"])
    assert capsys.readouterr().out == f"faq {version('support-faq')}\n"


@pytest.mark.parametrize("shell", ["bash", "zsh", "tcsh"])
def test_completion_knows_the_commands(capsys: Capture, shell: str) -> None:
    code, out, _ = run(capsys, "completion", shell)
    assert code == 0
    assert all(command.name in out for command in COMMANDS)


def test_bash_takes_the_completion(capsys: Capture) -> None:
    _, script, _ = run(capsys, "completion", "bash")
    asked = f'{script}\nCOMP_WORDS=(faq ch); COMP_CWORD=1; _shtab_faq; echo "${{COMPREPLY[@]}}"'
    done = subprocess.run(["bash", "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["check"]


def test_ctrl_c_ends_in_one_line(tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("faq.commands.checking.load", stopped)
    config = project(tmp_path, three())
    assert run(capsys, "check", "-f", str(config)) == (130, "", "error: stopped; nothing is half-done\n")


STOPPING = """\
import sys

class Stopping:
    def find_spec(self, name, path=None, target=None):
        if name == "faq.cli.writers":
            raise KeyboardInterrupt

sys.meta_path.insert(0, Stopping())
from faq.cli import main
"""


def test_whoever_stops_it_while_it_is_imported_is_told_in_a_line() -> None:
    done = subprocess.run([sys.executable, "-c", STOPPING], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (130, "error: stopped; nothing is half-done\n")


def test_a_busy_port_ends_in_one_line_before_anything_is_built(tmp_path: Path, capsys: Capture) -> None:
    config = project(tmp_path, three())
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        told = run(capsys, "serve", "-f", str(config), "--port", str(port))
    other = "name another: make serve PORT=8001, or faq serve --port 8001"
    assert told == (1, "", f"error: port {port} is busy; {other}\n")
    assert "ports go from 1 to 65535" in run(capsys, "serve", "-f", str(config), "--port", "70000")[2]


def test_serving_ends_with_ctrl_c_and_no_traceback(tmp_path: Path) -> None:
    config = project(tmp_path, three())
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "faq.cli", "serve", "-f", str(config), "--port", str(port)]

    def heard() -> None:
        # A shell starts what it puts in the background deaf to Ctrl-C, and all that follows from it.
        signal.signal(signal.SIGINT, signal.SIG_DFL)

    with subprocess.Popen(
        command,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=heard,
    ) as serving:
        assert serving.stderr is not None
        said = []
        for line in serving.stderr:
            said.append(line)
            if "Serving on" in line:
                # MkDocs (1.6.1) says so before it listens: only an answer shows that it does.
                urlopen(f"http://127.0.0.1:{port}/", timeout=60).close()
                os.killpg(serving.pid, signal.SIGINT)
        assert serving.wait() == 0
    assert "Traceback" not in "".join(said)
