"""A file of queries, and what is reported of it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from faq.querying.__main__ import main
from faq.search.queries import Hit, Query, read_queries, report

NUMBERS = {"1", "2", "10"}


@pytest.mark.parametrize(
    ("text", "queries"),
    [
        ("phone\t2\n", [Query("phone", "2")]),
        ("phone\n", [Query("phone")]),
        ("weather\t-\n", [Query("weather", "-")]),
        ("\ufeffphone \t 2\r\n\r\n", [Query("phone", "2")]),
        ("# a remark\n#1 topic\n", [Query("#1 topic")]),
        ("", []),
    ],
)
def test_lines_are_queries(text: str, queries: list[Query]) -> None:
    assert read_queries(text, "q.tsv", NUMBERS) == (tuple(queries), ())


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a\n\t3\n", "q.tsv:2: write a query, or a query, one tab and a question's number"),
        ("b\t1\t2\n", "q.tsv:1: write a query, or a query, one tab and a question's number"),
        (
            "c\t3\n",
            'q.tsv:1: "3" is no question\'s number; there are 1, 2, 10, or "-" where nothing should be found',
        ),
        (
            "c\t\n",
            'q.tsv:1: "" is no question\'s number; there are 1, 2, 10, or "-" where nothing should be found',
        ),
    ],
)
def test_other_lines_are_named(text: str, told: str) -> None:
    assert read_queries(text, "q.tsv", NUMBERS)[1] == (told,)


def test_a_report_says_what_was_found_and_counts() -> None:
    a, b, c = (
        Hit("1", "How do I begin?"),
        Hit("2", "How do I go on? " + "And on? " * 9 + "And on for ever?"),
        Hit(None, "Contact"),
    )
    said = report(
        [
            (Query("begin", "1"), [a, b]),
            (Query("go on", "2"), [a, c, b, a]),
            (Query("end", "2"), [a, c, a, b]),
            (Query("begni", "1"), []),
            (Query("contact"), [c]),
            (Query("xyz"), []),
            (Query("weather", "-"), []),
            (Query("bake bread", "-"), [c]),
        ]
    )
    assert said == (
        "first    begin  (1 expected)\n"
        "            1  How do I begin?\n"
        f"            2  How do I go on? {'And on? ' * 8}And …\n"
        "in three go on  (2 expected)\n"
        "            1  How do I begin?\n"
        "            -  Contact\n"
        f"            2  How do I go on? {'And on? ' * 8}And …\n"
        "missed   end  (2 expected)\n"
        "            1  How do I begin?\n"
        "            -  Contact\n"
        "            1  How do I begin?\n"
        "nothing  begni  (1 expected)\n"
        "found    contact\n"
        "            -  Contact\n"
        "nothing  xyz\n"
        "right    weather  (nothing expected)\n"
        "noise    bake bread  (nothing expected)\n"
        "            -  Contact\n"
        "8 queries, 4 with an expected question: 1 (25.0 %) first, 2 (50.0 %) in the first three, "
        "2 about something else: 1 (50.0 %) find nothing; 3 without any result"
    )


def test_the_command_reports_what_the_site_finds(
    built_site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "log.tsv").write_text("mystrey parcel\t6\nexpress\n", encoding="utf-8")
    command = [sys.executable, "-m", "faq.querying", str(tmp_path / "log.tsv"), "--site", str(built_site)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    lines = done.stdout.splitlines()
    assert lines[0] == "first    mystrey parcel  (6 expected)"
    assert lines[1].startswith(
        "            6  I am a customer of Pigeon Post: what do I do if I receive a parcel"
    )
    assert "found    express" in lines
    assert lines[-1].startswith("2 queries, 1 with an expected question: 1 (100.0 %) first")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (None, "log.tsv: No such file or directory; name a text file with one query a line"),
        (b"\xff\n", "log.tsv: is no UTF-8 text; name a text file with one query a line"),
        (
            b"phone\t99\n",
            'log.tsv:1: "99" is no question\'s number; there are 1, 2, 3, 4, 5, 6, 7, '
            'or "-" where nothing should be found',
        ),
    ],
)
def test_the_command_says_what_is_wrong_with_the_file(
    content: bytes | None, told: str, built_site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "log.tsv"
    if content is not None:
        path.write_bytes(content)
    assert main([str(path), "--site", str(built_site)]) == 2
    assert capsys.readouterr().err == f"{tmp_path}/{told}\n"


def test_the_command_says_where_a_site_is_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "log.tsv").write_text("phone\n", encoding="utf-8")
    assert main([str(tmp_path / "log.tsv"), "--site", str(tmp_path)]) == 2
    assert "search_index.json: is not there; is " in capsys.readouterr().err
