"""Published trees, of which one file at a time is read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from faq.publishing.blobs import Blob, Entry
from faq.publishing.marks import places, without_mark
from faq.publishing.store import Store


class Tree(Mapping[str, bytes]):
    """The files of a commit's folder, by path; each is read when it is asked for."""

    def __init__(self, files: Mapping[str, Blob], content: Callable[[Blob], bytes]) -> None:
        self.files = files
        self.content = content

    def __getitem__(self, path: str) -> bytes:
        return self.content(self.files[path])

    def __iter__(self) -> Iterator[str]:
        return iter(self.files)

    def __len__(self) -> int:
        return len(self.files)

    def __contains__(self, path: object) -> bool:
        return path in self.files

    def ending(self, *endings: str) -> Tree:
        """The part of it whose paths end so."""
        return Tree({p: b for p, b in self.files.items() if p.endswith(endings)}, self.content)


def built_tree(store: Store, commit: str, folder: str) -> str:
    """Put a published folder into the store as it was built; the name of its tree."""
    files = store.files(commit, folder)

    def entry(path: str, blob: Blob) -> Entry:
        if not path.endswith(".html"):
            return blob
        data = content(blob)
        built = without_mark(data)
        return blob if built is data else built

    with store.reading() as content:
        there = places(Tree(files, content))
        return store.make_tree((path, entry(path, files[place])) for path, place in there.items())
