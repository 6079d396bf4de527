"""A small site, or the sample, with a remote of its own, and the real commands run on it."""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.faqs import commit_all, git, project, three
from tests.sampling import sampled
from tests.warm import warm

SHELL = Path(__file__).parents[2] / "hooks" / "shell.py"
PERSON = {
    f"GIT_{who}_{what}": "t@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")
}

THEME = """\
<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{{ config.site_name }}</title>
{%- if page.canonical_url %}<link rel="canonical" href="{{ page.canonical_url }}">{% endif %}
{%- if page.meta.robots %}<meta name="robots" content="{{ page.meta.robots }}">{% endif %}
</head><body><article>{{ page.content }}</article></body></html>
"""

LOST = """\
<!doctype html>
<html><head></head><body>Not here. <a href="{{ base_url }}">The first page</a></body></html>
"""

CONFIG = f"""
site_url: https://faq.example.org/help/
theme: {{name: null, custom_dir: theme, static_templates: [404.html]}}
hooks: [{SHELL}]
markdown_extensions: [attr_list]
plugins:
  - mike: {{canonical_version: latest}}
"""


@dataclass(frozen=True, slots=True)
class Site:
    """A clone that publishes and the bare repository that it publishes to."""

    clone: Path
    remote: Path

    def faq(
        self, *arguments: str, clone: Path | str = "", **surroundings: str
    ) -> subprocess.CompletedProcess[str]:
        """Run `faq` to its end."""
        return warm("faq.cli", *arguments, cwd=clone or self.clone, env=environment(**surroundings))

    def publish(self, *arguments: str) -> str:
        """Publish, which must succeed; what it said."""
        done = self.faq("publish", *arguments)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def refused(self, *arguments: str, **surroundings: str) -> str:
        """Run a command that must fail and change nothing on the remote; what it said."""
        before = self.head()
        done = self.faq(*arguments, **surroundings)
        assert done.returncode == 1, done.stdout
        assert self.head() == before
        return done.stderr

    def change(self, page: str, text: str) -> None:
        """Write a page and commit."""
        path = self.clone / "docs" / page
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        commit_all(self.clone)

    def head(self) -> str:
        """The commit that readers get; empty before the first."""
        done = subprocess.run(
            ["git", "rev-parse", "-q", "--verify", "gh-pages"],
            cwd=self.remote,
            capture_output=True,
            text=True,
            check=False,
        )
        return done.stdout.strip()

    def shown(self, path: str) -> str:
        """A file of the branch."""
        return git(self.remote, "show", f"gh-pages:{path}")

    def tree(self, path: str) -> str:
        """The name of a folder's tree: equal for equal contents."""
        return git(self.remote, "rev-parse", f"gh-pages:{path}").strip()

    def versions(self) -> dict[str, list[str]]:
        """The versions on the branch with their aliases."""
        return {one["version"]: one["aliases"] for one in json.loads(self.shown("versions.json"))}


def environment(**more: str) -> Mapping[str, str]:
    """What a command gets: somebody who commits, and no workflow around it."""
    return {**os.environ, **PERSON, "GITHUB_ACTIONS": "", "NO_MKDOCS_2_WARNING": "1", **more}


def make_site(
    root: Path, pages: Mapping[str, str] | None = None, config: str = CONFIG, object_format: str = "sha1"
) -> Site:
    """A site of three questions, committed, that nobody has published yet."""
    clone, remote = root / "clone", root / "remote.git"
    project(clone, pages or three(), config=config)
    theme = clone / "theme"
    theme.mkdir()
    (theme / "main.html").write_text(THEME)
    (theme / "404.html").write_text(LOST)
    (theme / "sitemap.xml").write_text(SITEMAP)
    commit_all(clone)
    git(root, "init", "-q", "--bare", f"--object-format={object_format}", str(remote))
    git(clone, "remote", "add", "origin", str(remote))
    return Site(clone, remote)


def sample_site(root: Path, url: str) -> Site:
    """The sample with its remote, built for an address, that nobody has published yet."""
    clone, remote = root / "clone", root / "remote.git"
    config = sampled(clone)
    text = re.sub(r"(?m)^site_url:.*$", f"site_url: {url}", config.read_text(encoding="utf-8"))
    config.write_text(text, encoding="utf-8")
    commit_all(clone)
    git(root, "init", "-q", "--bare", str(remote))
    git(clone, "remote", "add", "origin", str(remote))
    return Site(clone, remote)


def on_branch(site: Site, files: dict[str, str]) -> None:
    """Put files on the branch by hand."""
    work = site.clone.parent / f"by-hand-{site.head()[:10]}"
    if site.head():
        git(site.clone.parent, "clone", "-q", "-b", "gh-pages", str(site.remote), str(work))
    else:
        git(site.clone.parent, "init", "-q", "-b", "gh-pages", str(work))
    for path, text in files.items():
        (work / path).parent.mkdir(parents=True, exist_ok=True)
        (work / path).write_text(text)
    commit_all(work)
    git(work, "push", "-q", str(site.remote), "HEAD:gh-pages")


def dated(site: Site, page: str, text: str, day: str) -> None:
    """Write a page and commit, as if on that day."""
    (site.clone / "docs" / page).write_text(text, encoding="utf-8")
    git(site.clone, "add", "-A")
    time = f"{day}T12:00:00Z"
    subprocess.run(
        ["git", "commit", "-q", "-m", "old", f"--date={time}"],
        cwd=site.clone,
        env=environment(GIT_COMMITTER_DATE=time),
        check=True,
    )


SITEMAP = """\
<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
{%- for file in pages %}
<url><loc>{{ file.page.canonical_url }}</loc><lastmod>{{ file.page.update_date }}</lastmod></url>
{%- endfor %}
</urlset>
"""
