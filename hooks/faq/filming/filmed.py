"""The folder of a program that is filmed (`walkthroughs/thunderbird`), and the emails of all of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from faq.filming import post
from faq.filming.driver import FilmError
from faq.frozen import record
from faq.model import Source
from faq.text.yaml_nodes import Fields, NotYaml, read_yaml
from faq.walkthroughs import stages
from faq.walkthroughs.storyboard import Sends

PREFERENCES = "preferences.yml"


@record
class FilmedProgram:
    """What a program's folder says: its stage, what the program is set to, the Inbox, what is to be sent."""

    path: Path
    stage: Mapping[str, Any]
    preferences: Mapping[str, Any]
    emails: tuple[bytes, ...]
    sends: Sends
    sample: bytes

    @property
    def subject(self) -> str:
        """By what the sample is known in a list."""
        return post.subject(self.sample)

    def spot(self, target: str) -> Mapping[str, Any]:
        """How the stage finds a target."""
        found: Mapping[str, Any] = self.stage["targets"][target]
        return found

    def accept(self, arrived: Sequence[post.Arrived], program: str) -> str:
        """What a film is proof of.  Raises FilmError where what arrived is not what it teaches to send."""
        to, sample = self.sends.to, self.sends.sample
        if wrong := post.objections(arrived, to, self.sample):
            raise FilmError(f"what {program} sent is not what it should be: " + "; ".join(wrong))
        return f"{program} sent to {to}, {sample} as one message/rfc822 part with its Message-ID"


def read_program(path: Path, sends: Sends | None) -> FilmedProgram:
    """Read a program's folder.  Raises FilmError where something that a film needs is missing."""
    if sends is None:
        raise FilmError(f"a film with {path.name} needs 'sends': to whom, and which sample.")
    emails = path.parent / stages.MAIL
    return FilmedProgram(
        path,
        mapping(path / stages.DESCRIPTION),
        mapping(path / PREFERENCES),
        tuple(file.read_bytes() for file in sorted(emails.glob("*.eml"))),
        sends,
        (emails / sends.sample).read_bytes(),
    )


def mapping(file: Path) -> dict[str, Any]:
    """What a file of the program's folder says.  Raises FilmError where it is no mapping."""
    try:
        root = read_yaml(Source(file.as_posix(), file.read_text("utf-8"))).root
    except NotYaml as error:
        raise FilmError(str(error)) from None
    if not isinstance(root, Fields):
        raise FilmError(f"{file}: must be a mapping")
    return root.value
