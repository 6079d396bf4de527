"""The policy in the files that hosts read: `_headers`, and a snippet for nginx."""

from __future__ import annotations

from faq.patterns import late

FILES = ("_headers", "security-headers.conf")
"""Their names in `hosting/` and at the root of what is published."""
LINE = late(
    r"(?m)^(?P<before>[ \t]+Content-Security-Policy: |[ \t]*set \$faq_policy \")"
    r"(?P<policy>[^\"\n]*)(?P<after>\";)?$"
)


def with_policy(text: str, policy: str) -> str:
    """A host's file with the policy on each of its lines for one.  Raises ValueError where it has none."""
    text, count = LINE.subn(lambda m: m["before"] + policy + (m["after"] or ""), text)
    if not count:
        raise ValueError("has no line for the policy")
    return text
