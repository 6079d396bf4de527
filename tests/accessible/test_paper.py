"""What comes out of the printer, as text and as colours."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from PIL import Image

from faq import programs
from tests.accessible.conftest import Window
from tests.sampling import ANSWER


def printed(window: Window, path: str, file: Path, *, dark: bool = False) -> list[str]:
    """Print a page; the text of each sheet."""
    with window.open(path, dark=dark) as page:
        page.pdf(path=file, format="A4", prefer_css_page_size=True, print_background=True)
    reader = programs.program("pdftotext", package="poppler-utils")
    text = subprocess.run([reader, "-layout", file, "-"], capture_output=True, text=True, check=True).stdout
    return text.split("\f")[:-1]


def corner(file: Path) -> tuple[int, ...]:
    """The colour at the edge of the first sheet."""
    drawer = programs.program("pdftoppm", package="poppler-utils")
    subprocess.run([drawer, "-r", "20", "-f", "1", "-l", "1", "-png", "-singlefile", file, file], check=True)
    with Image.open(f"{file}.png") as sheet:
        colour = sheet.convert("RGB").getpixel((2, 2))
    assert isinstance(colour, tuple)
    return colour


def is_numbered(sheet: str, number: int, count: int) -> bool:
    """Whether a sheet ends in its number."""
    return re.search(rf"(?<!\S){number} ?/ ?{count}\s*$", sheet) is not None


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_an_answer(window: Window, tmp_path: Path, dark: bool) -> None:
    file = tmp_path / "answer.pdf"
    sheets = printed(window, ANSWER, file, dark=dark)
    text = " ".join(" ".join(sheets).split())
    assert corner(file) == (255, 255, 255)
    assert f"This page: {window.site}{ANSWER}" in text
    assert "How do I send a parcel back to Pigeon Post?" in text
    assert "Take the parcel as it is." in text
    # All three films, as the steps that they show.
    assert text.count("Send a parcel back ") == 3
    for number, sheet in enumerate(sheets, 1):
        assert is_numbered(sheet, number, len(sheets))
    for control in ("Search", "Skip to content", "More questions", "¶", "Download the film"):
        assert control not in text
    # The first film's steps begin on the sheet on which they are announced, instead of going to the next one.
    announced = next(sheet for sheet in sheets if "Watch how it is done" in sheet)
    assert "Open the app and find the misdirected parcel." in announced


def test_an_answer_by_itself_says_which_question_it_means(window: Window, tmp_path: Path) -> None:
    text = " ".join(" ".join(printed(window, "faq/never-ordered/", tmp_path / "answer.pdf")).split())
    asked = "How do I send a parcel back to Pigeon Post?"
    assert f"follow the procedure in question 3 (“{asked}”) above." in text


def test_a_stock_page_prints_black_margins_and_no_address(stock: Window, tmp_path: Path) -> None:
    file = tmp_path / "answer.pdf"
    text = " ".join(printed(stock, ANSWER, file, dark=True))
    assert max(corner(file)) < 128
    assert stock.site not in text


def test_all_answers_are_a_booklet(window: Window, tmp_path: Path) -> None:
    """What it is, the questions and the first answer on one sheet; answers that are not torn."""
    sheets = printed(window, "all/", tmp_path / "all.pdf")
    first = sheets[0]
    assert "Pigeon Post" in first
    assert f"{window.site}all/" in " ".join(first.split())
    assert first.count("All questions and answers") == 1
    assert len(re.findall(r"^ *\d {1,4}\w", first.partition("As of")[2], re.M)) >= 8, "the list, an answer"
    assert all(is_numbered(sheet, number, len(sheets)) for number, sheet in enumerate(sheets, 1))
    titles = re.findall(r"^ *([1-7]) {1,4}[A-Z]", "\n".join(sheets), re.M)
    assert titles == [str(number) for number in range(1, 8)] * 2
    # A short answer stands whole on one sheet: the question and its last words.
    texts = [" ".join(sheet.split()) for sheet in sheets[1:]]
    whole = [text for text in texts if "what do I do if I receive a parcel that I never ordered" in text]
    assert len(whole) == 1
    assert "follow the procedure in question 3 above" in whole[0]


def test_whom_to_ask_never_stands_alone_on_a_sheet(window: Window, tmp_path: Path) -> None:
    """However long an answer is, some of it goes with what stands below."""
    file, last = tmp_path / "answer.pdf", set[str]()
    with window.open("faq/opening-hours/") as page:
        for height in range(560, 900, 20):
            page.locator("h1").evaluate("(title, height) => { title.style.height = `${height}px`; }", height)
            page.pdf(path=file, format="A4", prefer_css_page_size=True)
            reader = programs.program("pdftotext", package="poppler-utils")
            run = subprocess.run([reader, "-layout", file, "-"], capture_output=True, text=True, check=True)
            *before, sheet = run.stdout.split("\f")[:-1]
            if before and "Still stuck?" in sheet:
                last.add(" ".join(sheet.partition("Still stuck?")[0].split()))
    assert last
    assert "" not in last
