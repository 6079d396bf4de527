"""What is kept is at its path once it is whole, whoever else writes and whatever is killed."""

from __future__ import annotations

import errno
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from faq.pages.database import NEW, opened
from faq.pages.keeping import CACHE, SOME, Keeper

WRITER = (
    "import sys; from pathlib import Path; from faq.pages.keeping import Keeper\n"
    "keeper = Keeper(Path(sys.argv[1]))\n"
    "for number in range(10**9):\n"
    "    keeper.put(f'b{number}', {'html': 'x' * 10_000})\n"
    "    if number == 2000: print('going', flush=True)\n"
)


def begun(path: Path, name: str) -> Keeper:
    """A build that has begun to write, and has not come to its end."""
    keeper = Keeper(path)
    for number in range(SOME):
        keeper.put(f"{name}{number}", {"html": name})
    return keeper


def names(path: Path) -> list[str]:
    return sorted(one.name for one in path.parent.iterdir())


def test_it_is_there_once_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / CACHE
    keeper = begun(path, "a")
    assert not path.exists()
    assert keeper.get("a0") == {"html": "a"}
    keeper.close()
    assert names(path) == [path.name]
    assert Keeper(path).get("a0") == {"html": "a"}


def test_of_a_killed_build_nothing_is_taken_and_nothing_stays(tmp_path: Path) -> None:
    path = tmp_path / CACHE
    with subprocess.Popen([sys.executable, "-c", WRITER, path], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        process.send_signal(signal.SIGKILL)
    assert [name.startswith(path.name + NEW) for name in names(path)] == [True]
    # Where it was killed before it wrote anything, and in the middle of it.
    path.with_name(f"{path.name}{NEW}1").touch()
    path.with_name(f"{path.name}{NEW}2").write_bytes(bytes(5000))
    after = begun(path, "a")
    assert after.get("b0") is None
    after.close()
    assert names(path) == [path.name]


def test_of_two_that_find_none_one_is_kept_whole(tmp_path: Path) -> None:
    path = tmp_path / CACHE
    one, other = begun(path, "a"), begun(path, "b")
    assert len(names(path)) == 2
    one.close()
    third = begun(path, "c")
    other.close()
    third.close()
    assert names(path) == [path.name]
    kept = Keeper(path)
    assert [kept.get(key) for key in ("a0", "b0", "c0")] == [{"html": "a"}, None, {"html": "c"}]


def test_where_a_disk_knows_no_links_it_is_there_just_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, target: Path) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    path = tmp_path / CACHE
    one, other = begun(path, "a"), begun(path, "b")
    one.close()
    other.close()
    assert names(path) == [path.name]
    assert Keeper(path).get("a0") == {"html": "a"}


def test_what_cannot_be_finished_leaves_nothing(tmp_path: Path) -> None:
    path = tmp_path / CACHE
    keeper = begun(path, "a")
    keeper.put("half a letter", {"html": "\ud800"})
    keeper.close()
    assert names(path) == []
    assert keeper.get("a0") is None


def test_who_finds_one_writes_with_a_journal(tmp_path: Path) -> None:
    modes = []
    for _ in range(2):
        database = opened(tmp_path / CACHE)
        modes += database.base.execute("PRAGMA journal_mode").fetchone()
        database.base.execute("CREATE TABLE IF NOT EXISTS made (key)")
        database.finish()
    assert modes == ["off", "wal"]


def test_a_build_reads_what_there_was_and_writes_to_what_there_is(tmp_path: Path) -> None:
    path = tmp_path / CACHE
    begun(path, "a").close()
    one = Keeper(path)
    assert one.get("a0")
    with closing(sqlite3.connect(path)) as base, base:
        base.execute("DELETE FROM made")
    assert one.get("a1") == {"html": "a"}
    one.put("b", {"html": "b"})
    one.close()
    assert [Keeper(path).get(key) for key in ("a1", "b")] == [None, {"html": "b"}]
