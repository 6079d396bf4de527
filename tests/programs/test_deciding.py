"""The decision, by cases."""

from __future__ import annotations

from pathlib import Path

import pytest

from faq.programs.deciding import Available, Decision, Facts, Install, Lacking, Wanted, apt, decide

DOWNLOAD = Install((("fetch", "browser"),))
APT = apt("browser")
BROWSER = Wanted("A browser", (DOWNLOAD, APT), variable="BROWSER")
HERE, THERE = Path("/opt/browser"), Path("/usr/bin/browser")


@pytest.mark.parametrize(
    ("facts", "decision"),
    [
        (Facts(present=(HERE, THERE)), Available(HERE)),
        (Facts(present=(THERE,), named=HERE, named_works=True), Available(HERE)),
        (Facts(), DOWNLOAD),
        (Facts(apt_as_root=True), DOWNLOAD),
        (Facts(apt_as_root=True, tried=frozenset({DOWNLOAD})), APT),
        (Facts(present=(THERE,), tried=frozenset({DOWNLOAD, APT})), Available(THERE)),
    ],
)
def test_decides(facts: Facts, decision: Decision) -> None:
    assert decide(BROWSER, facts) == decision


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        (Facts(tried=frozenset({DOWNLOAD})), ("A browser is missing", "fetch browser", str(APT), "$BROWSER")),
        (Facts(apt_as_root=True, tried=frozenset({DOWNLOAD, APT})), ("A browser is missing", str(APT))),
        (Facts(present=(THERE,), named=HERE), ("$BROWSER names /opt/browser", "cannot be run")),
    ],
)
def test_gives_up_with_advice(facts: Facts, words: tuple[str, ...]) -> None:
    decision = decide(BROWSER, facts)
    assert isinstance(decision, Lacking)
    assert [word for word in words if word not in decision.message] == []


def test_a_way_reads_as_what_to_type() -> None:
    assert str(APT) == (
        "apt-get update --quiet && apt-get install --quiet --yes --no-install-recommends"
        " -o DPkg::Lock::Timeout=300 browser  (as root, on Debian)"
    )
