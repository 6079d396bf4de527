"""The theme's style without what no page needs: smaller, and nothing looks other than before."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, Route

from faq.pages.closing import Written, prune_theme
from faq.pages.pruning import Words, pruned, words_in, words_of
from tests.sampling import ANSWER

WORDS = Words(frozenset({"a", "b"}), ("md-tag--",))


@pytest.mark.parametrize(
    ("css", "left"),
    [
        (".a{x:y}", ".a{x:y}"),
        (".c{x:y}", ""),
        (".a,.c{x:y}", ".a{x:y}"),
        (".a .b>p,.a.c{x:y}", ".a .b>p{x:y}"),
        (".md-tag--red{x:y}", ".md-tag--red{x:y}"),
        (".a:not(.c){x:y}", ".a:not(.c){x:y}"),
        (":is(.a,.c){x:y}", ":is(.a,.c){x:y}"),
        ('p[class=".c"]{x:url(.c)}', 'p[class=".c"]{x:url(.c)}'),
        ("#c{x:y}", "#c{x:y}"),
        ("@media print{.c{x:y}.a{x:y}}", "@media print{.a{x:y}}"),
        ("@media print{.c{x:y}}", ""),
        ("@supports (x:y){@media print{.c{x:y}.a{x:y}}}", "@supports (x:y){@media print{.a{x:y}}}"),
        ("@keyframes c{0%{x:y}to{x:z}}", "@keyframes c{0%{x:y}to{x:z}}"),
        ('@charset "UTF-8";/* c */.a{x:"}"}', '@charset "UTF-8";.a{x:"}"}'),
    ],
)
def test_rules_that_go(css: str, left: str) -> None:
    assert pruned(css, WORDS) == left


def test_what_is_no_css_is_said() -> None:
    with pytest.raises(ValueError, match="line 1"):
        pruned(".a{x:y}}", WORDS)


def test_words_of_pages_and_scripts() -> None:
    words = words_of(set(words_in('<p class="one two-x">')), ["e.className=`md-tag--${t} three`"])
    assert all(map(words.know, ("one", "two-x", "three", "md-tag--red")))
    assert not words.know("four")


def test_every_script_of_the_site_may_name_a_class() -> None:
    scripts = {"assets/x.js": b"one", "y/y.js": b"two", "z.mjs": b"three", "z.txt": b"four", "z.js": b"\xe9"}
    css = "".join(f".{name}{{x:y}}" for name in ("one", "two", "three", "four"))
    old = "assets/stylesheets/main.12345678.min.css"
    built = {**scripts, old: css.encode()}
    renaming, done = prune_theme(built, old, set())
    assert renaming is not None
    new = f"assets/stylesheets/{renaming[1]}"
    left = b".one{x:y}.two{x:y}.three{x:y}"
    assert done == (Written(new, left), Written(old, None), Written(f"{old}.map", None))


def whole() -> str:
    """The theme's style as it comes."""
    found = find_spec("material")
    assert found is not None
    assert found.origin is not None
    [path] = Path(found.origin).parent.glob("templates/assets/stylesheets/main.*.min.css")
    return path.read_text(encoding="utf-8")


def test_the_theme_weighs_less(built_site: Path) -> None:
    [path] = (built_site / "assets/stylesheets").glob("main.*.min.css")
    assert path.stat().st_size < 0.8 * len(whole())


@pytest.fixture
def pair(browser: Browser, site_url: str, request: pytest.FixtureRequest) -> Iterator[tuple[Page, Page]]:
    """Two windows on the same site, one with the style as it is served, one with the whole of it."""
    width, dark = request.param
    contexts = [
        browser.new_context(
            bypass_csp=True,
            viewport={"width": width, "height": 800},
            color_scheme="dark" if dark else "light",
        )
        for _ in range(2)
    ]

    def answer(route: Route) -> None:
        route.fulfill(body=whole(), content_type="text/css")

    contexts[1].route(re.compile(r"/main\.[0-9a-f]{8}\.min\.css$"), answer)
    yield contexts[0].new_page(), contexts[1].new_page()
    for context in contexts:
        context.close()


STILL = "*, ::before, ::after { transition: none !important; animation: none !important }"
NAMES = """
appearance background-color background-image border-bottom-color border-bottom-width border-radius
bottom box-shadow color content display filter flex-direction flex-grow float font-feature-settings
font-size font-style font-weight grid-template-columns height left letter-spacing line-height
list-style-type margin-bottom margin-left margin-right margin-top mask-image max-height object-fit
opacity order outline-style overflow-x overflow-y padding-bottom padding-left padding-right
padding-top pointer-events position right text-align text-decoration-line text-overflow
text-transform top transform vertical-align visibility white-space width z-index
""".split()  # noqa: SIM905 (a line of names reads better than a column)
LOOKS = Path(__file__).with_name("looks.js").read_text(encoding="utf-8")


FRAMES = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


def different(pair: tuple[Page, Page]) -> list[tuple[str, str]]:
    """What looks otherwise in the second window, element by element."""
    one, other = (page.evaluate(LOOKS, NAMES) for page in pair)
    assert len(one) > 100
    return [both for both in itertools.zip_longest(one, other, fillvalue="") if both[0] != both[1]]


@pytest.mark.parametrize("pair", [(1280, False), (360, True)], indirect=True, ids=["desktop", "dark-phone"])
@pytest.mark.parametrize("path", ["", "all/", ANSWER])
@pytest.mark.parametrize("media", ["screen", "print"])
def test_nothing_looks_other_than_before(
    pair: tuple[Page, Page], site_url: str, path: str, media: Literal["screen", "print"]
) -> None:
    for page in pair:
        page.emulate_media(media=media, reduced_motion="reduce")
        page.goto(site_url + path)
        page.wait_for_load_state("networkidle")
        page.add_style_tag(content=STILL)
        page.evaluate("document.querySelectorAll('.md-toggle').forEach((box) => { box.checked = true })")
    # The theme's script goes on for some frames after a page has loaded, in one window before the other.
    for _ in range(50):
        if not different(pair):
            break
        for page in pair:
            page.evaluate(FRAMES)
    assert different(pair) == []


@pytest.mark.parametrize("pair", [(1280, False)], indirect=True, ids=["desktop"])
def test_what_looks_otherwise_is_found(pair: tuple[Page, Page], site_url: str) -> None:
    for page in pair:
        page.goto(site_url)
        page.wait_for_load_state("networkidle")
    pair[1].add_style_tag(content=".md-typeset h1 { margin-top: 3px }")
    assert any(changed.startswith("H1 ") for _, changed in different(pair))
