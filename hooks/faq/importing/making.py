"""A project made of a FAQ that was read: its files, and what is to be said of it."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from faq.addresses import written
from faq.book.project import Project, read_project
from faq.book.settings import read_settings
from faq.frozen import record
from faq.importing.citing_words import bare, suggested
from faq.importing.file_names import names
from faq.importing.navigating import nav_lines
from faq.importing.old_links import LEAD, Destinations, linked, named_twice, old_addresses, places
from faq.importing.records import OldFaq, OldQuestion
from faq.importing.sheet import EXTENSIONS
from faq.importing.shown import text_of_markdown, words
from faq.model import Mention, Report
from faq.repair.fix import plan
from faq.rules.check import check
from faq.rules.mentions import mentions
from faq.starting import Beginning, ProjectText, project_files
from faq.text.language import shipped
from faq.texts import worded

FRONT = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)


@record
class Copied:
    """A file that pages name, to be copied."""

    name: str
    """In `docs/media/`."""
    data: bytes


@record
class Counts:
    """How many words there are."""

    read: int
    """That readers saw in the old FAQ."""
    written: int
    """That they see in the new one, its navigation included."""
    anew: int
    """That were read and not written, since they are made anew: contents, marks such as "Subject:"."""
    lost: Counter[str]
    """That are nowhere any more."""


@record
class Made:
    """A project, not yet written."""

    files: Mapping[str, bytes]
    gathered: OldFaq
    project: Project
    report: Report
    mentions: tuple[Mention, ...]
    counts: Counts
    odd: tuple[str, ...]
    """What is for a person to look at."""
    suggested: tuple[str, ...]
    """Words that cite questions, found in the text and set in `words:` and `section_words:`."""


@record
class _Renumbered:
    """A project whose numbers follow `nav:`."""

    project: Project
    files: Mapping[str, bytes]
    odd: tuple[str, ...]


def made(gathered: OldFaq, shown: str, pictures: Mapping[str, Copied], known: Beginning) -> Made:
    """The project of a FAQ.

    `shown` is all that its readers saw; `pictures` are the files that pages name, by their old paths.
    Raises ValueError where `known.language` does not come with the package.
    """
    speech = shipped(known.language)
    if speech is None:
        raise ValueError(f"{known.language} does not come with the package")
    called = names(gathered.asked, speech)
    where = places(gathered, called, {path: one.name for path, one in pictures.items()})
    found, of_sections = suggested(gathered, speech)
    cited = tuple(dict.fromkeys((*known.words, *found)))
    ours = {"words": cited, "section_words": of_sections, "numbers": gathered.numbers}
    nav = nav_lines(gathered.asked, called, worded({}, known.language)["all_questions"])
    texts, odd = _pages(gathered, where)
    files = {
        path: text.encode()
        for path, text in project_files(known, ProjectText(texts, nav, ours, EXTENSIONS)).items()
    }
    media = {f"docs/media/{one.name}": one.data for one in pictures.values()}
    done = _numbered({**files, **media}, {one.number for one in gathered.asked if one.number})
    return Made(
        done.files,
        gathered,
        done.project,
        check(done.project),
        mentions(done.project),
        _counts(shown, texts, gathered),
        (*gathered.odd, *named_twice(gathered), *odd, *done.odd),
        (*found, *of_sections),
    )


def _pages(gathered: OldFaq, where: Destinations) -> tuple[dict[str, str], list[str]]:
    """The texts of the pages by path, and what is odd in them."""
    lead, odd = linked(gathered.lead, LEAD, "", where)
    aliases, more = old_addresses(gathered.asked, where)
    out = {"docs/index.md": f"# {gathered.title}\n\n{lead}".rstrip() + "\n\n<!-- faq: questions -->\n"}
    odd += more
    for place, one in enumerate(gathered.asked):
        text, nowhere = linked(f"# {one.heading}\n\n{one.body}".rstrip() + "\n", place, one.path, where)
        out[f"docs/faq/{where.names[place]}.md"] = _front(one, aliases[place]) + text
        odd += (f'in "{one.plain}": {said}' for said in nowhere)
    return out, odd


def _front(one: OldQuestion, aliases: Sequence[str]) -> str:
    lines = [f"number: {one.number}"] if one.number else []
    lines += [f"aliases: {_json([*map(written, aliases)])}"] if aliases else []
    lines += [f"{key}: {_json(value)}" for key, value in one.front.items()]
    return "\n".join(["---", *lines, "---", "", ""]) if lines else ""


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _counts(shown: str, texts: Mapping[str, str], gathered: OldFaq) -> Counts:
    read, written = words(shown), _words_of(texts, gathered)
    anew = words(" ".join(gathered.dropped))
    return Counts(read.total(), written.total(), anew.total(), read - written - anew)


def _words_of(texts: Mapping[str, str], gathered: OldFaq) -> Counter[str]:
    """The words of what is made: pages, numbers, and the titles in the navigation."""
    seen = [text_of_markdown(*(FRONT.sub("", text) for text in texts.values()))]
    seen += [f"{one.number} {one.label}" for one in gathered.asked]
    before: tuple[str, ...] = ()
    for one in gathered.asked:
        depths = range(1, len(one.sections) + 1)
        seen += [one.sections[d - 1] for d in depths if one.sections[:d] != before[:d]]
        before = one.sections
    return words("\n".join(seen))


def _numbered(files: Mapping[str, bytes], numbers: Collection[str]) -> _Renumbered:
    """The project with all numbers as `nav:` has them: what `faq fix` does, by the old numbers."""
    project = _read(files)
    planned = plan(project)
    changed = {**files, **{path: text.encode() for path, text in planned.texts.items()}}
    said = [*planned.notes, *([planned.refused] if planned.refused else [])]
    by_number = {one.number: one for one in project.questions}
    for span in bare(project, mentions(project), numbers):
        meant = by_number.get(span.text)
        line = span.source.position(span.start)[0]
        told = f'question {meant.place}, "{meant.title}"' if meant else "a question that is none"
        said.append(f'{span.source.path}:{line}: "{span.text}" is no link without a word that cites: {told}')
    return _Renumbered(_read(changed), changed, tuple(said))


def _read(files: Mapping[str, bytes]) -> Project:
    settings = read_settings(Path("mkdocs.yml"), files["mkdocs.yml"].decode())
    docs = [path.removeprefix("docs/") for path in files if path.startswith("docs/")]
    return read_project(settings, docs, files.get)
