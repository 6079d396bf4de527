"""`/.well-known/security.txt`: whom to tell of a hole in the site (RFC 9116)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urljoin

PATH = ".well-known/security.txt"
VALID = timedelta(days=364)
"""How long after the commit; less than a year is recommended (RFC 9116, 2.5.5)."""
CONTACT = re.compile(r"mailto:[^@\s]+@[^@\s]+|https://\S+|tel:\+?[0-9-]+")
LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")


def security_txt(extra: Mapping[str, Any], site_url: str, time: float) -> str | None:
    """The file as `extra: faq:` asks for it; None where no contact is named.

    `time` is the commit's, in seconds since 1970, so that the same commit gives the same file.  Raises
    ValueError that says what to write.
    """
    contacts = _list(extra, "security_contact")
    if not contacts:
        return None
    for contact in contacts:
        if not CONTACT.fullmatch(contact):
            raise ValueError(
                f"security_contact: {contact!r} is no address; write mailto:security@example.org, "
                "https://example.org/security or tel:+64-1-234"
            )
    languages = _list(extra, "security_languages") or ["en"]
    for language in languages:
        if not LANGUAGE.fullmatch(language):
            raise ValueError(
                f"security_languages: {language!r} is no language; write one such as en or de-AT"
            )
    expires = datetime.fromtimestamp(time, UTC) + VALID
    lines = [f"Contact: {contact}" for contact in contacts]
    lines += [f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}", f"Preferred-Languages: {', '.join(languages)}"]
    if site_url:
        lines.append(f"Canonical: {urljoin(site_url, '/' + PATH)}")
    return "\n".join(lines) + "\n"


OURS = re.compile(
    r"(?:Contact: .+\n)+Expires: \S+\nPreferred-Languages: .+\n"
    r"(?:Canonical: \S+/\.well-known/security\.txt\n)?"
)


def is_ours(text: str) -> bool:
    """Whether a file has the form that `security_txt` gives: then nobody wrote it by hand."""
    return OURS.fullmatch(text) is not None


def _list(extra: Mapping[str, Any], key: str) -> list[str]:
    value = extra.get(key) or []
    values = [value] if isinstance(value, str) else value
    if not isinstance(values, list) or not all(isinstance(one, str) for one in values):
        raise ValueError(f"{key}: must be a text or a list of texts, not {value!r}")
    return values
