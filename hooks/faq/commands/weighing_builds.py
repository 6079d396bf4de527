"""Two states of a site built one after the other, each in a folder of its own, for what their pages weigh."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from faq import git
from faq.book.settings import Settings
from faq.changeset.page_weight import Weights, weights
from faq.pages.folder import Folder
from faq.programs.engine import mkdocs, unadvertised

ANNOTATING = "GITHUB_ACTIONS"
"""What is wrong is annotated by the check, and what was wrong before not at all."""


def weights_now(settings: Settings) -> Weights | None:
    """What the site as it stands weighs; None where it cannot be built."""
    return _built(settings.root / settings.config.path)


def weights_at(settings: Settings, commit: str) -> Weights | None:
    """What the site of a commit weighs, built by this installation; None where it cannot be built."""
    root = settings.root
    with TemporaryDirectory(prefix="faq-summary-") as folder:
        tree = Path(folder, "source")
        try:
            prefix = git.line(root, "rev-parse", "--show-prefix")
            git.run(root, "worktree", "add", "--detach", "--force", str(tree), commit)
            try:
                return _built(tree / prefix / settings.config.path)
            finally:
                git.run(root, "worktree", "remove", "--force", str(tree))
        except git.GitError as error:
            print(f"notice: pages of {commit[:10]} are not weighed: {error}", file=sys.stderr)
            return None


def _built(config: Path) -> Weights | None:
    with TemporaryDirectory(prefix="faq-summary-") as folder:
        site = Path(folder, "site")
        asked = mkdocs("build", "--config-file", config, "--site-dir", site)
        surroundings = {name: value for name, value in os.environ.items() if name != ANNOTATING}
        done = subprocess.run(
            asked, capture_output=True, text=True, check=False, env=unadvertised(surroundings)
        )
        if done.returncode:
            last = (done.stderr.strip() or "it says nothing").splitlines()[-1]
            print(f"notice: {config} cannot be built, and its pages are not weighed: {last}", file=sys.stderr)
            return None
        return weights(Folder(site))
