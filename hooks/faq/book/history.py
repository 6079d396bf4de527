"""What an earlier commit said: its numbering, and which references stood there already.

`Alignment` is pure; `Committed` is the only part that asks git.
"""

from __future__ import annotations

import os
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from functools import cached_property
from pathlib import Path

from faq import git
from faq.addresses import normal, page_address
from faq.book.numbering import Meant, Numbering
from faq.book.project import Project, decode, is_question
from faq.frozen import record
from faq.model import Phrase, Question, Source, Span
from faq.patterns import late
from faq.text.front_matter_keys import ALIASES, entries
from faq.text.frontmatter import read_front_matter
from faq.text.scheme import Key

TOKEN = late(r"[0-9]+(?:\.[0-9]+)*|\w+|[^\w\s]")
DIFF = ("diff", "--name-status", "-z", "-M", "-l1000", "--relative", "--no-ext-diff")
"""As many files are compared to find those with a new name as git compares by itself (2.39)."""
TITLE = late(r"(?m)^#[ \t]+(.+?)[ \t#]*$")


class NoHistory(Exception):  # noqa: N818 - it is a state of affairs, not an error
    """There is no git, or the commit is not there; the text says which."""


@record
class Alignment:
    """Which numbers of a text stood in an earlier one, at the same place among the same words."""

    old: str
    new: str

    @cached_property
    def _fresh(self) -> list[int]:
        """Offsets in the new text of the words and numbers that did not stand in the old one, ascending."""
        old = [(m.group(), m.start()) for m in TOKEN.finditer(self.old)]
        new = [(m.group(), m.start()) for m in TOKEN.finditer(self.new)]
        masked = [["#" if t[0].isdigit() else t for t, _ in tokens] for tokens in (old, new)]
        stood: set[int] = set()
        matcher = SequenceMatcher(None, masked[0], masked[1], autojunk=False)
        for block in matcher.get_matching_blocks():
            for step in range(block.size):
                if old[block.a + step][0] == new[block.b + step][0]:
                    stood.add(new[block.b + step][1])
        return [start for _, start in new if start not in stood]

    @cached_property
    def _same_tail(self) -> int:
        """Offset in the new text behind which nothing changed."""
        shorter = min(len(self.old), len(self.new))
        if self.old[len(self.old) - shorter :] == self.new[len(self.new) - shorter :]:
            return len(self.new) - shorter
        low, high = 0, shorter
        while low < high:
            middle = (low + high + 1) // 2
            if self.old.endswith(self.new[len(self.new) - middle :]):
                low = middle
            else:
                high = middle - 1
        return len(self.new) - low

    def stood(self, start: int, end: int) -> bool:
        """Whether every word and number of a stretch of the new text stood in the old one."""
        if start > self._same_tail:
            return True
        at = bisect_left(self._fresh, start)
        return at == len(self._fresh) or self._fresh[at] >= end


@record
class Earlier:
    """The numbering at a commit, as `faq.book.meaning.Before`."""

    numbering: Numbering
    changed: Mapping[str, Alignment | None]
    """Files that changed since, by path; None for those that did not exist."""

    def wrote(self, phrase: Phrase) -> Numbering | None:
        """The numbering of the commit, for a phrase all of whose numbers stood there."""
        return self.numbering if all(self.stood(c.span) for c in phrase.citations) else None

    def stood(self, span: Span) -> bool:
        """Whether what the span covers stood there, with the same number."""
        if span.source.path not in self.changed:
            return True
        alignment = self.changed[span.source.path]
        return alignment is not None and alignment.stood(span.start, span.end)


@record
class ChangedFile:
    """A file that is not as it was at the commit."""

    path: str
    """Its path now; where it was deleted, the path that it had."""
    old: str | None
    """Its path then; None for a new file."""
    deleted: bool = False


def earlier(project: Project, changes: Sequence[ChangedFile], texts: Mapping[str, bytes]) -> Earlier:
    """The numbering at a commit.

    `changes` are the files that differ, `texts` what the commit held under their old paths.
    """
    old = {path: decode(path, data)[0] for path, data in texts.items()}
    changes = _with_renamed(project, changes, old)
    claims: dict[Key, tuple[Meant, ...]] = {}
    for source, title, question in _claimants(project, changes, old):
        front, _ = read_front_matter(source)
        number = project.key(front.number)
        if number is not None:
            claims[number] = (*claims.get(number, ()), Meant(number, title, question))
    sources = project.sources
    changed: dict[str, Alignment | None] = {}
    for change in changes:
        if not change.deleted and change.path in sources:
            before = old.get(change.old) if change.old else None
            changed[change.path] = Alignment(before.text, sources[change.path].text) if before else None
    return Earlier(Numbering(claims, project.settings.numbers), changed)


def _with_renamed(
    project: Project, changes: Sequence[ChangedFile], old: Mapping[str, Source]
) -> Sequence[ChangedFile]:
    """The same, where a question's file has another name that git was not told of (`git add`).

    It is known by the old address under its `aliases:`, or by its heading.
    """
    docs = project.settings.docs_dir + "/"
    fresh = {c.path for c in changes if c.old is None}
    former: dict[str, str] = {}
    for change in changes:
        if change.deleted and change.path in old and fresh:
            src = change.path.removeprefix(docs)
            m = TITLE.search(old[change.path].text)
            former[page_address(src)] = change.path
            former.setdefault(m[1] if m else src, change.path)
    renamed: dict[str, str] = {}
    for question in project.questions if former else ():
        aliases = (normal(one) for one, _ in entries(project.pages[question.src].front, ALIASES))
        was = next((former[name] for name in (*aliases, question.title) if name in former), None)
        if question.path in fresh and was is not None and was not in renamed.values():
            renamed[question.path] = was
    found = [c for c in changes if c.path not in renamed and not (c.deleted and c.path in renamed.values())]
    return [*found, *(ChangedFile(path, was) for path, was in renamed.items())]


def _claimants(
    project: Project, changes: Sequence[ChangedFile], old: Mapping[str, Source]
) -> Iterator[tuple[Source, str, Question | None]]:
    """Every question that the commit held: its text then, its title, and what has become of it."""
    old_paths = {c.path: c.old for c in changes if not c.deleted}
    for question in project.questions:
        if question.path not in old_paths:
            yield project.pages[question.src].source, question.title, question
        elif (path := old_paths[question.path]) is not None and path in old:
            yield old[path], question.title, question
    docs = project.settings.docs_dir + "/"
    for change in changes:
        src = change.path.removeprefix(docs)
        if change.deleted and change.path in old and is_question(project.settings, src):
            m = TITLE.search(old[change.path].text)
            yield old[change.path], m[1] if m else src, None


@record
class Committed:
    """Reads what was committed below a folder, and what has become of it."""

    root: Path
    prefix: str
    """The folder's path in the repository; empty, or ending in a slash."""

    def changes(self, rev: str) -> list[ChangedFile]:
        """What differs between a commit and the files as they are.  Raises GitError."""
        out = git.text(self.root, *DIFF, "--end-of-options", rev, "--", ".")
        fields = iter(out.split("\0"))
        found: list[ChangedFile] = []
        for status in fields:
            if not status:
                continue
            path = next(fields)
            if status[0] in "RC":
                new = next(fields)
                found.append(ChangedFile(new, path))
                continue
            found.append(ChangedFile(path, None if status == "A" else path, status == "D"))
        # A page is new also where the user's own list of what to ignore, made for all repositories, has it.
        settings = {**git.SETTLED, "core.excludesFile": os.devnull}
        others = ("ls-files", "--others", "--exclude-standard", "-z", "--", ".")
        new_files = git.text(self.root, *others, settings=settings)
        found += [ChangedFile(path, None) for path in new_files.split("\0") if path]
        return found

    def texts(self, rev: str, paths: Sequence[str]) -> dict[str, bytes]:
        """What the commit holds under each path; those it does not hold are left out.  Raises GitError."""
        commit = git.line(self.root, "rev-parse", "--verify", "--end-of-options", f"{rev}^{{commit}}")
        asked = "".join(f"{commit}:{self.prefix}{path}\n" for path in paths)
        out = git.run(self.root, "cat-file", "--batch", given=asked.encode("utf-8", "surrogateescape"))
        found: dict[str, bytes] = {}
        at = 0
        for path in paths:
            end = out.index(b"\n", at)
            head = out[at:end].split(b" ")
            at = end + 1
            if head[-1] == b"missing" or len(head) != 3:
                continue
            size = int(head[2])
            found[path] = out[at : at + size]
            at += size + 1
        return found


def read_earlier(project: Project, rev: str, altered: Iterable[str] = ()) -> Earlier:
    """The numbering at a commit, read with git.  Raises NoHistory where that cannot be.

    `altered` are files that the project reads otherwise than they stand on the disk.
    """
    if project.settings.docs_dir.startswith(".."):
        raise NoHistory("the docs folder lies outside the folder of the configuration")
    root = project.settings.root
    try:
        # This first: without a repository that it may look into, `git diff` compares two folders (2.39).
        committed = Committed(root, git.line(root, "rev-parse", "--show-prefix"))
        changes = committed.changes(rev)
        known = {c.path for c in changes}
        changes += [ChangedFile(path, path) for path in altered if path not in known]
        docs = project.settings.docs_dir + "/"
        relevant = [c for c in changes if c.path.startswith(docs) or c.path in project.sources]
        texts = committed.texts(rev, [c.old for c in relevant if c.old])
    except git.GitError as error:
        raise NoHistory(error.told) from None
    return earlier(project, relevant, texts)
