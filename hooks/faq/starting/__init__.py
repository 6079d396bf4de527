"""A FAQ to begin with: the files of a new project, in whatever language comes with the package.

Its two questions say how it is written, and cite each other: the reader of the first sees a citation at work.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import field
from functools import cache
from importlib.resources import files

from faq.frozen import record
from faq.repair.naming import slug_of
from faq.starting.surroundings import Host, KeptAt, repository_settings, surroundings
from faq.text.language import shipped
from faq.texts import worded

SLUGS = {"change": "change-an-answer", "add": "add-a-question"}
"""What the questions' files are called where the language cannot be spelled in Latin letters."""
IGNORED = "/.cache/\n/.venv/\n/preview/\n/site/\n"


@record
class Beginning:
    """What is known of a new project."""

    name: str
    language: str
    """The code of one that comes with the package (`faq.text.language.codes`)."""
    words: Sequence[str] = ()
    """Those that cite a question, beside the language's."""
    url: str = ""
    """The address of the site; empty where it is not known."""
    repository: KeptAt | None = None
    ci: Host | None = None
    """Whose CI checks and publishes; None for nobody's."""
    pins: Sequence[tuple[str, str]] = ()
    """The distributions that are to be installed, with their versions."""


@record
class ProjectText:
    """What a new project says."""

    pages: Mapping[str, str]
    """The texts of its pages, by path."""
    nav: Sequence[str]
    """The lines under `nav:`."""
    ours: Mapping[str, Sequence[str] | str] = field(default_factory=dict)
    """Settings under `extra: faq:`; empty ones are left out."""
    extensions: Sequence[str] = ("admonition", "attr_list", "md_in_html", "tables")


def beginning(known: Beginning) -> dict[str, str]:
    """The files of a new project with two questions, by path."""
    return project_files(known, _example(known))


def project_files(known: Beginning, content: ProjectText) -> dict[str, str]:
    """The files of a new project that says something, by path."""
    return {
        "mkdocs.yml": _configuration(known, content),
        **content.pages,
        "README.md": _readme(known.name, _said(known.language)),
        ".gitignore": IGNORED,
        **surroundings(known.ci, known.pins),
    }


def _example(known: Beginning) -> ProjectText:
    """Two questions that say how a FAQ is written."""
    name, language = known.name, known.language
    said, texts = _said(language), worded({}, language)
    slugs = {key: _slug(said[key], language) or slug for key, slug in SLUGS.items()}
    questions = {
        f"docs/faq/{slugs[key]}.md": _question(number, said[key], said[f"{key}_answer"])
        for number, key in enumerate(SLUGS, 1)
    }
    pages = {
        "docs/index.md": f"# {name}\n\n{said['lead']}\n\n<!-- faq: questions -->\n",
        "docs/contact.md": f"# {texts['contact_page']}\n\n{said['contact']}\n",
        **questions,
    }
    entries = [f"    - faq/{slug}.md" for slug in slugs.values()]
    nav = ["- index.md", f"- {_json(texts['all_questions'])}:", *entries, "- contact.md"]
    return ProjectText(pages, nav, {"words": list(known.words)})


@cache
def _said(language: str) -> Mapping[str, str]:
    file = files("faq.starting") / "words" / f"{language}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


def _slug(title: str, language: str) -> str | None:
    spoken = shipped(language)
    return slug_of(title, spoken) if spoken else None


def _question(number: int, title: str, answer: str) -> str:
    return f"---\nnumber: {number}\n---\n\n# {title}\n\n{answer}\n"


def _configuration(known: Beginning, content: ProjectText) -> str:
    """The text of mkdocs.yml.  What is given is written as JSON has it, which YAML takes as it is."""
    entries = "".join(f"  {line}\n" for line in content.nav)
    address = f"site_url: {_json(known.url)}\n" if known.url else ""
    more = "".join(f"    {key}: {_json(value)}\n" for key, value in content.ours.items() if value)
    return f"""site_name: {_json(known.name)}
{address}{repository_settings(known.repository)}
nav:
{entries}
theme:
  name: material
  language: {known.language}
  features: [navigation.sections]

plugins: [search, faq, mike: {{canonical_version: latest}}]

extra:
  faq:
    one_page: all.md
{more}
markdown_extensions: [{", ".join(content.extensions)}]
"""


def _readme(name: str, said: Mapping[str, str]) -> str:
    return f"""# {name}

{said["about"]}

```sh
faq serve   # {said["serve"]}
faq check   # {said["check"]}
```

`mkdocs build --strict` {said["build"]}
"""


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
