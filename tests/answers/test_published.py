"""What changed, as it is published: the days may go, and the guard lets them."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

from tests.faqs import question
from tests.publishing.site import CONFIG, make_site

A = "{http://www.w3.org/2005/Atom}"


def test_a_day_may_go_and_the_feed_names_the_current_version(tmp_path: Path) -> None:
    site = make_site(tmp_path, config=CONFIG + "extra: {faq: {changes: changes.md}}\n")
    site.publish("1.0", "--latest")
    before = ElementTree.fromstring(site.shown("latest/changes.atom"))
    site.change("faq/b.md", question(2, "How do I go on?", "Another answer."))
    site.publish("1.1", "--latest")
    after = ElementTree.fromstring(site.shown("latest/changes.atom"))
    names = {e.findtext(A + "id") for e in after.iter(A + "entry")}
    assert names == {f"https://faq.example.org/help/latest/faq/{name}/" for name in "abc"}
    assert names == {e.findtext(A + "id") for e in before.iter(A + "entry")}, "an answer keeps its name"
    assert after.findtext(A + "id") == "https://faq.example.org/help/latest/changes/"
    assert site.shown("1.1/changes.atom") == site.shown("latest/changes.atom")
    assert "latest/changes/" not in site.shown("sitemap.xml")
