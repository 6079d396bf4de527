"""`/.well-known/security.txt`: whom to tell of a hole in the site (RFC 9116)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from urllib.parse import urljoin

from faq.frozen import record
from faq.patterns import late

PATH = ".well-known/security.txt"
VALID = timedelta(days=364)
"""How long after the commit; less than a year is recommended (RFC 9116, 2.5.5)."""


@record
class Security:
    """Who is told of a hole."""

    contacts: tuple[str, ...]
    """Their addresses, as `mailto:`, `https:` or `tel:`."""
    languages: tuple[str, ...]
    """Those in which it can be told (BCP 47)."""


def security_txt(security: Security, site_url: str, time: float) -> str:
    """The file.

    `time` is the commit's, in seconds since 1970, so that the same commit gives the same file.
    """
    expires = datetime.fromtimestamp(time, UTC) + VALID
    lines = [f"Contact: {contact}" for contact in security.contacts]
    lines.append(f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}")
    lines.append(f"Preferred-Languages: {', '.join(security.languages)}")
    if site_url:
        lines.append(f"Canonical: {urljoin(site_url, '/' + PATH)}")
    return "\n".join(lines) + "\n"


OURS = late(
    r"(?:Contact: .+\n)+Expires: \S+\nPreferred-Languages: .+\n"
    r"(?:Canonical: \S+/\.well-known/security\.txt\n)?"
)


def is_ours(text: str) -> bool:
    """Whether a file has the form that `security_txt` gives: then nobody wrote it by hand."""
    return OURS.fullmatch(text) is not None
