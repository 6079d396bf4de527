"""What this site's `mkdocs.yml` names under `hooks:`: the shell, elsewhere it is the plugin `faq`."""

from faq.sparing import all_kept

with all_kept(for_good=True):
    from faq.events import *  # noqa: F403 - whatever it hears
