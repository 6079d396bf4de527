"""Settings of MkDocs and of the theme with which pages could not keep what the project promises."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Unsupported:
    """A setting in `mkdocs.yml` that has to go."""

    path: tuple[str, ...]
    """The keys that lead to it, the outermost first."""
    values: tuple[str, ...]
    """What is written there and has to go: the value, or some of a list's."""
    message: str
    fix: str

    def __str__(self) -> str:
        """As a build ends with it."""
        return f"mkdocs.yml: {self.message}; {self.fix}"


def unsupported(use_directory_urls: object, features: Sequence[object]) -> Iterator[Unsupported]:
    """What cannot stay of `use_directory_urls:` and of the theme's `features:`, each as it is written.

    Every address that is kept, compared or redirected ends in a slash.  The project's scripts run once a
    page, and Material would change pages without loading them, under whatever name.
    """
    if use_directory_urls is False:
        message = (
            "use_directory_urls: false is not supported: old addresses, the page with all "
            "answers and published versions need addresses such as faq/hours/"
        )
        yield Unsupported(("use_directory_urls",), ("false",), message, "take the line out")
    if instant := tuple(str(name) for name in features if str(name).startswith("navigation.instant")):
        message = (
            f"theme: features: {', '.join(instant)} is not supported: search and the buttons of "
            "the pages would stop at the first link that is followed"
        )
        yield Unsupported(
            ("theme", "features"), instant, message, f"take {'it' if len(instant) == 1 else 'them'} out"
        )
