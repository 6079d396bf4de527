"""The Python-Markdown extension, without MkDocs."""

from __future__ import annotations

import markdown
import pytest
from markdown.treeprocessors import Treeprocessor

from faq.walkthroughs.extension import WalkthroughExtension, sibling
from faq.walkthroughs.film_links import is_film
from tests.walkthroughs.test_figure import EXHIBIT, Outline


def render(text: str, *extensions: str) -> str:
    films = WalkthroughExtension(lambda source: EXHIBIT if "letter" in source else None)
    return markdown.markdown(text, extensions=[films, "attr_list", *extensions])


IMAGE = "![Send a letter](../media/letter.webm)"


@pytest.mark.parametrize(
    ("text", "figures", "links", "images"),
    [
        (IMAGE, 1, 1, 0),
        (f"Before.\n\n{IMAGE}\n\nAfter.", 1, 1, 0),
        (f"{IMAGE}{{ #here .wide }}", 1, 1, 0),
        (f'=== "Tab"\n\n    {IMAGE}\n', 1, 1, 0),
        (f"See {IMAGE}.", 0, 1, 0),
        (f"- {IMAGE}\n- {IMAGE}", 0, 2, 0),
        ("![Unknown](../media/unknown.webm)", 0, 1, 0),
        ("![A picture](letter.png)", 0, 0, 1),
        (f"`{IMAGE}`", 0, 0, 0),
    ],
)
def test_what_becomes_of_an_image(text: str, figures: int, links: int, images: int) -> None:
    outline = Outline(render(text, "pymdownx.tabbed"))
    players = len(outline.all("figure"))
    pictures = [one for one in outline.all("img") if one.get("class") != "walkthrough-poster"]
    # each figure has its download twice: below it, and in it for browsers without a player
    assert (players, len(outline.all("a")) - players, len(pictures)) == (figures, links, images)


def test_the_figure_stands_where_the_paragraph_stood() -> None:
    html = render(f"Before.\n\n{IMAGE}{{ #here }}\n\nAfter.")
    assert html.startswith('<p>Before.</p>\n<figure class="walkthrough" id="here">')
    assert html.endswith("</figure>\n<p>After.</p>")


def test_a_film_that_cannot_be_shown_is_a_link() -> None:
    html = render("![Send it](../media/unknown.webm)")
    assert html == '<p><a href="../media/unknown.webm">Send it</a></p>'


def test_reads_paths_after_those_who_rewrite_them() -> None:
    """As MkDocs does: a tree processor of priority 0 makes URLs of paths."""

    class Rewrite(Treeprocessor):
        def run(self, root: object) -> None:
            for image in root.iter("img"):  # type: ignore[attr-defined]
                image.set("src", "../../" + image.get("src"))

    converter = markdown.Markdown(extensions=[WalkthroughExtension(lambda _: EXHIBIT)])
    converter.treeprocessors.register(Rewrite(converter), "relpath", 0)
    outline = Outline(converter.convert(IMAGE))
    assert outline.all("source")[0]["src"] == "../../../media/letter.webm"
    assert outline.all("img")[0]["src"] == "../../../media/letter.png"
    assert outline.all("track")[0]["src"] == "../../../media/letter.vtt"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a/film.webm", "a/film.png"),
        ("../film.webm?v=1#t", "../film.png?v=1#t"),
        ("https://x.example/a.b/film.webm", "https://x.example/a.b/film.png"),
    ],
)
def test_the_files_of_a_film_lie_side_by_side(source: str, expected: str) -> None:
    assert sibling(source, "png") == expected


@pytest.mark.parametrize(("source", "expected"), [("a.webm?x", True), ("a.mp4", False), ("webm", False)])
def test_what_is_a_film(source: str, expected: bool) -> None:
    assert is_film(source) == expected
