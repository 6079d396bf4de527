"""One film from beginning to end: perform, record, encode, check, and only then put in place."""

from __future__ import annotations

import contextlib
import datetime
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath

from faq import programs
from faq.filming import encode, probe, timing
from faq.filming.driver import Driver, FilmError
from faq.filming.filmed import FilmedProgram, read_program
from faq.filming.performing import perform
from faq.walkthroughs import captions, manifest, shelf, stages
from faq.walkthroughs.captions import Cue
from faq.walkthroughs.storyboard import Storyboard

Say = Callable[[str], None]


def driver(storyboard: Storyboard, root: Path) -> Driver:
    """What stands before the camera in this storyboard.  Raises programs.Missing if a program it needs is."""
    stage = root / shelf.STORYBOARDS / storyboard.film
    if not stage.is_dir():
        return _drawing(stage)
    found = read_program(stage, storyboard.sends)
    if (name := str(found.stage.get("program"))) in PROGRAMS:
        return PROGRAMS[name](found)
    known = " or ".join(f"program: {known}" for known in PROGRAMS)
    raise FilmError(f"{stage / stages.DESCRIPTION}: which program is filmed? Write {known}")


def _drawing(html: Path) -> Driver:
    from faq.filming.drawing import Drawing

    return Drawing(html)


def _thunderbird(found: FilmedProgram) -> Driver:
    from faq.filming.thunderbird import Thunderbird  # its remote control takes a second to import

    return Thunderbird(found)


def _roundcube(found: FilmedProgram) -> Driver:
    from faq.filming.roundcube import Roundcube

    return Roundcube(found)


PROGRAMS: Mapping[str, Callable[[FilmedProgram], Driver]] = {
    "thunderbird": _thunderbird,
    "roundcube": _roundcube,
}
"""The programs that can be filmed, by what `program:` of a stage says."""


def film(storyboard: Storyboard, root: Path, media: PurePosixPath, say: Say) -> None:
    """Film a storyboard and replace its files in the project's folder `media`.

    What was there stays whole until all is well.

    Raises FilmError, or programs.Missing, with nothing replaced.
    """
    ffmpeg, ffprobe = programs.program("ffmpeg"), programs.program("ffprobe", package="ffmpeg")
    inputs = shelf.input_digests(root, storyboard)
    cache = root / ".cache"
    cache.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="film-", dir=cache) as made:
        new = Path(made)
        master = new / "master.mkv"
        cues, program = _shoot(storyboard, root, ffmpeg, master, say)
        (new / f"{storyboard.id}.vtt").write_text(
            captions.write(cues, f"{storyboard.title}. Made from {storyboard.path}: change that, not this."),
            encoding="utf-8",
        )
        poster = (new / "master.png").rename(new / f"{storyboard.id}.png")
        encode.save_small(poster, poster.with_suffix(f".{manifest.SMALL}"))
        for kind in encode.ENCODERS:
            say(f"encoding {storyboard.id}.{kind}")
            encode.encode(kind, ffmpeg, master, new / f"{storyboard.id}.{kind}")
        entry = replace(_check(storyboard, new, ffprobe, cues, inputs), program=program)
        _publish(storyboard.id, new, entry, root, media)
    sizes = ", ".join(f"{kind} {file.bytes / 1000:.0f} KB" for kind, file in entry.files.items())
    say(f"{entry.seconds:.1f} s of film; {sizes}")


def _shoot(
    storyboard: Storyboard, root: Path, ffmpeg: Path, master: Path, say: Say
) -> tuple[tuple[Cue, ...], str]:
    """Perform and record; the poster lies beside the master.  Returns the captions, and what was filmed."""
    total = len(storyboard.steps)
    with contextlib.ExitStack() as stack:
        say("starting")
        actor = stack.enter_context(driver(storyboard, root))
        recorder = encode.Recorder(ffmpeg, master)
        stack.callback(recorder.abandon)
        cues = perform(
            storyboard,
            actor,
            recorder,
            lambda number, cue: say(f"step {number}/{total} at {cue.end:5.1f} s: {cue.text}"),
        )
        say(actor.accept())
        program = actor.program()
        encode.save_poster(recorder.finish(), master.with_suffix(".png"))
    return cues, program


def _check(
    storyboard: Storyboard, folder: Path, ffprobe: Path, cues: Sequence[Cue], inputs: dict[str, str]
) -> manifest.Film:
    """The manifest's entry of new files that are within the limits."""
    wrong, types, seconds = [], {}, 0.0
    for kind in (*manifest.KINDS, manifest.SMALL):
        path = folder / f"{storyboard.id}.{kind}"
        content = path.read_bytes()
        if kind in probe.CODECS:
            facts = probe.probe(ffprobe, path)
            types[kind], seconds = probe.mime_type(kind, facts), facts.seconds
            found = probe.objections(kind, facts, content, cues)
        else:
            found = probe.too_large(content)
        wrong += [f"{path.name}: {objection}" for objection in found]
    if wrong:
        raise FilmError("; ".join(wrong))
    files = {
        kind: file for kind, file in shelf.media_files(folder, storyboard.id).items() if file is not None
    }
    today = datetime.datetime.now(datetime.UTC).date().isoformat()
    return manifest.Film(today, round(seconds, 3), timing.WIDTH, timing.HEIGHT, types, files, inputs)


def _publish(name: str, new: Path, entry: manifest.Film, root: Path, media: PurePosixPath) -> None:
    """Put the files in place, the manifest last: until it is there, the check says that they do not match."""
    folder = root / media
    folder.mkdir(parents=True, exist_ok=True)
    films, _ = shelf.read_manifest(root, media)
    films[name] = entry
    (new / manifest.NAME).write_text(manifest.dump(films), encoding="utf-8")
    for kind in (*manifest.KINDS, manifest.SMALL):
        (new / f"{name}.{kind}").replace(folder / f"{name}.{kind}")
    (new / manifest.NAME).replace(folder / manifest.NAME)
