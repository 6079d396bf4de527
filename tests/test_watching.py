"""A preview hears of what is saved, at once where the system tells, and never of what it does itself."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from watchdog.events import FileSystemEvent, FileSystemEventHandler

from faq.commands.watching import heard_by_system, tells
from tests.bench import processes
from tests.bench.processes import edit
from tests.faqs import project, three
from tests.test_build import hooked

MOUNTS = """\
/dev/vda / ext4 rw,relatime 0 0
//host/share /mnt/my\\040docs cifs rw 0 0
tmpfs /mnt/my\\040docs/here tmpfs rw 0 0
host /srv virtiofs rw 0 0
"""


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/home/docs", True),
        ("/mnt/my docs", False),
        ("/mnt/my docs/faq", False),
        ("/mnt/my docs/here/faq", True),
        ("/srv/docs", False),
        ("/srvshop", True),
    ],
)
def test_what_lies_on_another_machine_is_looked_at(path: str, told: bool) -> None:
    assert tells([path], MOUNTS) is told
    assert tells(["/home", path], MOUNTS) is told


def test_nothing_is_told_of_what_links_lead_to(tmp_path: Path) -> None:
    everywhere = "/dev/vda / ext4 rw 0 0\n"
    (tmp_path / "docs/faq").mkdir(parents=True)
    assert tells([str(tmp_path / "docs")], everywhere)
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "docs/faq/more").symlink_to(tmp_path / "elsewhere")
    assert not tells([str(tmp_path / "docs")], everywhere)
    (tmp_path / "mkdocs.yml").symlink_to(tmp_path / "docs/own.yml")
    assert not tells([str(tmp_path / "mkdocs.yml")], everywhere)


class Heard(FileSystemEventHandler):
    """Takes note of files, as MkDocs' own does."""

    def __init__(self) -> None:
        self.paths, self.new = list[str](), threading.Semaphore(0)

    def on_any_event(self, event: FileSystemEvent) -> None:
        """A file's path, where it is not a folder's."""
        if not event.is_directory:
            self.paths.append(Path(str(event.dest_path or event.src_path)).name)
            self.new.release()

    def until(self, name: str) -> None:
        """Wait for a file to be heard of, and forget what was heard before."""
        while name not in self.paths:
            assert self.new.acquire(timeout=60)
        self.paths.clear()


@contextmanager
def hearing(path: Path) -> Iterator[Heard]:
    handler, observer = Heard(), heard_by_system()
    observer.schedule(handler, str(path), recursive=True)
    observer.start()
    try:
        yield handler
    finally:
        observer.stop()
        observer.join()


def test_what_is_written_is_heard_and_what_is_read_is_not(tmp_path: Path) -> None:
    (tmp_path / "faq").mkdir()
    page = tmp_path / "faq/a.md"
    page.write_text("A")
    with hearing(tmp_path) as heard:
        page.read_text()
        (tmp_path / "faq/b.md").write_text("B")
        while "b.md" not in heard.paths:
            assert heard.new.acquire(timeout=60)
        assert "a.md" not in heard.paths
        page.write_text("C")
        heard.until("a.md")
        page.unlink()
        heard.until("a.md")


def test_a_file_of_which_a_new_one_takes_the_place_is_heard_again_and_its_neighbours_are_not(
    tmp_path: Path,
) -> None:
    config = tmp_path / "mkdocs.yml"
    config.write_text("a: 1")
    with hearing(config) as heard:
        for text in ("b: 2", "c: 3"):
            (tmp_path / "new").write_text(text)
            (tmp_path / "new").replace(config)
            heard.until("mkdocs.yml")
        (tmp_path / "other.yml").write_text("")
        config.write_text("d: 4")
        while "mkdocs.yml" not in heard.paths:
            assert heard.new.acquire(timeout=60)
        assert set(heard.paths) == {"mkdocs.yml"}


def test_a_saved_answer_is_served(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "SETTLED", 0.0)
    config = hooked(project(tmp_path, three(), config="plugins: []\n"))
    (tmp_path / "theme/main.html").write_text("<body>{{ page.content }}</body>")
    edit(tmp_path, config.name, tmp_path / "docs/faq/a.md", "faq/a/", "It is mended.")
