"""What the passes know of the engine between them: its configuration and its pages, as plain values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from faq.book.settings import Settings
from faq.book.workspace import is_published
from faq.frozen import record
from faq.kinds import Kind
from faq.model import Problem
from faq.theme.kinship import MATERIAL, is_material
from faq.verbatim import text_of


@record
class Site:
    """What the engine was told of the site."""

    name: str
    url: str
    """The address of its root; empty where it has none."""
    description: str
    author: str
    language: str
    preview: bool
    """Whether a writer is looking: then a broken reference is marked, and nothing fails."""
    published: bool
    """Whether these are the bytes that are published."""
    versioned: bool
    """Whether pages have the theme's selector of versions."""
    searches: bool
    """Whether readers can search: the theme asks the same before it shows a field."""
    styles: tuple[str, ...]
    """What `extra_css:` names."""
    scripts: tuple[str, ...]
    """What `extra_javascript:` names."""
    material: bool
    """Whether the theme is Material, whose faults are known, by this name or another."""
    theme: str
    """Its name; empty where it has none."""
    hidden_search: bool
    """Whether there is a search of MkDocs' own, for which Material's pages have no field."""
    features: tuple[str, ...]
    """What the theme's `features:` names."""
    palettes: tuple[Mapping[str, Any], ...]
    """Light and dark, each as its options; none where `palette:` is no list."""

    def problems(self, settings: Settings) -> Iterator[Problem]:
        """What readers would miss without a word."""
        if self.hidden_search:
            message = (
                "plugins: search is MkDocs' own where the theme is not called material, and pages made of "
                "Material show no field for it"
            )
            span = settings.place("plugins", holding="search")
            fix = f"write {MATERIAL}/search, or take it out"
            yield Problem(Kind.UNSUPPORTED_SETTING, span, message, fix)

    @property
    def mended(self) -> frozenset[str]:
        """What is switched on of what repairs are about: "search", "palette", "search.suggest"."""
        on = {"palette"} if any(option.get("toggle") for option in self.palettes) else set[str]()
        if self.searches:
            on |= {"search", *(name for name in self.features if name.startswith("search."))}
        return frozenset(on)


def site_of(
    values: Mapping[str, Any],
    name: str | None,
    theme: Mapping[str, Any],
    folders: Iterable[Mapping[str, bytes]],
    plugins: Mapping[str, Mapping[str, Any]],
    *,
    preview: bool,
) -> Site:
    """What the keys of `mkdocs.yml` say, with the options of plugins and of the theme of this name.

    `folders` hold the theme's templates, those that it inherits among them.
    """
    material = is_material(text_of(one["base.html"]) for one in folders if "base.html" in one)
    palette = theme.get("palette")
    # Material asks for its own plugin before it shows a field; so does a copy, for one under its own name.
    search = plugins.get(f"{name}/search", plugins.get(f"{MATERIAL}/search"))
    return Site(
        name=values["site_name"],
        url=values["site_url"] or "",
        description=values["site_description"] or "",
        author=values["site_author"] or values["site_name"],
        language=str(theme.get("language", "en")),
        preview=preview,
        published=is_published(),
        versioned=bool(values["extra"].get("version")),
        searches=material and search is not None and bool(search.get("enabled")),
        styles=tuple(values["extra_css"]),
        scripts=tuple(map(str, values["extra_javascript"])),
        material=material,
        theme=name or "",
        hidden_search=material and search is None and "search" in plugins,
        features=tuple(theme.get("features") or ()),
        palettes=tuple(palette) if isinstance(palette, list) else (),
    )


@record
class Rendered:
    """A page as the engine rendered it, before anything stands around it."""

    src: str
    """Its path in the docs folder."""
    url: str
    """Its address from the site's root, as the engine links it."""
    file: str
    """The file in the site."""
    canonical: str
    """Its absolute address; empty where the site has none."""
    title: str
    html: str
    meta: Mapping[str, Any]
    home: bool

    @property
    def unlisted(self) -> bool:
        """Whether it asks not to be found, as a writer's own page may as well as one that is made."""
        return "noindex" in str(self.meta.get("robots", ""))
