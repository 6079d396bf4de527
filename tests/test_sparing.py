"""When Python looks for garbage in cycles, and when it need not."""

from __future__ import annotations

import gc

from faq.sparing import all_kept


def test_meanwhile_nothing_is_looked_for() -> None:
    with all_kept():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_what_stays_for_good_is_never_looked_through() -> None:
    before = gc.get_freeze_count()
    try:
        with all_kept(for_good=True):
            made = [[number] for number in range(10)]
        assert gc.get_freeze_count() >= before + len(made)
        assert gc.isenabled()
    finally:
        gc.unfreeze()
