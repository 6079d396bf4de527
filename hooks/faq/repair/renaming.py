"""`faq rename`: a question's file under another name; its old address leads on, and what names it follows."""

from __future__ import annotations

import posixpath

from faq.addresses import Permalink, normal, page_address, written
from faq.book.project import Project
from faq.model import Question
from faq.permalinks.declared import addresses, declared
from faq.repair.editing import CannotEdit
from faq.repair.following import Moved, following
from faq.repair.front_lists import with_entries
from faq.repair.mending import Mending, mended
from faq.repair.naming import SLUG
from faq.text.front_matter_keys import ALIASES, entries
from faq.text.yaml_nodes import in_flow


def new_source(project: Project, question: Question, name: str) -> str:
    """The source path of a question under a new name: "pay-a-bill", or "billing/pay-a-bill" for a folder too.

    A folder is one inside the questions' folder.  Raises CannotEdit where the name is none, or is taken.
    """
    folder, _, stem = name.removesuffix(".md").rpartition("/")
    if not SLUG.fullmatch(stem):
        raise CannotEdit(f"{name}: must be small Latin letters, digits and hyphens: change-password")
    if stem in ("index", "readme"):
        raise CannotEdit(f"{name} is the name of a folder's own page; choose another one")
    if folder and not all(SLUG.fullmatch(part) for part in folder.split("/")):
        raise CannotEdit(f"{name}: the folder must be one inside {project.settings.folder}/: billing/{stem}")
    base = posixpath.join(project.settings.folder, folder) if folder else posixpath.dirname(question.src)
    src = posixpath.join(base, f"{stem}.md")
    if src == question.src:
        raise CannotEdit(f"{question.path} has that name already")
    _free(project, question, src, stem)
    return src


def _free(project: Project, question: Question, src: str, stem: str) -> None:
    """Raises CannotEdit where something has the file, the name or the address."""
    if src in project.files or (project.settings.root / project.path(src)).exists():
        raise CannotEdit(f"{project.path(src)} is there; choose another name, or take that file away")
    others = [one for one in project.named.get(stem, ()) if one.src != question.src]
    if others:
        # Two of one name get other anchors on the page with all answers, and `related:` could mean both.
        raise CannotEdit(f"{others[0].path} has that name already; choose another one")
    address = page_address(src)
    said = declared(project)
    owner = said.aliases.get(address)
    if owner not in (None, question.src):
        raise CannotEdit(f"{address} is an old address of {project.path(str(owner))}; choose another name")
    if any(one.at == Permalink(address) for one in said.gone):
        raise CannotEdit(f"{address} is an address under gone:; choose another name, or take the entry out")
    if address in addresses(project):
        raise CannotEdit(f"{address} is the address of something else; choose another name")


def renamed_texts(moved: Moved, question: Question) -> dict[str, str]:
    """The new texts of all files that change, by the paths that they had.  Raises CannotEdit.

    `moved` has the project with nothing but the file and its entry in `nav:` changed.
    """
    page = moved.was.pages[question.src]
    old, new = written(page_address(question.src)), page_address(moved.to(question.src))
    # Whoever gives a question back its name has its new address among the old ones.
    back = [span for entry, span in entries(page.front, ALIASES) if normal(entry) == new]
    aliases = [Mending(span, in_flow(old)) for span in back[:1]] or with_entries(page, ALIASES, [old])
    return mended([*following(moved), *aliases])
