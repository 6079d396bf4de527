"""Small projects for tests: a few questions in a folder."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from pathlib import Path


def question(number: object, title: str, body: str = "The answer.") -> str:
    """The text of a question's page."""
    return f"---\nnumber: {number}\n---\n\n# {title}\n\n{body}\n"


def project(root: Path, pages: Mapping[str, str], nav: str = "a b c", config: str = "") -> Path:
    """Write a project; the path of its configuration.

    `pages` maps names to texts: "a" is a question, "/index" a page beside the questions' folder.
    """
    entries = "".join(f"  - faq/{name}.md\n" for name in nav.split())
    root.mkdir(parents=True, exist_ok=True)
    (root / "mkdocs.yml").write_text(f"site_name: Example\nnav:\n  - index.md\n{entries}{config}")
    for name, text in {"/index": "# Home\n", **pages}.items():
        path = root / "docs" / (name[1:] + ".md" if name.startswith("/") else f"faq/{name}.md")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    return root / "mkdocs.yml"


def three(**bodies: str) -> dict[str, str]:
    """Three questions, a, b and c, with what their answers say."""
    titles = {"a": "How do I begin?", "b": "How do I go on?", "c": "How do I end?"}
    pages = {
        name: question(i, title, bodies.get(name, "The answer."))
        for i, (name, title) in enumerate(titles.items(), 1)
    }
    return {**pages, **({"/index": f"# Home\n\n{bodies['index']}\n"} if "index" in bodies else {})}


def git(root: Path, *arguments: str) -> str:
    """Run git in a folder, as a person of its own."""
    who = ("-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "init.defaultBranch=main")
    done = subprocess.run(["git", *who, *arguments], cwd=root, capture_output=True, text=True, check=True)
    return done.stdout


def commit_all(root: Path) -> str:
    """Commit everything; the name of the commit."""
    if not (root / ".git").exists():
        git(root, "init", "-q")
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "as it is")
    return git(root, "rev-parse", "HEAD").strip()
