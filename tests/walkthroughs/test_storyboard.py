"""Storyboards: what is right, and one wrong one a kind of error."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
import yaml

from faq.model import Source
from faq.reporting import problem_text
from faq.walkthroughs import stages
from faq.walkthroughs.parsing import ACTIONS, Parsed, parse
from faq.walkthroughs.storyboard import (
    MAX_CAPTION,
    Click,
    Drag,
    Hide,
    Hold,
    Move,
    Sends,
    Set,
    Show,
    Stage,
    Step,
    Type,
    Wait,
)

ROOT = Path(__file__).parents[2]
WRONG = sorted((Path(__file__).parent / "wrong").glob("*.yml"))
SCHEMA = json.loads((ROOT / "walkthroughs/storyboard.schema.json").read_text("utf-8"))
STAGES = {
    "drawings/letter.html": Stage(
        {"to": frozenset(), "send": frozenset(), "letter": frozenset({"selected"})}
    ),
    "postbox": Stage({"flap": frozenset()}, waits=frozenset({"sent"}), is_drawing=False),
}

EVERYTHING = """\
id: everything
title: Send a letter
about: A drawing.
language: en-NZ
film: drawings/letter.html
steps:
  - say: Write a letter.
    see: It is white.
    do:
      - click: letter
      - move: to
      - type: {into: to, text: "12"}
      - drag: {from: letter, to: send}
      - show: send
      - hide: send
      - set: {target: letter, state: selected}
      - hold: 1.5
    poster: true
  - say: Done.
"""
REAL = """\
id: real
title: Send a letter
film: postbox
sends: {to: a@example.com, sample: letter.eml}
steps:
  - {say: Open the flap., poster: true, do: [click: flap, wait: sent]}
"""


def read(text: str, name: str) -> Parsed:
    return parse(Source(f"walkthroughs/{name}.yml", text), STAGES)


def test_everything_that_a_storyboard_can_say() -> None:
    storyboard = read(EVERYTHING, "everything").storyboard
    assert storyboard is not None
    assert (storyboard.title, storyboard.about, storyboard.language) == (
        "Send a letter",
        "A drawing.",
        "en-NZ",
    )
    assert storyboard.steps == (
        Step(
            say="Write a letter.",
            see="It is white.",
            poster=True,
            actions=(
                Click("letter"),
                Move("to"),
                Type("to", "12"),
                Drag("letter", "send"),
                Show("send"),
                Hide("send"),
                Set("letter", "selected"),
                Hold(1.5),
            ),
            line=7,
        ),
        Step(say="Done.", see="", poster=False, actions=(), line=19),
    )


def test_a_real_program_waits_and_sends() -> None:
    storyboard = read(REAL, "real").storyboard
    assert storyboard is not None
    assert storyboard.language == "en"
    assert storyboard.sends == Sends("a@example.com", "letter.eml")
    assert storyboard.steps[0].actions == (Click("flap"), Wait("sent"))


@pytest.mark.parametrize("length", [MAX_CAPTION, MAX_CAPTION + 1])
def test_a_caption_may_have_sixty_characters(length: int) -> None:
    text = REAL.replace("Open the flap.", "x" * length)
    assert bool(read(text, "real").problems) == (length > 60)


@pytest.mark.parametrize("case", WRONG, ids=lambda path: path.stem)
def test_a_wrong_storyboard_gets_one_clear_error(case: Path) -> None:
    text = case.read_text("utf-8")
    expected, fix, _ = (line.removeprefix("# ") for line in text.splitlines()[:3])
    parsed = read(text, case.stem)
    assert parsed.storyboard is None
    found = [
        (
            f"line {problem.span.source.position(problem.span.start)[0]}: {problem.message}",
            f"fix: {problem.fix}".rstrip(),
        )
        for problem in parsed.problems
    ]
    assert found == [(expected, fix.rstrip())]
    assert {problem.span.source.path for problem in parsed.problems} == {f"walkthroughs/{case.name}"}


@pytest.mark.parametrize("case", WRONG, ids=lambda path: path.stem)
def test_the_schema_sees_what_a_schema_can_see(case: Path) -> None:
    text = case.read_text("utf-8")
    says = text.splitlines()[2].removeprefix("# schema: ")
    try:
        content = yaml.safe_load(text)
    except yaml.YAMLError:
        assert says == "cannot"
        return
    valid = jsonschema.Draft202012Validator(SCHEMA).is_valid(content)
    assert valid == (says == "cannot")


@pytest.mark.parametrize("text", [EVERYTHING, REAL])
def test_the_schema_takes_what_is_right(text: str) -> None:
    jsonschema.validate(yaml.safe_load(text), SCHEMA, cls=jsonschema.Draft202012Validator)


def test_the_schema_knows_the_same_actions() -> None:
    assert set(SCHEMA["$defs"]["action"]["properties"]) == ACTIONS
    assert SCHEMA["$defs"]["step"]["properties"]["say"]["maxLength"] == MAX_CAPTION


def test_an_unknown_target_is_reported_once_when_the_film_is_unknown_too() -> None:
    problems = read(REAL.replace("postbox", "mailbox"), "real").problems
    assert [problem.message for problem in problems] == ["unknown film 'mailbox'"]


def test_a_problem_has_the_line_where_it_stands() -> None:
    [problem] = read(REAL.replace("click: flap", "click: flop"), "real").problems
    assert problem_text(problem) == (
        "walkthroughs/real.yml:6:3: error bad-storyboard: step 1: unknown target 'flop'\n"
        "  6 |   - {say: Open the flap., poster: true, do: [click: flop, wait: sent]}\n"
        "    |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^\n"
        "  fix: Did you mean 'flap'?"
    )


@pytest.mark.parametrize(
    ("html", "targets"),
    [
        ("<p>nothing</p>", {}),
        ('<b data-target="a">', {"a": frozenset()}),
        (
            '<b data-target=a data-states="x y"><i data-target="b"></i></b>',
            {"a": frozenset({"x", "y"}), "b": frozenset()},
        ),
    ],
)
def test_a_drawing_says_what_can_be_pointed_at(html: str, targets: dict[str, frozenset[str]]) -> None:
    assert stages.drawing(html) == Stage(targets)
