"""A page with the steps of mail programs, as it is built: its sections, and that it is never a stale one."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from faq.cli import main
from tests.clients.team import PAGE, team
from tests.reports.samples import TEXT, report
from tests.warm import warm

Capture = pytest.CaptureFixture[str]


def built(config: Path) -> Path:
    """The site, with what earlier builds kept."""
    done = warm("mkdocs", "build", "--strict", "--config-file", config, "--site-dir", config.parent / "site")
    assert done.returncode == 0, done.stderr
    return config.parent / "site"


def section(html: str, anchor: str) -> str:
    """The section of a program."""
    return html.partition(f'<div class="faq-client"><h3 id="{anchor}">')[2].partition("</div>")[0]


def test_links_in_a_group_lead_to_a_section_for_each_program(tmp_path: Path) -> None:
    site = built(team(tmp_path))
    html = (site / PAGE / "index.html").read_text(encoding="utf-8")
    group = re.search(r'<div (?=[^>]*role="group")[^>]*class="faq-clients"[^>]*>(.*?)</div>', html, re.S)
    assert group is not None
    assert 'aria-label="Ihr E-Mail-Programm"' in group[0]
    assert re.findall(r'href="(.*?)">(.*?)<', group[1]) == [
        ("#thunderbird", "Thunderbird"),
        ("#outlook", "Outlook (alt)"),
        ("#telefon", "Telefon"),
    ]
    first, last = section(html, "thunderbird"), section(html, "telefon")
    assert (
        '<a class="faq-reference" href="../oeffnen/" title="Wie öffne ich eine E-Mail?">Frage 1</a>' in first
    )
    assert "</ol>\n<p>Rechnung, die nicht stimmt: Wir haben diese Schritte am 20. November 2026 mit" in first
    assert "<p>Nicht möglich: rufen Sie an</p>" in first
    assert "<p>Nicht möglich: nehmen Sie einen Computer</p>" in last
    assert "danach" not in last
    assert 'id="thunderbird-alt"' in first
    whole = (site / "alles/index.html").read_text(encoding="utf-8")
    assert '<a href="#senden--thunderbird">Thunderbird</a>' in whole
    assert 'id="senden--thunderbird"' in whole
    assert "### Thunderbird" in (site / PAGE / "index.md").read_text(encoding="utf-8")


def test_a_page_that_is_no_question_lets_readers_choose_and_the_one_page_shows_all(tmp_path: Path) -> None:
    config = team(tmp_path)
    for name in ("kontakt", "index"):
        (tmp_path / f"docs/{name}.md").write_text('# Hilfe\n\n--8<-- "clients.yml"\n', encoding="utf-8")
    site = built(config)
    chooses = {
        path: "beforematch" in (site / path / "index.html").read_text(encoding="utf-8")
        for path in (PAGE, "kontakt", "", "alles", "faq/oeffnen")
    }
    assert chooses == {PAGE: True, "kontakt": True, "": True, "alles": False, "faq/oeffnen": False}


def test_what_was_kept_is_taken_only_where_the_file_and_the_words_are_the_same(tmp_path: Path) -> None:
    config = team(tmp_path)
    built(config)
    clients = tmp_path / "snippets/clients.yml"
    clients.write_text(clients.read_text("utf-8").replace("Wie oben.", "Wie unten."), encoding="utf-8")
    assert "<p>Wie unten.</p>" in (built(config) / PAGE / "index.html").read_text(encoding="utf-8")
    own = "extra: {faq: {texts: {client_untried: Ungeprüft}, "
    config.write_text(config.read_text("utf-8").replace("extra: {faq: {", own), encoding="utf-8")
    assert "<p>Ungeprüft</p>" in (built(config) / PAGE / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("program", "way"), [(b"Mozilla Thunderbird", "#thunderbird"), (b"Microsoft Outlook 16.0", "#outlook")]
)
def test_the_judge_leads_to_the_programs_section(
    tmp_path: Path, program: bytes, way: str, capsys: Capture
) -> None:
    config = team(tmp_path)
    config.write_text(f"site_url: https://example.org/\n{config.read_text('utf-8')}", encoding="utf-8")
    file = tmp_path / "mail.eml"
    file.write_bytes(report(TEXT, head=b"X-Mailer: " + program + b"\r\n"))
    main(["judge", "-f", str(config), "--format", "json", str(file)])
    (entry,) = json.loads(capsys.readouterr().out)
    assert entry["advice"]["url"] == f"https://example.org/{PAGE}{way}"
