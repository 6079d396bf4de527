"""What a page shows of a navigation that is too long for every page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from hypothesis import given
from hypothesis import strategies as st

from faq.pages.navigation import NEIGHBOURS, NavNode, NavPart, NearNavigation, Shown, Way, near_navigation

MOST = 12


def node(written: object, prefix: str = "") -> NavNode:
    """A page beside the questions by its name, or a title with its sections or so many questions."""
    if isinstance(written, str):
        return NavNode(written, written, written)
    assert isinstance(written, tuple)
    title, inside = written
    if isinstance(inside, int):
        names = [f"{prefix}{title}-{number}" for number in range(1, inside + 1)]
        children = tuple(NavNode(name, name, name, (), 1) for name in names)
    else:
        children = tuple(node(one, f"{prefix}{title}-") for one in inside)
    return NavNode(title, title, None, children, sum(child.questions for child in children))


def near(*tree: object) -> NearNavigation:
    def address(section: tuple[str, ...]) -> str:
        return "faq/" + "".join(f"#{'--'.join(section)}" if section else "")

    return near_navigation([node(one) for one in tree], MOST, "All questions", address)


def words(shown: Iterable[Shown]) -> list[object]:
    return [
        (one.title, words(one.children))
        if isinstance(one, NavPart)
        else f"{one.title} -> {one.url}"
        if isinstance(one, Way)
        else one.title
        for one in shown
    ]


def test_a_long_list_shows_the_neighbours() -> None:
    shown = near("home", ("Questions", 1000), "contact").shown("Questions-500")
    neighbours = [f"Questions-{number}" for number in range(495, 505)]
    inside = [*neighbours, "All questions -> faq/"]
    assert words(shown) == ["home", ("Questions", inside), "contact"]


def test_the_first_of_a_long_list_has_as_many() -> None:
    (part,) = near(("Questions", 1000)).shown("Questions-1")
    assert isinstance(part, NavPart)
    assert words(part.children) == [*(f"Questions-{n}" for n in range(1, 11)), "All questions -> faq/"]
    assert part.active


def test_a_page_beside_the_questions_shows_none_of_a_long_list() -> None:
    shown = near("home", ("Questions", 1000), "contact").shown("home")
    assert words(shown) == ["home", ("Questions", ["All questions -> faq/"]), "contact"]


def test_a_section_shows_its_own_questions_and_where_the_other_sections_are() -> None:
    shown = near("home", ("Mail", 3), ("Money", 20), "contact").shown("Mail-2")
    mail = ("Mail", ["Mail-1", "Mail-2", "Mail-3"])
    assert words(shown) == ["home", mail, "Money -> faq/#Money", "All questions -> faq/", "contact"]


def test_a_wrapper_around_the_sections_stays() -> None:
    tree = ("Questions", [("Mail", 3), ("Money", 20)])
    assert words(near("home", tree).shown("home")) == [
        "home",
        ("Questions", ["Mail -> faq/#Mail", "Money -> faq/#Money", "All questions -> faq/"]),
    ]


def test_sections_in_sections_are_shown_on_the_way() -> None:
    tree = (("Mail", [("Sent", 9), ("Received", 9)]), ("Money", 2))
    shown = near(*tree).shown("Mail-Sent-4")
    sent = ("Sent", [f"Mail-Sent-{n}" for n in range(1, 10)])
    mail = ("Mail", [sent, "Received -> faq/#Mail--Received"])
    assert words(shown) == [mail, "Money -> faq/#Money", "All questions -> faq/"]


def test_of_many_sections_the_nearest_are_shown() -> None:
    shown = near(*((f"S{n}", 2) for n in range(1, 101))).shown("S50-1")
    titles = [one.title for one in shown if not isinstance(one, NavNode)]
    assert titles == [*(f"S{n}" for n in range(44, 56)), "All questions"]


SECTIONS = st.recursive(
    st.integers(1, 40),
    lambda inner: st.lists(inner, min_size=1, max_size=4).map(
        lambda found: [(f"s{n}", one) for n, one in enumerate(found)]
    ),
    max_leaves=8,
)


def leaves(shown: Iterable[Shown]) -> Iterator[NavNode | Way]:
    for one in shown:
        if isinstance(one, NavPart):
            yield from leaves(one.children)
        else:
            yield one


@given(st.lists(SECTIONS, min_size=1, max_size=4), st.data())
def test_every_page_shows_itself_the_way_to_all_and_no_more_than_fits(
    sections: list[object], data: st.DataObject
) -> None:
    whole = near("home", *((f"top{n}", one) for n, one in enumerate(sections)), "contact")
    here = data.draw(st.sampled_from(sorted(whole.trails)))
    shown = list(leaves(whole.shown(here)))
    pages = [one.src for one in shown if isinstance(one, NavNode)]
    assert here in pages
    assert {"home", "contact"} <= set(pages)
    assert [one.url for one in shown if isinstance(one, Way)].count("faq/") == 1
    assert len(pages) - 2 <= max(MOST, NEIGHBOURS)
