"""The reader of tests/browser, for search."""

from tests.browser.conftest import reader

__all__ = ["reader"]
