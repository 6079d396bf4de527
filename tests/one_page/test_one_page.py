"""What becomes of an answer's HTML on the one page: a table, a line a case."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faq.pages.one_page import Answer, combine
from faq.texts import worded

PAGE = "all/"
Y = Answer("2", "What is Y?", "y", "faq/y/", '<h1 id="what-is-y">What is Y?</h1><h2 id="more">More</h2>')


def rewritten(html: str, *, url: str = "faq/x/", page: str = PAGE, section: tuple[str, ...] = ()) -> str:
    """The answer X, which holds `html`, without the frame that every answer has."""
    number, numbers = ("1.1", ("1",)) if section else ("1", ())
    x = Answer(number, "What is X?", "x", url, "<h1>X</h1>" + html, section, numbers)
    y = Answer(Y.number, Y.title, Y.slug, "faq/y.html" if url.endswith(".html") else Y.url, Y.html)
    body = combine([x, y], page).split('<section class="faq-answer" id="x">\n')[1]
    inside = body.split('\n<p class="faq-answer__links">')[0]
    return re.sub(r"^<(h\d)>.*?</\1>", "", inside)


UNCHANGED = {
    "prose": "<p>Plain &amp; simple, <em>as it was</em>.</p>",
    "bare ampersand": "<p>AT&T, a &lt; b, &copy 2026 &#8364;</p>",
    "odd spelling": '<P  CLASS=a title="x &gt; y"  >Text</P >',
    "comment": "<!-- <h2 id='no'>no</h2> -->",
    "script": '<script>if (a < b) { document.write("<h2 id=q>"); }</script>',
    "code": "<pre><code>&lt;a href=&quot;../y/&quot;&gt;</code></pre>",
    "void": '<p>One<br>two<br />three<hr/></p><input type="checkbox" checked disabled>',
    "mail": '<a href="mailto:help@example.org?subject=x">write</a>',
    "elsewhere": '<a href="https://example.org/y/#more">there</a>',
    "other scheme": '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">',
    "no scheme": '<img src="//example.org/a.png">',
    "host's root": '<a href="/faq/y/">root</a>',
    "no address at all": '<a href="http://[">broken</a>',
    "name of a field": '<input type="text" name="q">',
    "wrapped tag": '<p\n  class="a"\n  lang="de"\n>Text</p>',
    "cdata": "<svg><![CDATA[ <h2> ]]></svg>",
}

CASES = {
    "heading lower": ("<h2>Steps</h2>", "<h3>Steps</h3>"),
    "heading keeps its attributes": (
        '<h2 class="big" id="s">S</h2>',
        '<h3 class="big" id="x--s">S</h3>',
    ),
    "lowest heading": ("<h6>Small</h6>", "<h6>Small</h6>"),
    "heading's end with space": ("<h3>A</h3 >", "<h4>A</h4>"),
    "permalink of a heading": (
        '<h2 id="s">S<a class="headerlink" href="#s" title="Link">&para;</a></h2>',
        '<h3 id="x--s">S<a class="headerlink" href="#x--s" title="Link">&para;</a></h3>',
    ),
    "second level-1 heading": ("<h1>Another</h1>", "<h2>Another</h2>"),
    "own anchor": ('<a href="#s">s</a>', '<a href="#x--s">s</a>'),
    "own page": ('<a href="./">self</a>', '<a href="#x">self</a>'),
    "empty link": ('<a href="">self</a>', '<a href="#x">self</a>'),
    "own page and anchor": ('<a href="./#s">s</a>', '<a href="#x--s">s</a>'),
    "other question": ('<a href="../y/" title="Y">y</a>', '<a href="#y" title="Y">y</a>'),
    "other question's anchor": ('<a href="../y/#more">y</a>', '<a href="#y--more">y</a>'),
    "other question's file": ('<a href="../y/index.html#more">y</a>', '<a href="#y--more">y</a>'),
    "other question the long way": ('<a href="../../faq/./y/">y</a>', '<a href="#y">y</a>'),
    "a query is kept": ('<a href="../y/?h=spam">y</a>', '<a href="../faq/y/?h=spam">y</a>'),
    "this page": ('<a href="../../all/#2">2</a>', '<a href="#2">2</a>'),
    "area": ('<area href="../y/" shape="rect">', '<area href="#y" shape="rect">'),
    "other page": ('<a href="../../contact/">c</a>', '<a href="../contact/">c</a>'),
    "other page's anchor": ('<a href="../../contact/#a">c</a>', '<a href="../contact/#a">c</a>'),
    "site's root": ('<a href="../../">home</a>', '<a href="../">home</a>'),
    "above the site": ('<a href="../../../1.0/">old</a>', '<a href="../../1.0/">old</a>'),
    "folder of questions": ('<a href="../">all</a>', '<a href="../faq/">all</a>'),
    "file beside": ('<a href="form.pdf">form</a>', '<a href="../faq/x/form.pdf">form</a>'),
    "image": ('<img src="../../media/a.png" alt="A">', '<img src="../media/a.png" alt="A">'),
    "closed image": ('<img src="../../media/a.png" />', '<img src="../media/a.png" />'),
    "special characters stay": (
        '<img alt="a &lt; &quot;b&quot; &amp; c" src="a.png?x=1&amp;y=2">',
        '<img alt="a &lt; &quot;b&quot; &amp; c" src="../faq/x/a.png?x=1&amp;y=2">',
    ),
    "a question's page as a source is no link": (
        '<iframe src="../y/"></iframe>',
        '<iframe src="../faq/y/"></iframe>',
    ),
    "image set": (
        '<img srcset="a.png 1x, ../b,c.png 2x,d.png">',
        '<img srcset="../faq/x/a.png 1x, ../faq/b,c.png 2x, ../faq/x/d.png">',
    ),
    "video": (
        '<video controls poster="p.png"><source src="v.webm" type="video/webm">'
        '<track src="v.vtt" default></video>',
        '<video controls poster="../faq/x/p.png"><source src="../faq/x/v.webm" type="video/webm">'
        '<track src="../faq/x/v.vtt" default></video>',
    ),
    "object and quote": (
        '<object data="a.svg"></object><blockquote cite="../../contact/">q</blockquote>',
        '<object data="../faq/x/a.svg"></object><blockquote cite="../contact/">q</blockquote>',
    ),
    "footnote": (
        '<sup id="fnref:1"><a class="footnote-ref" href="#fn:1">1</a></sup><li id="fn:1">F</li>',
        '<sup id="x--fnref:1"><a class="footnote-ref" href="#x--fn:1">1</a></sup><li id="x--fn:1">F</li>',
    ),
    "content tabs": (
        '<input id="t1" name="__tabbed_1" type="radio" /><label for="t1">T</label>',
        '<input id="x--t1" name="x--__tabbed_1" type="radio" /><label for="x--t1">T</label>',
    ),
    "labels": (
        '<div aria-labelledby="a b" aria-describedby="c"></div><td headers="h">1</td>',
        '<div aria-labelledby="x--a x--b" aria-describedby="x--c"></div><td headers="x--h">1</td>',
    ),
    "old anchors": ('<a name="top"></a>', '<a name="x--top"></a>'),
    "accordion": ("<details name=g open>D</details>", '<details name="x--g" open>D</details>'),
    "image map": (
        '<img usemap="#m"><map name="m"></map>',
        '<img usemap="#x--m"><map name="x--m"></map>',
    ),
    "inline drawing": (
        '<g id="s"></g><use xlink:href="#s"></use><path fill="url(#s)"></path>',
        '<g id="x--s"></g><use xlink:href="#x--s"></use><path fill="url(#x--s)"></path>',
    ),
}


@pytest.mark.parametrize("html", UNCHANGED.values(), ids=UNCHANGED)
def test_unchanged(html: str) -> None:
    assert rewritten(html) == html


@pytest.mark.parametrize(("before", "after"), CASES.values(), ids=CASES)
def test_rewritten(before: str, after: str) -> None:
    assert rewritten(before) == after


FILES = {
    "own page": ('<a href="x.html#s">s</a>', '<a href="#x--s">s</a>'),
    "other question": ('<a href="y.html">y</a>', '<a href="#y">y</a>'),
    "other page": ('<a href="../contact.html">c</a>', '<a href="contact.html">c</a>'),
    "site's root": ('<a href="../">home</a>', '<a href="./">home</a>'),
    "image": ('<img src="../media/a.png">', '<img src="media/a.png">'),
    "this page": ('<a href="../all.html#2">2</a>', '<a href="#2">2</a>'),
}


@pytest.mark.parametrize(("before", "after"), FILES.values(), ids=FILES)
def test_addresses_that_are_files(before: str, after: str) -> None:
    assert rewritten(before, url="faq/x.html", page="all.html") == after


def test_in_a_section_headings_stand_lower_still() -> None:
    assert rewritten("<h2>A</h2><h6>B</h6>", section=("Mail",)) == "<h4>A</h4><h6>B</h6>"


def test_title_has_the_number_as_its_permalink() -> None:
    x = Answer(
        "3",
        "Why?",
        "why",
        "faq/why/",
        '<h1 id="why">Why <em>me</em>?<a class="headerlink" href="#why">&para;</a></h1>\n<p>So.</p>',
    )
    texts = worded({"all_questions": "Fragen", "own_page": "Einzeln", "to_list": "Hinauf"})
    assert combine([x], PAGE, texts) == (
        '<nav class="faq-list" id="__questions" aria-label="Fragen">\n'
        '<ol role="list">\n'
        '<li><span class="faq-number">3</span> <a href="#why">Why?</a></li>\n'
        "</ol>\n"
        "</nav>\n"
        '<section class="faq-answer" id="why">\n'
        '<h2 id="why--why"><a class="faq-number" id="3" href="#3">3</a> Why <em>me</em>?</h2>\n'
        "<p>So.</p>\n"
        '<p class="faq-answer__links"><a href="../faq/why/">Einzeln</a> '
        '<a href="#__questions">Hinauf</a></p>\n'
        "</section>\n"
    )


def test_answer_without_heading_receives_its_title() -> None:
    page = combine([Answer("1", "A < B?", "a", "faq/a/", "<p>Yes.</p>")], PAGE)
    assert '<h2><a class="faq-number" id="1" href="#1">1</a> A &lt; B?</h2>\n<p>Yes.</p>' in page


def test_sections_have_names_in_the_list_and_among_the_answers() -> None:
    answers = [
        Answer(number, f"Q{number}?", f"q{number}", f"faq/q{number}/", "<p>A.</p>", section, numbers)
        for number, section, numbers in [
            ("1.1", ("Mail",), ("1",)),
            ("1.2.1", ("Mail", "Lost & found"), ("1", "1.2")),
            ("1.2.2", ("Mail", "Lost & found"), ("1", "1.2")),
            ("2.1", ("Mail",), ("2",)),
        ]
    ]
    page = combine(answers, PAGE)
    assert re.findall(r"<p><span.*?</p>", page) == [
        '<p><span class="faq-number">1</span> Mail</p>',
        '<p><span class="faq-number">1.2</span> Mail – Lost &amp; found</p>',
        '<p><span class="faq-number">2</span> Mail</p>',
    ]
    outline = re.sub(r"<a .*?</a> ", "", re.sub(r"</?span[^>]*>", "", page))
    assert re.findall(r"<(h\d).*?>(.*?)</h\d>", outline) == [
        ("h2", "1 Mail"),
        ("h3", "Q1.1?"),
        ("h3", "1.2 Lost &amp; found"),
        ("h4", "Q1.2.1?"),
        ("h4", "Q1.2.2?"),
        ("h2", "2 Mail"),
        ("h3", "Q2.1?"),
    ]
    assert 'id="1.2.1" href="#1.2.1"' in page


def test_no_questions_no_answers() -> None:
    assert combine([], PAGE) == '<nav class="faq-list" id="__questions" aria-label="All questions">\n</nav>\n'


class _Anchors(HTMLParser):
    """The identifiers of a page, and the links that stay on it."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for key, value in attrs:
            if key == "id":
                self.ids.append(value or "")
            if key == "href" and (value or "").startswith("#"):
                self.links.append((value or "")[1:])


SLUGS = ["a", "b", "a--b", "questions"]
PIECES = st.sampled_from(
    [
        '<h2 id="s">S<a class="headerlink" href="#s">¶</a></h2>',
        '<p id="t">Text &amp; more</p>',
        '<a href="#s">s</a>',
        '<a href="./#t">t</a>',
        *(f'<a href="../{slug}/">other</a>' for slug in SLUGS),
        *(f'<a href="../{slug}/#title">title</a>' for slug in SLUGS),
        *(f'<a href="../{slug}/#s">part</a>' for slug in SLUGS),
    ]
)


@given(st.lists(st.lists(PIECES, max_size=6).map("".join), min_size=4, max_size=4))
def test_links_that_led_somewhere_still_do(bodies: list[str]) -> None:
    """Identifiers occur once, and every link on the page has an end where it had one before."""
    whole = '<h2 id="s">S</h2><p id="t">T</p>'
    pieces = [body.replace('id="s"', "").replace('id="t"', "") for body in bodies]
    answers = [
        Answer(str(n), slug, slug, f"faq/{slug}/", f'<h1 id="title">{slug}</h1>{whole}{body}')
        for n, (slug, body) in enumerate(zip(SLUGS, pieces, strict=True), start=1)
    ]
    anchors = _Anchors(combine(answers, PAGE))
    assert len(anchors.ids) == len(set(anchors.ids))
    assert set(anchors.links) <= set(anchors.ids)


@given(st.text(alphabet="ab &<>!-/=\"'\n;#", max_size=60))
def test_whatever_is_written_stays(text: str) -> None:
    """Without headings, identifiers or addresses nothing is touched, well-formed or not."""
    assert rewritten(f"<p>{text}</p>") == f"<p>{text}</p>"
