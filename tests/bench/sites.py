"""The same FAQ as several sites: with all that this project has, and with less of it.

What is measured is this project's own `mkdocs.yml`, whatever stands in it: only what names this site's pages
and its folders gives way to the generated ones.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from pathlib import Path

from tests.bench.content import Shape, file_of, navigation, pages
from tests.faqs import commit_all

PROJECT = Path(__file__).parents[2]
ADDRESS = "https://faq.example/"
"""Where a generated site says that it is: without an address no pictures of links are drawn."""
WITH_HOOKS = "mkdocs.yml"
"""All that the project has switched on."""
WITHOUT_HOOKS = "without-hooks.yml"
"""The same less our hooks, and our templates with them."""
PLAIN_ALL = "plain-all.yml"
"""Material as it comes, with all questions in the navigation."""
PLAIN_NONE = "plain-none.yml"
"""The same with the questions in no navigation."""
COPIED = ("docs/assets", "overrides", "snippets")
"""What the project's settings name by a path of its own, and what a build reads of it."""

BLOCK = re.compile(r"^(?P<name>\w+):.*\n(?:(?![A-Za-z]).*\n)*", re.M)
"""A key at the top of a YAML file with all that belongs to it, and the comments behind it."""


def keys(text: str) -> dict[str, str]:
    """The keys at the top of a `mkdocs.yml` in order, each with its lines; `ValueError` if one recurs."""
    names = [found["name"] for found in BLOCK.finditer(text)]
    if len(names) != len(set(names)):
        raise ValueError(f"mkdocs.yml has a key twice among {', '.join(names)}: take one away")
    return {found["name"]: found[0] for found in BLOCK.finditer(text)}


def configurations(text: str, shape: Shape, project: Path = PROJECT) -> dict[str, str]:
    """The settings of each site with this FAQ, by the name of their file, out of the project's own."""
    whole = keys(text)
    whole |= {
        "site_url": f"site_url: {ADDRESS}\n",
        "nav": navigation(shape),
        "hooks": _put(whole["hooks"], "hooks/shell.py", str(project / "hooks" / "shell.py")),
        # What a preview watches: the code is the project's, the rest lies in the site's own folder.
        "watch": f"watch: [{project / 'hooks'}, overrides, snippets]\n",
        "theme": _put(whole["theme"], "language: en", f"language: {shape.language}"),
        "extra": _of_these_pages(whole["extra"], shape),
    }
    # Our templates show what the hooks found, and cannot do without.
    bare = _less(whole, "hooks") | {"theme": _put(whole["theme"], "  custom_dir: overrides\n", "")}
    plain = _less(bare, "extra", "extra_css", "extra_javascript", "watch") | {
        "plugins": "plugins: [search]\n"
    }
    none = {
        **plain,
        "nav": navigation(shape, questions=False),
        "validation": _put(plain["validation"], "omitted_files: warn", "omitted_files: ignore"),
    }
    made = {WITH_HOOKS: whole, WITHOUT_HOOKS: bare, PLAIN_ALL: plain, PLAIN_NONE: none}
    return {name: "".join(blocks.values()) for name, blocks in made.items()}


def write(folder: Path, shape: Shape, project: Path = PROJECT) -> None:
    """Write the FAQ and its settings into a folder, as the one commit of a repository."""
    for path, text in pages(shape).items():
        file = folder / "docs" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    for name in COPIED:
        shutil.copytree(project / name, folder / name)
    own = (project / "mkdocs.yml").read_text(encoding="utf-8")
    for name, text in configurations(own, shape, project).items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / ".gitignore").write_text("/.cache/\n/site/\n", encoding="utf-8")
    commit_all(folder)


def _less(blocks: Mapping[str, str], *names: str) -> dict[str, str]:
    return {name: block for name, block in blocks.items() if name not in names}


def _of_these_pages(extra: str, shape: Shape) -> str:
    """The settings of the generator, with a question of this FAQ where one of the project's own is named."""
    extra = re.sub(r"\bfaq/[\w-]+\.md\b", file_of(3), extra)
    # The words are those of the language, where it is another.
    return extra if shape.language == "en" else re.sub(r" +words: .*\n", "", extra)


def _put(block: str, there: str, instead: str) -> str:
    """Put one thing in the place of another, which has to be there once."""
    if block.count(there) != 1:
        raise ValueError(
            f"mkdocs.yml has “{there.strip()}” {block.count(there)} times under {block.split(':')[0]}:, "
            "and not once: what tests/bench/sites.py makes of it has to follow"
        )
    return block.replace(there, instead)
