"""Whom to tell of a hole in the site: the file of RFC 9116."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from faq.book.mkdocs_yml import ConfigurationError
from faq.book.settings import configured
from faq.policy.security_txt import Security, security_txt

TIME = 1_790_000_000  # 2026-09-21


def test_the_file() -> None:
    security = Security(("mailto:a@example.org", "https://example.org/s"), ("en", "mi"))
    assert security_txt(security, "https://faq.example.org/help/", TIME) == (
        "Contact: mailto:a@example.org\n"
        "Contact: https://example.org/s\n"
        "Expires: 2027-09-20T14:13:20Z\n"
        "Preferred-Languages: en, mi\n"
        "Canonical: https://faq.example.org/.well-known/security.txt\n"
    )


def test_without_an_address_of_the_site_it_names_none() -> None:
    said = security_txt(Security(("tel:+64-1-234",), ("en",)), "", TIME)
    assert "Canonical" not in said
    assert "Preferred-Languages: en\n" in said


def test_without_a_contact_there_is_none() -> None:
    assert configured(Path(), {"extra": {"faq": {"security_languages": "de"}}}).security is None


@pytest.mark.parametrize(
    ("extra", "said"),
    [
        ({"security_contact": "a@example.org"}, "must be an address such as mailto:security@example.org"),
        ({"security_contact": "http://example.org/"}, "must be an address such as"),
        ({"security_contact": "mailto:a@example.org\nExpires: never"}, "must be an address such as"),
        ({"security_contact": {"mailto": "a"}}, "must be an address, or a list of addresses"),
        (
            {"security_contact": "tel:+64", "security_languages": "en, de"},
            "must be a language such as en",
        ),
    ],
)
def test_what_is_no_contact(extra: dict[str, Any], said: str) -> None:
    with pytest.raises(ConfigurationError, match=said):
        configured(Path(), {"extra": {"faq": extra}})
