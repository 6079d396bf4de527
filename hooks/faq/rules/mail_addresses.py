"""Rules on email addresses: those in the text are those that the site declares."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches

from faq.book.project import Project
from faq.kinds import Kind
from faq.model import Problem
from faq.text.page import Page

# RFC 2606 and RFC 6761: names that belong to nobody, for examples.
EXAMPLE_DOMAINS = re.compile(r"(?i)(?:^|\.)(?:example\.(?:com|net|org)|example|test|invalid|localhost)$")


def address_problems(project: Project, page: Page) -> Iterator[Problem]:
    """Email addresses in the text that are none of those which the site says are its own."""
    declared = {a.lower(): a for a in project.settings.addresses}
    if not declared:
        return
    for span, address in page.addresses:
        domain = address.rpartition("@")[2]
        if address.lower() in declared or EXAMPLE_DOMAINS.search(domain):
            continue
        near = get_close_matches(address.lower(), declared, 1, 0.5)
        notes = (f"declared: {', '.join(declared.values())}",)
        fix = (
            f"write {declared[near[0]]}" if near else "declare it in mkdocs.yml under extra: faq: addresses:"
        )
        yield Problem(
            Kind.UNDECLARED_ADDRESS, span, f"{address} is no address that the site declares", fix, notes
        )
