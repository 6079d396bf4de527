"""What stands at addresses that no version holds any more: stubs, each of which leads on in one step.

A version that was taken away leaves them in its folder, and a site that was adopted at the root.
"""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterator, Mapping
from dataclasses import field

from faq.addresses import Permalink, absolute, address_of, file_of, resolved
from faq.frozen import record
from faq.machines.places import LLMS, copy_of
from faq.permalinks.fate import fate
from faq.permalinks.inventory import PageContent, standing
from faq.permalinks.stub_copies import moved_to, redirect_copy
from faq.permalinks.stubs import STYLE, STYLE_PATH, redirect
from faq.publishing.versions import LATEST, is_version
from faq.texts import TEXTS
from faq.verbatim import text_of


@record
class Root:
    """What the files beside the versions, the marks and the redirects are made with."""

    url: str
    """The site's address, above the versions; ends in a slash."""
    texts: Mapping[str, str] = field(default_factory=lambda: TEXTS)
    """What the pages say by themselves (faq.texts)."""
    language: str = "en"


def leading(path: str, target: str, root: Root) -> bytes:
    """The stub in place of a page on the branch that leads to an address, both from the root."""
    title = root.texts["old_version_home"]
    return redirect(address_of(path), Permalink(target), title, root.language, root.texts).encode()


def leading_copy(root: Root, names: Collection[str] = (), onward: str = "") -> bytes:
    """The copy of such a stub; `names` are the files of `latest`."""
    base, copy = f"{root.url}{LATEST}/", copy_of(file_of(onward))
    url = absolute(base, copy if copy in names else onward)
    llms = base + LLMS if LLMS in names else ""
    return redirect_copy(root.texts["moved"], root.texts["old_version_home"], url, llms).encode()


def led_on(
    outside: Mapping[str, bytes], versions: Collection[str], now: Mapping[str, PageContent], root: Root
) -> dict[str, bytes]:
    """The stubs outside all versions that are to lead elsewhere than they do, and the style of them all.

    `outside` are pages by their path on the branch.  What is no stub of a publication's is somebody's own.
    """
    out: dict[str, bytes] = {}
    for path, data in outside.items():
        target = _target(path, data)
        if target is None or target.partition("/")[0] not in (LATEST, *versions):
            continue
        out.setdefault(STYLE_PATH, STYLE.encode())
        stub = leading(path, _onward(address_of(path), target, now), root)
        if stub != data:
            out[path] = stub
    return out


def _target(path: str, data: bytes) -> str | None:
    """Where a stub leads, from the root; None for any other page."""
    moved = standing(text_of(data)).moved
    return None if moved is None else resolved(address_of(path), moved)


def _onward(address: str, target: str, now: Mapping[str, PageContent]) -> str:
    """Where the current version has what stood at an address: in the folder of a version, or at the root.

    A site at the root may have had pages in a folder that is called as a version is, "dev/". What is nowhere
    stays where it was led before: in the version of its own, or on from there.
    """
    top, _, inside = address.partition("/")
    found = fate(address, now)
    if not found.onward and is_version(top):
        found = fate(inside, now)
    if found.onward:
        return f"{LATEST}/{found.onward}"
    folder, _, rest = target.partition("/")
    return f"{LATEST}/{fate(rest, now).onward}" if folder == LATEST else target


def copies_led_on(
    folder: str,
    copies: Mapping[str, bytes],
    names: Collection[str],
    now: Mapping[str, PageContent],
    root: Root,
) -> Iterator[tuple[str, bytes]]:
    """The same of the copies in the folder of a version that was taken away."""
    for path, data in copies.items():
        if (moved_to(data) or "").startswith(f"{root.url}{LATEST}/"):
            address = address_of(posixpath.splitext(path)[0] + ".html").removeprefix(f"{folder}/")
            stub = leading_copy(root, names, fate(address, now).onward)
            if stub != data:
                yield path, stub
