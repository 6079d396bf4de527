"""What `mkdocs.yml` says, read without MkDocs: the questions' folder, words, nav and extensions."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from faq.book import settings_table as table
from faq.book.mkdocs_yml import Configuration, ConfigurationError, configuration_of, read_configuration
from faq.book.options import Contact, Desk, Options, SpellChecking, Style
from faq.book.settings_table import Setting
from faq.frozen import record
from faq.model import Source, Span
from faq.policy.security_txt import Security
from faq.shapes import Misfit, misfit
from faq.text.language import Language, LanguageError, parse, shipped
from faq.text.releases import Naming, naming
from faq.text.scheme import Scheme
from faq.text.yaml_nodes import Fields, Items, Node, Pair, at, nearest, place_of, written
from faq.texts import worded

BUILT_IN_EXTENSIONS = ("toc", "tables", "fenced_code")
"""What MkDocs 1.6 switches on by itself."""
OURS = ("extra", "faq")
"""The keys that lead to the settings of this project."""
Read = TypeVar("Read")


@record
class NavEntry:
    """One entry of `nav:`: a page or a group."""

    title: str | None
    target: str | None
    """The page's source path or an address; None for a group."""
    children: tuple[NavEntry, ...]
    span: Span | None
    label: Span | None = None
    """Where its title stands, which readers see."""


@record
class Settings:
    """The configuration that the rules need, and nothing else."""

    root: Path
    config: Source
    """The file that was named, not one that it inherits from."""
    fields: Fields
    """All that the configuration says, with what it inherits, each value in its place."""
    site_name: str
    docs_dir: str
    """Relative to the root, with forward slashes."""
    folder: str
    """The questions' folder inside the docs folder."""
    words: tuple[str, ...]
    """The words that cite a question beside those of the language."""
    section_words: tuple[str, ...]
    """The words that cite a section; none where sections are not cited."""
    numbers: Scheme
    """How questions are numbered."""
    speech: Language
    """How the project's language cites a question."""
    addresses: tuple[str, ...]
    one_page: str | None
    """Source path of the page that holds all answers; None for none."""
    nav: tuple[NavEntry, ...] | None
    """None where `mkdocs.yml` has no `nav:`."""
    extensions: Mapping[str, Mapping[str, Any]]
    exclude: str
    """`exclude_docs` and `draft_docs`: patterns of files that are no pages."""
    off: bool
    """Whether there are no questions here, only pages to publish: `extra: faq: false`, or `folder: false`."""
    one_page_title: str
    """Heading of the page that holds all answers."""
    one_page_up_to: int
    """How many answers it holds; of more, it leads to pages that hold them."""
    texts: Mapping[str, str]
    """What pages say of themselves (faq.texts)."""
    machines: Options
    """What a build makes for machines."""
    site_url: str
    """The address of the site's root, as written; empty where there is none."""
    security: Security | None
    """Whom to tell of a hole in the site; None where nobody is named."""
    contact: Contact | None
    """Where readers turn who are still stuck; None where nobody is named."""
    desk: Desk | None
    """Who investigates what readers report; None where pages judge no mail files."""
    list_up_to: int
    """How many questions stand on every page; of more, a page names those near it, and one page names all."""
    changes: str | None
    """Source path of the page that says what changed; None for none."""
    review_after_days: int | None
    """The age at which an answer wants to be reviewed again; None for never."""
    spelling: SpellChecking | None
    """How misspelt words are looked for; None where nobody asks."""
    language: str
    """Of the theme, and so of the pages."""
    ignore: tuple[str, ...]
    """Words that cite nothing, whatever number stands in them or behind them."""
    aliases: Mapping[str, str]
    """Old addresses of pages that are made, each with the page's address, as written."""
    versions: Naming
    """What releases are called."""
    unspoken: str | None
    """The code of a language that comes with no words, so that English serves; None where there are some."""

    @property
    def data(self) -> Mapping[str, Any]:
        """All that the configuration says, as it is written, with what it inherits."""
        return self.fields.value

    @property
    def nav_in(self) -> Source:
        """The file in which `nav:` stands: it may be one that the configuration inherits from."""
        nav = self.fields.get("nav")
        return nav.span.source if nav else self.config

    @property
    def generated(self) -> frozenset[str]:
        """Source paths of the pages that are made, and that no file holds."""
        return frozenset(src for src in (self.one_page, self.changes) if src)

    def says(self, *path: str) -> bool:
        """Whether there is a value at the end of a path of keys."""
        node = at(self.fields, *path)
        return node is not None and node.value is not None

    def place(self, *path: str, holding: str | None = None) -> Span:
        """Where the value at the end of a path of keys stands; of several, the one that says `holding`.

        Where there is no such value, it is the last key on the way that is written, or the file's beginning.
        """
        node: Node | None = self.fields
        span = self.config.whole
        for name in path:
            pair = node.pair(name) if isinstance(node, Fields) else None
            if pair is None:
                return span
            node, span = pair.value, pair.key.span
        if holding is not None:
            node = next((one for one in _names(node) if str(one.value) == holding), node)
        return written(node) if node is not None and node.span.text else span

    def key_place(self, *path: str) -> Span:
        """Where the key at the end of a path of keys stands; the file's beginning where it does not."""
        above = at(self.fields, *path[:-1])
        pair = above.pair(path[-1]) if isinstance(above, Fields) else None
        return pair.key.span if pair else self.config.whole


def _names(node: Node | None) -> Iterator[Node]:
    """What a list or a mapping names: `[search]`, `[search: {...}]` and `search: {...}` are one to MkDocs."""
    for item in node.items if isinstance(node, Items) else (node,):
        if isinstance(item, Fields):
            yield from (pair.key for pair in item.pairs)
        elif item is not None:
            yield item


def read_settings(path: Path, instead: str | None = None) -> Settings:
    """The settings in a configuration file.  Raises ConfigurationError where it cannot be read.

    `instead` is read in place of what the file says.
    """
    return settings_from(read_configuration(path, instead))


def configured(root: Path, data: Mapping[str, Any]) -> Settings:
    """The settings in values that no file holds, such as a test's."""
    return settings_from(configuration_of(root, data))


def settings_from(configuration: Configuration) -> Settings:
    """The settings in a configuration.  Raises ConfigurationError where one of them is wrong."""
    try:
        return _settings(configuration)
    except Misfit as error:
        place = place_of(nearest(configuration.fields, *error.way).span)
        raise ConfigurationError(f"{place}: {error}") from None


@record
class _Ours:
    """What is written under `extra: faq:`."""

    said: Mapping[str, Any]

    def of(self, setting: Setting[Read]) -> Read:
        """What it says of a setting.  Raises Misfit."""
        try:
            return setting.of(self.said)
        except Misfit as error:
            raise error.inside(*OURS) from None


def _settings(configuration: Configuration) -> Settings:
    """The same.  Raises Misfit as well, with the keys that lead to what is wrong."""
    root, fields, data = configuration.root, configuration.fields, configuration.fields.value
    said = _said(data)
    ours = _Ours(said or {})
    of = ours.of
    language = _language(data.get("theme"))
    speech, unspoken = _speech(of(table.LANGUAGE) or language, root)
    texts = worded(of(table.TEXTS), language)
    if (changes := of(table.CHANGES)) and changes == of(table.ONE_PAGE):
        raise misfit(table.CHANGES.shape.wants, changes).inside(*OURS, table.CHANGES.name)
    return Settings(
        root=root,
        config=configuration.source,
        fields=fields,
        site_name=str(data.get("site_name", "")),
        docs_dir=_docs_dir(data, root),
        folder=of(table.FOLDER),
        words=of(table.WORDS),
        section_words=of(table.SECTION_WORDS),
        ignore=of(table.IGNORE),
        numbers=of(table.NUMBERS),
        speech=speech,
        addresses=of(table.ADDRESSES),
        one_page=of(table.ONE_PAGE),
        nav=_nav(fields.get("nav")),
        extensions=_extensions(fields),
        exclude=_excluded(data),
        off=said is None or said.get(table.FOLDER.name) is False,
        one_page_title=of(table.ONE_PAGE_TITLE) or texts["one_page_title"],
        one_page_up_to=of(table.ONE_PAGE_UP_TO),
        texts=texts,
        machines=_machines(ours, root),
        site_url=str(data.get("site_url") or ""),
        security=_security(ours),
        contact=of(table.CONTACT),
        desk=of(table.REPORT),
        list_up_to=of(table.LIST_UP_TO),
        changes=changes,
        review_after_days=of(table.REVIEW_AFTER_DAYS),
        spelling=_spelling(ours, language),
        language=language,
        aliases=of(table.ALIASES),
        versions=naming(of(table.VERSIONS)),
        unspoken=None if said is None or said.get(table.FOLDER.name) is False else unspoken,
    )


def _said(data: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """What is written under `extra: faq:`; None where it is false, and there are no questions."""
    extra = {} if (extra := data.get("extra")) is None else extra
    if not isinstance(extra, Mapping):
        raise misfit("a mapping", extra).inside("extra")
    said = extra.get("faq")
    if said is False:
        return None
    if said is not None and not isinstance(said, Mapping):
        raise misfit("a mapping of settings, or false", said).inside(*OURS)
    return said or {}


def _docs_dir(data: Mapping[str, Any], root: Path) -> str:
    docs_dir = posixpath.normpath(str(data.get("docs_dir", "docs")))
    if Path(docs_dir).is_absolute():
        docs_dir = posixpath.relpath(docs_dir, root.resolve().as_posix())
    return docs_dir


def _excluded(data: Mapping[str, Any]) -> str:
    """Patterns of files that are no pages: drafts are for the preview alone, a build leaves them out."""
    return "\n".join(str(data.get(key) or "") for key in ("exclude_docs", "draft_docs"))


def _language(theme: object) -> str:
    return str(theme.get("language") or "en") if isinstance(theme, Mapping) else "en"


def _speech(chosen: str, root: Path) -> tuple[Language, str | None]:
    """The words of a language, and its code where there are none and English serves."""
    try:
        if chosen.endswith((".yml", ".yaml")):
            return parse((root / chosen).read_text(encoding="utf-8"), chosen), None
        found = shipped(chosen)
    except FileNotFoundError:
        wrong = f"there is no file {chosen}; name one from here, or a code such as de"
        raise Misfit(wrong, *OURS, table.LANGUAGE.name) from None
    except (OSError, UnicodeDecodeError) as error:
        raise Misfit(f"{chosen} cannot be read: {error}", *OURS, table.LANGUAGE.name) from None
    except LanguageError as error:
        raise ConfigurationError(str(error)) from None
    english = shipped("en")
    if english is None:
        raise Misfit("the package has no words at all; install it again", *OURS, table.LANGUAGE.name)
    return (found, None) if found else (english, chosen)


def _machines(ours: _Ours, root: Path) -> Options:
    return Options(
        copies=ours.of(table.COPIES),
        llms_txt=ours.of(table.LLMS_TXT),
        breadcrumbs=ours.of(table.BREADCRUMBS),
        cards=_cards(ours.of(table.CARDS), root),
    )


def _spelling(ours: _Ours, language: str) -> SpellChecking | None:
    made = ours.of(table.SPELLING)
    if made and not language.startswith("en"):
        wrong = f"knows English only, and pages are in {language}; take it out"
        raise Misfit(wrong, *OURS, table.SPELLING.name)
    return made


def _security(ours: _Ours) -> Security | None:
    made = Security(ours.of(table.SECURITY_CONTACT), ours.of(table.SECURITY_LANGUAGES))
    return made if made.contacts else None


def _cards(style: Style | None, root: Path) -> Style | None:
    if style is None or style.font is None:
        return style
    if not (root / style.font).is_file():
        wrong = f"there is no file {style.font}; name one from here"
        raise Misfit(wrong, *OURS, table.CARDS.name, "font")
    return replace(style, font=root / style.font)


def _extensions(fields: Fields) -> dict[str, Mapping[str, Any]]:
    """The names of Python-Markdown's extensions with their options, MkDocs' own included."""
    value = fields.value.get("markdown_extensions")
    out: dict[str, Mapping[str, Any]] = {name: {} for name in BUILT_IN_EXTENSIONS}
    if isinstance(value, Mapping):
        value = [{name: options} for name, options in value.items()]
    if value is not None and not isinstance(value, list):
        place = place_of((fields.get("markdown_extensions") or fields).span)
        raise ConfigurationError(f"{place}: markdown_extensions: must be a list")
    for item in value or []:
        pairs = item.items() if isinstance(item, Mapping) else [(item, None)]
        for name, options in pairs:
            short = str(name).removeprefix("markdown.extensions.")
            out[short] = options if isinstance(options, Mapping) else {}
    if "extra" in out or "pymdownx.extra" in out:
        extra = ("abbr", "attr_list", "def_list", "footnotes", "md_in_html", "tables")
        out = {**{name: {} for name in extra}, **out}
        if "pymdownx.extra" in out:
            out.setdefault("pymdownx.superfences", {})
    return out


def _nav(node: Node | None) -> tuple[NavEntry, ...] | None:
    if node is None or node.value is None:
        return None
    if not isinstance(node, Items):
        raise ConfigurationError(
            f"{place_of(node.span)}: nav: must be a list of pages; see mkdocs.yml's own comments"
        )
    return tuple(_nav_entries(node))


def _nav_entries(node: Items) -> Iterator[NavEntry]:
    for item in node.items:
        if isinstance(item.value, str):
            yield NavEntry(None, item.value, (), item.span)
        elif isinstance(item, Fields):
            yield from map(_nav_entry, item.pairs)
        else:
            raise ConfigurationError(
                f"{place_of(item.span)}: nav: cannot use {item.value!r}; write `- Title: page.md`"
            )


def _nav_entry(pair: Pair) -> NavEntry:
    title, node, label = str(pair.key.value), pair.value, written(pair.key)
    if isinstance(node, Items):
        return NavEntry(title, None, tuple(_nav_entries(node)), node.span, label)
    if isinstance(node.value, str):
        return NavEntry(title, node.value, (), node.span, label)
    raise ConfigurationError(
        f"{place_of(node.span)}: nav: {pair.key.value!r} has no page; write `- {title}: page.md`"
    )
