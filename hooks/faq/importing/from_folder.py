"""A folder with a file a question, as Jekyll, Hugo and Docusaurus have it: front matter, then the answer.

Of front matter is read: Jekyll's `title`, `permalink`, `redirect_from` (jekyll-redirect-from), Hugo's `slug`,
`url`, `weight`, `aliases`, `linkTitle`, Docusaurus' `slug`, `sidebar_position`, `sidebar_label`.
"""

from __future__ import annotations

import json
import posixpath
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from faq.addresses import normal
from faq.frozen import record
from faq.importing.front_matter import TEMPLATE, parted, plain_markdown
from faq.importing.numbers import headed, prefixes
from faq.importing.old_numbers import counted, numbering
from faq.importing.records import HeadedPart, OldFaq, OldPage, OldQuestion, UnreadableError
from faq.importing.sheet import body_of, parts
from faq.importing.shown import text_of_markdown

PAGES = (".md", ".markdown", ".mdx", ".html", ".htm")
CATEGORY = "_category_.json"
OF_FOLDERS = frozenset({"_index", "index", "readme", "_category_"})
"""Files that say what a folder is, in small letters."""
ORDER = ("weight", "sidebar_position", "nav_order", "order", "position")
OLD = ("permalink", "url", "aliases", "redirect_from")
"""Keys with addresses."""
READ = frozenset({*ORDER, *OLD, "title", "slug", "linkTitle", "sidebar_label", "id", "draft", "published"})
KEPT = frozenset({"description", "keywords"})
"""Keys that mean the same here."""
TAIL = float("inf")


@record
class OldFile:
    """A page of the folder."""

    path: str
    front: Mapping[str, Any]
    sheet: OldPage

    @property
    def stem(self) -> str:
        """Its name without its ending."""
        return posixpath.splitext(posixpath.basename(self.path))[0]

    @property
    def folder(self) -> str:
        """The folder that it is in, empty for the topmost."""
        return posixpath.dirname(self.path)

    @property
    def of_folder(self) -> bool:
        """Whether it says what its folder is, and is no question."""
        return self.stem.lower() in OF_FOLDERS

    @property
    def draft(self) -> bool:
        """Whether readers do not see it."""
        front = {key: str(self.front.get(key)).lower() for key in ("draft", "published")}
        return front["draft"] == "true" or front["published"] == "false"

    def said(self, *keys: str) -> str:
        """What the first of these keys says that is there."""
        return next((str(self.front[key]) for key in keys if self.front.get(key)), "")

    @property
    def order(self) -> tuple[float, str]:
        """By its weight where it has one, then by its name, in which numbers count as numbers."""
        weights = (float(str(self.front[key])) for key in ORDER if _is_number(self.front.get(key)))
        return next(weights, TAIL), re.sub(r"[0-9]+", lambda m: m[0].zfill(8), self.stem)


def _is_number(value: object) -> bool:
    return bool(re.fullmatch(r"-?[0-9]+(?:\.[0-9]+)?", str(value)))


def from_folder(texts: Mapping[str, str], name: str, of_html: Callable[[str], OldPage]) -> tuple[OldFaq, str]:
    """The FAQ in a folder, and all words that readers see in it.  Raises UnreadableError where it has none.

    `texts` has each page by its path in the folder; `of_html` reads those in HTML.
    """
    wrong: list[str] = []
    files = [_file(path, texts[path], of_html, wrong) for path in sorted(texts)]
    kept = [one for one in files if not one.draft]
    folders = {one.folder: one for one in kept if one.of_folder}
    asked = sorted((one for one in kept if not one.of_folder), key=lambda one: _place(one, folders))
    if not asked:
        raise UnreadableError(
            "no question was found: each needs a Markdown or HTML file of its own in the folder"
        )
    heads = [_head(one) for one in asked]
    held = numbering(heads, set(range(len(heads))))
    titles = [
        headed(part.plain).title if h.number else part.plain
        for part, h in zip(heads, held.heads, strict=True)
    ]
    out = tuple(
        replace(_asked(one, part, folders), number=head.number, heading=head.title, plain=title)
        for one, part, head, title in zip(asked, heads, held.heads, titles, strict=True)
    )
    top = folders.get("")
    out, told = counted(out, held)
    odd = (*wrong, *told, *_odd(files))
    if any(one.number and len(prefixes(one.number, False)) > len(one.sections) for one in out):
        odd = (*odd, "the numbers have more levels than there are folders: the questions stand in one list")
    words = dict.fromkeys(word for head in held.heads if head.number for word in head.word.split())
    return OldFaq(
        (top and _head(top).plain) or name,
        "\n\n".join(filter(None, (_lead(folders[folder]) for folder in sorted(folders)))),
        out,
        held.form,
        tuple(words),
        dropped=tuple(head.word for head in held.heads if head.word),
        odd=odd,
    ), "\n".join(
        text
        for one in kept
        for text in (one.sheet.shown, one.said("title"), one.said("linkTitle", "sidebar_label"))
    )


def _file(path: str, text: str, of_html: Callable[[str], OldPage], wrong: list[str]) -> OldFile:
    if posixpath.basename(path) == CATEGORY:
        return OldFile(path, _category(text), OldPage(""))
    front, rest, error = parted(path, text)
    wrong += [error] if error else []
    rest = plain_markdown(rest)
    if path.endswith((".html", ".htm")):
        return OldFile(path, front, of_html(rest))
    return OldFile(path, front, OldPage(rest, shown=text_of_markdown(rest)))


def _category(text: str) -> Mapping[str, Any]:
    """What Docusaurus keeps of a folder: its label and its place."""
    try:
        told = json.loads(text)
    except ValueError:
        return {}
    said = told if isinstance(told, dict) else {}
    return {"title": said.get("label", ""), "weight": said.get("position", "")}


def _place(one: OldFile, folders: Mapping[str, OldFile]) -> tuple[tuple[float, str], ...]:
    """Where a file stands: folder by folder, then by itself."""
    steps = one.folder.split("/") if one.folder else []
    above = ["/".join(steps[: depth + 1]) for depth in range(len(steps))]
    return (*((folders[f].order[0] if f in folders else TAIL, f) for f in above), one.order)


def _head(one: OldFile) -> HeadedPart:
    """The heading of a file: its own on level 1, else what its front matter says, else its name."""
    own = [part for part in parts(one.sheet)[1:2] if part.level == 1]
    if own:
        return own[0]
    title = one.said("title") or one.sheet.title or _words_of(one.stem)
    return HeadedPart(1, title, title, "")


def _words_of(stem: str) -> str:
    return _bare(stem).replace("-", " ").replace("_", " ").capitalize()


def _bare(stem: str) -> str:
    """A file's name without the date or the number before it: "2021-03-04-lost", "03-lost"."""
    return re.sub(r"\A(?:[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,4})[-_.](?=\D)", "", stem)


def _asked(one: OldFile, head: HeadedPart, folders: Mapping[str, OldFile]) -> OldQuestion:
    own = head.anchors or head.body
    label = one.said("linkTitle", "sidebar_label") or (one.said("title") if own else "")
    slug = one.said("slug").strip("/")
    return OldQuestion(
        head.heading,
        head.plain,
        body_of(one.sheet),
        sections=tuple(_section(folder, folders) for folder in _folders(one.folder)),
        aliases=tuple(_addresses(one)),
        name=slug.rpartition("/")[2] or _bare(one.stem),
        label="" if label == head.plain else label,
        path=one.path,
        front={key: one.front[key] for key in KEPT if _keeps(key, one.front.get(key))},
    )


def _keeps(key: str, value: object) -> bool:
    listed = isinstance(value, list) and value and all(isinstance(one, str) for one in value)
    return bool(listed) if key == "keywords" else isinstance(value, str) and bool(value)


def _folders(folder: str) -> Iterator[str]:
    steps = folder.split("/") if folder else []
    yield from ("/".join(steps[: depth + 1]) for depth in range(len(steps)))


def _section(folder: str, folders: Mapping[str, OldFile]) -> str:
    found = folders.get(folder)
    return (found and _head(found).plain) or _words_of(posixpath.basename(folder))


def _addresses(one: OldFile) -> Iterator[str]:
    """The old addresses of a file, as our front matter has them."""
    told: list[object] = []
    for key in OLD:
        value = one.front.get(key)
        told += value if isinstance(value, list) else [value] if value else []
    slug = one.said("slug")
    told += [slug] if slug.startswith("/") else []
    for address in told:
        found = normal(str(address)) if ":" not in str(address) else None
        if found:
            yield found


def _lead(one: OldFile) -> str:
    """What a folder's own page says, as a part of the first page; of the topmost without its title."""
    body = body_of(one.sheet)
    title = _head(one).heading
    return body if not one.folder or not body.strip() else f"## {title}\n\n{body}"


def _odd(files: Sequence[OldFile]) -> Iterator[str]:
    """What was not understood: drafts, keys, and what a program would have filled in."""
    yield from (f"{one.path}: a draft, left out" for one in files if one.draft)
    keys = Counter(str(key) for one in files for key in one.front if str(key) not in READ | KEPT)
    yield from (
        f"front matter: `{key}` of {count} file{'s' * (count > 1)} left out" for key, count in keys.items()
    )
    for one in files:
        yield from (
            f"{one.path}: {text.strip()}" for text in TEMPLATE.findall(one.sheet.text) if not one.draft
        )
        yield from (f"{one.path}: {said}" for said in one.sheet.odd)
