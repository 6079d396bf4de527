"""What `extra: faq:` says about the parts that machines read; everything is on unless it is switched off."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

SWITCHES = ("copies", "llms_txt", "breadcrumbs")
COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


@dataclass(frozen=True, slots=True)
class Style:
    """The colours (#rrggbb) and the font of all pictures of a site."""

    background: str = "#1f2933"
    foreground: str = "#ffffff"
    stripe: str = "#7b8794"
    font: Path | None = None
    """A TrueType or OpenType file; None for Noto Sans, which has Latin, Greek and Cyrillic letters."""


@dataclass(frozen=True, slots=True)
class Options:
    """What a build makes for machines."""

    copies: bool = True
    """A Markdown copy beside each page."""
    llms_txt: bool = True
    breadcrumbs: bool = True
    cards: Style | None = Style()
    """How the pictures look; None for none."""


def read_options(extra: Mapping[str, Any], root: Path) -> Options:
    """The options in `extra: faq:`; `root` is the folder of `mkdocs.yml`.

    Raises ValueError that says what to write.
    """
    for name in SWITCHES:
        if not isinstance(extra.get(name, True), bool):
            raise ValueError(f"{name}: must be true or false, not {extra[name]!r}")
    switches = {name: bool(extra.get(name, True)) for name in SWITCHES}
    return Options(**switches, cards=_style(extra.get("cards", True), root))


def _style(value: object, root: Path) -> Style | None:
    if isinstance(value, bool):
        return Style() if value else None
    names = [field.name for field in fields(Style)]
    if not isinstance(value, Mapping):
        raise ValueError(f"cards: must be true, false, or a mapping of {', '.join(names)}, not {value!r}")
    made: dict[str, Any] = {}
    for name, text in value.items():
        if name not in names:
            raise ValueError(f"cards: has no {name}; it knows {', '.join(names)}")
        if name == "font":
            made["font"] = root / str(text)
            if not made["font"].is_file():
                raise ValueError(f"cards: font: there is no file {text}; name one from here")
        elif not COLOUR.fullmatch(str(text)):
            raise ValueError(f'cards: {name}: must be a colour such as "#0f4c5c", in quotes, not {text!r}')
        else:
            made[name] = str(text)
    return Style(**made)
