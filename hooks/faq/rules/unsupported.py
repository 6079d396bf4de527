"""Settings of MkDocs and of the theme with which pages could not keep what the project promises."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from faq.book.settings import Settings
from faq.kinds import Kind
from faq.model import Problem


def unsupported(
    settings: Callable[[], Settings], use_directory_urls: object, features: Sequence[object]
) -> Iterator[Problem]:
    """What cannot stay of `use_directory_urls:` and of the theme's `features:`, as a build knows them.

    `settings` are asked only where something is wrong: the configuration need not say it, where an option of
    the command line or the theme does.  Every address that is kept, compared or redirected ends in a slash.
    The project's scripts run once a page, and Material would change pages without loading them, under
    whatever name.
    """
    if use_directory_urls is False:
        said = settings()
        written = said.says("use_directory_urls")
        message = (
            "use_directory_urls: false is not supported: old addresses, pages that are made "
            "and published versions need addresses that end in a slash"
        )
        fix = "take the line out" if written else "leave --no-directory-urls out"
        yield Problem(Kind.UNSUPPORTED_SETTING, said.place("use_directory_urls"), message, fix)
    if instant := [str(name) for name in features if str(name).startswith("navigation.instant")]:
        said = settings()
        them = "it" if len(instant) == 1 else "them"
        message = (
            f"theme: features: {', '.join(instant)} is not supported: search and the buttons of "
            "the pages would stop at the first link that is followed"
        )
        written = said.says("theme", "features")
        fix = (
            f"take {them} out"
            if written
            else f"write features: without {them}, which the theme has by itself"
        )
        span = said.place("theme", "features", holding=instant[0])
        yield Problem(Kind.UNSUPPORTED_SETTING, span, message, fix)
