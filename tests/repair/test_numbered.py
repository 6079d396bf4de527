"""However questions are numbered, a new order keeps what each sentence cites."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from faq.book.meaning import resolve
from faq.book.project import Project, read_project
from faq.book.settings import configured
from faq.repair.fix import plan
from faq.rules.check import check

Sections = tuple[tuple[str, tuple[str, ...]], ...]
"""Titles, each with the names of its questions."""
FORMS = {"A.1": False, "1a": False, "1.I": False, "i.1": False, "1.1(a)": True, "A.1(.1)": True}
"""Schemes, and whether questions stand below questions."""
SENTENCES = (
    "See question {0}.",
    "See questions {0} and {1}, as {2} has it.",
    "Questions {0}, {1}, and {2} (question no. {1}).",
    "See section {s}, and (question {0})",
)


@dataclass(frozen=True)
class Before:
    """A FAQ whose numbers are right, and what its order becomes."""

    form: str
    sections: Sections
    moved: Sections
    says: Mapping[str, str]


@st.composite
def edits(draw: st.DrawFn) -> Before:
    form = draw(st.sampled_from(sorted(FORMS)))
    sizes = draw(st.lists(st.integers(2, 4), min_size=2, max_size=4))
    sections = tuple((f"Part {n}", tuple(f"q{n}x{i}" for i in range(size))) for n, size in enumerate(sizes))
    says = {name: draw(st.sampled_from(SENTENCES)) for _, names in sections for name in names}
    moved = tuple((title, tuple(draw(st.permutations(names)))) for title, names in sections)
    return Before(form, sections, tuple(draw(st.permutations(moved))), says)


def nav(sections: Sections, below: bool) -> list[object]:
    """The navigation; with questions below questions, the last of each section stands below another."""
    out: list[object] = []
    for title, names in sections:
        pages: list[object] = [f"faq/{name}.md" for name in names]
        out.append({title: [*pages[:-2], {"A question": pages[-2:]}] if below else pages})
    return [{"Questions": out}]


def read(form: str, entries: list[object], texts: Mapping[str, str]) -> Project:
    faq = {"numbers": form, "section_words": ["section"]}
    settings = configured(Path(), {"nav": entries, "extra": {"faq": faq}})
    found = [path.removeprefix("docs/") for path in texts]
    return read_project(settings, found, lambda path: texts[path].encode() if path in texts else None)


def cited(project: Project) -> dict[str, list[str]]:
    """What each page cites: questions by their files, sections by their titles."""
    out: dict[str, list[str]] = {}
    for src, page in project.pages.items():
        each = [one for phrase in page.phrases for one in resolve(project, src, phrase, None)]
        assert all(one.question for one in each), src
        meant = [(one.citation.cites, one.question) for one in each if one.question]
        out[src] = sorted(one.title if thing == "section" else one.src for thing, one in meant)
    return out


@given(edits(), st.randoms(use_true_random=False))
def test_a_new_order_keeps_what_is_cited(before: Before, choose: Random) -> None:
    below = FORMS[before.form]
    old = nav(before.sections, below)
    blank = {f"docs/faq/{name}.md": "# X\n" for name in before.says}
    numbers = {q.src: q.place or "" for q in read(before.form, old, blank).questions}
    tops = sorted({q.section_numbers[0] for q in read(before.form, old, blank).questions})
    texts = {}
    for name, sentence in before.says.items():
        some = choose.sample(sorted(numbers.values()), 3)
        said = sentence.format(*some, s=choose.choice(tops))
        number = numbers[f"faq/{name}.md"]
        texts[f"docs/faq/{name}.md"] = f"---\nnumber: {number}\n---\n\n# Why {name}?\n\n{said}\n"
    wanted = cited(read(before.form, old, texts))
    new = nav(before.moved, below)
    mended = {**texts, **plan(read(before.form, new, texts)).texts}
    project = read(before.form, new, mended)
    assert cited(project) == wanted
    codes = {problem.code for problem in check(project).problems}
    assert codes <= {"self-reference"}
    assert plan(project).texts == {}
