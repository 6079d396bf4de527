"""What the guard tells to write, done to the letter, leads out: for each kind of loss, and for any name."""

from __future__ import annotations

from dataclasses import replace
from operator import attrgetter
from pathlib import Path

import pytest

from faq.addresses import Permalink, page_address
from faq.kinds import Kind
from faq.permalinks.compare import compare
from faq.permalinks.inventory import page_content
from tests.publishing.books import (
    LONG,
    TOLD,
    Book,
    Loss,
    asked,
    commit,
    declaring,
    done,
    leads_out,
    told,
    ways,
)
from tests.publishing.site import make_site

A, B, C = "How do I begin?", "Where do I end?", "Whom do I ask?"
OTHER = "Nobody but the help desk can do that. Write to it with your name and your number."


def book(*gone: str, **files: str) -> Book:
    """A book of questions by their names."""
    return Book({f"faq/{name}.md": text for name, text in files.items()}, gone)


def with_files(one: Book, *paths: str) -> Book:
    return replace(one, files={**one.files, **dict.fromkeys(paths, "text")})


KEPT = {"faq/kept.md": asked("What is kept?", OTHER)}


def taken(*names: str) -> Loss:
    """Questions of some names that are there no more."""
    old = {
        f"faq/{name}.md": asked(f"What about {i}?", f"{LONG}\n\n## Steps\n\n{i}")
        for i, name in enumerate(names)
    }
    return Loss(Book({**KEPT, **old}), Book(KEPT), (Kind.LOST_ANCHOR, Kind.LOST_PAGE))


def sections(*anchors: str) -> Loss:
    """Anchors that are there no more, their sections still being there."""
    before = "".join(f"## Steps {i} {{#{anchor}}}\n\n{i} {OTHER}\n\n" for i, anchor in enumerate(anchors))
    after = "".join(f"## What to do {i} {{#what-{i}}}\n\n{i} {OTHER}\n\n" for i, _ in enumerate(anchors))
    return Loss(book(a=asked(A, before)), book(a=asked(A, after)), (Kind.LOST_ANCHOR,), "the anchor of")


def files(*paths: str) -> Loss:
    """Files that are there no more."""
    return Loss(with_files(Book(KEPT), *paths), Book(KEPT), (Kind.LOST_FILE,))


NFD = "gru\u0308n"
NAMES = (
    "plain",
    "my bill",
    "q&a",
    "100%",
    "it's",
    'say "hi"',
    "grün",
    "a, b: c",
    "[x]",
    "c#-basics",
    "#1",
    "a#b/c",
    "50%2F",
    "zero\u200bwidth",
    "v1.2..",
    "a;b+c",
    "back\\slash",
    "why?",
    NFD,
)
ANCHORS = (
    "steps",
    "q&a",
    "it's",
    "grün",
    "100%",
    "50%20",
    "a,b",
    "1",
    "a#b",
    "#b",
    "a/b",
    "c#/1",
    "a?b",
    NFD,
)
PATHS = (
    "media/Price list 2024.pdf",
    "100%.txt",
    "q&a.txt",
    "it's.txt",
    "grün.png",
    "a#b?.txt",
    "#1.pdf",
    "media/#1.pdf",
    "a#b/c.pdf",
    "100%23.txt",
    "50%2F.txt",
    "dots..",
    "a;b+c.txt",
    "back\\slash.txt",
    f"{NFD}.txt",
    "new\nline\t.txt",
)
LOSSES = {
    "questions": taken(*NAMES),
    "questions in folders": taken("setup/deep", "a/b/c d", "x/twin", "y/twin"),
    "anchors": sections(*ANCHORS),
    "files": files(*PATHS),
    "files without an ending": files("CNAME", "LICENSE", "files/Read me"),
    "an anchor in a folder": Loss(
        Book({"faq/x/a.md": asked(A, f"{LONG}\n\n## Steps\n\n{OTHER}")}),
        Book({"faq/x/a.md": asked(A, LONG)}),
        (Kind.LOST_ANCHOR,),
    ),
    "a page of HTML": Loss(with_files(Book(KEPT), "old page.html"), Book(KEPT), (Kind.LOST_PAGE,)),
    "an anchor in a page of HTML": Loss(
        Book({**KEPT, "old.html": '<h2 id="q&amp;a">Steps</h2>'}),
        Book({**KEPT, "old.html": "<h2>Steps</h2>"}),
        (Kind.LOST_ANCHOR,),
    ),
    "an anchor of a page that moved": Loss(
        book(a=asked(A, f"{LONG}\n\n## Steps\n\n{OTHER}")),
        book(b=asked(A, LONG, "aliases: [faq/a/]\n")),
        (Kind.LOST_ANCHOR,),
    ),
    "a name that another takes in part": Loss(
        Book({"faq/x/a.md": asked(A, LONG)}),
        Book({"faq/x/a.md": asked(A, LONG), "faq/y/a.md": asked(B, OTHER)}),
        (Kind.LOST_ANCHOR,),
    ),
    "an alias": Loss(
        book(a=asked(A, front='aliases: ["it\'s old/", q&a.html]\n')), book(a=asked(A)), (Kind.LOST_ALIAS,)
    ),
    "what said that something is gone": Loss(
        Book(KEPT, ("{address: my bill/, reason: x}", "{address: 100%.pdf, reason: x}")),
        Book(KEPT),
        (Kind.LOST_ALIAS,),
    ),
    "an alias that leads elsewhere": Loss(
        book(a=asked(A, LONG, "aliases: [my old/]\n"), b=asked(B, OTHER)),
        book(a=asked(A, LONG), b=asked(B, OTHER, "aliases: [my old/]\n")),
        (Kind.TURNED_ADDRESS,),
    ),
    "an anchor that means something else": Loss(
        book(a=asked(A, f"{LONG}\n\n## Steps {{#q&a}}\n\n{OTHER}")),
        book(a=asked(A, f"{LONG}\n\n## Costs {{#q&a}}\n\nNone.")),
        (Kind.TURNED_ADDRESS,),
    ),
    "an anchor that an earlier section takes": Loss(
        book(a=asked(A, f"{LONG}\n\n## Steps\n\n{OTHER}")),
        book(a=asked(A, f"{LONG}\n\n## Steps\n\n{LONG}\n\n## Steps\n\n{OTHER}")),
        (Kind.TURNED_ADDRESS,),
    ),
    "another question at the same address": Loss(
        book(a=asked(A, LONG), b=asked(B, OTHER)),
        book(a=asked(C, OTHER), b=asked(B, OTHER)),
        (Kind.LOST_ANCHOR, Kind.TURNED_ADDRESS),
        f'this address answered "{A}", and would now answer "{C}"',
    ),
    "two questions that swapped files": Loss(
        book(a=asked(A, LONG), b=asked(B, OTHER)),
        book(a=asked(B, OTHER), b=asked(A, LONG)),
        (Kind.LOST_ANCHOR, Kind.TURNED_ADDRESS),
        f'this address answered "{A}", and would now answer "{B}"; the former is now at faq/b/',
    ),
}


@pytest.mark.parametrize("loss", LOSSES.values(), ids=LOSSES)
def test_each_way_out_leads_out(loss: Loss, tmp_path: Path) -> None:
    leads_out(loss, tmp_path)


def test_each_kind_of_loss_has_been_tried() -> None:
    lost = {kind for kind in Kind if kind.code.startswith("lost-")} | {Kind.TURNED_ADDRESS}
    assert {kind for loss in LOSSES.values() for kind in loss.kinds} == lost


ODD = ("R&D 100%", "a/~tilde (1)!")
"""Names that are in two forms among all answers: as a link has them, and as browsers send them."""


def test_questions_in_folders_may_be_renamed_and_deleted(tmp_path: Path) -> None:
    """Their names on the page with all answers follow: also that of one whose twin is gone."""
    steps = f"{LONG}\n\n## Steps\n\n{OTHER}"
    names = ("setup/deep", "x/twin", "y/twin", "a/b/old", *ODD)
    old = {f"faq/{name}.md": asked(f"What about {name}?", steps) for name in names}
    new = {path: text for path, text in old.items() if path == "faq/y/twin.md"}
    for path, now, alias in (
        ("setup/deep", "other/new", "faq/setup/deep/"),
        ("a/b/old", "here", "faq/a/b/old"),
        (ODD[0], "plain", f"faq/{ODD[0]}/"),
    ):
        new[f"faq/{now}.md"] = declaring(old[f"faq/{path}.md"], "aliases", f"[{alias}]")
    before, _ = Book(old).published(tmp_path / "before")
    gone = tuple(
        f'{{address: "{Permalink(f"faq/{name}/").written}", reason: It ended.}}'
        for name in ("x/twin", ODD[1])
    )
    after, meant = Book(new, gone).published(tmp_path / "after")
    assert "\n".join(told(compare(before, after, meant))) == ""
    assert {"deep", "deep--steps", "old--steps", "y-twin--steps", "x-twin"} <= set(
        after.pages["all/"].anchors
    )


@pytest.mark.parametrize(("way", "answered"), [(0, "It ended."), (-1, '<meta name="faq:moved"')])
def test_what_a_refused_publication_says_lets_the_next_one_through(
    way: int, answered: str, tmp_path: Path
) -> None:
    """On the real branch, with names of all kinds at once: what is published is compared as git has it."""
    names = ("questions", "questions in folders", "anchors", "files", "files without an ending")
    before, after = (
        Book({path: text for one in names for path, text in at(LOSSES[one]).files.items()})
        for at in (attrgetter("before"), attrgetter("after"))
    )
    site = make_site(tmp_path)
    commit(site, before)
    site.publish("1.0", "--latest")
    book = after
    # Where another page answers now, what only the former had is told once that is said.
    for _ in range(2 - way):
        commit(site, book)
        published = site.faq("publish", "1.1", "--latest")
        if published.returncode == 0:
            break
        for fix in TOLD.findall(published.stderr):
            book = done([one for one in ways(fix) if not one.startswith("put")][way], book, before)
    assert published.returncode == 0, published.stderr
    for path in (before.files.keys() - after.files.keys()) - set(PATHS):
        if path.endswith(".md"):
            assert answered in site.shown(f"latest/{page_address(path)}index.html")
        else:
            assert "It ended." in site.shown(f"latest/{path}/index.html")
    kept = page_content(site.shown("latest/faq/a/index.html")).anchors
    assert not set(ANCHORS) - kept.keys()
