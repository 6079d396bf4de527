"""The table of what can be wrong."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from faq.kinds import Kind
from tests.conftest import PROJECT

NAMED = re.compile(r"\bKind\.([A-Z0-9_]+)")


def test_a_misspelt_kind_is_an_error_of_types(tmp_path: Path) -> None:
    lines = [
        "from faq.kinds import Kind",
        "",
        "right = Kind.STALE_REFERENCE",
        "wrong = Kind.STALE_REFERENCES",
    ]
    (tmp_path / "misspelt.py").write_text("\n".join(lines), encoding="utf-8")
    command = [sys.executable, "-m", "mypy", "--config-file", "pyproject.toml", str(tmp_path / "misspelt.py")]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, encoding="utf-8", check=False)
    errors = [line.split("misspelt.py:")[1] for line in done.stdout.splitlines() if ": error:" in line]
    assert len(errors) == 1, done.stdout + done.stderr
    assert errors[0].startswith('4: error: "type[Kind]" has no attribute "STALE_REFERENCES"')


def test_every_kind_is_found_by_something() -> None:
    files = [path for path in (PROJECT / "hooks").rglob("*.py") if path.name != "kinds.py"]
    named = {name for file in files for name in NAMED.findall(file.read_text(encoding="utf-8"))}
    assert sorted(named) == sorted(Kind.__members__)


def test_every_kind_says_what_it_is_and_what_to_do() -> None:
    for kind in Kind:
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+", kind.code)
        assert re.fullmatch(r".*[^.]", kind.summary), kind
        assert re.fullmatch(r"[A-Z].*[^.]\.", kind.help), kind


def test_the_table_is_in_the_order_of_its_codes() -> None:
    codes = [kind.code for kind in Kind]
    assert codes == sorted(codes)
