"""A style that is cut and one that is read whole come to the same rules."""

from __future__ import annotations

from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from faq.pages import sheets
from faq.pages.cascade import Rule, written
from faq.pages.pruning import Words
from faq.pages.sheets import Sheet, read_whole, rules

WORDS = Words(frozenset({"a", "u"}), ("md-",))
SIGNS = r"""
{ } ; : , ( ) [ ] > + ~ * . # = | & ! " ' \ / /* */ <!-- --> -- - @ é u U e 5 .5 +5 1e +a a{b:c} .a{
url( url(' :not( calc( var(--b) @media( @supports(b:c) @MEDIA @font-face{a:b} @page{margin:0}
"""
OTHERS = (
    *(" ", "\n", "\r", "\f", "\0"),
    *("@charset 'x';", "@import 'x';", "@keyframes a{to{b:c}}", "@media print{"),
)
COMPOUNDS = """
a .a .b * #a u .u a.md-b [dir=ltr] [a=']'] :hover .a::before .a-- :not(.a,.b) .b:not([a='x']) .a:-moz-b
::-webkit-b .a: a. .5 -a --a u: é :is(a>.b,[c])
"""
VALUES = r"""
red 0 -.5em 1.5rem #0f4c5c 1e3px 1e var(--md-a) a,b 5-3 a!important U+26 u+a a/b a/**/b -a --a 'a;}'
url("x;}") url(a) url(a'b) 100% A a{b} @a calc(1px_+_(2px*3)) 0_auto a_,_b b_!_IMPORTANT _ [a_b]_1fr \66_oo
"""
SELECTORS = st.lists(
    st.tuples(
        st.sampled_from([*COMPOUNDS.split(), ":nth-child(2n + 1)"]),
        st.sampled_from((", ", ",", " ", ">", " + ", "~", "+")),
    ).map("".join),
    min_size=1,
    max_size=4,
).map(lambda parts: "".join(parts)[:-1])
DECLARATIONS = st.lists(
    st.tuples(
        st.sampled_from(("a", "--a", "-b", " c ", "\n-webkit-d")),
        st.sampled_from([value.replace("_", " ") for value in VALUES.split()]),
    ).map(":".join),
    max_size=3,
).map(";".join)
RULES = st.tuples(SELECTORS, DECLARATIONS).map(lambda rule: f"{rule[0]}{{{rule[1]}}}")
STYLES = st.lists(st.one_of(st.sampled_from([*SIGNS.split(), *OTHERS]), RULES), max_size=12).map("".join)


def told(read: Callable[[Sheet], tuple[Rule, ...]], sheet: Sheet) -> object:
    """All that is known of the rules of a style, or why there are none."""
    try:
        found = read(sheet)
    except ValueError as error:
        return str(error)
    parts = [[(one.text, one.classes) for one in rule.selector.compounds] for rule in found if rule.selector]
    sets = [(one.name, one.value, one.important) for rule in found for one in rule.declarations]
    known = [(rule.around, rule.text, rule.selector and rule.selector.rank) for rule in found]
    return known, parts, sets, written(found)


@given(STYLES, st.sampled_from((None, WORDS)))
@example("@media print{.a{b:c}<!--}.a{b:c}", None)
@example(".a{b:url(c'd);e:f}.g{h:i')}", None)
@example("u+a{b:c}", None)
@example(".u+a{b:c}", None)
@example(".-->b{c:d}", None)
@example("a\rb{c:d}", None)
@example(".a{b:c}/* d */", None)
def test_a_style_that_is_cut_is_read_as_the_whole(css: str, words: Words | None) -> None:
    sheet = Sheet(css, False, words)
    assert told(rules, sheet) == told(read_whole, sheet)


def themes() -> list[Path]:
    """The styles of the theme."""
    found = find_spec("material")
    assert found is not None
    assert found.origin is not None
    return sorted((Path(found.origin).parent / "templates/assets/stylesheets").glob("*.css"))


@pytest.mark.parametrize("path", themes(), ids=lambda path: path.name.split(".")[0])
def test_the_themes_styles_are_plain(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else a build costs a tenth more, and nobody is told."""
    sheet = Sheet(path.read_text("utf-8"), own=False)
    wanted = told(read_whole, sheet)
    monkeypatch.setattr(sheets, "read_whole", lambda _: pytest.fail("it is read whole"))
    assert told(rules, sheet) == wanted
