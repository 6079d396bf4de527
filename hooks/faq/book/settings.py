"""What `mkdocs.yml` says, read without MkDocs: the questions' folder, words, nav and extensions."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import yaml
import yaml_env_tag

from faq.book.options import Options, read_options
from faq.model import Source, Span
from faq.policy.security_txt import security_txt
from faq.texts import worded

try:
    from yaml import CSafeLoader as _SafeLoader
except ImportError:  # PyYAML without libyaml: slower, the same
    from yaml import SafeLoader as _SafeLoader  # type: ignore[assignment]

BUILT_IN_EXTENSIONS = ("toc", "tables", "fenced_code")
"""What MkDocs 1.6 switches on by itself."""


ADDRESS = re.compile(r"[^\s@<>\"(),:;\[\\\]]+@[^\s@<>\"(),:;\[\\\]]+")
"""An address of the everyday kind: RFC 5322's dot-atoms on both sides, no quotes and no comments."""


class ConfigurationError(Exception):
    """The configuration cannot be read; the text says where and what to do."""


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
    site_name: str
    docs_dir: str
    """Relative to the root, with forward slashes."""
    folder: str
    """The questions' folder inside the docs folder."""
    words: tuple[str, ...]
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
    texts: Mapping[str, str]
    """What pages say of themselves (faq.texts)."""
    machines: Options
    """What a build makes for machines."""
    site_url: str = ""
    """The address of the site's root, as written; empty where there is none."""
    contact: Contact | None = None
    """Where readers turn who are still stuck; None where nobody is named."""
    changes: str | None = None
    """Source path of the page that says what changed; None for none."""
    review_after_days: int | None = None
    """The age at which an answer wants to be reviewed again; None for never."""
    language: str = "en"
    """Of the theme, and so of the pages."""
    keys: Mapping[str, Span] = field(default_factory=dict)
    """Where the keys of `extra.faq` stand, each in the file that says it."""
    inherited: bool = False
    """Whether `nav:` stands in a file that the configuration inherits from."""
    data: Mapping[str, Any] = field(default_factory=dict)
    """All that the configuration says, as it is written, with what it inherits."""

    @property
    def generated(self) -> frozenset[str]:
        """Source paths of the pages that are made, and that no file holds."""
        return frozenset(src for src in (self.one_page, self.changes) if src)

    def place(self, key: str, value: str) -> Span:
        """Where a value stands behind its key in the file; the file's beginning where it cannot be found."""
        text = self.config.text
        at = re.search(rf"""(?m)(?:^|[{{,])[ \t]*["']?{re.escape(key)}["']?[ \t]*:""", text)
        start = text.find(value, at.end() if at else 0)
        if start < 0:
            start, value = 0, text[:1]
        return Span(self.config, start, start + len(value))


class _Loader(_SafeLoader):
    """Reads every tag that MkDocs knows; what it cannot know stays text."""


def _opaque(_loader: yaml.Loader, suffix: str, _node: yaml.Node) -> str:
    return suffix


def _relative(_loader: yaml.Loader, node: yaml.Node) -> str:
    """MkDocs' `!relative $docs_dir`: a folder that is named by what it is."""
    return str(node.value) or "."


_Loader.add_constructor("!relative", _relative)
_Loader.add_constructor("!ENV", yaml_env_tag.construct_env_tag)
_Loader.add_multi_constructor("!", _opaque)
_Loader.add_multi_constructor("tag:yaml.org,2002:python/", _opaque)


def read_settings(path: Path, instead: str | None = None) -> Settings:
    """The settings in a configuration file.  Raises ConfigurationError where it cannot be read.

    `instead` is read in place of what the file says.
    """
    config, node, data = _read_yaml(path, instead)
    keys = _faq_keys(node, config)
    top = path.parent.resolve()
    taken = False
    seen = {path.resolve()}
    while isinstance(parent := data.pop("INHERIT", None), str):
        parent_path = (path.parent / parent).resolve()
        if parent_path in seen:
            raise ConfigurationError(f"{path.name}: INHERIT goes round in a circle at {parent}")
        seen.add(parent_path)
        inherited, parent_node, parent_data = _read_yaml(parent_path)
        inherited = Source(posixpath.relpath(parent_path.as_posix(), top.as_posix()), inherited.text)
        keys = {**_faq_keys(parent_node, inherited), **keys}
        if "nav" not in data:
            config, node, taken = inherited, parent_node, True
        data = _merged(parent_data, data)
    return replace(settings_from(path.parent, config, node, data), keys=keys, inherited=taken)


def settings_from(root: Path, config: Source, node: yaml.Node | None, data: Mapping[str, Any]) -> Settings:
    """The settings in a configuration that is already read.

    `node` is the YAML tree that holds `nav:`, for the places of its entries; without it they have none.
    """
    extra = _section(_section(data, "extra", config), "faq", config)
    nav = data.get("nav")
    if nav is not None and not isinstance(nav, list):
        raise ConfigurationError(
            f"{config.path}: nav: must be a list of pages; see mkdocs.yml's own comments"
        )
    _check_security(extra, config)
    docs_dir = posixpath.normpath(str(data.get("docs_dir", "docs")))
    if Path(docs_dir).is_absolute():
        docs_dir = posixpath.relpath(docs_dir, root.resolve().as_posix())
    return Settings(
        root=root,
        config=config,
        site_name=str(data.get("site_name", "")),
        docs_dir=docs_dir,
        folder=_folder(extra, config),
        words=tuple(_strings(extra, "words", config)) or ("question",),
        addresses=tuple(_strings(extra, "addresses", config)),
        one_page=str(extra["one_page"]) if extra.get("one_page") else None,
        nav=None if nav is None else tuple(_nav(nav, _nav_node(node), config)),
        extensions=_extensions(data.get("markdown_extensions"), config),
        # Drafts are for the preview alone; a build leaves them out.
        exclude="\n".join(str(data.get(key) or "") for key in ("exclude_docs", "draft_docs")),
        extra=extra,
        texts=_texts(extra, config, _language(data.get("theme"))),
        machines=_machines(extra, root, config),
        site_url=str(data.get("site_url") or ""),
        contact=_contact(extra, config),
        changes=_changes(extra, config),
        review_after_days=_days(extra, config),
        language=_language(data.get("theme")),
        data=data,
    )


def configured(root: Path, data: Mapping[str, Any]) -> Settings:
    """The settings in values that no file holds, such as a test's."""
    return settings_from(root, Source("mkdocs.yml", ""), None, data)


def plain_data(text: str) -> dict[str, Any]:
    """A configuration as data, tags as text, for comparison.  Raises YAMLError."""
    data = yaml.load(text, _Loader)
    return dict(data) if isinstance(data, Mapping) else {}


def _texts(extra: Mapping[str, Any], config: Source, language: str) -> dict[str, str]:
    try:
        return worded(_section(extra, "texts", config), language)
    except ValueError as error:
        raise ConfigurationError(f"{config.path}: extra: faq: texts: {error}") from None


def _contact(extra: Mapping[str, Any], config: Source) -> Contact | None:
    where = f"{config.path}: extra: faq: contact:"
    value = _section(extra, "contact", config)
    if not value:
        return None
    if unknown := value.keys() - {"email", "page", "feedback"}:
        raise ConfigurationError(
            f"{where} {min(map(str, unknown))}: is unknown; there are email, page, feedback"
        )
    for key in ("email", "feedback"):
        address = value.get(key)
        wanted = key == "email" or (address is not None and address is not False)
        if wanted and not (isinstance(address, str) and ADDRESS.fullmatch(address)):
            off = ", or false" if key == "feedback" else ""
            raise ConfigurationError(f"{where} {key}: must be an email address{off}, not {address!r}")
    page = value.get("page")
    if page is not None and not (isinstance(page, str) and page.endswith(".md")):
        raise ConfigurationError(f"{where} page: must be a page such as contact.md, not {page!r}")
    email = value["email"]
    feedback = value.get("feedback", email)
    return Contact(email, posixpath.normpath(page) if page else None, feedback or None)


def _changes(extra: Mapping[str, Any], config: Source) -> str | None:
    value = extra.get("changes")
    if not value:
        return None
    if not (isinstance(value, str) and value.endswith(".md")) or value == extra.get("one_page"):
        raise ConfigurationError(
            f"{config.path}: extra: faq: changes: must be a page of its own such as changes.md, not {value!r}"
        )
    return posixpath.normpath(value)


def _days(extra: Mapping[str, Any], config: Source) -> int | None:
    value = extra.get("review_after_days")
    if value is None:
        return None
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise ConfigurationError(
            f"{config.path}: extra: faq: review_after_days: must be a number of days, not {value!r}"
        )
    return value


def _check_security(extra: Mapping[str, Any], config: Source) -> None:
    # The file is made when the site is; whether it can be made is known from the settings alone.
    try:
        security_txt(extra, "", 0)
    except ValueError as error:
        raise ConfigurationError(f"{config.path}: extra: faq: {error}") from None


def _machines(extra: Mapping[str, Any], root: Path, config: Source) -> Options:
    try:
        return read_options(extra, root)
    except ValueError as error:
        raise ConfigurationError(f"{config.path}: extra: faq: {error}") from None


def _language(theme: object) -> str:
    return str(theme.get("language") or "en") if isinstance(theme, Mapping) else "en"


def _folder(extra: Mapping[str, Any], config: Source) -> str:
    value = extra.get("folder") or "faq"
    if not isinstance(value, str) or posixpath.normpath(value).startswith(".."):
        raise ConfigurationError(
            f"{config.path}: extra: faq: folder: must be a folder inside the docs folder"
        )
    return posixpath.normpath(value).strip("/").removeprefix(".")


def _read_yaml(path: Path, instead: str | None = None) -> tuple[Source, yaml.Node | None, dict[str, Any]]:
    try:
        text = path.read_bytes().decode("utf-8-sig") if instead is None else instead
    except FileNotFoundError:
        raise ConfigurationError(f"{path}: there is no such file; say which with -f") from None
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"{path}: cannot be read: {error}") from None
    loader = _Loader(text)
    try:
        node = loader.get_single_node()
        data = loader.construct_document(node) if node else {}
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = f"{path.name}:{mark.line + 1}:{mark.column + 1}" if mark else path.name
        raise ConfigurationError(f"{where}: is no YAML: {error.problem or error.context}") from None
    except (yaml.YAMLError, ValueError, LookupError, TypeError, AttributeError) as error:
        # The last four come from PyYAML's own constructors, for a tag whose value does not fit it.
        raise ConfigurationError(f"{path.name}: is no YAML: {error}") from None
    finally:
        loader.dispose()
    if not isinstance(data, dict):
        raise ConfigurationError(f"{path.name}:1:1: must be a mapping such as `site_name: ...`")
    return Source(path.name, text), node, data


def _merged(base: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    """MkDocs' INHERIT: mappings are merged, everything else is replaced."""
    out = dict(base)
    for key, value in over.items():
        old = out.get(key)
        out[key] = _merged(old, value) if isinstance(old, Mapping) and isinstance(value, Mapping) else value
    return out


def _section(data: Mapping[str, Any], key: str, config: Source) -> Mapping[str, Any]:
    value = data.get(key)
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        raise ConfigurationError(f"{config.path}: {key}: must be a mapping, not {value!r}")
    return value


def _strings(data: Mapping[str, Any], key: str, config: Source) -> list[str]:
    value = data.get(key)
    if value is None:
        return []
    if isinstance(value, str):
        return [value]
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise ConfigurationError(f"{config.path}: extra: faq: {key}: must be a list of words, not {value!r}")
    return value


def _extensions(value: object, config: Source) -> dict[str, Mapping[str, Any]]:
    """The names of Python-Markdown's extensions with their options, MkDocs' own included."""
    out: dict[str, Mapping[str, Any]] = {name: {} for name in BUILT_IN_EXTENSIONS}
    if isinstance(value, Mapping):
        value = [{name: options} for name, options in value.items()]
    if value is not None and not isinstance(value, list):
        raise ConfigurationError(f"{config.path}: markdown_extensions: must be a list")
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


def _nav_node(node: yaml.Node | None) -> yaml.Node | None:
    return next((value for key, value in _pairs(node) if key.value == "nav"), None)


def _faq_keys(node: yaml.Node | None, config: Source) -> dict[str, Span]:
    """Where the keys of `extra: faq:` stand in one file."""
    for wanted in ("extra", "faq"):
        node = next((value for key, value in _pairs(node) if key.value == wanted), None)
    spans = ((key, _span(key, config)) for key, _ in _pairs(node))
    return {str(key.value): span for key, span in spans if span is not None}


def _pairs(node: yaml.Node | None) -> Sequence[tuple[yaml.Node, yaml.Node]]:
    return node.value if isinstance(node, yaml.MappingNode) else ()


def _nav(items: Sequence[Any], node: yaml.Node | None, config: Source) -> list[NavEntry]:
    nodes: Sequence[Any] = node.value if isinstance(node, yaml.SequenceNode) else [None] * len(items)
    return [entry for item, at in zip(items, nodes, strict=True) for entry in _nav_item(item, at, config)]


def _nav_item(item: Any, node: yaml.Node | None, config: Source) -> list[NavEntry]:
    if isinstance(item, str):
        return [NavEntry(None, item, (), _span(node, config))]
    if not isinstance(item, Mapping):
        where = f"{config.path}:{node.start_mark.line + 1}" if node else config.path
        raise ConfigurationError(f"{where}: nav: cannot use {item!r}; write `- Title: page.md`")
    values = [value for _, value in node.value] if isinstance(node, yaml.MappingNode) else [None] * len(item)
    out = []
    for (title, value), at in zip(item.items(), values, strict=False):
        if isinstance(value, list):
            out.append(NavEntry(str(title), None, tuple(_nav(value, at, config)), _span(at, config)))
        elif isinstance(value, str):
            out.append(NavEntry(str(title), value, (), _span(at, config)))
        else:
            where = f"{config.path}:{node.start_mark.line + 1}" if node else config.path
            raise ConfigurationError(f"{where}: nav: {title!r} has no page; write `- {title}: page.md`")
    return out


def _span(node: yaml.Node | None, config: Source) -> Span | None:
    """Where a node stands.  The index, not the line: YAML ends lines where text files do not (U+2028)."""
    return None if node is None else Span(config, node.start_mark.index, node.end_mark.index)
