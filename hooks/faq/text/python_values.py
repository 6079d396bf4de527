"""What `mkdocs.yml` names of Python: `!!python/name:pymdownx.slugs.slugify`, and what it calls."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module

APPLY = "object/apply:"
NAMES = ("name:", "module:")


class PythonValue(str):
    """A value that only Python has; until it is looked up it reads as its tag, "name:a.b.slugify"."""

    written: object
    """What stands behind the tag: arguments, for a call."""

    def __new__(cls, tag: str, written: object) -> PythonValue:
        made = super().__new__(cls, tag)
        made.written = written
        return made


def looked_up(value: object) -> object:
    """The value with all that it names of Python in its place.

    Whatever is named is imported, and called where the tag says so, as MkDocs does.  Raises LookupError where
    it is not there, and what the call raises.
    """
    if isinstance(value, PythonValue):
        return _found(value)
    if isinstance(value, Mapping):
        return {key: looked_up(item) for key, item in value.items()}
    if isinstance(value, list):
        return [looked_up(item) for item in value]
    return value


def _found(value: PythonValue) -> object:
    if value.startswith(APPLY):
        called = _named(value.removeprefix(APPLY))
        if not callable(called):
            raise LookupError(f"{value} is nothing that can be called")
        written = looked_up(value.written)
        if isinstance(written, Mapping):
            return called(*written.get("args", ()), **written.get("kwds", {}))
        return called(*written) if isinstance(written, list) else called()
    for kind in NAMES:
        if value.startswith(kind):
            return _named(value.removeprefix(kind))
    raise LookupError(f"{value} is not understood")


def _named(dotted: str) -> object:
    """The object of a dotted name: a module's attribute, or an attribute of one."""
    parts = dotted.split(".")
    for length in range(len(parts), 0, -1):
        try:
            found: object = import_module(".".join(parts[:length]))
        except ImportError:
            continue
        try:
            for name in parts[length:]:
                found = getattr(found, name)
        except AttributeError:
            break
        return found
    raise LookupError(f"{dotted} cannot be imported")
