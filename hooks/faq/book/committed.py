"""A whole project as a commit holds it, read with git."""

from __future__ import annotations

from pathlib import PurePosixPath

from faq import git
from faq.book.history import ChangedFile, Committed, NoHistory
from faq.book.mkdocs_yml import ConfigurationError
from faq.book.project import Project, read_project
from faq.book.settings import Settings, read_settings
from faq.frozen import record


@record
class ProjectThen:
    """A project as it was."""

    project: Project
    commit: str
    subject: str
    """The first line of the commit's message."""
    renamed: dict[str, str]
    """From the source path that a page had to the one that it has, for those that have another name now."""


def project_at(settings: Settings, rev: str) -> ProjectThen:
    """The project that a commit holds under the same path.  Raises NoHistory where it cannot be read.

    Walkthroughs are left out.  What the configuration inherits, and a file of words, are read as they are
    now.
    """
    root = settings.root
    try:
        committed = Committed(root, git.line(root, "rev-parse", "--show-prefix"))
        commit, _, subject = git.line(root, "log", "-1", "--format=%H %s", "--end-of-options", rev).partition(
            " "
        )
        there = set(git.text(root, "ls-tree", "-r", "-z", "--name-only", commit).split("\0"))
        changes = committed.changes(commit)
        with git.contents(root) as content:

            def read(path: str) -> bytes | None:
                found = path in there and "\n" not in path
                return content(f"{commit}:{committed.prefix}{path}") if found else None

            data = read(settings.config.path)
            if data is None:
                raise NoHistory(f"{commit[:10]} has no {settings.config.path}")
            text = data.decode("utf-8-sig", "replace")
            then = read_settings(root / settings.config.path, text)
            docs = then.docs_dir + "/"
            files = [path.removeprefix(docs) for path in sorted(there) if path.startswith(docs)]
            project = read_project(then, files, read)
    except git.GitError as error:
        raise NoHistory(error.told) from None
    except ConfigurationError as error:
        raise NoHistory(f"the configuration of {rev[:10]} cannot be read: {error}") from None
    return ProjectThen(project, commit, subject, _renamed(changes, docs, settings.docs_dir + "/"))


def _renamed(changes: list[ChangedFile], then: str, now: str) -> dict[str, str]:
    """Pages with another name, relative to the docs folders of then and now."""
    pairs = ((c.old, c.path) for c in changes if c.old and c.old != c.path)
    return {
        old.removeprefix(then): new.removeprefix(now)
        for old, new in pairs
        if old.startswith(then) and new.startswith(now) and PurePosixPath(new).suffix == ".md"
    }
