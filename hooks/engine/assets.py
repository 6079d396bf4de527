"""The files under `extra_css:` and `extra_javascript:`, under names that change with what they hold."""

from __future__ import annotations

from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

from faq.assets import groups, script, style


def stamp(files: Files, config: MkDocsConfig) -> None:
    """Put the project's own styles and scripts in the place of their sources, and their names with them.

    Files of other hosts, and what is no file, stay as they are; so do modules, whose imports are relative.
    """
    sources = {path: text for path in config.extra_css if (text := _text(files, path)) is not None}
    styles = []
    for group in groups(config.extra_css, sources):
        if group[0] in sources:
            path, text = style({one: sources[one] for one in group})
            _replace(files, config, group, path, text)
            styles.append(path)
        else:
            styles += group
    config.extra_css = styles
    for index, item in enumerate(config.extra_javascript):
        source = _text(files, str(item))
        if source is None or (isinstance(item, ExtraScriptValue) and item.type == "module"):
            continue
        path, text = script(str(item), source)
        _replace(files, config, (str(item),), path, text)
        if isinstance(item, ExtraScriptValue):
            item.path = path
        else:
            config.extra_javascript[index] = path


def _text(files: Files, path: str) -> str | None:
    file = files.get_file_from_path(path)
    return None if file is None else file.content_string


def _replace(files: Files, config: MkDocsConfig, old: tuple[str, ...], path: str, text: str) -> None:
    for one in old:
        if file := files.get_file_from_path(one):
            files.remove(file)
    files.append(File.generated(config, path, content=text, inclusion=InclusionLevel.NOT_IN_NAV))
