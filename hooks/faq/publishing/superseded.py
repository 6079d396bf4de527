"""What a version that is not current says to machines: its Markdown copies, and its feed.

They are built for `latest`, with whole addresses.  In a version that is not current they say what its pages
say by their mark (faq.publishing.marks), and lead into the version, as its pages do.  What was built is set
aside, so that it can be put back as it was.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping
from html import escape, unescape
from posixpath import splitext

from faq.addresses import absolute, address_of, file_of
from faq.frozen import record
from faq.machines.copies import escaped, front_matter
from faq.machines.places import copy_of
from faq.permalinks.fate import Fate
from faq.permalinks.made import COPY
from faq.publishing.marks import moved_canonical, way_on
from faq.publishing.versions import LATEST

HEAD = re.compile(r"\A---\n((?:[a-z_]+: \".*\"\n)*)---\n")
FIELD = re.compile(r'([a-z_]+): (".*")\n')
TITLE = re.compile(r"\n  <title>.*?</title>", re.S)
"""The feed's own, which stands before those of its entries (faq.answers.feed)."""


@record
class Superseded:
    """One version that is not current, and what its files for machines are to say."""

    version: str
    root: str
    """The address above the versions; ends in a slash."""
    banner: bool
    """Whether its pages say that it is not the current one."""
    texts: Mapping[str, str]
    current: frozenset[str]
    """The files of the current version; none where no version is."""

    def written(self, html: str) -> frozenset[str]:
        """The addresses in `latest` that a page names itself."""
        start = f"{self.root}{LATEST}/"
        body = html[html.find("<body") :]
        if start not in body and "&" not in body:
            return frozenset()
        return frozenset(_plain(one) for one in self._ours().findall(unescape(body)))

    def file(self, path: str, built: str, written: Collection[str], now: Fate) -> str:
        """What stands in place of a file that was built; `written` is what the page beside it names itself.

        `now` says what has become of that page in the current version.
        """
        return self._copy(path, built, written, now) if path.endswith(COPY) else self._feed(path, built)

    def _copy(self, path: str, built: str, written: Collection[str], now: Fate) -> str:
        head = HEAD.match(built)
        if head is None:
            return self._led(built, written)
        fields = {name: str(json.loads(text)) for name, text in FIELD.findall(head[1])}
        body = self._led(built[head.end() :], written)
        if "moved" in fields:
            fields["moved"] = self._led(fields["moved"], ())
            return front_matter(self._listed(fields)) + body
        address = address_of(splitext(path)[0] + ".html")
        if now.address is None:
            fields = {name: text for name, text in fields.items() if name != "url"} | {"robots": "noindex"}
        elif "url" in fields:
            fields["url"] = moved_canonical(fields["url"], address, now.address)
        fields["version"] = self.version
        return front_matter(self._listed(fields)) + self._sentence(now) + body

    def _sentence(self, now: Fate) -> str:
        if not self.banner:
            return ""
        said = escaped(self.texts["old_version"]).format(version=f"**{self.version}**")
        copy = copy_of(file_of(now.onward))
        url = absolute(f"{self.root}{LATEST}/", copy if copy in self.current else now.onward)
        return f"\n> {said} [{escaped(way_on(now, self.texts))}]({url}).\n"

    def _listed(self, fields: dict[str, str]) -> dict[str, str]:
        """Without what leads to the list of all pages, where no version has one."""
        return fields if self.current else {n: text for n, text in fields.items() if n != "llms_txt"}

    def _ours(self) -> re.Pattern[str]:
        return re.compile(re.escape(f"{self.root}{LATEST}/") + r"[^\s<>\"']*")

    def _led(self, text: str, written: Collection[str]) -> str:
        """A text whose addresses in `latest` lead into the version, but those that the page itself names."""
        start, here = len(f"{self.root}{LATEST}/"), f"{self.root}{self.version}/"
        return self._ours().sub(
            lambda m: m[0] if _plain(unescape(m[0])) in written else here + m[0][start:], text
        )

    def _feed(self, path: str, built: str) -> str:
        """Entries keep their names: readers of the feed know them by these."""
        text = built.replace(f'href="{self.root}{LATEST}/', f'href="{self.root}{self.version}/')
        if not self.banner:
            return text
        banner = self.texts["old_version"].format(version=self.version)
        said = f"\n  <subtitle>{escape(banner)}</subtitle>"
        if path in self.current:
            href = escape(absolute(f"{self.root}{LATEST}/", path))
            # What holds an old part of a feed names the current one so (RFC 5005, 4).
            said += f'\n  <link rel="current" type="application/atom+xml" href="{href}" />'
        return TITLE.sub(lambda m: m[0] + said, text, count=1)


def _plain(address: str) -> str:
    """An address without what ends a link or a sentence behind it."""
    return address.rstrip(").,;:!?*_]")
