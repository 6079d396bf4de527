"""What the guard tells to write, done to the letter, leads out: for each kind of loss, and for any name."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from operator import attrgetter
from pathlib import Path

import pytest
import yaml

from faq.addresses import (
    normal,
    page_address,
)
from faq.book.settings import read_settings
from faq.book.workspace import load
from faq.kinds import Kind
from faq.model import Problem
from faq.permalinks.answering import reviewed
from faq.permalinks.compare import compare
from faq.permalinks.declared import declared
from faq.permalinks.inventory import Inventory, page_content
from faq.permalinks.meant import Reviewed
from faq.text.anchors import slugify
from tests.faqs import commit_all, question
from tests.publishing.site import CONFIG, Site, make_site
from tests.publishing.test_permalinks import stock
from tests.test_build import built, hooked

ALL = {"one_page": "all.md"}


@dataclass(frozen=True, slots=True)
class Book:
    """What writers have written: files by their path in `docs/`, the entries of `gone:`, and settings."""

    files: Mapping[str, str]
    gone: tuple[str, ...] = ()
    settings: Mapping[str, object] = field(default_factory=ALL.copy)
    sections: int = 0
    """How many questions a section has; none where there are no sections."""

    def config(self) -> str:
        """All of `mkdocs.yml` but for the theme."""
        asked = [path for path in self.files if path.startswith("faq/") and path.endswith(".md")]
        most = self.sections or len(asked)
        runs = [asked[i : i + most] for i in range(0, len(asked), most or 1)]
        nav = [{f"Section {run[0]}": run} for run in runs] if self.sections else asked
        listed = "".join(f"      - {entry}\n" for entry in self.gone)
        said = "".join(f"    {name}: {json.dumps(value)}\n" for name, value in self.settings.items())
        ours = said + (f"    gone:\n{listed}" if listed else "")
        return f"site_name: Example\nnav: {json.dumps(['index.md', *nav])}\nextra:\n  faq:\n{ours}"

    def write(self, root: Path) -> None:
        """Put the pages and files where they belong."""
        number = 0
        for path, text in {"index.md": "# Home\n", **self.files}.items():
            file = root / "docs" / path
            file.parent.mkdir(parents=True, exist_ok=True)
            number += "number: N\n" in text
            above, below = divmod(number - 1, self.sections) if self.sections else (0, 0)
            place = f"{above + 1}.{below + 1}" if self.sections else number
            file.write_text(text.replace("number: N\n", f"number: {place}\n"), encoding="utf-8")

    def published(self, root: Path) -> tuple[Inventory, Reviewed]:
        """What a strict build of it holds, and what is declared."""
        self.write(root)
        config = root / "mkdocs.yml"
        config.write_text(self.config() + "markdown_extensions: [attr_list]\n", encoding="utf-8")
        if self.settings.get("changes"):
            commit_all(root)
        site = built(hooked(config), strict=True)
        read = load(read_settings(config))
        return stock(site), reviewed(read, declared(read))


# -- doing what is said

FRONT = re.compile(r"write into the front matter of (.+?): (aliases|anchors): ([\[{].*[\]}])$")
TAKEN = re.compile("take it out of the front matter of (.+?), and")
MADE = re.compile(r"write into mkdocs.yml under extra: faq: aliases: (\{.*\})$")
LISTED = re.compile(r"under extra: faq: gone: with a reason, (\{.*\})$")
HEADING = re.compile(r'give the heading "(.*?)" .*?(\{#[^}]*\})')


def ways(fix: str) -> list[str]:
    """The ways out that a message offers."""
    return re.split(r"; or,? ", fix)


def done(way: str, book: Book, before: Book) -> Book:
    """The book after somebody did what one way says, and nothing else."""
    if "holds here too" in way:
        return book
    files, did = dict(book.files), False
    if way.startswith("put the file back"):
        return replace(book, files={**files, **before.files})
    if way.startswith("put the former back"):
        changed = [path for path in files if files[path] != before.files.get(path) and "# " in files[path]]
        return replace(
            book,
            files={**files, **{f"faq/new-{i}.md": files[p] for i, p in enumerate(changed)}, **before.files},
        )
    if found := TAKEN.search(way):
        path = page(found[1], files)
        files[path] = re.sub(r"(?m)^aliases: .*\n", "", files[path])
    if found := HEADING.search(way):
        heading = re.compile(rf"(?m)^(#+ {re.escape(found[1])})( {{#.*}})?$")
        path = next(path for path, text in files.items() if heading.search(text))
        files[path] = heading.sub(rf"\1 {found[2]}", files[path], count=1)
        did = True
    if found := FRONT.search(way):
        path = page(found[1], files)
        title = re.search("(?m)^# (.*)$", files[path])
        value = found[3].replace("ITS-ANCHOR", slugify(title[1]) if title else "")
        files[path] = declaring(files[path], found[2], value)
        did = True
    gone, settings = book.gone, dict(book.settings)
    if found := MADE.search(way):
        # One entry says it for several addresses.
        settings["aliases"] = {**aliases_of(book), **yaml.safe_load(found[1])}
        did = True
    if found := LISTED.search(way):
        entry = found[1].replace("...", "It ended.")
        gone = (*(one for one in gone if one != entry), entry)
        did = True
    assert did, f"nobody can do this: {way}"
    return replace(book, files=files, gone=gone, settings=settings)


def aliases_of(book: Book) -> Mapping[str, str]:
    """The old addresses of pages that are made."""
    said = book.settings.get("aliases", {})
    assert isinstance(said, dict)
    return said


def page(address: str, files: Mapping[str, str]) -> str:
    """The file of the page that a message names; whichever its reader chooses where it names none."""
    pages = {page_address(path): path for path in files if path.endswith(".md")}
    return (
        next(iter(pages.values()))
        if address == "the page that now says this"
        else pages[normal(address) or ""]
    )


def declaring(text: str, key: str, value: str) -> str:
    """A page that declares something more in its front matter, as it is written."""
    there = re.search(rf"(?m)^{key}: (.*)\n", text)
    if there is None:
        return text.replace("---\n", f"---\n{key}: {value}\n", 1)
    both = f"{there[1][:-1]}, {value[1:]}" if value[1:-1] not in there[1] else there[1]
    return text.replace(there[0], f"{key}: {both}\n")


# -- what may be lost


@dataclass(frozen=True, slots=True)
class Loss:
    """A book as it was published, and as it is to be."""

    before: Book
    after: Book
    kinds: tuple[Kind, ...]
    """What is told, each once."""
    says: str = ""
    """What one of the messages says."""


A, B, C = "How do I begin?", "Where do I end?", "Whom do I ask?"
LONG = "Open the lid and press the green button until it blinks; then wait for a minute."
OTHER = "Nobody but the help desk can do that. Write to it with your name and your number."


def asked(title: str, body: str = "So.", front: str = "") -> str:
    """A question's page, to be numbered."""
    return question("N", title, body).replace("number: N\n", f"number: N\n{front}")


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


TITLES = ("How do I begin?", "Where do I end?", "Whom do I ask?", "What is kept?", "Who pays?")
FIVE = {
    f"faq/{name}.md": asked(title, f"{title} {LONG}") for name, title in zip("abcde", TITLES, strict=True)
}
PARTED = {"one_page": "all.md", "one_page_up_to": 2}


def changed(
    before: Mapping[str, object],
    after: Mapping[str, object],
    *kinds: Kind,
    says: str = "",
    left: int = 5,
    sections: int = 0,
) -> Loss:
    """Other settings for five questions, of which some are `left`: what goes of what a build makes."""
    gone = tuple(f"{{address: {page_address(path)}, reason: It ended.}}" for path in [*FIVE][left:])
    now = Book(dict([*FIVE.items()][:left]), gone, after, sections)
    return Loss(Book(FIVE, (), before, sections), now, kinds, says)


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
    "parts of all answers, of fewer questions": changed(
        PARTED, PARTED, Kind.LOST_PAGE, says="aliases: {all/3/: all/}", left=4
    ),
    "parts of all answers, which hold more": changed(
        PARTED, {**PARTED, "one_page_up_to": 3}, Kind.LOST_PAGE, says="aliases: {all/3/: all/}"
    ),
    "parts of all answers that stand on one page": changed(
        PARTED, ALL, Kind.LOST_PAGE, says="aliases: {all/1/: all/, all/2/: all/, all/3/: all/}"
    ),
    "parts of all answers, by sections": changed(
        PARTED, PARTED, Kind.LOST_PAGE, says="aliases: {all/3/: all/}", left=4, sections=2
    ),
    "all answers, and their parts": changed(
        PARTED, {"one_page": False}, Kind.LOST_PAGE, says="{address: [all/, all/1/, all/2/, all/3/], reason"
    ),
    "all answers, and their parts, at another address": changed(
        PARTED,
        {**PARTED, "one_page": "whole/all.md"},
        Kind.LOST_PAGE,
        says="aliases: {all/: whole/all/, all/1/: whole/all/, all/2/: whole/all/, all/3/: whole/all/}",
    ),
    "all answers": changed(ALL, {"one_page": False}, Kind.LOST_PAGE, says="{address: all/, reason"),
    "all answers at another address": changed(
        ALL, {"one_page": "whole.md"}, Kind.LOST_PAGE, says="aliases: {all/: whole/}"
    ),
    "an old address of all answers": changed(
        {**ALL, "aliases": {"whole/": "all/"}}, ALL, Kind.LOST_ALIAS, says="aliases: {whole/: all/}"
    ),
    "an old address of all answers that leads elsewhere": changed(
        {**ALL, "changes": "news.md", "aliases": {"old/": "all/"}},
        {**ALL, "changes": "news.md", "aliases": {"old/": "news/"}},
        Kind.TURNED_ADDRESS,
        says="take it out of aliases: in mkdocs.yml, and write into mkdocs.yml under",
    ),
    "all answers at another address once more": changed(
        {"one_page": "whole.md", "aliases": {"all/": "whole/"}},
        {"one_page": "every.md", "aliases": {"all/": "whole/", "whole/": "every/"}},
    ),
    "what changed": changed({"changes": "news.md"}, {}, Kind.LOST_PAGE, says="{address: news/, reason"),
    "what changed at another address": changed(
        {"changes": "news.md"}, {"changes": "x/new.md"}, Kind.LOST_PAGE, says="aliases: {news/: x/new/}"
    ),
    "a list that stands on all pages by now": changed({"list_up_to": 2}, {"list_up_to": 5}, sections=2),
    "a list that is one page by now": changed({"list_up_to": 5}, {"list_up_to": 2}, sections=2),
    "what nobody was promised": changed(
        {"list_up_to": 2}, {"list_up_to": 2, "copies": False, "llms_txt": False, "cards": False}
    ),
    "two questions that swapped files": Loss(
        book(a=asked(A, LONG), b=asked(B, OTHER)),
        book(a=asked(B, OTHER), b=asked(A, LONG)),
        (Kind.LOST_ANCHOR, Kind.TURNED_ADDRESS),
        f'this address answered "{A}", and would now answer "{B}"; the former is now at faq/b/',
    ),
}


def told(found: list[Problem]) -> Iterator[str]:
    for one in found:
        yield f"{one.span.source.path}: {one.message}\n  fix: {one.fix}"


@pytest.mark.parametrize("loss", LOSSES.values(), ids=LOSSES)
def test_each_way_out_leads_out(loss: Loss, tmp_path: Path) -> None:
    old, _ = loss.before.published(tmp_path / "before")
    first = compare(old, *loss.after.published(tmp_path / "after"))
    assert tuple(sorted({one.kind for one in first}, key=lambda kind: kind.code)) == loss.kinds
    assert loss.says in "\n".join(told(first))
    for number in range(max((len(ways(one.fix)) for one in first), default=0)):
        book, left = loss.after, first
        # Where another page answers now, what only the former had is told once that is said.
        for attempt in range(3):
            for one in left:
                offered = ways(one.fix)
                way = offered[min(number, len(offered) - 1)]
                book = done(way, book, loss.before)
            left = compare(old, *book.published(tmp_path / f"way-{number}-{attempt}"))
            if not left:
                break
        assert "\n".join(told(left)) == ""


def test_each_kind_of_loss_has_been_tried() -> None:
    lost = {kind for kind in Kind if kind.code.startswith("lost-")} | {Kind.TURNED_ADDRESS}
    assert {kind for loss in LOSSES.values() for kind in loss.kinds} == lost


def test_questions_in_folders_may_be_renamed_and_deleted(tmp_path: Path) -> None:
    """Their names on the page with all answers follow: also that of one whose twin is gone."""
    steps = f"{LONG}\n\n## Steps\n\n{OTHER}"
    names = ("setup/deep", "x/twin", "y/twin", "a/b/old")
    old = {f"faq/{name}.md": asked(f"What about {name}?", steps) for name in names}
    new = {path: text for path, text in old.items() if path == "faq/y/twin.md"}
    for path, now, alias in (
        ("setup/deep", "other/new", "faq/setup/deep/"),
        ("a/b/old", "here", "faq/a/b/old"),
    ):
        new[f"faq/{now}.md"] = declaring(old[f"faq/{path}.md"], "aliases", f"[{alias}]")
    before, _ = Book(old).published(tmp_path / "before")
    after, meant = Book(new, ("{address: faq/x/twin/, reason: It ended.}",)).published(tmp_path / "after")
    assert "\n".join(told(compare(before, after, meant))) == ""
    assert {"deep", "deep--steps", "old--steps", "y-twin--steps", "x-twin"} <= set(
        after.pages["all/"].anchors
    )


def commit(site: Site, book: Book) -> None:
    """Put a book in place of what a clone holds."""
    shutil.rmtree(site.clone / "docs")
    book.write(site.clone)
    (site.clone / "mkdocs.yml").write_text(book.config() + CONFIG, encoding="utf-8")
    commit_all(site.clone)


TOLD = re.compile(r"(?m)^latest/.*\n  fix: (.*)$")


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


def test_pages_that_are_made_lead_on_from_where_they_were(tmp_path: Path) -> None:
    """On the real branch: pages by stubs that keep the anchor, their copies, and the feed by its entries."""
    before = Book(FIVE, (), {**PARTED, "changes": "news.md", "list_up_to": 2})
    after = replace(before, settings={"one_page": "every.md", "changes": "new.md"})
    site = make_site(tmp_path)
    commit(site, before)
    site.publish("1.0", "--latest")
    feed = site.shown("latest/news.atom")
    commit(site, after)
    fixes = TOLD.findall(site.refused("publish", "1.1", "--latest"))
    book = after
    for fix in fixes:
        book = done(ways(fix)[0], book, before)
    assert aliases_of(book) == {
        "news/": "new/",
        **dict.fromkeys(("all/", "all/1/", "all/2/", "all/3/"), "every/"),
    }
    commit(site, book)
    site.publish("1.1", "--latest")
    for old, now, title in (("news", "../new/", "What changed"), ("all/2", "../../every/", "All questions")):
        stub = site.shown(f"latest/{old}/index.html")
        assert page_content(stub).moved == now
        assert f'<a href="{now}">{title}' in stub
        assert "location.hash" in stub
        assert f'moved: "https://faq.example.org/help/latest/{now.strip("./")}/' in site.shown(
            f"latest/{old}/index.md"
        )
    # Who reads the feed reads on, and is told where it is now.
    assert site.shown("latest/news.atom") == site.shown("latest/new.atom") != feed
    assert 'rel="self" type="application/atom+xml" href="https://faq.example.org/help/latest/new.atom"' in (
        site.shown("latest/news.atom")
    )
    assert 'rel="current"' in site.shown("1.0/news.atom")
    # The list of few questions stands on every page, and its folder leads there.
    assert page_content(site.shown("latest/faq/index.html")).folder
