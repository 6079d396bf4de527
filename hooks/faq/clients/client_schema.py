"""The JSON Schema with which editors complete and check `clients.yml`."""

from __future__ import annotations

from typing import Any

from faq.clients.client_reading import IMPOSSIBLE, TRIED, UNTRIED

LINE = {"type": "string", "pattern": r"^\S.*$"}


def clients_schema() -> dict[str, Any]:
    """Of `clients.yml`.  Which cases there are is the file's own affair, so that any name can be one."""
    ways = {
        "steps": {"type": "string", "description": "Markdown, as in an answer, in a block: steps: |"},
        "as": {**LINE, "description": "The case of this platform of which the same holds."},
        IMPOSSIBLE: {**LINE, "description": "What to do instead, such as: use a computer."},
    }
    tried = {
        "type": "string",
        "pattern": f"^({_plain(TRIED.pattern)}|{UNTRIED})$",
        "description": f"year-month-day with the program's version, or {UNTRIED}.",
    }
    source = {"type": "string", "description": "Where the steps come from; readers do not see it."}
    cell = _closed({**ways, "tried": tried, "source": source}) | {
        "oneOf": [{"required": [way]} for way in ways]
    }
    platforms = {
        "type": "object",
        "minProperties": 1,
        "description": "Where the program runs, in readers' words; below it a cell a case.",
        "additionalProperties": {"type": "object", "additionalProperties": cell},
    }
    client = {
        "name": {**LINE, "description": "What readers call the program, or the device."},
        "anchor": {
            "type": "string",
            "pattern": "^[a-z0-9][a-z0-9_-]*$",
            "description": "What stands behind the # of a link to its steps; without it made of the name.",
        },
        "film": {**LINE, "description": "The name of a storyboard in walkthroughs/."},
        "platforms": platforms,
    }
    cases = {
        "type": "object",
        "additionalProperties": LINE,
        "description": "What there is to report: a name for each, and what readers read.",
    }
    whole = {
        "cases": cases,
        "clients": {"type": "array", "minItems": 1, "items": _closed(client, "name", "platforms")},
    }
    return {"title": "clients.yml", **_closed(whole, "cases", "clients")}


def _closed(properties: dict[str, Any], *required: str) -> dict[str, Any]:
    made = {"type": "object", "properties": properties, "additionalProperties": False}
    return made | ({"required": list(required)} if required else {})


def _plain(pattern: str) -> str:
    """A pattern without the names of its groups, which JSON Schema's dialect writes in another way."""
    return pattern.replace("?P<day>", "").replace("?P<version>", "")
