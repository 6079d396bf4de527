"""FAQs in each language, of sentences that were written apart from the grammar (`said/README`).

Nothing lies on disk: a project is read from texts, edited and read again.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from faq.book.meaning import resolve
from faq.book.project import Project, read_project
from faq.book.settings import read_settings

FOLDER = Path(__file__).parent / "said"
CODES = sorted(file.stem for file in FOLDER.glob("*.txt"))
SLOT = re.compile(r"\{([0-9.]+)\}")
SPACED = frozenset(CODES) - {"ja", "zh"}
"""Languages whose lines end between words alone."""
LINE_END = re.compile(r" (?=[^\W\d_])")
"""Where a line may end and the next begins no list, heading or quotation."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A line of a file."""

    kind: str
    """ "+", "1" or "2" where it cites; "-" where it does not, "?" where nobody can know."""
    parts: tuple[str, ...]
    """What stands around its numbers."""
    numbers: tuple[str, ...]

    def text(self, numbers: Sequence[str]) -> str:
        """The sentence with these numbers."""
        return self.parts[0] + "".join(n + part for n, part in zip(numbers, self.parts[1:], strict=True))

    def spans(self, numbers: Sequence[str]) -> list[tuple[int, int]]:
        """Where they stand in it."""
        out, at = [], len(self.parts[0])
        for number, part in zip(numbers, self.parts[1:], strict=True):
            out.append((at, at + len(number)))
            at += len(number) + len(part)
        return out


def sentence(line: str) -> Sentence:
    """A line such as "+ Siehe Frage {3}."."""
    pieces = SLOT.split(line[2:])
    return Sentence(line[0], tuple(pieces[::2]), tuple(pieces[1::2]))


def lines(code: str) -> list[str]:
    """The lines of a language."""
    return (FOLDER / f"{code}.txt").read_text(encoding="utf-8").splitlines()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A sentence on a page, and what it cites."""

    sentence: Sentence
    targets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Faq:
    """A FAQ: sections of pages, or one without a name, and the paragraphs of each page."""

    code: str
    sections: Mapping[str, tuple[str, ...]]
    paragraphs: Mapping[str, tuple[Paragraph, ...]]

    @property
    def numbers(self) -> dict[str, str]:
        """The number of each page: "7", or "2.3" where there are sections."""
        return {
            page: str(place) if len(self.sections) == 1 else f"{section}.{place}"
            for section, pages in enumerate(self.sections.values(), 1)
            for place, page in enumerate(pages, 1)
        }

    @property
    def config(self) -> str:
        """Its `mkdocs.yml`."""
        out = ["site_name: Acme", f"theme: {{language: {self.code}}}", "nav:"]
        for name, pages in self.sections.items():
            out += [f"  - {name}:"] if len(self.sections) > 1 else []
            out += [f"{'      ' if len(self.sections) > 1 else '  '}- {page}" for page in pages]
        return "\n".join(out) + "\n"

    def texts(self, rng: random.Random) -> dict[str, str]:
        """The text of each page, its lines ending anywhere."""
        numbers = self.numbers
        out = {}
        for page, paragraphs in self.paragraphs.items():
            body = [one.sentence.text([numbers[t] for t in one.targets]) for one in paragraphs]
            if self.code in SPACED:
                body = [LINE_END.sub(lambda _: rng.choice("    \n"), text) for text in body]
            out[page] = "\n\n".join([f"---\nnumber: {numbers[page]}\n---", f"# {page}", *body]) + "\n"
        return out


def make(code: str, rng: random.Random, sectioned: bool, count: int) -> Faq:
    """A FAQ of about `count` paragraphs, each with a sentence of the language."""
    sizes = [rng.randint(5, 8) for _ in range(3)] if sectioned else [rng.randint(12, 30)]
    pages = iter([f"faq/p{n:02d}.md" for n in rng.sample(range(100), sum(sizes))])
    sections = {f"S{chr(65 + n)}": tuple(next(pages) for _ in range(size)) for n, size in enumerate(sizes)}
    every = [page for part in sections.values() for page in part]
    fits = "+2-" if sectioned else "+1-"
    pool = [one for line in lines(code) if (one := sentence(line)).kind in fits]
    paragraphs: dict[str, list[Paragraph]] = {page: [] for page in every}
    for one in rng.sample(pool, min(count, len(pool))):
        here = rng.choice(every)
        family = rng.choice(list(sections.values()))
        others = [page for page in family if page != here]
        # In the order of the sentence's own numbers: a range goes upwards.
        targets = sorted(rng.sample(others, len(one.numbers)), key=every.index)
        paragraphs[here].append(Paragraph(one, tuple(targets)))
    for some in paragraphs.values():
        if not some:  # an answer that cites nothing
            some.append(Paragraph(rng.choice([one for one in pool if not one.numbers]), ()))
    return Faq(code, sections, {page: tuple(some) for page, some in paragraphs.items()})


def read(config: str, texts: Mapping[str, str]) -> Project:
    """The project of these texts, by their paths in `docs/`."""
    files = {f"docs/{path}": text.encode() for path, text in texts.items()}
    return read_project(read_settings(Path("mkdocs.yml"), config), list(texts), files.get)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A paragraph of a page's text."""

    text: str
    start: int


def stretches(text: str) -> list[Stretch]:
    """The paragraphs below a page's heading."""
    out, at = [], 0
    for part in text.split("\n\n"):
        out.append(Stretch(part.rstrip("\n"), at))
        at += len(part) + 2
    return out[2:]


def cited(project: Project, page: str) -> Iterator[tuple[int, int, str]]:
    """Where the citations of a page stand, and what each of them means."""
    for phrase in project.pages[page].phrases:
        if phrase.status == "own":
            for one in resolve(project, page, phrase, None):
                span = one.citation.span
                yield span.start, span.end, one.question.src if one.question else ""


def meant(project: Project, page: str, text: str) -> list[list[str]]:
    """What each paragraph of a page cites, whatever the order."""
    found = list(cited(project, page))
    return [
        sorted(src for start, _, src in found if part.start <= start < part.start + len(part.text))
        for part in stretches(text)
    ]
