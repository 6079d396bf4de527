"""What this project adds to the theme: templates, styles and scripts, and what a team's own main.html keeps.

An installation has them beside this package's code; a checkout in the folders of its own site.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from jinja2 import Environment, TemplateSyntaxError
from jinja2.nodes import Block, Call, Const, Extends, Name, Template

from faq.kinds import Kind
from faq.model import Problem, Source

PACKAGE = Path(__file__).parents[1]
STYLES = ("page.css", "theme.css", "answers.css")
"""What every page has, in the order in which one wins over another."""
SCRIPTS = ("theme.js", "anchors.js")
"""The same of scripts, which wait until a page is read."""
OF_OUR_SITE = "site.css"
"""The one style in a checkout that is the site's own."""
MAIN, FRAME = "main.html", "faq/main.html"
"""The template that MkDocs asks for, and ours, which a team's own can extend."""
FREE = frozenset({"htmltitle", "footer"})
"""Blocks in which ours says only what stands there: a team's words in their place take nothing away."""


def brought(name: str, in_checkout: str) -> Path:
    """A folder that an installation has beside this code, by its name there and in a checkout."""
    installed = PACKAGE / name
    return installed if installed.is_dir() else PACKAGE.parents[1] / in_checkout


TEMPLATES = brought("overrides", "overrides")
"""The folder of the templates."""
ASSETS = brought("assets", "docs/assets")
"""The folder of the styles and scripts; templates name those that only some pages need."""


def assets() -> dict[str, Path]:
    """The styles and scripts, by their path in the site."""
    files = sorted(path for path in ASSETS.iterdir() if path.suffix in (".css", ".js"))
    return {f"assets/{path.name}": path for path in files if path.name != OF_OUR_SITE}


def before(ours: Sequence[str], theirs: Sequence[str]) -> list[str]:
    """Styles or scripts in order: ours, then a team's own, which win; what a team names keeps its place."""
    paths = [f"assets/{name}" for name in ours]
    return [*(path for path in paths if path not in theirs), *theirs]


def left_out(read: Callable[[str], Source | None], frame: str) -> Iterator[Problem]:
    """Where a team's own main.html leaves out what stands in ours.

    `read` gives a template of the team's own by its name, None where there is none; `frame` is the text of
    ours.  A template that cannot be parsed, or names the one that it extends by an expression, is left to the
    engine: it says what is wrong with it.
    """
    wanted = {block.name for block in _parsed(frame).find_all(Block)} - FREE
    name, seen = MAIN, set[str]()
    while name not in seen and (source := read(name)):
        seen.add(name)
        try:
            tree = _parsed(source.text)
        except TemplateSyntaxError:
            return
        for block in tree.find_all(Block):
            if block.name in wanted and not _keeps(block):
                message = f"the block {block.name} stands in the place of what the FAQ writes there"
                fix = "write {{ super() }} in the block, where that is to stand"
                yield Problem(Kind.FRAME_LEFT_OUT, source.line(block.lineno), message, fix)
        above = tree.find(Extends)
        said = above.template if above else None
        if said is not None and not isinstance(said, Const):
            return
        if above is None or said is None or (said.value != FRAME and read(said.value) is None):
            message = f"{name} stands in the place of all that the FAQ adds to pages"
            fix = f'write {{% extends "{FRAME}" %}}, and fill blocks'
            place = source.line(above.lineno) if above else source.whole
            yield Problem(Kind.FRAME_LEFT_OUT, place, message, fix)
            return
        name = said.value


def _parsed(text: str) -> Template:
    return Environment().parse(text)


def _keeps(block: Block) -> bool:
    """Whether a block says what the one below it says, in whatever block within it."""
    calls = (call.node for call in block.find_all(Call))
    return any(isinstance(called, Name) and called.name == "super" for called in calls)
