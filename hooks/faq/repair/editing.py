"""`faq new`: a question's file; and which question a name means that somebody types."""

from __future__ import annotations

import re
from difflib import get_close_matches

from faq.book.project import Project
from faq.model import Question
from faq.repair.naming import SLUG, slug_of
from faq.rules.questions import PLACEHOLDER

MANY = 20
"""How many names a message lists at most."""


class CannotEdit(Exception):  # noqa: N818 - the name says what it is; nothing is broken
    """Why an edit cannot be made, and what to do instead."""


def find(project: Project, name: str) -> Question:
    """The question with a slug, a path or a number.  Raises CannotEdit with what is near."""
    numbered = [q for q in project.questions if q.place and name == q.place]
    found = list(dict.fromkeys([*project.named.get(name.removesuffix(".md"), ()), *numbered]))
    if len(found) == 1:
        return found[0]
    if found:
        raise CannotEdit(f"{name} may be {' or '.join(q.src for q in found)}; write the whole path")
    near = get_close_matches(name, [q.slug for q in project.questions], 3, 0.6)
    said = f"did you mean {' or '.join(near)}?" if near else f"there are: {_slugs(project)}"
    raise CannotEdit(f"there is no question {name}; {said}")


def _slugs(project: Project) -> str:
    """The names of all questions; of the first ones, where nobody would read all."""
    slugs = [question.slug for question in project.questions]
    more = f" and {len(slugs) - MANY} more" if len(slugs) > MANY else ""
    return ", ".join(slugs[:MANY]) + more


def new_file(project: Project, title: str, slug: str | None = None) -> tuple[str, str]:
    """The source path and the text of a new question.  Raises CannotEdit where it cannot be made.

    `slug` names its file where the title is not to.
    """
    title = " ".join(title.split())
    try:
        title.encode()
    except UnicodeEncodeError:
        raise CannotEdit(
            "the question holds characters that are no text; check the terminal's encoding"
        ) from None
    name = _name(project, title, slug)
    src = f"{project.settings.folder}/{name}.md".lstrip("/")
    if same := next((q for q in project.questions if _words(q.title) == _words(title)), None):
        raise CannotEdit(f'{same.path} asks that already: "{same.title}"; edit that file')
    # A draft, and what mkdocs.yml leaves out, is a file as well.
    there = src in project.files or (project.settings.root / project.path(src)).exists()
    if there or name in ("index", "readme"):
        raise CannotEdit(f"{project.path(src)} is taken; {OTHER_NAME}, or edit that file")
    if known := project.named.get(name):
        # Two of one name get other anchors on the page with all answers, and `related:` could mean both.
        raise CannotEdit(f"{known[0].path} has that name already; {OTHER_NAME}")
    heading = re.sub(r"([\\`*_{}\[\]<>])", r"\\\1", title)
    heading = re.sub(r"#$", r"\\#", heading)
    return src, f"# {heading}\n\n{PLACEHOLDER}\n"


OTHER_NAME = "choose another wording, or name the file: --slug change-password"


def _name(project: Project, title: str, slug: str | None) -> str:
    """The name of a new question's file.  Raises CannotEdit where there is none."""
    if slug is not None:
        if not SLUG.fullmatch(slug):
            raise CannotEdit(
                f"--slug {slug}: must be small Latin letters, digits and hyphens: change-password"
            )
        return slug
    if not re.search(r"\w", title):
        raise CannotEdit('the question needs words, for example: faq new "How do I ...?"')
    name = slug_of(title, project.settings.speech)
    if not name:
        reason = "the question cannot be spelled in Latin letters, as its address wants it"
        raise CannotEdit(f"{reason}; name its file: --slug change-password")
    return name


def _words(title: str) -> list[str]:
    """A question's words: case and punctuation make no other question."""
    return re.findall(r"\w+", title.casefold())
