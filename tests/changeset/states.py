"""Two states of a project in memory, side by side."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from faq.book.project import Project, read_project
from faq.book.settings import read_settings
from faq.changeset.difference import Difference, difference
from tests.faqs import question

TITLES = {"a": "How do I begin?", "b": "How do I go on?", "c": "How do I end?", "d": "How do I leave?"}


def state(nav: str, pages: Mapping[str, str] | None = None, extra: str = "") -> Project:
    """A project of the questions that `nav` names, in order and numbered, with what some answers say.

    "[First: a b] [Then: c]" makes sections; a page that begins with `---` is taken whole.
    """
    entries, files, at = [], dict[str, bytes](), [0, 0]
    for word in nav.replace("[", " [ ").replace("]", " ] ").split():
        if word == "]":
            at[1] = 0
        elif word.endswith(":"):
            entries.append(f"  - {word}")
            at = [at[0] + 1, 0]
        elif word != "[":
            at[1] += 1
            indent = "      " if at[0] else "  "
            entries.append(f"{indent}- faq/{word}.md")
            number = f"{at[0]}.{at[1]}" if at[0] else str(at[1])
            body = (pages or {}).get(word, "The answer.")
            whole = body if body.startswith("---") else question(number, TITLES.get(word, word), body)
            files[f"docs/faq/{word}.md"] = whole.encode()
    files |= {f"docs/{name[1:]}": text.encode() for name, text in (pages or {}).items() if name[0] == "/"}
    config = "site_name: Example\nnav:\n" + "\n".join(entries) + f"\n{extra}"
    names = [path.removeprefix("docs/") for path in files]
    return read_project(read_settings(Path("mkdocs.yml"), config), names, files.get)


def told(then: Project, now: Project, **renamed: str) -> Difference:
    """What differs; `renamed` says it of questions, by their names."""
    return difference(then, now, {f"faq/{old}.md": f"faq/{new}.md" for old, new in renamed.items()})
