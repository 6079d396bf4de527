"""What stands before the camera: drawings and programs, and the files that each is made of.

`film:` in a storyboard names a stage by its path below the storyboards' folder: a drawing's HTML file
(`drawings/outlook.html`) or a program's folder (`thunderbird`), which has a `stage.yml`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html.parser import HTMLParser
from pathlib import PurePosixPath

from faq.model import Source, Span
from faq.text.yaml_nodes import Fields, NotYaml, read_yaml
from faq.walkthroughs.storyboard import Stage

DESCRIPTION = "stage.yml"
"""The file that makes a folder the stage of a program."""
MAIL = "mail"
"""The folder of the emails that every program's Inbox has, beside the storyboards."""


def drawing(html: str) -> Stage:
    """The stage of a drawing: its elements with `data-target`, each with the states of its `data-states`."""
    reader = _Targets()
    reader.feed(html)
    reader.close()
    return Stage(reader.targets)


def program(description: Source) -> Stage:
    """The stage of a program, from its description (`stage.yml`): the names of its targets and waits.

    Raises NotYaml where the description is none.
    """
    root = read_yaml(description).root
    if not isinstance(root, Fields):
        raise NotYaml(Span(description, 0, 0), "a stage is a mapping of targets: and waits:")
    targets, waits = ([str(name) for name in _mapping(root, key)] for key in ("targets", "waits"))
    return Stage({name: frozenset() for name in targets}, frozenset(waits), is_drawing=False)


def _mapping(root: Fields, key: str) -> Mapping[object, object]:
    node = root.get(key)
    if node is not None and not isinstance(node, Fields):
        raise NotYaml(node.span, f"{key}: must be names and what they stand for")
    return node.value if node else {}


def names(files: Iterable[PurePosixPath]) -> tuple[str, ...]:
    """The stages among the files of the storyboards' folder, paths relative to it, in order."""
    found = set()
    for file in files:
        if file.suffix == ".html":
            found.add(str(file))
        elif file.name == DESCRIPTION:
            found.add(str(file.parent))
    return tuple(sorted(found))


def inputs(film: str, files: Iterable[PurePosixPath]) -> tuple[PurePosixPath, ...]:
    """The files that a film of the stage `film` is made from, besides its storyboard, in order.

    A drawing is its HTML and the styles, scripts and pictures beside it, which every drawing of the folder
    may use; a program is all that is in its folder, and the emails that all programs have.
    """
    stage = PurePosixPath(film)
    if stage.suffix != ".html":
        of_it = (file for file in files if file.is_relative_to(stage) or file.is_relative_to(MAIL))
        return tuple(sorted(of_it))
    beside = (file for file in files if file.is_relative_to(stage.parent))
    return tuple(sorted(file for file in beside if file.suffix != ".html" or file == stage))


class _Targets(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.targets: dict[str, frozenset[str]] = {}

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        found = dict(attributes)
        if name := found.get("data-target"):
            self.targets[name] = frozenset((found.get("data-states") or "").split())
