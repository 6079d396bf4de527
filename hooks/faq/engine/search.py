"""Search, between MkDocs and its rules: what the index holds, and whether the theme is the one we know."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from faq.book.project import Project
from faq.engine.unlisted import is_unlisted
from faq.search.index import Findable, search_index
from faq.search.keywords import keywords
from faq.search.markup import lacking
from faq.verbatim import text_of

PLUGIN = "material/search"


def searches(config: MkDocsConfig) -> bool:
    """Whether readers can search: the theme asks the same before it shows a field."""
    plugin = config.plugins.get(PLUGIN)
    return plugin is not None and bool(plugin.config.get("enabled"))


def finish_search(config: MkDocsConfig, project: Project, files: Files) -> Iterable[str]:
    """Write keywords and numbers into the index that the theme's plugin has written; gives what is wrong."""
    if not searches(config):
        return
    path = Path(config.site_dir, "search/search_index.json")
    try:
        text = search_index(path.read_text(encoding="utf-8"), *_pages(project, files))
    except (OSError, ValueError) as error:
        yield f"search: {error}"
        return
    path.write_text(text, encoding="utf-8")
    home = Path(config.site_dir, "index.html")
    if home.is_file():
        for what in lacking(text_of(home.read_bytes())):
            yield f"search: the theme's page lacks {what}; see hooks/faq/search/markup.py"


def _pages(project: Project, files: Files) -> tuple[dict[str, Findable], set[str]]:
    """What is known of each page by its address, and the addresses that search must not find."""
    found: dict[str, Findable] = {}
    left_out: set[str] = set()
    pages = [file for file in files.documentation_pages() if file.page is not None]
    for file in sorted(pages, key=lambda file: (project.order.get(file.src_uri, len(pages)), file.src_uri)):
        page, question, source = file.page, project.by_src.get(file.src_uri), project.pages.get(file.src_uri)
        words = keywords(source.front) if source else ()
        found[file.url.removeprefix("./")] = Findable(words, question.place if question else None, len(found))
        if page and (page.is_homepage or is_unlisted(page)):
            left_out.add(file.url.removeprefix("./"))
    return found, left_out
