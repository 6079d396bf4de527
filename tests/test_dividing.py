"""A style in parts: what is first is enough for a page as it is served, and which rule wins is as it was."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import product

import pytest
import tinycss2
from hypothesis import given
from hypothesis import strategies as st

from faq.pages.assets import STYLES
from faq.pages.dividing import Divided, divided
from faq.pages.elements import elements, kinds
from faq.pages.selecting import Gallery, selectors, specificity
from faq.pages.sheets import Sheet, rules
from faq.pages.styling import Known, Linked, Restyled, restyled

PAGE = """<html class="no-js"><body dir="ltr" data-md-color-scheme="default"><p class="a">x</p>
<p class="a b" title=">">x</p><input type="checkbox" class="c" checked><input type="checkbox">
<details><summary>x</summary></details><a href="x">x</a></body></html>"""
GALLERY = Gallery(elements(kinds(PAGE)), frozenset({"ours"}), frozenset({"theirs", "em"}))


def of_theme(css: str, *behind: str) -> Divided:
    """The parts of a style of the theme's."""
    return divided([Sheet(css, own=False)], behind, GALLERY)


@pytest.mark.parametrize(
    "css",
    [
        "p{x:y}",
        ".a.b{x:y}",
        "p .c:checked{x:y}",
        "a[href^=z]{x:y}",
        ".a::before{x:y}",
        "html.js .a{x:y}",
        ":root{x:y}",
        ":is(.b,.none){x:y}",
        "p:not(.none){x:y}",
        "[dir=ltr] .a{x:y}",
        "@media screen{.a{x:y}}",
        "@supports (x:y){.a:first-child{x:y}}",
        "@font-face{x:y}",
        "@layer z{p{x:y}}",
        ".a{x:y;.z &{x:y}}",
        ".a:target{x:y}",
        "@keyframes z{to{x:y}}.a{animation:z}",
        # A selector that is none, over which browsers pass.
        *(".a:{x:y}", ".{x:y}", ".ours::{x:y}", "p:is(.a:){x:y}", "p:not(.){x:y}", ".a,{x:y}", "{x:y}"),
    ],
)
def test_what_a_page_needs_as_it_is_served(css: str) -> None:
    assert of_theme(css) == Divided(css, "", "")


@pytest.mark.parametrize(
    ("css", "rest"),
    [
        (".a:hover{x:y}", ".a:hover{x:y}"),
        (".a,.a:focus{x:y}", ".a:focus{x:y}"),
        (".a:is(:hover,:focus){x:y}", ".a:is(:hover,:focus){x:y}"),
        (".a.c{x:y}", ".a.c{x:y}"),
        (".c:not(input){x:y}", ".c:not(input){x:y}"),
        ("details[open]{x:y}", "details[open]{x:y}"),
        ("p:checked{x:y}", "p:checked{x:y}"),
        (".ours{x:y}", ".ours{x:y}"),
        ("em{x:y}", "em{x:y}"),
        ("@media print{.a{x:y}}", "@media print{.a{x:y}}"),
        ("@page{x:y}", "@page{x:y}"),
        ("@keyframes z{to{x:y}}", "@keyframes z{to{x:y}}"),
        (":root{--z:y}.a:hover{x:var(--z)}", ":root{--z:y}.a:hover{x:var(--z)}"),
        # What must stand behind it stands there again.
        (".a:hover{x:y}.b.b{x:z}", ".a:hover{x:y}.b.b{x:z}"),
        (".a:hover{margin:0}.b.b{margin-top:0}", ".a:hover{margin:0}.b.b{margin-top:0}"),
        (".a:hover{inset:0}.b.b{top:0}", ".a:hover{inset:0}.b.b{top:0}"),
        (".a:hover{font:z}.b.b{line-height:0}", ".a:hover{font:z}.b.b{line-height:0}"),
        (".a:hover{-webkit-mask:z}.b.b{mask-size:0}", ".a:hover{-webkit-mask:z}.b.b{mask-size:0}"),
        (".a:hover{x:y}.b.b{x:z;w:v}", ".a:hover{x:y}.b.b{x:z}"),
        (".a:hover{x:y}.b.b{all:unset}", ".a:hover{x:y}.b.b{all:unset}"),
        (".a:hover{x:y}.a{x:z}", ".a:hover{x:y}"),
        (".a:hover{x:y}.c.c{x:z}", ".a:hover{x:y}"),
        (".a:hover{x:y}.b.b{x:z!important}", ".a:hover{x:y}"),
        (".a:hover{x:y}.b.b::after{x:z}", ".a:hover{x:y}"),
        (".b.b{x:z}.a:hover{x:y}", ".a:hover{x:y}"),
        (".a:hover{x:y}.a{.b &{x:z}}", ".a:hover{x:y}.a{.b &{x:z}}"),
    ],
)
def test_what_comes_later(css: str, rest: str) -> None:
    assert of_theme(css).rest == rest


@pytest.mark.parametrize(
    "css",
    [
        "strong{x:y}",
        "[dir=rtl] .a{x:y}",
        "[data-md-color-scheme=slate]{x:y}",
        ":root{--picture:url(z)}",
    ],
)
def test_what_no_page_can_have(css: str) -> None:
    assert of_theme(css) == Divided("", "", "")


def test_what_the_themes_program_makes() -> None:
    css = ".theirs{x:y}.a .theirs:hover{x:y}.a{x:z}"
    assert of_theme(css) == Divided(".a{x:z}", "", css)


def test_a_property_stands_where_it_is_first_asked_for() -> None:
    css = ":root{--a:x;--b:var(--c);--c:y;--d:z}.a{x:var(--a)}.a:hover{x:var(--b)}.theirs{x:var(--d)}"
    parts = of_theme(css)
    assert parts.first == ":root{--a:x}.a{x:var(--a)}"
    assert parts.rest == ":root{--b:var(--c);--c:y}.a:hover{x:var(--b)}"
    assert parts.made == ":root{--d:z}.theirs{x:var(--d)}"


def test_own_rules_for_what_is_written_into_pages_later_are_first() -> None:
    parts = divided([Sheet(".old{x:y}.ours{x:y}[dir=rtl]{x:y}", own=True)], [], GALLERY)
    assert parts == Divided(".old{x:y}", ".ours{x:y}[dir=rtl]{x:y}", "")


def test_what_a_style_behind_must_win_over_is_first() -> None:
    assert of_theme(".a:hover{x:y}.a:focus{w:y}", ".b.a{x:z}") == Divided(
        ".a:hover{x:y}", ".a:focus{w:y}", ""
    )


@pytest.mark.parametrize(
    ("behind", "first"), [(".b", ""), (".film", ""), (".theirs", ".theirs{x:y}"), ("p", "")]
)
def test_what_the_themes_program_makes_is_none_of_the_projects_elements(behind: str, first: str) -> None:
    assert of_theme(".theirs{x:y}", f"{behind}{{x:z}}").first == first


@pytest.mark.parametrize("css", [".a{x:y}}", "@import 'b.css';"])
def test_what_cannot_be_divided_is_said(css: str) -> None:
    with pytest.raises(ValueError, match="line 1"):
        of_theme(css)


@pytest.mark.parametrize(
    ("selector", "wanted"),
    [
        ("*", (0, 0, 0)),
        ("p", (0, 0, 1)),
        ("#z .a > p:hover::before", (1, 2, 2)),
        ("a[href]:not(.a, #z)", (1, 1, 1)),
        (":is(p, .a) :where(#z)", (0, 1, 0)),
        (".a:before", (0, 1, 1)),
        ("p:nth-child(2n + 1)", (0, 1, 1)),
        ("::-webkit-scrollbar-thumb:hover", (0, 1, 1)),
    ],
)
def test_specificity(selector: str, wanted: tuple[int, int, int]) -> None:
    [one] = selectors(tinycss2.parse_component_value_list(selector))
    assert specificity(one) == wanted


# -- which rule wins

NAMES = ("a", "b", "ours", "theirs")
STATES = ("", ":hover")
SETTING = {"margin": ("top", "left"), "margin-top": ("top",), "color": ("color",)}
RULES = st.lists(
    st.tuples(
        st.sets(st.sampled_from(NAMES), min_size=1, max_size=2).map(sorted),
        st.sampled_from(STATES),
        st.lists(st.tuples(st.sampled_from(sorted(SETTING)), st.booleans()), min_size=1, max_size=2),
    ),
    max_size=12,
)


def winners(css: str, has: Iterable[str]) -> Mapping[str, str]:
    """What each property of an element is that has these classes and is in these states."""
    best: dict[str, tuple[tuple[bool, object], str]] = {}
    for rule in rules(Sheet(css, own=False)):
        wanted = rule.text.replace(":", ".:").split(".")[1:]
        if not set(wanted) <= set(has):
            continue
        for one in rule.declarations:
            assert rule.selector
            rank = one.important, rule.selector.rank
            for name in SETTING[one.name]:
                if name not in best or rank >= best[name][0]:
                    best[name] = rank, one.value
    return {name: value for name, (_, value) in best.items()}


@given(RULES)
def test_which_of_two_rules_wins_is_as_it_was(
    made: list[tuple[list[str], str, list[tuple[str, bool]]]],
) -> None:
    css = "".join(
        f".{'.'.join(names)}{state}{{"
        + ";".join(f"{name}:{at}{n}{'!important' * strong}" for n, (name, strong) in enumerate(sets))
        + "}"
        for at, (names, state, sets) in enumerate(made)
    )
    parts = of_theme(css)
    together = parts.first + parts.rest + parts.made
    for classes, state in product((("a",), ("a", "b"), ("a", "ours"), ("a", "b", "ours", "theirs")), STATES):
        has = {*classes, state} - {""}
        assert winners(together, has) == winners(css, has)
        if "theirs" not in has:
            assert winners(parts.first + parts.rest, has) == winners(css, has)
        if has <= {"a", "b"}:
            assert winners(parts.first, has) == winners(css, has)


# -- what pages name

MAIN, OWN, FILM = "main.12345678.min.css", "site.12345678.min.css", "film.12345678.min.css"
KNOWN = Known(frozenset({"a"}), frozenset(kinds(PAGE)), ["ours"], ["theirs"])


def page(*names: str, folder: str = f"../{STYLES}/", later: str = "") -> str:
    """A page with styles."""
    links = "\n".join(f'<link rel="stylesheet" href="{folder}{name}">' for name in names)
    return f"<head>{links}</head><body><p class='a'>x</p>{later}</body>"


def of_pages(*pages: str) -> Restyled:
    """What becomes of the styles of pages."""
    linked = Linked()
    assert all(map(linked.add, pages))
    texts = {MAIN: ".a,.a:hover,.theirs{x:y}", OWN: ".b{x:y}", FILM: ".b{w:z}"}
    return restyled(texts, linked, KNOWN)


def test_pages_name_the_parts() -> None:
    one, other = page(MAIN, OWN), page(MAIN, OWN, FILM, later='<template id="faq-later"></template>')
    done = of_pages(one, other)
    first, rest, made = (
        f'<link rel="stylesheet" href="../{STYLES}/{name}">' for name in (done.first, done.rest, done.made)
    )
    film = f'<link rel="stylesheet" href="../{STYLES}/{FILM}">'
    assert done.page(one) == f"<head>{first}</head><body><p class='a'>x</p>{rest}\n{made}\n</body>"
    assert done.page(other) == (
        f"<head>{first}\n{film}</head><body><p class='a'>x</p>"
        f'<template id="faq-later">{made}</template>{rest}\n</body>'
    )
    gone = {path for path, text in done.files.items() if text is None}
    assert gone == {f"{STYLES}/{name}{end}" for name in (MAIN, OWN) for end in ("", ".map")}


@pytest.mark.parametrize(
    "strange",
    [
        page(MAIN, "other.css"),
        page(MAIN, OWN, folder=f"/{STYLES}/").replace(OWN, "../site.css"),
        page(MAIN, OWN).replace(
            "</head>", '<meta><link rel="stylesheet" href="https://example.org/x.css"></head>'
        ),
    ],
)
def test_pages_with_another_style_keep_the_order_of_theirs(strange: str) -> None:
    done = of_pages(page(MAIN, OWN), strange)
    assert done.page(strange) == strange.replace(MAIN, done.first)
    assert done.first.startswith("main.")
    assert f"{STYLES}/{OWN}" not in done.files


def test_a_page_without_the_themes_style_is_told() -> None:
    assert not Linked().add(page(OWN))
