"""A report leaves out what was said before, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from faq.book.project import read_project
from faq.book.settings import configured
from faq.commands.annotating import not_annotated
from faq.kinds import Kind
from faq.model import Problem, Source
from faq.rules.check import check


def test_two_things_that_are_wrong_at_one_place_are_both_told_and_each_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = configured(tmp_path, {"extra": {"faq": False}})
    project = read_project(settings, [], lambda path: None)
    place = Source("walkthroughs/a.yml", "title: A\n").whole
    several = [Problem(Kind.STALE_FILM, place, f"a.{kind} is not what was filmed") for kind in ("mp4", "vtt")]
    monkeypatch.setenv("RUNNER_TEMP", str(tmp_path))
    assert [len(not_annotated(several, tmp_path)) for _ in range(2)] == [2, 0]
    spoilt = replace(project, problems=(*several, *several))
    assert check(spoilt).problems == tuple(several)
