"""Files are written all or none."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from faq.book.workspace import reader, write_all
from faq.pages.folder import Folder


def test_all_are_written_with_their_modes(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("old")
    (tmp_path / "a").chmod(0o755)
    (tmp_path / "link").symlink_to("a")
    write_all(tmp_path, {"link": b"new", "folder/b": b"b"})
    assert (tmp_path / "a").read_bytes() == b"new"
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o755
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "folder/b").read_bytes() == b"b"


@pytest.mark.parametrize("fails_at", [1, 2, 3])
def test_a_failure_leaves_all_as_they_were(tmp_path: Path, fails_at: int) -> None:
    before = {"a": b"a", "b": b"b"}
    for name, data in before.items():
        (tmp_path / name).write_bytes(data)
    calls: list[Path] = []

    def replace(source: Path, target: Path) -> None:
        calls.append(target)
        if len(calls) == fails_at:
            raise OSError("no space left")
        source.replace(target)

    with pytest.raises(OSError, match="no space left"):
        write_all(tmp_path, {"a": b"1", "b": b"2", "new": b"3"}, put=replace)
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == before


SAID = {
    # What a system says of a file of this name: whether there is none, as far as it says.
    "a name that is none on Windows": ("a?b", OSError(errno.EINVAL, "Invalid argument"), True),
    "a name that is too long": ("a", OSError(errno.ENAMETOOLONG, "File name too long"), True),
    "a folder on Windows": ("folder", PermissionError(errno.EACCES, "Permission denied"), True),
    "a file that is not to be read": ("file", PermissionError(errno.EACCES, "Permission denied"), False),
}


@pytest.mark.parametrize(("name", "said", "none"), SAID.values(), ids=SAID)
def test_what_no_file_can_be_is_no_file_on_any_system(
    name: str, said: OSError, none: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("a")

    def refuse(*_: object, **__: object) -> None:
        raise said

    monkeypatch.setattr("builtins.open", refuse)
    monkeypatch.setattr("io.open", refuse)
    if none:
        assert reader(tmp_path)(name) is None
    else:
        with pytest.raises(PermissionError):
            reader(tmp_path)(name)
    if isinstance(said, PermissionError):
        with pytest.raises(KeyError if none else PermissionError):
            Folder(tmp_path)[name]
