"""`python -m tests.pictures`: the pictures in CONTRIBUTING, made of this site: a page, a summary, a preview.

What GitHub draws around them is not ours, and cannot be had here.
"""

from __future__ import annotations

import io
import subprocess
import sys
import tempfile
from pathlib import Path

import markdown
from PIL import Image
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from faq import programs
from tests.conftest import PROJECT
from tests.faqs import commit_all, git

PICTURES = PROJECT / ".github/contributing"
SIZE: ViewportSize = {"width": 900, "height": 560}
REPOSITORY = "repo_url: https://github.com/team/faq\nedit_uri: edit/main/docs/\n"
"""Where the source would be: "Edit this answer" leads there."""
ANSWER = "false-negative"
REWORDED = ("To submit a false negative, follow", "To report a false negative, follow")
FRAME = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Summary</title><style>
body {{ font: 16px/1.5 system-ui, sans-serif; margin: 2rem; color: #1f2328; background: #fff }}
blockquote {{ border-left: 4px solid #d0d7de; margin-left: 0; padding-left: 1rem }}
h3, h4 {{ margin-bottom: 0 }}
</style>{}"""


def main() -> int:
    """Make all pictures; 0, or 1 with what is missing."""
    try:
        with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
            site = _changed(Path(folder))
            browser = driver.chromium.launch(executable_path=programs.chromium(), args=programs.QUIET)
            PICTURES.mkdir(exist_ok=True)
            _page(browser, site)
            _summary(browser, site)
            browser.close()
    except programs.Missing as missing:
        print(missing, file=sys.stderr)
        return 1
    return 0


def _changed(folder: Path) -> Path:
    """This site as a repository in which one answer was reworded, built and previewed."""
    root = folder / "site"
    root.mkdir()
    names = git(PROJECT, "ls-files", "-z").split("\0")
    for name in filter(None, names):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes((PROJECT / name).read_bytes())
    config = root / "mkdocs.yml"
    config.write_text(REPOSITORY + config.read_text(encoding="utf-8"), encoding="utf-8")
    commit_all(root)
    answer = root / f"docs/faq/{ANSWER}.md"
    text = answer.read_text(encoding="utf-8")
    assert REWORDED[0] in text, f"{ANSWER} does not say {REWORDED[0]!r} any more: name another sentence"
    answer.write_text(text.replace(*REWORDED), encoding="utf-8")
    commit_all(root)
    _run(root, "mkdocs", "build", "--quiet", "--strict")
    _run(root, "faq.cli", "preview", "preview")
    return root


def _run(root: Path, module: str, *arguments: str) -> str:
    command = [sys.executable, "-m", module, *arguments]
    return subprocess.run(command, cwd=root, capture_output=True, encoding="utf-8", check=True).stdout


def _page(browser: Browser, root: Path) -> None:
    """The answer in the preview, opened as by whoever unpacked it, and its end."""
    page = browser.new_page(viewport=SIZE, color_scheme="light", reduced_motion="reduce")
    page.goto((root / f"preview/faq/{ANSWER}/index.html").as_uri())
    _save(page, "preview")
    page.get_by_role("link", name="Edit this answer").evaluate(
        "one => { one.scrollIntoView({block: 'center'}); one.focus({focusVisible: true}); }"
    )
    _save(page, "edit")
    page.close()


def _summary(browser: Browser, root: Path) -> None:
    text = _run(root, "faq.cli", "summary", "--since", "HEAD~1")
    page = browser.new_page(viewport={**SIZE, "height": 440}, color_scheme="light")
    page.set_content(FRAME.format(markdown.markdown(text)))
    _save(page, "summary")
    page.close()


def _save(page: Page, name: str) -> None:
    picture = Image.open(io.BytesIO(page.screenshot()))
    picture.save(PICTURES / f"{name}.webp", quality=80, method=6)
    print(f"{name}.webp: {(PICTURES / f'{name}.webp').stat().st_size / 1000:.0f} KB")


if __name__ == "__main__":
    raise SystemExit(main())
