"""The shell around the decision, with `PATH` and the installers under the test's control."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from faq import programs
from faq.programs import installing
from faq.programs.__main__ import main


@pytest.fixture
def folder_on_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """`PATH` is one empty folder, nobody is root, and Playwright has no browser of its own."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setattr(installing, "_apt_as_root", lambda: False)
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path / "none"))
    return folder


def executable(path: Path, text: str = "#!/bin/sh\n") -> Path:
    path.write_text(text)
    path.chmod(0o755)
    return path


def test_a_program_on_path_is_found(folder_on_path: Path) -> None:
    wanted = executable(folder_on_path / "ffmpeg")
    assert programs.program("ffmpeg") == wanted


def test_a_missing_program_is_an_error_that_says_what_to_install(folder_on_path: Path) -> None:
    with pytest.raises(programs.Missing, match=r"program Xvfb is missing(?s:.)*apt-get install .* xvfb "):
        programs.program("Xvfb", package="xvfb")


@pytest.mark.usefixtures("folder_on_path")
def test_a_file_that_packages_bring_is_found_whatever_its_version_or_named_with_all_of_them(
    tmp_path: Path,
) -> None:
    pattern = f"{tmp_path}/php/*/sqlite.so"
    with pytest.raises(programs.Missing, match=r"Post is missing(?s:.)*apt-get install .* post post-sqlite "):
        programs.file("Post", pattern, "post", "post-sqlite")
    (tmp_path / "php" / "8.2").mkdir(parents=True)
    there = executable(tmp_path / "php" / "8.2" / "sqlite.so")
    assert programs.file("Post", pattern, "post", "post-sqlite") == there


def test_apt_installs_and_what_it_installed_is_found(
    folder_on_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(installing, "_apt_as_root", lambda: True)
    tool = folder_on_path / "tool"
    executable(
        folder_on_path / "apt-get",
        f'#!/bin/sh\n[ "$1" = update ] || {{ echo "#!/bin/sh" > "{tool}"; /bin/chmod 755 "{tool}"; }}\n',
    )
    assert programs.program("tool") == tool


def test_apt_that_fails_ends_in_the_error(folder_on_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(installing, "_apt_as_root", lambda: True)
    executable(folder_on_path / "apt-get", "#!/bin/sh\nexit 100\n")
    with pytest.raises(programs.Missing, match="tool is missing"):
        programs.program("tool")


def test_chromium_is_the_one_the_environment_names(
    folder_on_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    named = executable(folder_on_path / "my-browser")
    executable(folder_on_path / "chromium")
    monkeypatch.setenv("CHROMIUM", str(named))
    assert programs.chromium() == named


def test_a_wrong_name_in_the_environment_is_refused(
    folder_on_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    executable(folder_on_path / "chromium")
    monkeypatch.setenv("CHROMIUM", str(folder_on_path / "none"))
    with pytest.raises(programs.Missing, match=r"\$CHROMIUM names .*none"):
        programs.chromium()


@pytest.mark.parametrize("name", installing.CHROMIUM_NAMES)
def test_chromium_is_found_on_path_by_its_names(folder_on_path: Path, name: str) -> None:
    wanted = executable(folder_on_path / name)
    assert programs.chromium() == wanted


def test_a_chromium_without_windows_of_its_own_comes_before_the_whole_browser(folder_on_path: Path) -> None:
    executable(folder_on_path / "chromium")
    shell = executable(folder_on_path / "chromium-headless-shell")
    assert programs.chromium() == shell


def test_playwrights_own_browser_comes_first(
    folder_on_path: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    executable(folder_on_path / "chromium")
    told = subprocess.run([sys.executable, "-c", installing.PLAYWRIGHT_PATH], capture_output=True, text=True)
    own = Path(told.stdout.strip())
    assert own.is_relative_to(tmp_path)
    own.parent.mkdir(parents=True)
    executable(own)
    assert programs.chromium() == own


def test_the_command_names_what_it_found_and_what_is_missing(
    folder_on_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tool = executable(folder_on_path / "tool")
    assert main(["tool"]) == 0
    assert capsys.readouterr().out == f"tool: {tool}\n"
    assert main(["absent=its-package", "tool"]) == 1
    output = capsys.readouterr()
    assert output.out == f"tool: {tool}\n"
    assert "apt-get install" in output.err
    assert "The program absent" in output.err
    assert "its-package" in output.err


def test_a_font_that_is_not_installed_is_an_error(folder_on_path: Path) -> None:
    executable(folder_on_path / "fc-list")
    with pytest.raises(programs.Missing, match="The font Inter is missing"):
        programs.font("Inter", package="fonts-inter")
