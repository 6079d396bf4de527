"""What a build adds so that declared old addresses are answered."""

from __future__ import annotations

from faq.project import Project
from faq.publishing.addresses import file_of
from faq.publishing.declared import Declared, page_address
from faq.publishing.stubs import gone_page, redirect, with_gone_anchors, with_old_anchors


def kept_addresses(project: Project, declared: Declared, language: str) -> dict[str, str]:
    """The pages at old addresses, by path in the built tree."""
    out: dict[str, str] = {}
    titles = {
        page_address(src): page.title or project.settings.site_name for src, page in project.pages.items()
    }
    for address, src in declared.aliases.items():
        target = page_address(src)
        out[file_of(address)] = redirect(address, target, titles[target], language)
    for gone in declared.gone:
        # A file that was no page can have no page in its place: the host's 404 page answers.
        if "#" not in gone.address and file_of(gone.address).endswith(".html"):
            target = gone.instead or ""
            title = titles.get(target.partition("#")[0], project.settings.site_name)
            out[file_of(gone.address)] = gone_page(gone.address, gone.reason, target, title, language)
    return out


def with_kept_anchors(html: str, src: str, declared: Declared) -> tuple[str, list[str]]:
    """A page's content with its old anchors, and the anchors that they should lead to and cannot."""
    missing = []
    for old, new in declared.anchors.get(src, {}).items():
        try:
            html = with_old_anchors(html, {old: new})
        except LookupError:
            missing.append(new)
    here = page_address(src) + "#"
    notes = [(g.address.removeprefix(here), g.reason) for g in declared.gone if g.address.startswith(here)]
    return (with_gone_anchors(html, notes) if notes else html), missing
