"""What is known of a FAQ between being read and being written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from faq.frozen import record


class UnreadableError(ValueError):
    """What was given is no FAQ that can be read; the text says why, and what to do."""


@record
class HeadedPart:
    """A heading, and what stands below it up to the next one."""

    level: int
    """1 to 6; 0 for what stands before the first heading."""
    heading: str
    """Its Markdown, less the marks that make it a heading."""
    plain: str
    """As readers see it."""
    body: str
    anchors: tuple[str, ...] = ()
    """Whatever leads to it: its own, those right before it, the one that is made of its words."""
    marked: bool = False
    """Whether its form alone says that it is a question: a term, a summary, "Subject:"."""


@record
class OldQuestion:
    """A question with its answer."""

    heading: str
    """In Markdown, without its number."""
    plain: str
    body: str
    number: str = ""
    """The old number, as the scheme of the project writes it; empty where it has none."""
    sections: tuple[str, ...] = ()
    """The titles above it."""
    below: bool = False
    """Whether it stands below the question before it: 12.9b below 12.9."""
    anchors: tuple[str, ...] = ()
    """What led to it on the old page."""
    aliases: tuple[str, ...] = ()
    """Its old addresses."""
    name: str = ""
    """What its file is to be called, without `.md`; empty where its subject says so."""
    label: str = ""
    """What the navigation calls it; empty for the question itself."""
    path: str = ""
    """The file that it was read from, in a folder with a file a question."""
    front: Mapping[str, str | list[str]] = field(default_factory=dict)
    """What else its front matter says and ours knows."""


@record
class OldFaq:
    """A FAQ as it was read."""

    title: str
    lead: str
    """In Markdown: all that is no question's."""
    asked: tuple[OldQuestion, ...]
    numbers: str = ""
    """How its numbers are written, as the setting `numbers:` says it; empty for digits and dots."""
    words: tuple[str, ...] = ()
    """The words that stand before numbers in its headings."""
    section_anchors: Mapping[str, int] = field(default_factory=dict)
    """What led to a section, each with the place of the section's first question."""
    dropped: tuple[str, ...] = ()
    """What is not taken over as it stands, because it is made anew: contents, marks such as "Subject:"."""
    odd: tuple[str, ...] = ()
    """What was not understood."""
    language: str = ""
    """The code of its language, where it says so."""


@record
class OldPage:
    """One page of Markdown in which each question is a heading, and what its reader has to say."""

    text: str
    title: str = ""
    language: str = ""
    shown: str = ""
    """All words that a reader saw, to be counted."""
    dropped: tuple[str, ...] = ()
    odd: tuple[str, ...] = ()
    own_anchors: bool = True
    """Whether headings were given anchors of their words."""
