"""What an extra of the installation brings."""

from __future__ import annotations

from importlib.util import find_spec

from faq.programs.installing import Missing


def require(extra: str, *modules: str) -> None:
    """Raises Missing, with the command that installs the extra, where one of its modules is not there."""
    if any(find_spec(name) is None for name in modules):
        raise Missing(f"this needs more than is installed: pip install 'support-faq[{extra}]'")
