"""What `mkdocs.yml` says, read without MkDocs: the questions' folder, words, nav and extensions."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from faq.book.mkdocs_yml import (
    Configuration,
    ConfigurationError,
    configuration_of,
    place_of,
    read_configuration,
)
from faq.book.options import Options, read_options
from faq.model import Source, Span
from faq.policy.security_txt import security_txt
from faq.text.language import Language, LanguageError, parse, shipped
from faq.text.yaml_nodes import Fields, Items, Node, Pair, at, written
from faq.texts import worded

BUILT_IN_EXTENSIONS = ("toc", "tables", "fenced_code")
"""What MkDocs 1.6 switches on by itself."""


ADDRESS = re.compile(r"[^\s@<>\"(),:;\[\\\]]+@[^\s@<>\"(),:;\[\\\]]+")
"""An address of the everyday kind: RFC 5322's dot-atoms on both sides, no quotes and no comments."""


@dataclass(frozen=True, slots=True)
class NavEntry:
    """One entry of `nav:`: a page or a group."""

    title: str | None
    target: str | None
    """The page's source path or an address; None for a group."""
    children: tuple[NavEntry, ...]
    span: Span | None


@dataclass(frozen=True, slots=True)
class Contact:
    """Where readers turn who are still stuck."""

    email: str
    page: str | None
    """Source path of the page that says more; None for none."""
    feedback: str | None
    """The address that hears whether an answer helped; None where nobody asks."""


@dataclass(frozen=True, slots=True)
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
    extra: Mapping[str, Any]
    """The whole of `extra.faq`."""
    one_page_title: str
    """Heading of the page that holds all answers."""
    texts: Mapping[str, str]
    """What pages say of themselves (faq.texts)."""
    machines: Options
    """What a build makes for machines."""
    site_url: str = ""
    """The address of the site's root, as written; empty where there is none."""
    contact: Contact | None = None
    """Where readers turn who are still stuck; None where nobody is named."""
    list_up_to: int = 25
    """How many questions stand on every page; of more, a page names those near it, and one page names all."""
    changes: str | None = None
    """Source path of the page that says what changed; None for none."""
    review_after_days: int | None = None
    """The age at which an answer wants to be reviewed again; None for never."""
    language: str = "en"
    """Of the theme, and so of the pages."""
    unspoken: str | None = None
    """The code of a language that comes with no words, so that English serves; None where there are some."""

    @property
    def data(self) -> Mapping[str, Any]:
        """All that the configuration says, as it is written, with what it inherits."""
        return self.fields.value

    @property
    def off(self) -> bool:
        """Whether `extra: faq: false` says that there are no questions here, only pages to publish."""
        extra = self.data.get("extra")
        return isinstance(extra, Mapping) and extra.get("faq") is False

    @property
    def nav_in(self) -> Source:
        """The file in which `nav:` stands: it may be one that the configuration inherits from."""
        nav = self.fields.get("nav")
        return nav.span.source if nav else self.config

    @property
    def generated(self) -> frozenset[str]:
        """Source paths of the pages that are made, and that no file holds."""
        return frozenset(src for src in (self.one_page, self.changes) if src)

    def place(self, *path: str, holding: str | None = None) -> Span:
        """Where the value at the end of a path of keys stands; of a list, the entry that says `holding`.

        Where there is no such value, it is the last key on the way that is written, or the file's beginning.
        """
        node: Node | None = self.fields
        span = self.config.whole
        for name in path:
            pair = node.pair(name) if isinstance(node, Fields) else None
            if pair is None:
                return span
            node, span = pair.value, pair.key.span
        if isinstance(node, Items) and holding is not None:
            node = next((item for item in node.items if str(item.value) == holding), node)
        return written(node) if node is not None and node.span.text else span

    def key_place(self, *path: str) -> Span:
        """Where the key at the end of a path of keys stands; the file's beginning where it does not."""
        above = at(self.fields, *path[:-1])
        pair = above.pair(path[-1]) if isinstance(above, Fields) else None
        return pair.key.span if pair else self.config.whole


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
    root, config, fields = configuration.root, configuration.source, configuration.fields
    data = fields.value
    language = _language(data.get("theme"))
    docs_dir = posixpath.normpath(str(data.get("docs_dir", "docs")))
    if Path(docs_dir).is_absolute():
        docs_dir = posixpath.relpath(docs_dir, root.resolve().as_posix())
    try:
        said = _section(data, "extra")
        extra = {} if said.get("faq") is False else _section(said, "faq")
    except ValueError as error:
        node = at(fields, "extra", "faq") or at(fields, "extra") or fields
        raise ConfigurationError(f"{place_of(node)}: {error}") from None
    try:
        _check_security(extra)
        speech, unspoken = _speech(extra, language, root)
        texts = _texts(extra, language)
        return Settings(
            root=root,
            config=config,
            fields=fields,
            site_name=str(data.get("site_name", "")),
            docs_dir=docs_dir,
            folder=_folder(extra),
            words=tuple(_strings(extra, "words")),
            speech=speech,
            addresses=tuple(_strings(extra, "addresses")),
            one_page=str(extra["one_page"]) if extra.get("one_page") else None,
            nav=_nav(fields.get("nav")),
            extensions=_extensions(fields),
            # Drafts are for the preview alone; a build leaves them out.
            exclude="\n".join(str(data.get(key) or "") for key in ("exclude_docs", "draft_docs")),
            extra=extra,
            one_page_title=str(extra.get("one_page_title") or texts["one_page_title"]),
            texts=texts,
            machines=read_options(extra, root),
            site_url=str(data.get("site_url") or ""),
            contact=_contact(extra),
            list_up_to=_list_up_to(extra),
            changes=_changes(extra),
            review_after_days=_days(extra),
            language=language,
            unspoken=unspoken,
        )
    except ValueError as error:
        raise _refused(fields, str(error)) from None


def _refused(fields: Fields, wrong: str) -> ConfigurationError:
    """What is wrong with a setting of `extra: faq:`, at its place; the names of keys begin what is said."""
    node: Node = at(fields, "extra", "faq") or fields
    for name in wrong.split(": "):
        inner = node.get(name) if isinstance(node, Fields) else None
        if inner is None:
            break
        node = inner
    return ConfigurationError(f"{place_of(node)}: extra: faq: {wrong}")


def _texts(extra: Mapping[str, Any], language: str) -> dict[str, str]:
    try:
        return worded(_section(extra, "texts"), language)
    except ValueError as error:
        raise ValueError(f"texts: {error}") from None


def _contact(extra: Mapping[str, Any]) -> Contact | None:
    where = "contact:"
    value = _section(extra, "contact")
    if not value:
        return None
    if unknown := value.keys() - {"email", "page", "feedback"}:
        raise ValueError(f"{where} {min(map(str, unknown))}: is unknown; there are email, page, feedback")
    for key in ("email", "feedback"):
        address = value.get(key)
        wanted = key == "email" or (address is not None and address is not False)
        if wanted and not (isinstance(address, str) and ADDRESS.fullmatch(address)):
            off = ", or false" if key == "feedback" else ""
            raise ValueError(f"{where} {key}: must be an email address{off}, not {address!r}")
    page = value.get("page")
    if page is not None and not (isinstance(page, str) and page.endswith(".md")):
        raise ValueError(f"{where} page: must be a page such as contact.md, not {page!r}")
    email = value["email"]
    feedback = value.get("feedback", email)
    return Contact(email, posixpath.normpath(page) if page else None, feedback or None)


def _changes(extra: Mapping[str, Any]) -> str | None:
    value = extra.get("changes")
    if not value:
        return None
    if not (isinstance(value, str) and value.endswith(".md")) or value == extra.get("one_page"):
        raise ValueError(f"changes: must be a page of its own such as changes.md, not {value!r}")
    return posixpath.normpath(value)


def _days(extra: Mapping[str, Any]) -> int | None:
    value = extra.get("review_after_days")
    if value is None:
        return None
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise ValueError(f"review_after_days: must be a number of days, not {value!r}")
    return value


def _list_up_to(extra: Mapping[str, Any]) -> int:
    value = extra.get("list_up_to", 25)
    if not isinstance(value, int) or isinstance(value, bool) or value < 2:
        raise ValueError(f"list_up_to: must be a number of questions, 2 or more, not {value!r}")
    return value


def _check_security(extra: Mapping[str, Any]) -> None:
    # The file is made when the site is; whether it can be made is known from the settings alone.
    security_txt(extra, "", 0)


def _language(theme: object) -> str:
    return str(theme.get("language") or "en") if isinstance(theme, Mapping) else "en"


def _speech(extra: Mapping[str, Any], language: str, root: Path) -> tuple[Language, str | None]:
    """The words of the project's language, and its code where there are none and English serves."""
    where = "language:"
    chosen = extra.get("language", language)
    if not isinstance(chosen, str) or not chosen:
        raise ValueError(f"{where} must be a code such as de, or a file of words, not {chosen!r}")
    try:
        if chosen.endswith((".yml", ".yaml")):
            return parse((root / chosen).read_text(encoding="utf-8"), chosen), None
        found = shipped(chosen)
    except (OSError, UnicodeDecodeError) as error:
        raise ValueError(f"{where} {chosen} cannot be read: {error}") from None
    except LanguageError as error:
        raise ConfigurationError(str(error)) from None
    english = shipped("en")
    if english is None:
        raise ValueError(f"{where} the package has no words at all; install it again")
    return (found, None) if found else (english, chosen)


def _folder(extra: Mapping[str, Any]) -> str:
    value = extra.get("folder") or "faq"
    if not isinstance(value, str) or posixpath.normpath(value).startswith(".."):
        raise ValueError("folder: must be a folder inside the docs folder")
    return posixpath.normpath(value).strip("/").removeprefix(".")


def _section(data: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    value = data.get(key)
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        raise ValueError(f"{key}: must be a mapping, not {value!r}")
    return value


def _strings(data: Mapping[str, Any], key: str) -> list[str]:
    value = data.get(key)
    if value is None:
        return []
    if isinstance(value, str):
        return [value]
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise ValueError(f"{key}: must be a list of words, not {value!r}")
    return value


def _extensions(fields: Fields) -> dict[str, Mapping[str, Any]]:
    """The names of Python-Markdown's extensions with their options, MkDocs' own included."""
    value = fields.value.get("markdown_extensions")
    out: dict[str, Mapping[str, Any]] = {name: {} for name in BUILT_IN_EXTENSIONS}
    if isinstance(value, Mapping):
        value = [{name: options} for name, options in value.items()]
    if value is not None and not isinstance(value, list):
        place = place_of(fields.get("markdown_extensions") or fields)
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
            f"{place_of(node)}: nav: must be a list of pages; see mkdocs.yml's own comments"
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
                f"{place_of(item)}: nav: cannot use {item.value!r}; write `- Title: page.md`"
            )


def _nav_entry(pair: Pair) -> NavEntry:
    title, node = str(pair.key.value), pair.value
    if isinstance(node, Items):
        return NavEntry(title, None, tuple(_nav_entries(node)), node.span)
    if isinstance(node.value, str):
        return NavEntry(title, node.value, (), node.span)
    raise ConfigurationError(
        f"{place_of(node)}: nav: {pair.key.value!r} has no page; write `- {title}: page.md`"
    )
