"""Pages locked by a build: what fails it, with what words, and what the policy is made of."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from faq.cli import main
from faq.policy.csp import hashed
from tests.conftest import PROJECT
from tests.faqs import git, project, three
from tests.sampling import sampled
from tests.test_build import built, hooked, mkdocs

META = '<meta http-equiv="Content-Security-Policy" content="'


@pytest.mark.parametrize(
    ("body", "place", "said"),
    [
        (
            'Press <span style="color: red">the red one</span>.',
            "docs/faq/b.md:7:20: error inline-style",
            "write the style into a file under extra_css:",
        ),
        (
            'Press <b onclick="go()">go</b>.',
            "docs/faq/b.md:7:19: error inline-handler",
            "with addEventListener",
        ),
        (
            "![A picture](https://elsewhere.example/a.png)",
            "docs/faq/b.md:7:14: error foreign-content",
            "put the file into docs/",
        ),
        (
            '<iframe src="https://elsewhere.example/"></iframe>',
            "docs/faq/b.md:7:14: error foreign-content",
            "write a link instead",
        ),
        (
            'The red one: <b onclick="red">go</b>.',
            "docs/faq/b.md:7:26: error inline-handler",
            "with addEventListener",
        ),
        (
            '<p style="">Text</p>',
            "docs/faq/b.md:7:4: error inline-style",
            "write the style into a file under extra_css:",
        ),
        (
            'Text. {style="colo&#114;: red"}',
            None,
            "",
        ),
    ],
)
def test_what_would_be_blocked_fails_the_build(
    tmp_path: Path, body: str, place: str | None, said: str
) -> None:
    config = hooked(project(tmp_path, three(b=body)))
    done = mkdocs(config, "build", "--strict")
    assert (done.returncode != 0) == bool(place), done.stderr
    if place:
        assert place in done.stderr
        assert said in done.stderr


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("The answer.", None),
        ('<p style="color: red">Red.</p>', "inline-style"),
        ('<p onclick="go()">Go.</p>', "inline-handler"),
        ("![A picture](https://elsewhere.example/a.png)", "foreign-content"),
    ],
)
def test_make_check_finds_what_only_a_build_sees(tmp_path: Path, body: str, code: str | None) -> None:
    """By the line that `make check` runs for it, which leaves nothing behind that git would see."""
    config = hooked(project(tmp_path / "project", three(b=body)))
    assert main(["check", "-f", str(config)]) == 0
    said = subprocess.run(["make", "-n", "check"], cwd=PROJECT, capture_output=True, text=True, check=True)
    (line,) = (line for line in said.stdout.replace("\\\n", "").splitlines() if "mkdocs build" in line)
    command = line.replace(".venv/bin", str(Path(sys.executable).parent))
    git(config.parent, "init", "-q")
    before = git(config.parent, "status", "--porcelain", "-uall")
    (tmp_path / "tmp").mkdir()
    done = subprocess.run(
        ["sh", "-c", command],
        cwd=config.parent,
        env={**os.environ, "TMPDIR": str(tmp_path / "tmp")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode != 0) == bool(code), done.stderr
    assert not code or f"error {code}" in done.stderr
    assert git(config.parent, "status", "--porcelain", "-uall") == before
    assert list((tmp_path / "tmp").iterdir()) == []


def test_a_style_that_stands_in_no_source_is_shown_as_built(tmp_path: Path) -> None:
    config = hooked(project(tmp_path, three()))
    (tmp_path / "theme/main.html").write_text("<head></head><p style='top: 1px'>{{ page.content }}")
    done = mkdocs(config, "build", "--strict")
    assert done.returncode != 0
    assert "faq/a/index.html (as built):1:" in done.stderr
    assert done.stderr.count("inline-style") == 1, "the same in many pages is told once"


def test_the_policy_is_made_of_every_page_however_late_it_is_written(tmp_path: Path) -> None:
    config = hooked(project(tmp_path, three(b="<script>b()</script>")))
    (tmp_path / "late.py").write_text(
        "from pathlib import Path\n"
        "def on_post_build(config):\n"
        "    Path(config.site_dir, 'late.html').write_text('<head></head><script>late()</script>')\n"
    )
    text = config.read_text().replace("]\nplugins", f", {tmp_path / 'late.py'}]\nplugins")
    config.write_text(text)
    site = built(config)
    pages = {path: path.read_text() for path in site.rglob("*.html")}
    assert len(pages) >= 5
    for path, html in pages.items():
        assert html.count(META) == 1, path
        assert hashed("b()") in html
        assert hashed("late()") in html
    assert len({html.partition(META)[2].partition('"')[0] for html in pages.values()}) == 1


LATIN = '<head></head><p>Caf\xe9</p><script>a("\xe9")</script>'.encode("latin-1")


def test_a_page_that_is_no_utf8_keeps_its_bytes(tmp_path: Path) -> None:
    config = hooked(project(tmp_path, three()))
    (tmp_path / "docs/old.html").write_bytes(LATIN)
    page = (built(config) / "old.html").read_bytes()
    assert re.sub(rb"<meta [^>]*>", b"", page) == LATIN
    assert hashed('a("\ufffd")').encode() in page, "so a browser reads it that takes it for UTF-8"


def test_what_is_wrong_with_such_a_page_is_told(tmp_path: Path) -> None:
    config = hooked(project(tmp_path, three()))
    (tmp_path / "docs/old.html").write_bytes('<p onclick="caf\xe9()">'.encode("latin-1"))
    done = mkdocs(config, "build", "--strict")
    assert done.returncode == 1
    assert "old.html (as built):1:" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_a_page_with_no_place_for_the_policy_fails_the_build(tmp_path: Path, encoding: str) -> None:
    config = hooked(project(tmp_path, three()))
    text = "\ufeff<head></head><p>Caf\xe9</p>".encode(encoding)
    (tmp_path / "docs/old.html").write_bytes(text)
    done = mkdocs(config, "build", "--strict")
    assert done.returncode == 1
    told = "old.html (as built):1:1: error not-utf8: this page is UTF-16, and would have no policy"
    assert told in done.stderr
    assert "fix: save it as UTF-8" in done.stderr
    assert (tmp_path / "site/old.html").read_bytes() == text


def test_a_site_that_is_served_as_built_says_whom_to_tell_of_a_hole(tmp_path: Path) -> None:
    contact = "extra: {faq: {security_contact: 'mailto:security@example.org'}}\n"
    config = hooked(project(tmp_path, three(), config=contact))
    assert mkdocs(config, "build", "--strict", SOURCE_DATE_EPOCH="1790000000").returncode == 0
    text = (tmp_path / "site/.well-known/security.txt").read_text()
    assert text.startswith("Contact: mailto:security@example.org\nExpires: 2027-09-20T14:13:20Z\n")
    assert mkdocs(config, "build", "--strict", "--clean", MIKE_DOCS_VERSION="1.0").returncode == 0
    assert not (tmp_path / "site/.well-known/security.txt").exists()


@pytest.mark.parametrize("contact", ["", "extra: {faq: {security_contact: 'mailto:security@example.org'}}\n"])
def test_a_file_of_the_team_s_own_stays(tmp_path: Path, contact: str) -> None:
    config = hooked(project(tmp_path, three(), config=f"exclude_docs: '!.well-known/'\n{contact}"))
    own = tmp_path / "docs/.well-known/security.txt"
    own.parent.mkdir()
    own.write_text("Contact: tel:+64-1-234\n")
    for _ in range(2):
        assert (built(config) / ".well-known/security.txt").read_text() == "Contact: tel:+64-1-234\n"
    own.unlink()
    built(config)
    left = tmp_path / "site/.well-known/security.txt"
    assert left.exists() == bool(contact)
    assert not contact or left.read_text().startswith("Contact: mailto:")


def test_another_team_is_told_how_to_give_up_the_web_font(tmp_path: Path) -> None:
    config = sampled(tmp_path / "sample")
    text = config.read_text(encoding="utf-8")
    assert "  font: false\n" in text
    config.write_text(text.replace("  font: false\n", ""), encoding="utf-8")
    done = mkdocs(config, "build", "--strict")
    assert done.returncode != 0
    fixes = set(re.findall(r"fix: (.*)", done.stderr))
    assert fixes == {"write theme: font: false in mkdocs.yml, so that the theme (9.8) asks for no web font"}


def test_a_footer_names_the_team_and_not_the_theme(tmp_path: Path) -> None:
    config = sampled(tmp_path / "sample")
    text = config.read_text(encoding="utf-8")
    assert "generator" not in text
    config.write_text(f"copyright: Copyright by the team\n{text}", encoding="utf-8")
    assert mkdocs(config, "build", "--strict").returncode == 0
    html = (config.parent / "site/faq/opening-hours/index.html").read_text(encoding="utf-8")
    assert "Copyright by the team" in html
    assert "squidfunk" not in html


SECURITY = ": extra: faq: security_contact: must be an address such as mailto:security@example.org"


def test_a_contact_that_is_none_fails_the_build(tmp_path: Path) -> None:
    config = hooked(project(tmp_path, three(), config="extra: {faq: {security_contact: security}}\n"))
    done = mkdocs(config, "build", "--strict")
    assert done.returncode != 0
    assert SECURITY in done.stderr


def test_a_contact_that_is_none_fails_the_check(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    config = project(tmp_path, three(), config="extra: {faq: {security_contact: security}}\n")
    assert main(["check", "-f", str(config)]) == 2
    assert SECURITY in capsys.readouterr().err


def test_a_preview_reloads_itself_and_has_no_policy(tmp_path: Path) -> None:
    config = hooked(project(tmp_path, three(b="[away](https://elsewhere.example/)")))
    html = (built(config, "serve") / "faq/b/index.html").read_text()
    assert META not in html
    assert 'rel="noopener noreferrer"' in html
