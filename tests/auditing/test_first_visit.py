"""A first visit beside a bare page of the same text: what is compared, and what is said of it."""

from __future__ import annotations

from pathlib import Path

from faq.auditing.__main__ import compared
from faq.auditing.bare import bare
from faq.auditing.first_visit import MOST_BYTES, FirstVisit, table

PAGE = """<!doctype html><html lang="de" class="js"><head>
<title>Frage &amp; Antwort</title><style>p{}</style></head>
<body><nav><p>Weg</p></nav><article class="x"><h1 id="a">Wie?<a href="#a">&para;</a></h1>
  <svg><title>Bild</title></svg><p class="y">So &lt;und<br>so.</p><img src="a.png" alt="">
  <video><p>Kein Film</p></video><ol><li>Eins</li></ol><script>var a = "<p>";</script></article>
<p>Fuß</p></body></html>"""


def test_a_bare_page_has_the_same_text_and_nothing_else() -> None:
    assert bare(PAGE) == (
        '<!doctype html>\n<html lang="de">\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width,initial-scale=1">\n'
        "<title>Frage &amp; Antwort</title>\n"
        "<h1>Wie?<a>¶</a></h1>\n<p>So &lt;und<br>so.</p>\n<ol><li>Eins</li></ol>\n"
    )


def visit(size: int, *paints: tuple[float, float]) -> FirstVisit:
    """A visit of this size and these pairs of paints."""
    return FirstVisit("a/", 8, size, 1200, paints)


def test_the_ratio_is_that_of_pairs() -> None:
    one = visit(1, (100, 50), (900, 800), (130, 100))
    assert (one.lcp, one.bare_lcp, one.ratio) == (130, 100, 1.3)


def test_the_table_has_a_line_for_each_and_one_for_what_is_aimed_at() -> None:
    one = visit(39_000, (130, 100))
    lines = table([one]).splitlines()
    assert lines[1].split() == ["a/", "8", "39,000", "1,200", "130", "100", "1.30"]
    assert lines[2].split()[-2:] == [f"{MOST_BYTES:,}", "1.40"]


def test_the_first_page_is_compared_and_one_with_a_film(tmp_path: Path) -> None:
    for page, text in (
        ("", ""),
        ("a/", ""),
        ("b/", '<figure class="walkthrough">'),
        ("c/", '<figure class="walkthrough">'),
    ):
        (tmp_path / page).mkdir(exist_ok=True)
        (tmp_path / page / "index.html").write_text(text)
    assert compared(tmp_path) == ["", "b/"]
