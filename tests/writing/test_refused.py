"""What cannot be done is refused with what to do instead, and nothing is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from faq.cli import main
from tests.faqs import commit_all, git, project, question, three

CONFIG = """\
extra:
  faq:
    gone: [{address: faq/fax/, reason: No fax any more., instead: faq/b/}]
"""


@pytest.mark.parametrize(
    ("command", "says"),
    [
        ("rename z y", "there is no question z; there are: a, b, c"),
        ("rename begin y", "there is no question begin; did you mean begins?"),
        ("rename a b", "docs/faq/b.md is there; choose another name"),
        ("rename a a", "docs/faq/a.md has that name already"),
        ("rename a notes", "docs/faq/notes.md is there"),
        ("rename a deep/b", "docs/faq/b.md has that name already; choose another one"),
        ("rename a Big", "Big: must be small Latin letters, digits and hyphens: change-password"),
        ("rename a ../d", "../d: the folder must be one inside faq/: billing/d"),
        ("rename a index", "index is the name of a folder's own page"),
        ("rename a older", "faq/older/ is an old address of docs/faq/b.md"),
        ("rename a fax", "faq/fax/ is an address under gone:"),
        ("rename a shown", "faq/shown/ is the address of something else"),
        ("section a One", 'there is no section "One"; there are: none (--new makes one)'),
        ("section One --rename Two", 'there is no section "One"'),
        ("section a ../b --new --after a", "a question in a new section stands alone"),
        ("label z Zed", "there is no question z"),
        ("retire a --to a", "a question cannot answer for itself once it is gone"),
        ("retire a --to bb", "there is no question bb"),
        ("retire b --because Why", "this would leave something wrong: mkdocs.yml:8:67: instead: "),
    ],
)
def test_what_cannot_be_done(
    command: str, says: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pages = three()
    if " begin " in command:
        pages["begins"] = question(4, "What begins?")
    pages["b"] = pages["b"].replace("number: 2", "number: 2\naliases: faq/older/")
    pages["shown/index"] = "# A folder's own page\n"
    config = project(tmp_path, pages, nav="a b c" + " begins" * ("begins" in pages), config=CONFIG)
    (tmp_path / "docs/faq/notes.md").write_text("# Notes\n")
    config.write_text(config.read_text() + "exclude_docs: /faq/notes.md\n")
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert main([*command.split(), "-f", str(config)]) == 1
    assert f"error: {says}" in (err := capsys.readouterr().err)
    assert err.endswith("; nothing was written\n")
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_a_merge_that_is_not_finished_comes_first(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    config = project(tmp_path, three())
    commit_all(tmp_path)
    for branch, said in (("ours", "One."), ("theirs", "Two.")):
        git(tmp_path, "checkout", "-q", "-b", branch, "HEAD" if branch == "ours" else "HEAD~1")
        (tmp_path / "docs/faq/b.md").write_text(question(2, "How do I go on?", said))
        commit_all(tmp_path)
    with pytest.raises(Exception, match="merge"):
        git(tmp_path, "merge", "-q", "ours")
    assert main(["rename", "a", "d", "-f", str(config)]) == 1
    assert "a merge is not finished in docs/faq/b.md; finish it" in capsys.readouterr().err
    assert (tmp_path / "docs/faq/a.md").exists()
