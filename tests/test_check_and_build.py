"""`faq check` and `mkdocs build --strict` find the same: small projects, each with one fault or none.

Each is built with every `validation:` that MkDocs knows switched on, and with all switched off: the exit code
is the check's, and so are the places.  Where MkDocs itself warns of a page, the check does.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from mkdocs.exceptions import Abort, ConfigurationError, PluginError
from pymdownx.snippets import SnippetMissingError  # type: ignore[import-untyped]

from faq.cli import main
from tests.faqs import project, three
from tests.test_build import built, hooked

ALL = (
    "{nav: {omitted_files: X, not_found: X, absolute_links: X}, "
    "links: {not_found: X, anchors: X, absolute_links: X, unrecognized_links: X}}"
)
VALIDATIONS = {
    "all": f"validation: {ALL.replace('X', 'warn')}\n",
    "off": f"validation: {ALL.replace('X', 'ignore')}\n",
}
EXTENSIONS = "markdown_extensions:\n  - attr_list\n  - footnotes\n  - md_in_html\n  - pymdownx.superfences\n"
SNIPPETS = "  - pymdownx.snippets: {base_path: [snippets], check_paths: true}\n"


@dataclass(frozen=True)
class Case:
    """A project of three questions, and what is wrong with it."""

    body: str = "The answer."
    """Of question b, `docs/faq/b.md`: it begins on line 7."""
    places: tuple[str, ...] = ()
    """Where the check and the build find something; nowhere where all is well."""
    config: str = EXTENSIONS
    files: Mapping[str, str] = field(default_factory=dict)
    """More files, by path."""
    nav: str = "a b c"
    folder: str | None = "faq"
    """Where the questions are said to be; None for a site without."""
    only: tuple[str, ...] = tuple(VALIDATIONS)
    """With which `validation:` it is judged."""


EMOJI = (
    "  - pymdownx.emoji: {emoji_generator: !!python/name:pymdownx.emoji.to_alt }\n  - toc: {separator: _}\n"
)
HERE, SECOND = ("docs/faq/b.md:7",), ("docs/faq/b.md:8",)
LINKS = {
    "a page": "[x](c.md) [x](../index.md) [x](./c.md) [x](../faq/c.md) [x](c.md?a=b)",
    "an anchor": "[x](c.md#how-do-i-end) [x](#how-do-i-go-on) [x](b.md#how-do-i-go-on)",
    "an empty link": "[x]() [x](#) [x](?a=b)",
    "a file": "[x](p.png) ![x](p.png) [x](../faq/p.png) [x](LICENSE) [x](p%20q.png)",
    "another host": "[x](https://example.org/x) [x](//example.org/x) [x](mailto:a@example.org)",
    "a link in code": "`[x](gone.md)`\n\n```\n[x](gone.md) <a href='gone.md'>\n```\n\n    [x](gone.md)\n",
    "a link in a comment": "x\n\n<!-- [x](gone.md) <a href='gone.md'> -->\n",
    "HTML to a page": '<a href="../c/">x</a> <a href="../c">x</a> <a href="../c/index.html">x</a>',
    "HTML to the home page": '<a href="../../">x</a> <a href="../../index.html">x</a>',
    "HTML to an anchor": '<a href="#how-do-i-go-on">x</a> <a href="../c/#how-do-i-end">x</a>',
    "HTML to a file": '<img src="../p.png"> <img src="data:image/gif;base64,R0">',
    "HTML to the one page": '<a href="../../all/#3">x</a> <a href="../../all/">x</a>',
    "HTML out of the site": '<a href="../../../1.0/">x</a> <a href="https://example.org">x</a>',
    "HTML to what is made": '<a href="../../sitemap.xml">x</a> <a href="../c/index.md">x</a>',
}
DEAD = {
    "no such page": "[x](gone.md)",
    "no such page, without .md": "[x](nonexistent)",
    "a page without .md": "[x](c)",
    "a page by its address": "[x](../c/)",
    "a folder": "[x](../faq)",
    "the folder of the page": "[x](.)",
    "a page as HTML": "[x](c.html)",
    "an address that is nowhere": "[x](../wrong/)",
    "no such anchor": "[x](c.md#nope)",
    "no such anchor here": "[x](#nope)",
    "no such anchor on the one page": "[x](../all.md#nope)",
    "an anchor written otherwise": "[x](c.md#How-Do-I-End)",
    "the root of the host": "[x](/faq/c/)",
    "a file at the root": "![x](/faq/p.png)",
    "a file of the docs folder at the root": "[x](/faq/c.md)",
    "no such picture": "![x](gone.png)",
    "a picture of another kind": "![x](gone.heic)",
    "no such document": "[x](manual.docx)",
    "out of the docs folder": "[x](../../README.md)",
    "what the build makes": "[x](../sitemap.xml)",
    "in a heading": "## See [x](gone.md)\n\nx",
    "in a list": "- [x](gone.md)",
    "in a quote": "> [x](gone.md)",
    "around a picture": "[![x](p.png)](gone.md)",
    "a picture in a link": "[![x](gone.png)](c.md)",
    "in emphasis": "**[x](gone.md)**",
    "in HTML that asks for Markdown": "<div markdown>[x](gone.md)</div>",
    "in brackets": "[x](<gone.md>)",
    "with a title": '[x](gone.md "y")',
    "HTML to a page's file": '<a href="c.md">x</a>',
    "HTML to nothing": '<a href="gone.md">x</a>',
    "HTML to no page": "<a href='../gone/'>x</a>",
    "HTML without quotes": "<a href=../gone/>x</a>",
    "HTML to the root": '<a href="/faq/gone/">x</a>',
    "HTML to no anchor": '<a href="../c/#nope">x</a>',
    "HTML to no anchor here": '<a href="#nope">x</a>',
    "HTML to a picture beside the source": '<img src="p.png" alt="x">',
    "HTML in a block": '<p><a href="gone.md">x</a></p>',
    "HTML in a link": '[<img src="gone.png" alt="x">](c.md)',
    "HTML in a link of its own": '<a href="../c/"><img src="gone.png" alt="x"></a>',
    "HTML in a heading": '## <a href="gone.md">x</a>\n\nx',
}
ONE_PAGE = "[x](../all.md) [x](../all.md#3) [x](../all.md#c) [x](../all.md#c--how-do-i-end)"
CASES = {
    **{name: Case(body) for name, body in LINKS.items()},
    "the one page": Case(ONE_PAGE),
    **{name: Case(body, HERE) for name, body in DEAD.items()},
    "no such page, defined": Case("[x][y]\n\n[y]: gone.md", ("docs/faq/b.md:7", "docs/faq/b.md:9")),
    "nav: no such page": Case(nav="a b c gone", places=("mkdocs.yml:7",)),
    "nav: a page without .md": Case(
        config=EXTENSIONS.replace("mark", "  - faq/c\nmark"), places=("mkdocs.yml:7",)
    ),
    "nav: no such file": Case(config=EXTENSIONS.replace("mark", "  - x.pdf\nmark"), places=("mkdocs.yml:7",)),
    "nav: the root": Case(config=EXTENSIONS.replace("mark", "  - /faq/c/\nmark"), places=("mkdocs.yml:7",)),
    "nav: another host": Case(config=EXTENSIONS.replace("mark", "  - X: https://example.org/\nmark")),
    "nav: a way round": Case(
        config=EXTENSIONS.replace("mark", "  - faq/../more.md\nmark"),
        files={"docs/more.md": "# More\n"},
        places=("mkdocs.yml:7",),
        only=("off",),
    ),
    "a question in no nav:": Case(nav="a b", places=("docs/faq/c.md:1",)),
    "a page in no nav:": Case(files={"docs/more.md": "# More\n"}, places=("docs/more.md:1",), only=("all",)),
    "a page in no nav:, as it may be": Case(files={"docs/more.md": "# More\n"}, only=("off",)),
    "a page that is not to be in nav:": Case(
        config=EXTENSIONS + "not_in_nav: more.md\n", files={"docs/more.md": "# More\n"}
    ),
    "a draft": Case(config=EXTENSIONS + "draft_docs: more.md\n", files={"docs/more.md": "# More\n"}),
    "a link to a draft": Case(
        "[x](../more.md)",
        HERE,
        config=EXTENSIONS + "draft_docs: more.md\n",
        files={"docs/more.md": "# More\n"},
    ),
    "two files for one page": Case(
        files={"docs/README.md": "# Two\n"}, places=("docs/index.md:1",), only=("off",)
    ),
    "no such template": Case(config=EXTENSIONS + "extra_templates: [x.html]\n", places=("mkdocs.yml:",)),
    "a template": Case(config=EXTENSIONS + "extra_templates: [x.html]\n", files={"docs/x.html": "X"}),
    "links from the docs folder": Case(
        "[x](/faq/c.md) [x](/index.md)",
        config=EXTENSIONS + "validation: {links: {absolute_links: relative_to_docs}}\n",
        only=("off",),
    ),
    "a dead link from the docs folder": Case(
        "[x](/faq/gone.md)",
        HERE,
        config=EXTENSIONS + "validation: {links: {absolute_links: relative_to_docs}}\n",
        only=("off",),
    ),
    "a snippet": Case('--8<-- "n.md"', config=EXTENSIONS + SNIPPETS, files={"snippets/n.md": "[x](c.md)\n"}),
    "anchors of many kinds": Case(
        "## Two words\n\n## 2FA {#2fa}\n\n## A :smile:\n\ntext\n{: #para }\n\n"
        '<a id="raw"></a> [a](#two_words) [b](#2fa) [c](#a) [d](#para) [e](#raw) [f](#fn:1)[^1]\n\n[^1]: x',
        config=EXTENSIONS + EMOJI,
    ),
    "an anchor in code": Case("[x](#ghost) `<a id=ghost>`", HERE),
    "an anchor by another separator": Case("[x](#how-do-i-go-on)", HERE, config=EXTENSIONS + EMOJI),
    "no such snippet": Case('x\n--8<-- "gone.md"', SECOND, config=EXTENSIONS + SNIPPETS),
    "no such section": Case(
        'x\n--8<-- "n.md:gone"', SECOND, config=EXTENSIONS + SNIPPETS, files={"snippets/n.md": "x\n"}
    ),
    "a snippet of another host": Case(
        'x\n--8<-- "https://example.org/n.md"', SECOND, config=EXTENSIONS + SNIPPETS
    ),
    "a dead link in a snippet": Case(
        '--8<-- "n.md"',
        ("snippets/n.md:1",),
        config=EXTENSIONS + SNIPPETS,
        files={"snippets/n.md": "[x](gone.md)\n"},
        only=("off",),
    ),
    "an answer that is to come": Case("Write the answer here.", HERE),
    "no such folder": Case(config=EXTENSIONS, places=("mkdocs.yml:",), folder="none"),
    "no question at all": Case(
        config=EXTENSIONS + "not_in_nav: none/index.md\n",
        files={"docs/none/index.md": "# None\n"},
        places=("mkdocs.yml:",),
        folder="none",
    ),
    "a file in the place of the one page": Case(
        config=EXTENSIONS + "not_in_nav: all.md\n", files={"docs/all.md": "# All\n"}, places=("mkdocs.yml:",)
    ),
    "a site without questions": Case(config=EXTENSIONS, folder=None),
    "a dead link on a site without questions": Case("[x](gone.md)", HERE, folder=None),
    "front matter below the first line": Case(
        files={"docs/index.md": "\n---\ntitle: X\n---\n\n# Home\n"}, places=("docs/index.md:2",)
    ),
    "front matter twice": Case(
        files={"docs/index.md": "---\ntitle: X\n---\n\n---\nkeywords: [x]\n---\n\n# Home\n"},
        places=("docs/index.md:5",),
    ),
    "lines around some words": Case(files={"docs/index.md": "# Home\n\n---\n\nnote: x\n\n---\n"}),
    "a key that nobody reads": Case(config=EXTENSIONS + "extra_csss: [x.css]\n", places=("mkdocs.yml:",)),
    "addresses without folders": Case(
        config=EXTENSIONS + "use_directory_urls: false\n", places=("mkdocs.yml:",)
    ),
}


def written(root: Path, case: Case, more: str) -> Path:
    """The project of a case; the path of its configuration."""
    faq = f"extra: {{faq: {{folder: {case.folder}, one_page: all.md, cards: false}}}}\n"
    faq = faq if case.folder else "extra: {faq: false}\n"
    config = project(root, three(b=case.body), nav=case.nav, config=case.config + faq + more)
    files = {"docs/faq/p.png": "", "docs/faq/p q.png": "", "docs/faq/LICENSE": "", **case.files}
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text)
    return config


PLACE = re.compile(r"(?m)^(\S+?:\d+):\d+: error ")


def strict(config: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[bool, list[logging.LogRecord]]:
    """Build as `mkdocs build --strict`, from the project's folder; whether it succeeds, and its log."""
    records: list[logging.LogRecord] = []

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            records.append(record)

    monkeypatch.chdir(config.parent)
    listener = Listener(logging.WARNING)
    logging.getLogger("mkdocs").addHandler(listener)
    try:
        built(config, strict=True)
    except (Abort, ConfigurationError, PluginError, SnippetMissingError) as error:
        records.append(logging.LogRecord("mkdocs", logging.ERROR, "", 0, str(error), None, None))
        return False, records
    finally:
        logging.getLogger("mkdocs").removeHandler(listener)
    return True, records


@pytest.mark.parametrize(("name", "case"), [(name, case) for case in CASES for name in CASES[case].only])
def test_the_check_and_the_build_agree(
    name: str, case: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = CASES[case]
    config = written(tmp_path, wanted, VALIDATIONS[name] if "validation:" not in wanted.config else "")
    code = main(["check", "-f", str(config)])
    said = capsys.readouterr().out
    checked = set(PLACE.findall(said))
    assert (code != 0) == bool(wanted.places), said
    assert all(any(at.startswith(place) for at in checked) for place in wanted.places), said
    assert all(any(at.startswith(place) for place in wanted.places) for at in checked), said
    good, records = strict(hooked(config), monkeypatch)
    told = "\n".join(record.getMessage() for record in records)
    assert good == (code == 0), f"{said}\n{told}"
    assert set(PLACE.findall(told)) == checked or set(warned(records)) & {"mkdocs.yml"}, told
    assert all(file in said for file in warned(records)), told


def warned(records: list[logging.LogRecord]) -> Iterator[str]:
    """The files of which MkDocs itself, or an extension, had something to say."""
    for record in records:
        text = record.getMessage()
        if m := re.match(r"Doc file '([^']*)'", text):
            yield f"docs/{m[1]}"
        elif re.match(r"Config value|A reference to|An absolute path to|mkdocs\.yml: ", text):
            yield "mkdocs.yml"
        elif "not included in the" in text:
            yield from (f"docs/{line[4:]}" for line in text.splitlines() if line.startswith("  - "))
