"""What is on the picture of a page that links show elsewhere; what draws it is loaded where one is drawn."""

from __future__ import annotations

from faq.frozen import record

WIDTH, HEIGHT = 1200, 630


@record
class Card:
    """What is on a picture."""

    site: str
    title: str
    place: str = ""
    """ "Question 3 of 7"; empty for a page that is no question."""
