"""How readers give a page their mail files."""

from __future__ import annotations

from playwright.sync_api import FilePayload, Page

FILES = "#__report-files"


def choose(page: Page, *files: tuple[str, bytes]) -> None:
    """Choose files, as a reader does behind the button."""
    made: list[FilePayload] = [
        {"name": name, "mimeType": "message/rfc822", "buffer": data} for name, data in files
    ]
    page.set_input_files(FILES, made)
