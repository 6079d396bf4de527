"""Another team's site, in German, whose readers choose among three mail programs."""

from __future__ import annotations

from pathlib import Path

from tests.faqs import project, question

CLIENTS = """\
cases:
  rechnung: Rechnung, die nicht stimmt
  mahnung: Mahnung
clients:
  - name: Thunderbird
    platforms:
      Windows:
        rechnung:
          steps: |
            1. Öffnen Sie die E-Mail, siehe Frage 1.
            2. Ziehen Sie sie in eine neue Nachricht.
          tried: 2026-11-20 with Thunderbird 140
        mahnung: {as: rechnung, tried: not tried}
      Linux:
        rechnung:
          steps: |
            Wie oben.
          tried: not tried
        mahnung:
          not possible: rufen Sie an
  - name: Outlook (alt)
    anchor: outlook
    platforms:
      Windows:
        rechnung:
          source: from nobody, as an example
          steps: |
            Wählen Sie **Als Anlage weiterleiten**.

            ```
            ### in code
            ```
          tried: 2026-11-01 with Outlook 16
        mahnung: {as: rechnung, tried: 2026-11-01 with Outlook 16}
  - name: Telefon
    platforms:
      Android:
        rechnung: {not possible: nehmen Sie einen Computer}
        mahnung: {as: rechnung}
"""
BODY = """\
## Mit Ihrem Programm

Wählen Sie Ihr Programm.

--8<-- "clients.yml"

## Danach

Warten Sie.
"""
PAGE = "faq/senden/"
CONFIG = """\
use_directory_urls: true
theme: {name: material, language: de, font: false, features: [navigation.sections]}
plugins: [search, faq]
extra: {faq: {one_page: alles.md, report: {to: desk@example.org, page: faq/senden.md}}}
markdown_extensions:
  - attr_list
  - toc: {permalink: true}
  - pymdownx.snippets: {base_path: [snippets], check_paths: true}
"""


def team(root: Path) -> Path:
    """Write the site; the path of its configuration."""
    old = "anchors: {thunderbird-alt: thunderbird}\n"
    pages = {
        "/index": "# Willkommen\n",
        "oeffnen": question(1, "Wie öffne ich eine E-Mail?"),
        "senden": question(2, "Wie sende ich sie?", BODY).replace("---\n\n", f"{old}---\n\n", 1),
    }
    config = project(root, pages, nav="oeffnen senden", config=CONFIG)
    (root / "snippets").mkdir()
    (root / "snippets/clients.yml").write_text(CLIENTS, encoding="utf-8")
    return config
