"""When Python need not look for garbage in cycles."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def all_kept(*, for_good: bool = False) -> Iterator[None]:
    """Spare the search: what comes meanwhile, such as modules or the pages of a check, stays to the end.

    As it comes in, Python would look through all of it again and again, and find nothing.  What stays
    `for_good`, in a process that does nothing else, is not looked through afterwards either.
    """
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if for_good:
            gc.freeze()
        if collects:
            gc.enable()
