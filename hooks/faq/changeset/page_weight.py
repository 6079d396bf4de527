"""What the pages of a built site weigh on the wire."""

from __future__ import annotations

import gzip
from collections.abc import Mapping

from faq.addresses import address_of
from faq.frozen import record
from faq.permalinks.inventory import is_page

SHARED = (".css", ".js")
LEVEL = 6
"""Of gzip, as nginx and GitHub Pages compress, nearly: what counts is the difference."""


@record
class Weights:
    """Bytes of a site, compressed."""

    pages: Mapping[str, int]
    """By address."""
    shared: int
    """Of all styles and scripts together."""


def weights(tree: Mapping[str, bytes]) -> Weights:
    """What a tree weighs; `tree` maps paths to contents."""
    pages = {address_of(path): _compressed(tree[path]) for path in tree if is_page(path)}
    return Weights(pages, sum(_compressed(tree[path]) for path in tree if path.endswith(SHARED)))


def _compressed(data: bytes) -> int:
    return len(gzip.compress(data, LEVEL, mtime=0))
