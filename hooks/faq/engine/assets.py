"""The project's own styles and scripts, under names that change with what they hold."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from jinja2 import Environment, pass_context
from jinja2.runtime import Context
from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

from faq.engine import written
from faq.pages.assets import STYLES, groups, importing, script, stamped, style
from faq.pages.pruning import pruned, words_of
from faq.policy.storing import THEMED

STAMPED = "faq_stamped"
OWN = re.compile(r"assets/[^/]+\.(?:css|js)")
THEMES_STYLE = re.compile(r"main\.[0-9a-f]{8}\.min\.css")
MODULE = re.compile(r"(?m)^\s*(?:import|export)\b|\bimport\.meta\b")


def stamp(files: Files, config: MkDocsConfig) -> None:
    """Put small files in the place of those under `extra_css:`, `extra_javascript:` and in `docs/assets/`.

    Files of other hosts, and what is no file, stay as they are; so do modules and styles that import others,
    and what they import: imports name it as it is called in `docs/`.
    """

    def read(path: str) -> str | None:
        file = files.get_file_from_path(path)
        return file.content_string if file else None

    named = [*config.extra_css, *map(str, config.extra_javascript)]
    paths = dict.fromkeys([*named, *(f.src_uri for f in files if OWN.fullmatch(f.src_uri))])
    kept = importing([path for path in paths if path.endswith(".css")], read)
    texts = {path: read(path) for path in paths if path not in kept}
    sources = {path: text for path, text in texts.items() if text is not None}
    styles = [path for path in config.extra_css if path in sources]
    stamped: dict[str, str] = {}
    for group in [*groups(config.extra_css, sources), *((path,) for path in paths if path not in styles)]:
        if group[0] in sources and not MODULE.search(sources[group[0]]):
            small = style if group[0].endswith(".css") else _script
            path, text = small({one: sources[one] for one in group})
            for old in filter(None, map(files.get_file_from_path, group)):
                files.remove(old)
            files.append(File.generated(config, path, content=text, inclusion=InclusionLevel.NOT_IN_NAV))
            stamped |= dict.fromkeys(group, path)
    config.extra_css = list(dict.fromkeys(stamped.get(path, path) for path in config.extra_css))
    for index, item in enumerate(config.extra_javascript):
        if isinstance(item, ExtraScriptValue):
            item.path = stamped.get(item.path, item.path)
        else:
            config.extra_javascript[index] = stamped.get(item, item)
    config.data[STAMPED] = stamped


def know_stamps(env: Environment, config: MkDocsConfig) -> None:
    """Let templates go on to write `'assets/name.js' | url`."""
    stamped: Mapping[str, str] = config.data.get(STAMPED, {})
    plain = env.filters["url"]

    @pass_context
    def url(context: Context, value: object) -> str:
        return str(plain(context, stamped.get(str(value), value)))

    env.filters["url"] = url


def prune_theme(config: MkDocsConfig, pages: Mapping[str, str]) -> tuple[Mapping[str, str], list[str]]:
    """Take out of the theme's style what no page needs, a quarter.

    `pages` are texts by path.  Gives them as they name the new style, and what keeps it from that.
    """
    site = Path(config.site_dir)
    themed = {path: html for path, html in pages.items() if THEMED in html}
    if not themed:
        return pages, []
    found = [path for path in (site / STYLES).glob("*.css") if THEMES_STYLE.fullmatch(path.name)]
    if len(found) != 1 or not all(found[0].name in html for html in themed.values()):
        return pages, [
            f"the theme's pages do not share one {STYLES}/main.*.min.css any more; "
            "see hooks/faq/engine/assets.py"
        ]
    scripts = written.texts(site, "js", "mjs").values()
    try:
        text = pruned(found[0].read_text(encoding="utf-8"), words_of(pages.values(), scripts))
    except ValueError as error:
        return pages, [f"{found[0].name}: {error}; see hooks/faq/pages/pruning.py"]
    new = site / stamped(STYLES, "main.css", text)
    new.write_text(text, encoding="utf-8")
    for old in (found[0], found[0].with_name(found[0].name + ".map")):
        old.unlink(missing_ok=True)
    return {**pages, **{path: html.replace(found[0].name, new.name) for path, html in themed.items()}}, []


def _script(sources: Mapping[str, str]) -> tuple[str, str]:
    [(path, text)] = sources.items()
    return script(path, text)
