"""What is on the branch already, and takes no build: the same commit, made of the same things.

A publication notes a name for all that its bytes are made of beside the commit.  Where the next one of that
version has the same, its tree is what is there.  Where anything takes part of which no such name can know,
there is none, and each publication builds.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from faq.book.settings import Settings
from faq.pages.keeping import contents, digest, packages, plain
from faq.pages.reuse import may_keep
from faq.publishing.completing import latest_of
from faq.publishing.publications import Publication, store_log
from faq.publishing.release import Outcome, Release, takes_latest
from faq.publishing.store import Store
from faq.publishing.trees import built_tree
from faq.theme.additions import ASSETS, PACKAGE, TEMPLATES

LANGUAGE = re.compile(r"LANG|LANGUAGE|LC_\w+|TZ|PYTHON\w+|SITE_URL")
"""What of the environment any build may depend on."""
ELSEWHERE = re.compile(
    r"INHERIT:|url_download|!!python/[\w/]+:(?!(?:pymdownx|material|mkdocs)\.)|(?:^|[\s\"'\[/])\.\.(?:/|$)"
    r"|(?:_dir|base_path):[\s\[\"'-]*[/~]",
    re.M,
)
"""What in `mkdocs.yml` may bring in what the commit does not have."""


def made_of(settings: Settings, environment: Mapping[str, str]) -> str | None:
    """A name for what a commit's build is made of beside the commit; None where it cannot be known.

    `settings` are those of the commit, `environment` is what the build gets of variables.
    """
    data, written = settings.data, settings.config.text
    hooks = _listed(data.get("hooks"))
    known = may_keep(_listed(data.get("plugins", ["search"])), len(hooks), settings.extensions, ())
    if not known or ELSEWHERE.search(written):
        return None
    names = {*re.findall(r"\w+", written)}
    told = sorted((n, v) for n, v in environment.items() if n in names or LANGUAGE.fullmatch(n))
    # A hook that is named by a whole path may stand outside the commit.
    outside = [Path(hook) for hook in hooks if Path(hook).is_absolute()]
    return digest(plain(data), told, *_packages(), *contents([PACKAGE, TEMPLATES, ASSETS, *outside]))


def _listed(value: Any) -> list[str]:
    """The names of plugins or hooks, in whatever form MkDocs takes them (1.6)."""
    entries = value or []
    return [str(next(iter(one), "")) if isinstance(one, dict) else str(one) for one in entries]


def _packages() -> Iterator[str]:
    """All that is installed, with its version, wherever it is."""
    yield sys.version
    yield from sorted({*packages()})


def published_alike(
    store: Store, base: str | None, version: str, commit: str, made: str | None
) -> Publication | None:
    """The last publication of a version, if it is of this commit and made of the same; None in doubt."""
    if base is None or made is None or not store.versions().find(version):
        return None
    last = next((one for one in store_log(store, base) if one.version == version), None)
    alike = last and not last.rollback and last.built == commit and last.made == made
    return last if alike else None


def standing(store: Store, base: str, last: Publication, release: Release) -> Outcome | None:
    """What there is to say where the branch is as that publication left it and nothing is to be done.

    None where another publication came after, somebody changed it by hand, or `latest` is to move.
    """
    current = latest_of(store.versions())
    if base != last.commit or last.whole != store.tree(base, ""):
        return None
    if takes_latest(release, current) != (release.version == current):
        return None
    return Outcome(base, current, changed=False)


def restored(store: Store, earlier: Publication) -> str | None:
    """The name of a version's tree as a commit on the branch published it, which is put into the store.

    None where what is there is not what that publication says that it was built as.
    """
    if earlier.told and store.has(earlier.tree):
        return earlier.tree
    tree = built_tree(store, earlier.commit, earlier.version)
    return None if earlier.told and tree != earlier.tree else tree
