"""`faq summary`: a prepared branch, real git, and the environment as GitHub gives it."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from faq.changeset.difference import Difference, Kept, Reworded, Rewording
from faq.changeset.page_weight import Weights, weights
from faq.changeset.summary import LONGEST, MOST, Summary, markdown
from faq.cli import main
from faq.model import Question
from tests.faqs import commit_all, git, project, question, three
from tests.test_pull_requests import clone, merged, pull_request, workflow

BEFORE = three(a="See question 3.\n\n## Steps\n\nPress *Report*, then wait.", c="Old words.\n\nThey stay.")
AFTER = {
    "a": question(1, "How do I begin?", "See question 4.\n\n## Steps of today\n\nPress *Report*, then go."),
    "new": question(2, "What is &lt;new&gt; &amp; here?"),
    "b": question(3, "How do I go on?"),
    "c": question(4, "How do I end?", "New words, see question 1.\n\nThey stay."),
}
EXPECTED = """\
# Of a step before
## What this change does

Compared with {base}, “as it is”: {counts}.

### Questions added (1)

- **2** What is \\<new\\> & here? (`docs/faq/new.md`)

### Questions renumbered (2)

- 2 → **3** How do I go on?
- 3 → **4** How do I end?

### Reworded (2)

#### How do I begin? (`docs/faq/a.md`)

Before:

> Steps
>
> Press Report, then wait.

After:

> Steps of today
>
> Press Report, then go.

#### How do I end? (`docs/faq/c.md`)

Before:

> Old words.

After:

> New words, see question 1.

### References rewritten (1)

- `docs/faq/a.md:7`: 3 → **4**, How do I end?

### Addresses and anchors (4)

- **lost**: `faq/a/#steps`
- **lost**: `fax/`
- added: `faq/a/#steps-of-today`
- added: `faq/new/`
"""


def proposed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, after: dict[str, str]) -> tuple[Path, str]:
    """A checkout of a pull request that takes a page away and adds a question, and its base."""
    origin = tmp_path / "origin"
    project(origin, {**BEFORE, "/fax": "# Fax\n\nNo number.\n"})
    base = commit_all(origin)
    git(origin, "checkout", "-q", "-b", "writes")
    (origin / "docs/fax.md").unlink()
    project(origin, after, "a new b c")
    head = commit_all(origin)
    merged(origin, "writes")
    config = clone(origin, "refs/pull/1/merge")
    workflow(monkeypatch, tmp_path, pull_request(base, head), "main")
    return config, base


def test_a_pull_request_is_told_what_it_means_for_readers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config, base = proposed(tmp_path, monkeypatch, AFTER)
    page = tmp_path / "summary.md"
    page.write_text("# Of a step before\n")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(page))
    assert main(["summary", "-f", str(config)]) == 0
    counts = "4 questions, 2 references checked, 0 external, 0 ignored, 0 problems"
    assert page.read_text(encoding="utf-8") == EXPECTED.format(base=base[:10], counts=counts)


def test_what_faq_fix_would_mend_is_a_patch_that_git_applies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    by_hand = {**AFTER, "a": BEFORE["a"], "b": BEFORE["b"], "c": BEFORE["c"]}
    config, _ = proposed(tmp_path, monkeypatch, by_hand)
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    assert main(["summary", "-f", str(config)]) == 0
    told = capsys.readouterr().out
    patch = told.partition("```diff\n")[2].partition("```")[0]
    assert "+See question 4.\n" in patch
    subprocess.run(["git", "apply", "-"], cwd=config.parent, input=patch, text=True, check=True)
    monkeypatch.delenv("GITHUB_ACTIONS")
    assert main(["check", "-f", str(config)]) == 0


def test_a_first_commit_and_a_base_without_a_faq_are_compared_with_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = tmp_path / "site"
    root.mkdir()
    (root / "README.md").write_text("Soon.")
    first = commit_all(root)
    config = project(root, three())
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    assert main(["summary", "-f", str(config), "--since", first]) == 0
    assert f"Compared with nothing: {first[:10]} has no mkdocs.yml: 3 questions" in capsys.readouterr().out


def test_both_states_are_built_to_be_weighed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    (tmp_path / "theme").mkdir()
    (tmp_path / "theme/main.html").write_text("{{ page.content }}")
    config = project(tmp_path, {"/a": "Short."}, nav="", config="theme: {name: null, custom_dir: theme}\n")
    commit_all(tmp_path)
    (tmp_path / "docs/a.md").write_text("Longer than it was.")
    assert main(["summary", "-f", str(config), "--since", "HEAD", "--build"]) == 0
    assert re.search(r"\| `a/` \| [0-9]+ \| [0-9]+ \| \+13 \|\n\| all 2 pages \|", capsys.readouterr().out)
    assert git(tmp_path, "worktree", "list").count("\n") == 1
    (tmp_path / "theme/main.html").write_text("{% broken")
    assert main(["summary", "-f", str(config), "--since", "HEAD", "--build"]) == 0
    out, err = capsys.readouterr()
    assert "Page weight" not in out
    assert "mkdocs.yml cannot be built, and its pages are not weighed: " in err


def said(difference: Difference | None = None, patch: str = "", refused: str = "") -> str:
    return markdown(Summary("x", "y", difference, (), (None, None), patch, refused))


NOTHING = Difference((), (), (), (), (), ())


def test_nothing_is_said_in_words() -> None:
    assert said(NOTHING).endswith("x: y.\n\nNothing that readers see has changed.\n")


def test_a_long_list_is_counted_and_a_long_patch_named() -> None:
    many = tuple(Question(f"docs/{n}.md", f"{n}.md", "T", "T", str(n), str(n)) for n in range(MOST + 2))
    text = said(Difference(many, (), (), (), (), ()), "x" * (LONGEST + 1))
    assert "### Questions added (52)\n" in text
    assert text.count("\n- ") == MOST
    assert "… and 2 more." in text
    assert "too long for this page: run `faq fix`" in text


def test_what_readers_wrote_is_no_markup() -> None:
    evil = "</summary> [a](b) `c` | *d* @e"
    one = Question("docs/`a|b.md", "a.md", evil, "", "1", "1", section=("Old",))
    other = Question("docs/a.md", "a.md", evil, "", "1", None, section=("New",))
    page = Reworded("docs/a.md", evil, (Rewording(("```",), ()),))
    text = said(Difference((one,), (), (Kept(one, other),), (), (page,), ()), "+```\n")
    escaped = r"\</summary\> \[a\](b) \`c\` \| \*d\* \@e"
    assert f"- **1** {escaped} (``docs/`a\\|b.md``)" in text
    assert f"- 1 → (in no `nav:`) {escaped}, from “Old” to “New”" in text
    assert r"> \`\`\`" in text
    assert "````diff\n+```\n````" in text
    assert "Nothing, before a writer mends this: a \\| b" in said(NOTHING, refused="a | b")


def test_pages_are_weighed_as_they_travel() -> None:
    tree = {
        "index.html": b"a" * 5000,
        "faq/a/index.html": b"b" * 10,
        "a.css": b"c",
        "a.png": b"d",
        "404.html": b"",
    }
    now = weights(tree)
    assert now.pages.keys() == {"", "faq/a/"}
    assert now.pages[""] < 100
    then = Weights({"": now.pages[""], "faq/b/": 1000}, now.shared - 5)
    text = markdown(Summary("x", "y", None, (), (then, now), ""))
    assert f"| `faq/a/` |  | {now.pages['faq/a/']} |  |\n| `faq/b/` | 1,000 |  |  |\n| all 2 pages |" in text
    assert f"| styles and scripts | {now.shared - 5} | {now.shared} | +5 |" in text
    alone = markdown(Summary("x", "y", None, (), (None, now), ""))
    assert f"| `index.html` | {now.pages['']} |\n" in alone
    assert "there is no earlier build to compare with" in alone
