"""Whole FAQs of any size, flat or in sections, made from a seed; and their files."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Literal

from .boxes import Lines, Place, body
from .model import (
    Decoy,
    Direction,
    End,
    Entry,
    Expected,
    Faq,
    Nav,
    Numbering,
    Own,
    Page,
    Relative,
    Section,
    Slot,
    Span,
    render,
)
from .phrases import Writer, hidden, shown

Shape = Literal["flat", "wrapped", "sections", "deep"]

VERBS = (
    "reset",
    "change",
    "find",
    "report",
    "forward",
    "block",
    "allow",
    "archive",
    "restore",
    "share",
    "print",
    "sign",
)
THINGS = (
    "password",
    "invoice",
    "mailbox",
    "filter",
    "signature",
    "calendar",
    "quota",
    "domain",
    "alias",
    "folder",
    "größe",
)
CONFIG = """\
# The words about question 3 in this file are no reference.
site_name: Generated
site_url: https://faq.example/
docs_dir: docs
use_directory_urls: true
theme:
  name: null
  custom_dir: theme
plugins: []
exclude_docs: |
  /attic/
markdown_extensions:
  - abbr
  - admonition
  - attr_list
  - def_list
  - footnotes
  - md_in_html
  - tables
  - toc:
      permalink: true
  - pymdownx.details
  - pymdownx.superfences:
      custom_fences:
        - name: mermaid
          class: mermaid
          format: !!python/name:pymdownx.superfences.fence_code_format
  - pymdownx.tabbed:
      alternate_style: true
  - pymdownx.snippets:
      base_path: [!relative $config_dir/snippets]
      check_paths: true
extra:
  edition: !ENV [NO_SUCH_VARIABLE, "first"]
"""


def _catalogue(rng: random.Random, size: int, shape: Shape) -> tuple[Nav, dict[str, str]]:
    """A navigation of so many questions with much else in it, and the questions' headings."""
    titles: dict[str, str] = {}

    def question(folder: str) -> Entry:
        number = len(titles) + 1
        verb, thing = rng.choice(VERBS), rng.choice(THINGS)
        path = f"{folder}/{verb}-{thing}-{number:03d}.md"
        titles[path] = rng.choice(
            (f"How do I {verb} the {thing} of box {number}?", f"Can I {verb} {thing} № {number}?")
        )
        if rng.random() < 0.03:
            titles[path] = f"Why does box {number} not {verb} my {thing}?"
        return Entry(f"{verb} {thing}" if rng.random() < 0.7 else "", path, True)

    def section(label: str, count: int, folder: str) -> Section:
        return Section(label, tuple(question(folder) for _ in range(count)))

    home = [Entry("Home", "index.md", False), Entry("", "faq/index.md", False)]
    rest = [
        Section(
            "More",
            (Entry("Contact", "contact.md", False), Entry("Status", "https://status.example.com/", False)),
        ),
    ]
    folders = ("faq", "faq/billing", "faq/mail", "faq/mail/deep")
    if shape in ("flat", "wrapped"):
        level: list[Entry | Section] = [question(rng.choice(folders)) for _ in range(size)]
        level.insert(size // 2, Entry("Elsewhere", "https://elsewhere.example/faq", False))
        wrapped = level if shape == "flat" else [Section("FAQ", tuple(level))]
        return (*home, *wrapped, *rest), titles
    sections: list[Entry | Section] = []
    left = size
    while left:
        count = min(left, rng.randint(4, max(5, size // 6)))
        if left - count < 4:
            count = left
        left -= count
        made = section(f"Section {len(sections) + 1}", count, rng.choice(folders))
        if shape == "deep" and count >= 9:
            head, middle, tail = made.children[:2], made.children[2:-4], made.children[-4:]
            made = replace(made, children=(*head, Section("Deeper", middle), *tail))
        sections.append(made)
        if rng.random() < 0.2:
            sections.append(Section("Elsewhere", (Entry("A link", "https://elsewhere.example/", False),)))
    return (*home, *sections, *rest), titles


def _front_matter(w: Writer, rng: random.Random) -> Lines:
    number = w.slot(Own())
    lines = [
        rng.choice(
            (
                f"number: {number}",
                f'number: "{number}"',
                f"number: '{number}'",
                f"number: {number}  # its place in nav",
            )
        ),
        f"description: {shown(w)}",
        f"# {hidden(w)}",
        "tags: [a, b]",
    ][: rng.randint(1, 4)]
    rng.shuffle(lines)
    return ["---", *lines, rng.choice(("---", "---", "..."))]


def _title(title: str, rng: random.Random) -> Lines:
    return rng.choice(
        (
            [f"# {title}"],
            [f"# {title}"],
            [f"# {title}"],
            [title, "=" * 20],
            [f"# {title} {{ #the-title }}"],
            [f"# {title} #"],
        )
    )


def _page(w: Writer, path: str, lines: Lines, rng: random.Random, includes: Iterable[str] = ()) -> Page:
    return Page(
        path,
        "\n".join(lines) + rng.choice(("\n", "\n", "\n", "", "\n\n")),
        tuple(w.slots),
        tuple(w.groups),
        tuple(w.phrases),
        frozenset(includes),
        rng.choice(("\n", "\n", "\n", "\r\n", "mixed")),
        path.startswith("docs/") and lines[0] == "---" and rng.random() < 0.1,
    )


def _snippet(
    rng: random.Random, numbering: Numbering, place: int, readers: Sequence[str], kind: str
) -> tuple[Page, str]:
    """A snippet, and the line that includes it."""
    folders = {path.rpartition("/")[0] for path in readers}
    w = Writer(
        rng, numbering, None, folders.pop() if len(folders) == 1 else None, f"part{place}", frozenset(readers)
    )
    name = rng.choice((f"part-{place}.md", f"deep/part-{place}.md"))
    shown = (
        body(w, Place(included=True), rng.randint(0, 2), []) if kind != "code" else [hidden(w), "", hidden(w)]
    )
    directive = f'--8<-- "{name}"'
    lines = shown
    if kind == "section":
        opening, closing = "<!-- --8<-- [start:steps] -->", "<!-- --8<-- [end:steps] -->"
        lines = [hidden(w), "", opening, *shown, closing, "", hidden(w)]
        directive = f'--8<-- "{name}:steps"'
    elif kind == "lines":
        lines = [hidden(w), "", hidden(w), "", *shown]
        directive = f'--8<-- "{name}:5:{4 + len(shown)}"'
    elif kind == "old":
        directive = f"-8<- '{name}'"
    return _page(w, f"snippets/{name}", lines, rng), directive


def make(seed: int, size: int, shape: Shape, *, blocks: int = 4) -> Faq:
    """A FAQ of `size` questions with about `blocks` boxes a page; the same for the same arguments."""
    rng = random.Random(f"{seed} {size} {shape}")
    nav, titles = _catalogue(rng, size, shape)
    numbering = Numbering.of(nav)
    pages: list[Page] = []
    inclusions: dict[str, list[tuple[str, str, str]]] = {}
    for place in range(size // 6 + 6):
        kind = ("whole", "section", "lines", "old", "code", "escaped")[place % 6]
        readers = rng.sample(numbering.order, rng.choice((1, 2)))
        snippet, directive = _snippet(rng, numbering, place, readers, "code" if kind == "escaped" else kind)
        pages.append(snippet)
        for reader in readers:
            inclusions.setdefault(reader, []).append((kind, directive, snippet.path))
    for path in numbering.order:
        w = Writer(rng, numbering, path, path.rpartition("/")[0], path.rpartition("/")[2].removesuffix(".md"))
        front = _front_matter(w, rng)
        extra = [_inclusion(w, kind, directive) for kind, directive, _ in inclusions.get(path, [])]
        lines = [
            *front,
            *rng.choice(([], [""])),
            *_title(titles[path], rng),
            "",
            *body(w, Place(), rng.randint(1, 2 * blocks - 1), extra),
        ]
        pages.append(_page(w, f"docs/{path}", lines, rng, (name for _, _, name in inclusions.get(path, []))))
    for path in ("index.md", "contact.md", "faq/index.md", "notes.md"):
        folder = path.rpartition("/")[0]
        w = Writer(rng, numbering, None, folder, path.removesuffix(".md").replace("/", "-"))
        front = ["---", f"description: {shown(w)}", "---"] if rng.random() < 0.5 else []
        pages.append(
            _page(w, f"docs/{path}", [*front, "# Some page", "", *body(w, Place(), blocks, [])], rng)
        )
    for path in ("docs/.drafts/idea.md", "docs/attic/old.md", "snippets/unused.md"):
        w = Writer(rng, numbering, None, None, "hidden")
        pages.append(
            _page(w, path, ["# Not in the site", "", f"See {hidden(w)}. The previous question."], rng)
        )
    return Faq(nav, tuple(pages), titles, CONFIG)


def _inclusion(w: Writer, kind: str, directive: str) -> Lines:
    if kind == "code":
        return ["```", directive, "```"]
    if kind == "escaped":
        return ["```", f";{directive}", "```"]
    return w.rng.choice(
        (
            [directive],
            ["!!! note", "", f"    {directive}"],
            ["- An item.", "", f"    {directive}"],
            ["??? tip", "    !!! note", "", f"        {directive}"],
        )
    )


def nav_lines(nav: Sequence[Entry | Section], indent: str = "  ") -> Lines:
    """The entries of `nav:` in `mkdocs.yml`."""
    out: Lines = []
    for node in nav:
        if isinstance(node, Section):
            out += [f"{indent}- {node.label}:", *nav_lines(node.children, indent + "    ")]
        elif node.label:
            out.append(f"{indent}- {node.label}: {node.path}")
        else:
            out.append(f"{indent}- {node.path}")
    return out


def config_text(faq: Faq, nav: Nav, hook: Path | None = None) -> str:
    """`mkdocs.yml` with this navigation, and with a hook if one is given."""
    hooks = f"hooks: [{hook}]\n" if hook else ""
    return f"{faq.config}{hooks}nav:\n" + "".join(f"{line}\n" for line in nav_lines(nav))


def number_filling(page: Page, numbering: Numbering) -> dict[int, str]:
    """What stands in every slot of the page under a numbering; what is not numbered is left out."""
    here = page.question or ""
    filled: dict[int, str] = {}
    for index, slot in enumerate(page.slots):
        match slot:
            case Decoy(text):
                filled[index] = text
            case Direction(targets):
                word = numbering.direction(here, targets)
                if word:
                    filled[index] = word
            case Own():
                if here in numbering.numbers:
                    filled[index] = numbering.numbers[here]
            case Relative() | End():
                filled[index] = ""
            case _:
                if slot.target in numbering.numbers:
                    filled[index] = numbering.numbers[slot.target]
    return filled


def source(page: Page, numbering: Numbering) -> tuple[str, dict[int, Span]]:
    """The page's text under a numbering that knows all it cites, and where each slot lies."""
    filled = number_filling(page, numbering)

    def fill(index: int, _: Slot) -> str:
        return filled[index]

    return render(page, fill)


def expected(page: Page, numbering: Numbering) -> list[Expected]:
    """Every reference of the page, in the order of the text."""
    text, spans = source(page, numbering)
    lines = text.split("\n")
    out: list[Expected] = []
    for index, slot in enumerate(page.slots):
        span = spans.get(index)
        if span is None or isinstance(slot, Decoy | Direction | End | Own):
            continue
        if isinstance(slot, Relative):
            end = spans[index + 1]
            number = between(lines, Span(span.line, span.column, end.line, end.column))
            target = numbering.neighbour(page.question or "", slot.step)
            out.append(
                Expected(
                    page.path,
                    span.line,
                    span.column,
                    end.line,
                    end.column,
                    number,
                    target and f"docs/{target}",
                    "relative",
                )
            )
        else:
            number = lines[span.line - 1][span.column - 1 : span.end_column - 1]
            out.append(
                Expected(
                    page.path,
                    span.line,
                    span.column,
                    span.end_line,
                    span.end_column,
                    number,
                    f"docs/{slot.target}",
                    slot.form,
                )
            )
    return sorted(out, key=lambda found: (found.line, found.column))


def between(lines: Lines, span: Span) -> str:
    """The text of a span."""
    if span.line == span.end_line:
        return lines[span.line - 1][span.column - 1 : span.end_column - 1]
    first, last = lines[span.line - 1][span.column - 1 :], lines[span.end_line - 1][: span.end_column - 1]
    return "\n".join([first, *lines[span.line : span.end_line - 1], last])


def write(faq: Faq, folder: Path, numbering: Numbering, nav: Nav, hook: Path | None = None) -> None:
    """Write the FAQ: its pages under `numbering`, its configuration with `nav`."""
    (folder / "theme").mkdir(parents=True)
    (folder / "theme" / "main.html").write_text("{{ page.content }}\n", encoding="utf-8")
    (folder / "mkdocs.yml").write_text(config_text(faq, nav, hook), encoding="utf-8")
    for page in faq.pages:
        path = folder / page.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(page.encode(source(page, numbering)[0]))
