"""What the branch holds, each content looked at once, however many versions share it, and then let go."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from faq.addresses import address_of
from faq.frozen import record
from faq.permalinks.inventory import PageContent, standing
from faq.permalinks.made import is_made
from faq.publishing.blobs import Blob
from faq.publishing.locked import Need, need_of, together
from faq.publishing.marked_before import MarkedBefore
from faq.publishing.marks import LISTS, RETOLD, places, put_back, without_mark
from faq.publishing.outliving import LIST
from faq.publishing.root import NOINDEX
from faq.publishing.trees import Tree
from faq.verbatim import text_of


@record
class PublishedPage:
    """What is good to know of a page without its text."""

    content: PageContent
    marked: bool
    hidden: bool
    """Whether search engines are asked to leave it out, as it was built."""
    need: Need


Known = dict[str, PublishedPage]
"""What is known of pages, by git's names for them: it holds whatever becomes of the branch."""

PLAIN = PageContent({})
"""A page that neither leads on nor says that something is gone."""


@dataclass(slots=True)
class BranchPages:
    """The branch, and what is known of its pages."""

    tree: Tree
    known: Known = field(default_factory=dict)
    before: Mapping[str, MarkedBefore] = field(default_factory=dict)
    """The folders that are as a publication marked them, and would be marked the same."""
    folders: dict[str, dict[str, Blob]] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        """Sort the files by the folders at the root."""
        for path, blob in self.tree.files.items():
            top, _, rest = path.partition("/")
            if rest:
                self.folders.setdefault(top, {})[rest] = blob

    def facts(self, blob: Blob) -> PublishedPage:
        """What a page is."""
        if blob.name not in self.known:
            data = self.tree.content(blob)
            built = without_mark(data)
            html = text_of(built)
            hidden = NOINDEX.search(html) is not None
            self.known[blob.name] = PublishedPage(standing(html), built is not data, hidden, need_of(html))
        return self.known[blob.name]

    def pages(self, folder: str) -> dict[str, PageContent]:
        """The pages of a folder by their addresses in it."""
        pages = {
            address_of(path): blob
            for path, blob in self.below(folder)
            if path.endswith(".html") and path != "404.html"
        }
        if (before := self.before.get(folder)) is not None:
            return {address: before.odd.get(address, PLAIN) for address in pages}
        return {address: self.facts(blob).content for address, blob in pages.items()}

    def told(self, folder: str, tree: str) -> MarkedBefore:
        """What is known of a folder, and of the tree that it is."""
        facts = {
            address_of(path): self.facts(blob) for path, blob in self.below(folder) if path.endswith(".html")
        }
        odd = {address: one.content for address, one in facts.items() if one.content != PLAIN}
        hidden = frozenset(address for address, one in facts.items() if one.hidden)
        needs = {one.need for one in facts.values()}
        need = Need(None, together(needs), any(one.bare for one in needs))
        return MarkedBefore(tree, odd, hidden, need)

    def are_alike(self, folder: str) -> bool:
        """Whether the pages of a folder are as they were built, and each needs of a policy what all need."""
        facts = [self.facts(blob) for path, blob in self.below(folder) if path.endswith(".html")]
        # One that is known from before says the same in other words than one that was read.
        needs = {(together([need]), need.bare) for need in {one.need for one in facts}}
        return len(needs) == 1 and not any(one.marked for one in facts)

    def needs(self, but: Collection[str]) -> set[Need]:
        """What pages need of a policy; those `but` are left out, by path on the branch."""
        pages = {
            blob
            for path, blob in self.tree.files.items()
            if path.endswith(".html") and path not in but and path.partition("/")[0] not in self.before
        }
        return {*(self.facts(blob).need for blob in pages), *(one.need for one in self.before.values())}

    def media(self, folder: str) -> list[str]:
        """The files that readers may have kept, beside the pages."""
        pages = self.pages(folder)
        files = (p for p, _ in self.below(folder) if p != LIST and not p.endswith(".html"))
        return [path for path in files if not is_made(path, pages)]

    def as_retold(self, folder: str) -> dict[str, Blob]:
        """The copies and feeds, as they were built, by their paths then; what the project holds is none."""
        files = {path: blob for path, blob in self.below(folder) if path.endswith(RETOLD)}
        pages = self.pages(folder)
        there = places(Tree(files, self.tree.content))
        return {path: files[place] for path, place in there.items() if is_made(path, pages)}

    def names(self, folder: str | None) -> frozenset[str]:
        """The files of a folder, by path in it; none where there is no folder."""
        return frozenset(path for path, _ in self.below(folder)) if folder else frozenset()

    def lists(self, folder: str) -> dict[str, Blob]:
        """The files that list pages, wherever they stand."""
        return {path: blob for path, blob in self.below(folder) if put_back(path) in LISTS}

    def read(self, path: str) -> bytes | None:
        """A file; None where it is not there."""
        return self.tree.get(path)

    def below(self, folder: str) -> Iterator[tuple[str, Blob]]:
        """The files of a folder, by path in it."""
        return iter(self.folders.get(folder, {}).items())


def known_of(files: Mapping[str, Blob], told: MarkedBefore) -> Known:
    """What is known of the pages of a folder that are alike, by what was told of it."""
    return {
        blob.name: PublishedPage(
            told.odd.get(address_of(path), PLAIN), False, address_of(path) in told.hidden, told.need
        )
        for path, blob in files.items()
        if path.endswith(".html")
    }
