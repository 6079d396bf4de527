"""A project's walkthroughs as they lie on the disk: storyboards, stages, media and their manifest.

The only module here that reads files.  Folders are the project's: `walkthroughs/`, and `media/walkthroughs/`
in the docs folder.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import field
from pathlib import Path, PurePosixPath

from faq.frozen import record
from faq.kinds import Kind
from faq.model import Problem, Source, Span
from faq.text.yaml_nodes import NotYaml
from faq.walkthroughs import captions, film_links, manifest, stages
from faq.walkthroughs.captions import Cue
from faq.walkthroughs.figure import Exhibit, mismatch
from faq.walkthroughs.parsing import parse
from faq.walkthroughs.storyboard import Stage, Storyboard

STORYBOARDS = PurePosixPath("walkthroughs")
IN_DOCS = PurePosixPath("media/walkthroughs")
"""Where the films lie in the docs folder."""


def media_folder(docs_dir: str = "docs") -> PurePosixPath:
    """Where the films lie in the project."""
    return PurePosixPath(posixpath.normpath(docs_dir)) / IN_DOCS


@record
class Shelf:
    """What was read: storyboards by id, the kinds of files that each film has, what can be shown of each film
    that is whole, and all that is wrong."""

    media: PurePosixPath
    storyboards: Mapping[str, Storyboard]
    present: Mapping[str, frozenset[str]]
    exhibits: Mapping[str, Exhibit]
    problems: tuple[Problem, ...]
    made_from: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The paths of all that each film is made from, the storyboard first, and of its captions."""

    def broken(self, span: Span, page: str, path: str) -> list[Problem]:
        """What is missing of the film that a page, named by its path, refers to as `path`, at `span`."""
        return film_links.broken(span, page, path, self.storyboards, self.present, self.media)


def read(root: Path, docs_dir: str = "docs") -> Shelf:
    """Read and check all walkthroughs of the project at `root`, its films included."""
    media = media_folder(docs_dir)
    files = tuple(_files(root / STORYBOARDS))
    storyboards, problems = read_storyboards(root)
    films, damage = read_manifest(root, media)
    problems += damage
    present: dict[str, frozenset[str]] = {}
    exhibits: dict[str, Exhibit] = {}
    made_from: dict[str, tuple[str, ...]] = {}
    for name, storyboard in storyboards.items():
        film = films.get(name)
        there = media_files(root / media, name)
        present[name] = frozenset(kind for kind, file in there.items() if file)
        inputs = input_digests(root, storyboard, files)
        made_from[name] = (
            *inputs,
            *(film.inputs.keys() - inputs if film else ()),
            str(media / f"{name}.vtt"),
        )
        stale = manifest.stale(name, storyboard.source, film, inputs)
        problems += stale
        if film is not None:
            problems += manifest.damaged(name, storyboard.source, str(media), film, there)
        if film is not None and present[name].issuperset(manifest.KINDS):
            cues, wrong = _captions(root, media, storyboard)
            problems += [] if stale else wrong
            if not wrong:
                exhibits[name] = Exhibit(storyboard, cues, film)
    problems += [_orphan(path) for path in _orphans(root, media, storyboards)]
    in_order = sorted(set(problems), key=lambda problem: problem.key)
    return Shelf(media, storyboards, present, exhibits, tuple(in_order), made_from)


def read_storyboards(root: Path) -> tuple[dict[str, Storyboard], list[Problem]]:
    """The valid storyboards by id, and what is wrong with the others."""
    known, problems = read_stages(root)
    storyboards: dict[str, Storyboard] = {}
    for path in sorted((root / STORYBOARDS).glob("*.yml"), key=lambda path: path.stem):
        text = path.read_text(encoding="utf-8", errors="replace")
        parsed = parse(Source(str(STORYBOARDS / path.name), text), known)
        problems += parsed.problems
        if parsed.storyboard:
            storyboards[parsed.storyboard.id] = parsed.storyboard
            problems += _missing_sample(root, parsed.storyboard)
    return storyboards, problems


def read_stages(root: Path) -> tuple[dict[str, Stage], list[Problem]]:
    """Every stage of the project by the name that `film:` uses, and what is wrong with the others."""
    folder = root / STORYBOARDS
    found: dict[str, Stage] = {}
    problems: list[Problem] = []
    for name in stages.names(_files(folder)):
        is_program = (folder / name).is_dir()
        below = PurePosixPath(name, stages.DESCRIPTION) if is_program else PurePosixPath(name)
        text = (folder / below).read_text(encoding="utf-8", errors="replace")
        try:
            path = str(STORYBOARDS / below)
            found[name] = stages.program(Source(path, text)) if is_program else stages.drawing(text)
        except NotYaml as error:
            fix = "Write targets: and waits:, each a mapping of names"
            problems.append(Problem(Kind.BAD_STORYBOARD, error.span, f"this is no stage: {error.why}", fix))
    return found, problems


def read_manifest(root: Path, media: PurePosixPath) -> tuple[dict[str, manifest.Film], list[Problem]]:
    """The films that were made; none, with a problem, if the manifest cannot be read."""
    path = root / media / manifest.NAME
    if not path.exists():
        return {}, []
    try:
        return manifest.load(path.read_text(encoding="utf-8")), []
    except ValueError as error:
        source = Source(str(media / manifest.NAME), path.read_text(encoding="utf-8", errors="replace"))
        fix = "Restore it: make walkthroughs"
        return {}, [Problem(Kind.MISSING_FILM_FILE, source.whole, str(error), fix)]


def input_digests(
    root: Path, storyboard: Storyboard, files: tuple[PurePosixPath, ...] | None = None
) -> dict[str, str]:
    """The hash of everything that a storyboard's film is made from, by path in the project."""
    if files is None:
        files = tuple(_files(root / STORYBOARDS))
    below = (
        PurePosixPath(storyboard.path),
        *(STORYBOARDS / x for x in stages.inputs(storyboard.film, files)),
    )
    return {str(path): manifest.digest((root / path).read_bytes(), path.name) for path in below}


def media_files(folder: Path, name: str) -> dict[str, manifest.File | None]:
    """The files of a film as they are in a folder, by suffix, None for what is not there."""
    found: dict[str, manifest.File | None] = {}
    for kind in (*manifest.KINDS, manifest.SMALL):
        path = folder / f"{name}.{kind}"
        content = path.read_bytes() if path.is_file() else None
        found[kind] = None if content is None else manifest.described(content, path.name)
    return found


def _captions(
    root: Path, media: PurePosixPath, storyboard: Storyboard
) -> tuple[tuple[Cue, ...], list[Problem]]:
    path = media / f"{storyboard.id}.vtt"
    try:
        cues = captions.read((root / path).read_text(encoding="utf-8"))
    except ValueError as error:
        fix = manifest.again(storyboard.id)
        message = f"{path}: {error}; film it again: {fix}"
        return (), [Problem(Kind.MISSING_FILM_FILE, storyboard.source.whole, message, fix)]
    return cues, mismatch(storyboard, cues)


def _missing_sample(root: Path, storyboard: Storyboard) -> list[Problem]:
    if storyboard.sends is None:
        return []
    folder = STORYBOARDS / stages.MAIL
    if (root / folder / storyboard.sends.sample).is_file():
        return []
    message = f"there is no sample '{storyboard.sends.sample}' in {folder}"
    return [Problem(Kind.BAD_STORYBOARD, storyboard.source.whole, message, "Correct 'sample'")]


def _orphans(
    root: Path, media: PurePosixPath, storyboards: Mapping[str, Storyboard]
) -> Iterator[PurePosixPath]:
    """Films whose storyboard is not there at all (a wrong one is reported as such)."""
    written = {path.stem for path in (root / STORYBOARDS).glob("*.yml")} | set(storyboards)
    for path in sorted((root / media).glob("*.webm")):
        if path.stem not in written:
            yield media / path.name


def _orphan(path: PurePosixPath) -> Problem:
    message = f"this film has no storyboard {STORYBOARDS / path.stem}.yml"
    fix = "Write it, or delete the film's files"
    return Problem(Kind.MISSING_FILM_FILE, Source(str(path), "").whole, message, fix)


def _files(folder: Path) -> Iterator[PurePosixPath]:
    """All files below a folder, relative to it; hidden ones and the storyboards' schema are none of a
    film's."""
    for path in sorted(folder.rglob("*")):
        relative = path.relative_to(folder)
        if path.is_file() and not any(part.startswith(".") for part in relative.parts):
            yield PurePosixPath(relative.as_posix())
