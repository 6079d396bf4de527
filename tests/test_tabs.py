"""What a set of tabs is called."""

from __future__ import annotations

import re

import pytest
from markdown import Markdown

from faq.pages.tabs import TabsExtension

TABS = '=== "One"\n\n    1\n\n=== "Two"\n\n    2\n'


@pytest.mark.parametrize(
    ("before", "name"),
    [
        ("## Watch\n\nChoose your *client*. Each film shows it.", "Choose your client"),
        ("Which one?", "Which one"),
        ("端末を選んでください。次に進みます。", "端末を選んでください"),
        ("Choose your client:", "Choose your client"),
        ("Text.\n\n## Watch `it` &amp; see", "Watch it see"),
        ("## Watch\n\n- a list", "Watch"),
        ('## Watch\n\n!!! note "Note"\n\n    Text.', "Watch"),
        ("- a list", None),
    ],
)
def test_it_is_what_stands_before_it(before: str, name: str | None) -> None:
    markdown = Markdown(
        extensions=["toc", "admonition", "pymdownx.tabbed", TabsExtension()],
        extension_configs={"toc": {"permalink": True}, "pymdownx.tabbed": {"alternate_style": True}},
    )
    html = markdown.convert(f"{before}\n\n{TABS}")
    found = re.search(r'<div [^>]*class="tabbed-set[^>]*', html)
    assert found is not None
    said = re.search(r'aria-label="([^"]*)"', found[0])
    assert (said[1] if said else None) == name
    assert ('role="group"' in found[0]) == (name is not None)


@pytest.mark.parametrize("before", ["Choose.", "- a list"])
def test_labels_are_words_of_their_own(before: str) -> None:
    """What reads the page as text, such as the search, does not find "OneTwo"."""
    configs = {"pymdownx.tabbed": {"alternate_style": True}}
    markdown = Markdown(extensions=["pymdownx.tabbed", TabsExtension()], extension_configs=configs)
    said = re.sub(r"<[^>]*>", "", markdown.convert(f"{before}\n\n{TABS}"))
    assert said.split()[-4:] == ["One", "Two", "1", "2"]
