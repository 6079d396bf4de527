"""The style that pages get: in parts, smaller, and nothing looks other than with the whole of it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, Route

from faq.pages.assets import style
from tests.sampling import ANSWER

ASSETS = Path(__file__).parents[1] / "docs/assets"
OWN = ("page", "theme", "walkthrough", "answers", "site")
"""The styles of `extra_css:`, in their order."""
PART = re.compile(r"/(first|rest|made)\.[0-9a-f]{8}\.min\.css$")


def part(route: Route) -> str:
    """Which part of the style is asked for."""
    found = PART.search(route.request.url)
    assert found
    return found[1]


def whole() -> str:
    """The theme's style as it comes, and the project's behind it."""
    found = find_spec("material")
    assert found is not None
    assert found.origin is not None
    folder = Path(found.origin).parent / "templates/assets/stylesheets"
    theirs = [next(folder.glob(f"{name}.*.min.css")).read_text("utf-8") for name in ("main", "palette")]
    own = style({f"assets/{name}.css": (ASSETS / f"{name}.css").read_text("utf-8") for name in OWN})[1]
    return "\n".join((*theirs, own))


@pytest.fixture
def pair(browser: Browser, site_url: str, request: pytest.FixtureRequest) -> Iterator[tuple[Page, Page]]:
    """Two windows on the same site, one with the style as it is served, one with the whole of it at once.

    With `early` the first has nothing but the first part, and neither of them the scripts that come later.
    """
    width, dark, early = request.param
    contexts = [
        browser.new_context(
            bypass_csp=True,
            viewport={"width": width, "height": 800},
            color_scheme="dark" if dark else "light",
        )
        for _ in range(2)
    ]
    instead = {"first": whole(), "rest": "", "made": ""}
    contexts[1].route(PART, lambda route: route.fulfill(body=instead[part(route)], content_type="text/css"))
    if early:
        contexts[0].route(re.compile(r"/(rest|made)\.\w+\.min\.css$"), lambda route: route.abort())
        for context in contexts:
            context.route("**/*.js", lambda route: route.abort())
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


@pytest.mark.parametrize(
    "pair", [(1280, False, False), (360, True, False)], indirect=True, ids=["desktop", "dark-phone"]
)
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


@pytest.mark.parametrize(
    "pair", [(1280, False, True), (360, True, True)], indirect=True, ids=["desktop", "dark-phone"]
)
@pytest.mark.parametrize("path", ["", "all/", "404.html", ANSWER])
def test_nothing_looks_other_before_the_rest_has_come(
    pair: tuple[Page, Page], site_url: str, path: str
) -> None:
    for page in pair:
        page.goto(site_url + path)
        # Where a frame is drawn before the palette's script runs, colours are on their way for a while.
        page.add_style_tag(content=STILL)
    assert different(pair) == []


@pytest.mark.parametrize("pair", [(1280, False, False)], indirect=True, ids=["desktop"])
def test_what_looks_otherwise_is_found(pair: tuple[Page, Page], site_url: str) -> None:
    for page in pair:
        page.goto(site_url)
        page.wait_for_load_state("networkidle")
    pair[1].add_style_tag(content=".md-typeset h1 { margin-top: 3px }")
    assert any(changed.startswith("H1 ") for _, changed in different(pair))
