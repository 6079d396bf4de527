"""Books as writers wrote them, and what becomes of them where somebody does to the letter what is said."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import yaml

from faq.addresses import normal, page_address
from faq.book.settings import read_settings
from faq.book.workspace import load
from faq.kinds import Kind
from faq.model import Problem
from faq.permalinks.answering import reviewed
from faq.permalinks.compare import compare
from faq.permalinks.declared import declared
from faq.permalinks.inventory import Inventory
from faq.permalinks.meant import Reviewed
from faq.text.anchors import slugify
from tests.faqs import commit_all, question
from tests.publishing.site import CONFIG, Site
from tests.publishing.test_permalinks import stock
from tests.test_build import built, hooked

ALL = {"one_page": "all.md"}


@dataclass(frozen=True, slots=True)
class Book:
    """What writers have written: files by their path in `docs/`, the entries of `gone:`, and settings."""

    files: Mapping[str, str]
    gone: tuple[str, ...] = ()
    settings: Mapping[str, object] = field(default_factory=ALL.copy)
    sections: int = 0
    """How many questions a section has; none where there are no sections."""

    def config(self) -> str:
        """All of `mkdocs.yml` but for the theme."""
        asked = [path for path in self.files if path.startswith("faq/") and path.endswith(".md")]
        most = self.sections or len(asked)
        runs = [asked[i : i + most] for i in range(0, len(asked), most or 1)]
        nav = [{f"Section {run[0]}": run} for run in runs] if self.sections else asked
        listed = "".join(f"      - {entry}\n" for entry in self.gone)
        said = "".join(f"    {name}: {json.dumps(value)}\n" for name, value in self.settings.items())
        ours = said + (f"    gone:\n{listed}" if listed else "")
        return f"site_name: Example\nnav: {json.dumps(['index.md', *nav])}\nextra:\n  faq:\n{ours}"

    def write(self, root: Path) -> None:
        """Put the pages and files where they belong."""
        number = 0
        for path, text in {"index.md": "# Home\n", **self.files}.items():
            file = root / "docs" / path
            file.parent.mkdir(parents=True, exist_ok=True)
            number += "number: N\n" in text
            above, below = divmod(number - 1, self.sections) if self.sections else (0, 0)
            place = f"{above + 1}.{below + 1}" if self.sections else number
            file.write_text(text.replace("number: N\n", f"number: {place}\n"), encoding="utf-8")

    def published(self, root: Path) -> tuple[Inventory, Reviewed]:
        """What a strict build of it holds, and what is declared."""
        self.write(root)
        config = root / "mkdocs.yml"
        config.write_text(self.config() + "markdown_extensions: [attr_list]\n", encoding="utf-8")
        if self.settings.get("changes"):
            commit_all(root)
        site = built(hooked(config), strict=True)
        read = load(read_settings(config))
        return stock(site), reviewed(read, declared(read))


# -- doing what is said

FRONT = re.compile(r"write into the front matter of (.+?): (aliases|anchors): ([\[{].*[\]}])$")
TAKEN = re.compile("take it out of the front matter of (.+?), and")
MADE = re.compile(r"write into mkdocs.yml under extra: faq: aliases: (\{.*\})$")
LISTED = re.compile(r"under extra: faq: gone: with a reason, (\{.*\})$")
HEADING = re.compile(r'give the heading "(.*?)" .*?(\{#[^}]*\})')


def ways(fix: str) -> list[str]:
    """The ways out that a message offers."""
    return re.split(r"; or,? ", fix)


def done(way: str, book: Book, before: Book) -> Book:
    """The book after somebody did what one way says, and nothing else."""
    if "holds here too" in way:
        return book
    files, did = dict(book.files), False
    if way.startswith("put the file back"):
        return replace(book, files={**files, **before.files})
    if way.startswith("put the former back"):
        changed = [path for path in files if files[path] != before.files.get(path) and "# " in files[path]]
        return replace(
            book,
            files={**files, **{f"faq/new-{i}.md": files[p] for i, p in enumerate(changed)}, **before.files},
        )
    if found := TAKEN.search(way):
        path = page(found[1], files)
        files[path] = re.sub(r"(?m)^aliases: .*\n", "", files[path])
    if found := HEADING.search(way):
        heading = re.compile(rf"(?m)^(#+ {re.escape(found[1])})( {{#.*}})?$")
        path = next(path for path, text in files.items() if heading.search(text))
        files[path] = heading.sub(rf"\1 {found[2]}", files[path], count=1)
        did = True
    if found := FRONT.search(way):
        path = page(found[1], files)
        title = re.search("(?m)^# (.*)$", files[path])
        value = found[3].replace("ITS-ANCHOR", slugify(title[1]) if title else "")
        files[path] = declaring(files[path], found[2], value)
        did = True
    gone, settings = book.gone, dict(book.settings)
    if found := MADE.search(way):
        # One entry says it for several addresses.
        settings["aliases"] = {**aliases_of(book), **yaml.safe_load(found[1])}
        did = True
    if found := LISTED.search(way):
        entry = found[1].replace("...", "It ended.")
        gone = (*(one for one in gone if one != entry), entry)
        did = True
    assert did, f"nobody can do this: {way}"
    return replace(book, files=files, gone=gone, settings=settings)


def aliases_of(book: Book) -> Mapping[str, str]:
    """The old addresses of pages that are made."""
    said = book.settings.get("aliases", {})
    assert isinstance(said, dict)
    return said


def page(address: str, files: Mapping[str, str]) -> str:
    """The file of the page that a message names; whichever its reader chooses where it names none."""
    pages = {page_address(path): path for path in files if path.endswith(".md")}
    return (
        next(iter(pages.values()))
        if address == "the page that now says this"
        else pages[normal(address) or ""]
    )


def declaring(text: str, key: str, value: str) -> str:
    """A page that declares something more in its front matter, as it is written."""
    there = re.search(rf"(?m)^{key}: (.*)\n", text)
    if there is None:
        return text.replace("---\n", f"---\n{key}: {value}\n", 1)
    both = f"{there[1][:-1]}, {value[1:]}" if value[1:-1] not in there[1] else there[1]
    return text.replace(there[0], f"{key}: {both}\n")


# -- what may be lost

LONG = "Open the lid and press the green button until it blinks; then wait for a minute."


def asked(title: str, body: str = "So.", front: str = "") -> str:
    """A question's page, to be numbered."""
    return question("N", title, body).replace("number: N\n", f"number: N\n{front}")


@dataclass(frozen=True, slots=True)
class Loss:
    """A book as it was published, and as it is to be."""

    before: Book
    after: Book
    kinds: tuple[Kind, ...]
    """What is told, each once."""
    says: str = ""
    """What one of the messages says."""


def told(found: list[Problem]) -> Iterator[str]:
    for one in found:
        yield f"{one.span.source.path}: {one.message}\n  fix: {one.fix}"


def leads_out(loss: Loss, tmp_path: Path) -> None:
    """What is told of a loss is what the table says, and each way out leads out."""
    old, _ = loss.before.published(tmp_path / "before")
    first = compare(old, *loss.after.published(tmp_path / "after"))
    assert tuple(sorted({one.kind for one in first}, key=lambda kind: kind.code)) == loss.kinds
    assert loss.says in "\n".join(told(first))
    for number in range(max((len(ways(one.fix)) for one in first), default=0)):
        book, left = loss.after, first
        # Where another page answers now, what only the former had is told once that is said.
        for attempt in range(3):
            for one in left:
                offered = ways(one.fix)
                way = offered[min(number, len(offered) - 1)]
                book = done(way, book, loss.before)
            left = compare(old, *book.published(tmp_path / f"way-{number}-{attempt}"))
            if not left:
                break
        assert "\n".join(told(left)) == ""


def commit(site: Site, book: Book) -> None:
    """Put a book in place of what a clone holds."""
    shutil.rmtree(site.clone / "docs")
    book.write(site.clone)
    (site.clone / "mkdocs.yml").write_text(book.config() + CONFIG, encoding="utf-8")
    commit_all(site.clone)


TOLD = re.compile(r"(?m)^(?:error: )?latest/.*\n  fix: (.*)$")
