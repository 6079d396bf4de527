"""What `facts.yml` says of this site, held against its built pages.

Messages are for those who write the answers: they name the file in which something is gone, and the line of
`facts.yml` to change if that is meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

import yaml

from faq.addresses import page_address, resolved
from faq.book.project import Project
from faq.model import Question
from faq.permalinks.declared import declared

NAME = "tests/site/facts.yml"
OURS = {"faq-ways", "faq-reference"}
"""Classes of the generator that stand around writers' own words; what has another one has none of theirs."""
VOID = {"area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
ADDRESS = re.compile(r"[\w.+-]+@[\w.-]+\w")


@dataclass(frozen=True, slots=True)
class Expected:
    """What is expected of a page."""

    says: tuple[str, ...]
    begins: str
    cites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """The whole file."""

    numbers: frozenset[str]
    answers: Mapping[str, Expected]
    """By the name of the question's file, without .md."""
    pages: Mapping[str, Expected]
    """By the page's path below docs/."""


class Article(HTMLParser):
    """What a page says to readers: its text, its heading, its links."""

    def __init__(self, html: str, *, written: bool = False) -> None:
        """With `written`, what the generator adds (numbers, boxes, what a film weighs) is left out."""
        super().__init__()
        self._written = written
        self._open: list[bool] = []
        self._words: list[str] = []
        self.links: list[str] = []
        self.heading = ""
        self._in = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "article":
            self._open = [True]
        if not self._open:
            return
        if tag == "a":
            self.links += [href] if (href := values.get("href")) else []
        if tag == "h1":
            self._in = tag
        if tag not in VOID:
            said = tag != "script" and not self._is_made(values.get("class") or "")
            self._open.append(self._open[-1] and said)

    def _is_made(self, classes: str) -> bool:
        names = set(classes.split())
        made = {name for name in names - OURS if name.startswith(("faq-", "walkthrough-note"))}
        return "headerlink" in names or (self._written and bool(made or "faq-reference" in names))

    def handle_endtag(self, tag: str) -> None:
        if tag == "article":
            self._open = []
        elif self._open and tag not in VOID:
            self._open.pop()
        if tag == "h1":
            self._in = ""

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1]:
            self._words.append(data)
            if self._in:
                self.heading += data

    @property
    def text(self) -> str:
        """All of it, in one line."""
        return " ".join("".join(self._words).split())


def read_facts(text: str) -> Facts:
    """The facts in a file's text."""
    data = yaml.safe_load(text)

    def expected(entries: Mapping[str, Mapping[str, Sequence[str] | str]] | None) -> dict[str, Expected]:
        return {
            name: Expected(
                tuple(entry.get("says") or ()),
                str(entry.get("begins") or ""),
                tuple(entry.get("cites") or ()),
            )
            for name, entry in (entries or {}).items()
        }

    numbers = frozenset(map(str, data.get("numbers") or ()))
    return Facts(numbers, expected(data.get("answers")), expected(data.get("pages")))


def found(name: str, project: Project) -> Question | None:
    """The question that has this name now, or had it: an alias in a front matter is followed."""
    if name in project.named:
        return project.named[name][0]
    old = page_address(f"{project.settings.folder}/{name}.md")
    return project.by_src.get(declared(project).aliases.get(old, ""))


def is_gone(name: str, project: Project) -> bool:
    """Whether `gone:` in mkdocs.yml says why there is no such question any more."""
    old = page_address(f"{project.settings.folder}/{name}.md")
    return old in {entry.at.address for entry in declared(project).gone if not entry.at.anchor}


def lost(facts: Facts, project: Project, site: Path) -> Iterator[str]:
    """What the built site does not say any more, one sentence each."""
    for name, expected in facts.answers.items():
        question = found(name, project)
        if question is None:
            yield _no_page(name, f"docs/{project.settings.folder}/{name}.md", "answers")
        else:
            yield from _lost(f"answers: {name}", question.src, expected, facts, project, site)
    for src, expected in facts.pages.items():
        if src in project.pages:
            yield from _lost(f"pages: {src}", src, expected, facts, project, site)
        else:
            yield _no_page(src, f"docs/{src}", "pages")


def _no_page(name: str, path: str, kind: str) -> str:
    return f"{path} is not there any more. Delete “{name}” in {NAME}, under {kind}:, or rename it there"


def _lost(
    entry: str, src: str, expected: Expected, facts: Facts, project: Project, site: Path
) -> Iterator[str]:
    html = page_of(site, src)
    article, path = Article(html), project.path(src)
    for words in expected.says:
        wanted, unknown = numbered(words, project)
        if unknown:
            yield f"{NAME}, {entry}: says: “{words}” names {unknown}, which is no question any more"
        elif wanted not in article.text:
            yield (
                f"{path} does not say “{wanted}” any more. Put it back; or, if that is meant, change "
                f"the line in {NAME}, {entry}: says:"
            )
    if not article.heading.startswith(expected.begins):
        yield (
            f"{path}: the question does not begin with “{expected.begins}” any more. If that is meant, "
            f"change it in {NAME}, {entry}: begins:"
        )
    yield from _uncited(entry, src, expected, project, article)
    written = Article(html, written=True).text
    for number in sorted(set(re.findall(r"\d+", written)) - facts.numbers):
        yield (
            f"{path} says {number}, a number that nobody told. Take it out; or, if somebody did, add it in "
            f"{NAME}, numbers:"
        )


def _uncited(entry: str, src: str, expected: Expected, project: Project, article: Article) -> Iterator[str]:
    here = page_address(src)
    linked = {resolved(here, link).partition("#")[0] for link in article.links if ":" not in link}
    for name in expected.cites:
        question = found(name, project)
        target = question.src if question else name
        if target not in project.pages:
            yield f"{NAME}, {entry}: cites: {name} is no question and no page any more"
        elif page_address(target) not in linked:
            yield (
                f"{project.path(src)} does not link to {project.path(target)} any more. If that is meant, "
                f"change it in {NAME}, {entry}: cites:"
            )


def numbered(words: str, project: Project) -> tuple[str, str]:
    """The words with the numbers that questions have now, and the first name that is no question's."""
    unknown = ""

    def number(match: re.Match[str]) -> str:
        nonlocal unknown
        question = found(match[1], project)
        if question is None or question.place is None:
            unknown = unknown or match[1]
            return match[0]
        return question.place

    return re.sub(r"\{([\w-]+)\}", number, words), unknown


def page_of(site: Path, src: str) -> str:
    """The HTML of a page, by its path below docs/."""
    return (site / page_address(src) / "index.html").read_text(encoding="utf-8")
