"""The plugin `faq`: what `plugins: [search, faq]` does for a site that has nothing of this project in it.

It brings the theme's additions along, and has the shell hear MkDocs' events as `hooks:` would.
"""

from __future__ import annotations

import functools
import logging
from collections.abc import Callable
from typing import Any

from mkdocs.config.base import Config, ConfigErrors, ConfigWarnings
from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import Files
from mkdocs.theme import Theme

from faq.sparing import all_kept

with all_kept(for_good=True):
    from faq import events
from faq.kinds import Kind
from faq.mkdocs_objects import add_assets, is_made_of_material, own_template, settings_of
from faq.model import Problem
from faq.reporting import problem_text
from faq.theme.additions import FRAME, SCRIPTS, STYLES, TEMPLATES, assets, before, left_out

log = logging.getLogger("mkdocs.plugins.faq")

QUICKEN, CONFIGURE = events.on_config.methods
"""The two that the shell does once there is a configuration."""


class NoOptions(Config):  # type: ignore[no-untyped-call]
    """None: what can be set stands under `extra: faq:`, where the command line reads it as well."""


class Faq(BasePlugin[NoOptions]):  # type: ignore[no-untyped-call]
    """Hears what the shell hears."""

    def load_config(
        self, options: dict[str, Any], config_file_path: str | None = None
    ) -> tuple[ConfigErrors, ConfigWarnings]:
        """Take no options: each is told where it belongs."""
        errors, warnings = super().load_config(options, config_file_path)
        return errors, [(name, "is nothing here: write it under extra: faq:") for name, _ in warnings]

    @event_priority(100)  # before anybody asks the theme for a template
    def _on_config_first(self, config: MkDocsConfig) -> None:
        """Add templates behind those of the team's own folder, and before the theme's."""
        for name, hook in config.hooks.items():  # type: ignore[attr-defined] # a mapping, not a list (MkDocs 1.6.1)
            if getattr(hook, "on_nav", None) is events.on_nav:
                _refuse(config, str(name))
        if is_made_of_material(config):
            _dress(config)
        else:
            log.info(
                "the theme is not made of Material: nothing is added to it, nothing of it is mended%s",
                ", and its pages get no Content-Security-Policy" if settings_of(config).off else "",
            )
        QUICKEN(config)

    @event_priority(-1)
    def _on_config(self, config: MkDocsConfig) -> None:
        CONFIGURE(config)

    on_config = CombinedEvent(_on_config_first, _on_config)

    @event_priority(-1)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add styles and scripts where the team has none of that name."""
        dressed = str(TEMPLATES) in config.theme.dirs
        if dressed:
            add_assets(files, assets(), config)
        files = events.on_files(files, config=config)
        if dressed:
            frame = (TEMPLATES / FRAME).read_text(encoding="utf-8")
            events.find(left_out(functools.partial(own_template, config), frame), config)
        return files


def _refuse(config: MkDocsConfig, hook: str) -> None:
    """End a build in which everything would be done twice."""
    place = settings_of(config).place("hooks", holding=hook)
    message = "the plugin faq does what this hook does, and both are named"
    fix = f"take {hook} out of hooks:, or faq out of plugins:"
    raise PluginError(problem_text(Problem(Kind.UNSUPPORTED_SETTING, place, message, fix)))


def _dress(config: MkDocsConfig) -> None:
    """Give the theme what this project adds; a team's own comes first, file by file."""
    theme = config.theme
    theme.dirs.insert(int(theme.custom_dir is not None), str(TEMPLATES))
    config.extra_css = before(STYLES, config.extra_css)
    scripts = {str(script): script for script in config.extra_javascript}
    config.extra_javascript = [
        scripts.get(path) or _deferred(path) for path in before(SCRIPTS, list(scripts))
    ]
    # The theme's fonts mean a request to another host: the reader's own, unless a team asks for others.
    if theme.name and theme.get("font") == Theme(name=theme.name).get("font"):
        theme["font"] = False


def _deferred(path: str) -> ExtraScriptValue:
    script = ExtraScriptValue(path)
    script.defer = True
    return script


def _behind(event: Callable[..., Any]) -> Callable[..., Any]:
    """An event of the shell's, heard behind those of other plugins, as a hook's are, whatever their order."""

    @functools.wraps(event)
    def heard(*args: Any, **kwargs: Any) -> Any:
        return event(*args, **kwargs)

    priority: int = getattr(event, "mkdocs_priority", -1)
    return event_priority(priority)(heard)


for _name, _event in vars(events).items():
    if _name.startswith("on_") and _name not in vars(Faq):
        setattr(Faq, _name, staticmethod(_behind(_event)))
