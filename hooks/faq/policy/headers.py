"""The policy in the files that hosts read: `_headers`, and a snippet for nginx."""

from __future__ import annotations

from faq.frozen import record
from faq.patterns import late

FILES = {
    "_headers": "/*, and below it   Content-Security-Policy: POLICY",
    "security-headers.conf": 'set $faq_policy "POLICY";',
}
"""Their names in `hosting/` and at the root of what is published, and what has the policy in each."""
LINE = late(
    r"(?m)^(?P<before>[ \t]+Content-Security-Policy: |[ \t]*set \$faq_policy \")"
    r"(?P<policy>[^\"\n]*)(?P<after>\";)?$"
)

NAME = late(r"[ \t]+(?:! )?[A-Za-z0-9-]+[ \t]*(?::|$)")
"""A header in `_headers`, or one that is taken away there."""


def without_policy(text: str) -> str:
    """A host's file that tells of no policy."""
    return LINE.sub(lambda m: f"{m['before']}{m['after']}" if m["after"] else "", text)


def with_policy(text: str, policy: str) -> str:
    """A host's file with the policy on each of its lines for one.  Raises ValueError where it has none."""
    text, count = LINE.subn(lambda m: m["before"] + policy + (m["after"] or ""), text)
    if not count:
        raise ValueError("has no line for the policy")
    return text


@record
class HeaderRule:
    """The headers of one path in a `_headers` file."""

    path: str
    lines: tuple[str, ...]


def merged_headers(ours: str, theirs: str) -> str:
    """One `_headers` of two (Netlify and Cloudflare Pages read it by blocks of a path and indented headers).

    Where both name a header for a path, it is theirs; two of one name would both be sent.  Raises ValueError,
    with the line, where theirs has a policy: one that does not fit all versions would break pages.
    """
    for number, line in enumerate(theirs.splitlines(), 1):
        if NAME.match(line) and _name(line) == "content-security-policy":
            raise ValueError(f"{number}: a publication writes the Content-Security-Policy; take the line out")
    wanted: dict[str, HeaderRule] = {}
    for rule in _rules(theirs):
        before = wanted.get(rule.path, HeaderRule(rule.path, ()))
        wanted[rule.path] = HeaderRule(rule.path, before.lines + rule.lines)
    out: list[str] = []
    for rule in _rules(ours):
        more = wanted.pop(rule.path, None)
        named = {_name(line) for line in more.lines if NAME.match(line)} if more else set()
        out += [rule.path] if rule.path else []
        out += [line for line in rule.lines if not (NAME.match(line) and _name(line) in named)]
        out += more.lines if more else ()
    for rule in wanted.values():
        out += [rule.path, *rule.lines] if rule.path else rule.lines
    return "\n".join(out) + "\n"


def _rules(text: str) -> list[HeaderRule]:
    """The blocks of a file; what stands before the first has no path."""
    out: list[HeaderRule] = []
    path, lines = "", list[str]()
    for line in text.splitlines():
        if line[:1] not in ("", " ", "\t", "#"):
            out.append(HeaderRule(path, tuple(lines)))
            path, lines = line.rstrip(), []
        else:
            lines.append(line)
    return [rule for rule in [*out, HeaderRule(path, tuple(lines))] if rule.path or rule.lines]


def _name(line: str) -> str:
    return line.strip().removeprefix("! ").partition(":")[0].lower()
