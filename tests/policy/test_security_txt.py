"""Whom to tell of a hole in the site: the file of RFC 9116."""

from __future__ import annotations

from typing import Any

import pytest

from faq.policy.security_txt import security_txt

TIME = 1_790_000_000  # 2026-09-21


def test_the_file() -> None:
    extra = {
        "security_contact": ["mailto:a@example.org", "https://example.org/s"],
        "security_languages": ["en", "mi"],
    }
    assert security_txt(extra, "https://faq.example.org/help/", TIME) == (
        "Contact: mailto:a@example.org\n"
        "Contact: https://example.org/s\n"
        "Expires: 2027-09-20T14:13:20Z\n"
        "Preferred-Languages: en, mi\n"
        "Canonical: https://faq.example.org/.well-known/security.txt\n"
    )


def test_without_an_address_of_the_site_it_names_none() -> None:
    said = security_txt({"security_contact": "tel:+64-1-234"}, "", TIME)
    assert said is not None
    assert "Canonical" not in said
    assert "Preferred-Languages: en\n" in said


def test_without_a_contact_there_is_none() -> None:
    assert security_txt({}, "https://faq.example.org/", TIME) is None


@pytest.mark.parametrize(
    ("extra", "said"),
    [
        ({"security_contact": "a@example.org"}, "write mailto:security@example.org"),
        ({"security_contact": "http://example.org/"}, "is no address"),
        ({"security_contact": "mailto:a@example.org\nExpires: never"}, "is no address"),
        ({"security_contact": {"mailto": "a"}}, "must be a text or a list of texts"),
        ({"security_contact": "tel:+64", "security_languages": "en, de"}, "is no language"),
    ],
)
def test_what_is_no_contact(extra: dict[str, Any], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        security_txt(extra, "", TIME)
