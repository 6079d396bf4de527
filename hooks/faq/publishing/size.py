"""How much a branch holds, and how much hosts take."""

from __future__ import annotations

from faq.publishing.store import Store

LIMIT = 1_000_000_000
"""Bytes that GitHub Pages takes of a published site (docs.github.com, "GitHub Pages limits", 2026)."""
NEAR = 0.8
"""The part of it beyond which it is told what to do."""


def size_on(store: Store, commit: str) -> int:
    """Bytes of all files of a commit, those that several versions share counted for each, as hosts do."""
    out = store.run("ls-tree", "-r", "-l", "-z", commit).decode("utf-8", "replace")
    sizes = (entry.split("\t", 1)[0].split()[3] for entry in out.split("\0") if entry)
    return sum(int(size) for size in sizes if size != "-")


def weight(store: Store, commit: str) -> int:
    """Bytes that a commit's whole history takes in the store, packed (git 2.31)."""
    return int(store.line("rev-list", "--disk-usage", "--objects", commit))


def told(size: int) -> str:
    """The size beside the limit, and what to do where it is near."""
    said = f"all versions together have {megabytes(size)}; GitHub Pages takes {megabytes(LIMIT)}"
    return said + ("; take old ones away: faq unpublish VERSION" if size > NEAR * LIMIT else "")


def megabytes(size: int) -> str:
    """A size as people read it."""
    return f"{size / 1_000_000:,.1f} MB"
