"""`llms.txt` (llmstxt.org): one file of Markdown that tells an assistant what the site has, and where."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from faq.book.nav import normal
from faq.book.project import Project
from faq.book.settings import NavEntry
from faq.machines.copies import escaped


def llms_txt(
    project: Project,
    nav: Sequence[NavEntry],
    summary: str,
    url_of: Callable[[str], str | None],
    titles: Mapping[str, str],
    descriptions: Mapping[str, str],
) -> str:
    """The file: the site's name, what it is about, and one line a page under the headings of `nav`.

    `url_of` gives the address of a page's copy by its path in the docs folder, None for a page that is not
    to be listed; `titles` and `descriptions` are by the same path.
    """
    sections: dict[str, list[str]] = {}
    more = project.settings.texts["llms_more"]
    for group, src in _pages(project, nav, ()):
        url = url_of(src)
        question = project.by_src.get(src)
        if url is None:
            continue
        number = (
            f"{question.place}{'' if '.' in question.place else '.'} " if question and question.place else ""
        )
        title = question.title if question else titles.get(src, src)
        about = descriptions.get(src, "")
        line = f"- [{number}{escaped(title)}]({url})" + (f": {about}" if about else "")
        sections.setdefault(" – ".join(group) or more, []).append(line)
    # Pages outside all groups come last, however early they stand in nav:.
    names = sorted(sections, key=lambda name: name == more)
    parts = [f"# {escaped(project.settings.site_name)}"]
    if summary:
        parts.append(f"> {' '.join(summary.split())}")
    parts += [f"## {escaped(name)}\n\n" + "\n".join(sections[name]) for name in names]
    return "\n\n".join(parts) + "\n"


def _pages(
    project: Project, nav: Sequence[NavEntry], group: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], str]]:
    for entry in nav:
        if entry.target is not None:
            yield group, normal(entry.target)
        else:
            own = () if _is_question(project, entry) else (entry.title or "",)
            yield from _pages(project, entry.children, (*group, *own))


def _is_question(project: Project, group: NavEntry) -> bool:
    """Whether a group of `nav:` is a question with others below it: their numbers are longer than its own."""
    if project.settings.numbers.below is None:
        return False
    questions = (project.by_src.get(normal(one.target)) for one in group.children if one.target is not None)
    return len({len(project.key(one.place) or ()) for one in questions if one is not None}) > 1
