"""The policy: what of a page it is made of, where it stands, what it would block."""

from __future__ import annotations

import pytest
from markdown import markdown

from faq.kinds import Kind
from faq.model import Source
from faq.pages.survey import Surveyor
from faq.policy.alignment import AlignmentExtension
from faq.policy.csp import Allowed, everything_of, hashed, policy, scripts_of
from faq.policy.headers import with_policy
from faq.policy.judge import Once, blocked
from faq.policy.scan import scan
from faq.policy.securing import secured
from faq.policy.storing import SETS, THEMED, page_faults, script_faults

OPEN = '<html><head><meta charset="utf-8">'


@pytest.mark.parametrize(
    ("html", "scripts"),
    [
        ("<script>a</script>", ["a"]),
        ("<SCRIPT>a<b && '</p>'</SCRIPT>", ["a<b && '</p>'"]),
        ("<script>&lt;</script>", ["&lt;"]),
        ("<script></script>", [""]),
        ('<script type="">a</script>', ["a"]),
        ('<script type=" Text/JavaScript ">a</script>', ["a"]),
        ('<script type="text/javascript; charset=utf-8">a</script>', []),
        ('<script type="module">a</script>', ["a"]),
        ('<script type="importmap">{}</script>', ["{}"]),
        ('<script type="speculationrules">{}</script>', ["{}"]),
        ('<script type="application/ld+json">{}</script>', []),
        ('<script type="application/json">{}</script>', []),
        ('<script type="text/template"><p>a</p></script>', []),
        ('<script src="a.js"></script>', []),
        ('<script src="a.js">ignored</script>', []),
        ("<!-- <script>a</script> -->", []),
        ('<p title="<script>a</script>">', []),
        ("<script>a</script><script>b</script>", ["a", "b"]),
    ],
)
def test_scripts_that_stand_in_a_page_and_run(html: str, scripts: list[str]) -> None:
    assert list(scan(html).scripts) == scripts


def test_hashes_are_what_browsers_make() -> None:
    # The example of CSP 3, 8.1 ("alert('Hello, world.');"), and every line end is one to a browser.
    assert hashed("alert('Hello, world.');") == "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='"
    assert hashed("a\r\nb\rc") == hashed("a\nb\nc")


def test_one_policy_for_all_pages() -> None:
    pages = ["<script>a</script>", "<script>b</script><style>c</style>", "<script>a</script>"]
    said = policy(scripts_of(map(scan, pages)))
    assert f"script-src 'self' {' '.join(sorted((hashed('a'), hashed('b'))))};" in said
    assert "style-src 'self';" in said
    assert "default-src 'none';" in said
    assert "unsafe" not in said
    assert "frame-ancestors" not in said
    assert policy(scripts_of(map(scan, reversed(pages)))) == said


def test_the_header_says_more_and_lets_published_styles_be() -> None:
    said = policy(everything_of([scan("<style>c</style>")]) | Allowed(frozenset({hashed("a")})), header=True)
    assert f"style-src 'self' {hashed('c')};" in said
    assert f"script-src 'self' {hashed('a')};" in said
    assert said.endswith("; frame-ancestors 'none'")


META = '<meta http-equiv="Content-Security-Policy" content="p \'q\'">'


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"{OPEN}<script>a</script>", f"{OPEN}{META}<script>a</script>"),
        ("<html><head></head>", f"<html><head>{META}</head>"),
        (
            '<head><script>a</script><meta charset="utf-8">',
            f'<head>{META}<script>a</script><meta charset="utf-8">',
        ),
        ('<head><link href="a"><meta charset="utf-8">', f'<head>{META}<link href="a"><meta charset="utf-8">'),
        (f"{OPEN}{META}", f"{OPEN}{META}"),
        ('<!doctype html><html lang="en"><p>', f'<!doctype html><html lang="en">{META}<p>'),
        ("<!-- a -->\n<!DOCTYPE html>\n<p>", f"<!-- a -->\n<!DOCTYPE html>{META}\n<p>"),
        ("\ufeff<p>", f"\ufeff{META}<p>"),
        ("<p>", f"{META}<p>"),
        (
            f'{OPEN}<meta http-equiv="content-security-policy" content="old"><title>a</title>',
            f"{OPEN}{META}<title>a</title>",
        ),
        (f"{OPEN}<p>&amp; é\r\n<br/><P CLASS=x>", f"{OPEN}{META}<p>&amp; é\r\n<br/><P CLASS=x>"),
    ],
)
def test_where_the_policy_stands(before: str, after: str) -> None:
    assert secured(scan(before), "p 'q'") == after
    assert secured(scan(after), "p 'q'") == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('<a href="https://o.example/">', '<a rel="noopener noreferrer" href="https://o.example/">'),
        (r'<a href="\/o.example/">', r'<a rel="noopener noreferrer" href="\/o.example/">'),
        ('<a href="//o.example/">', '<a rel="noopener noreferrer" href="//o.example/">'),
        (
            "<a href=https://o.example/ rel=next>",
            '<a rel="next noopener noreferrer" href=https://o.example/>',
        ),
        (
            '<A HREF="HTTPS://o.example/" REL="noopener">',
            '<A rel="noopener noreferrer" HREF="HTTPS://o.example/">',
        ),
        ('<area href="http://o.example">', '<area rel="noopener noreferrer" href="http://o.example">'),
        (
            '<a href="https://o.example/?a=1&amp;rel=2" title="x rel=y">',
            '<a rel="noopener noreferrer" href="https://o.example/?a=1&amp;rel=2" title="x rel=y">',
        ),
        *(
            (same, same)
            for same in (
                '<a href="https://own.example/faq/">',
                '<a href="../faq/">',
                '<a href="/faq/">',
                '<a href="#a">',
                '<a href="mailto:a@o.example">',
                '<a href="tel:+64">',
                "<a>",
                '<a href="https://[">',
                '<a rel="noopener noreferrer" href="https://o.example/">',
                '<link rel="canonical" href="https://o.example/">',
            )
        ),
    ],
)
def test_links_to_other_hosts_tell_them_nothing(before: str, after: str) -> None:
    assert secured(scan(before), None, "own.example") == after


FONT = "write theme: font: false in mkdocs.yml"


@pytest.mark.parametrize(
    ("html", "kind", "said"),
    [
        ('<p style="color: red">', "inline-style", 'style="color: red" on <p>'),
        ('<svg><path style="fill:red"/></svg>', "inline-style", "on <path>"),
        ('<a onclick="go()">', "inline-handler", "addEventListener"),
        ('<img src="a.png" onerror=go()>', "inline-handler", "never runs"),
        ('<a href=" JavaScript:go()">', "inline-handler", "an address is no script"),
        ('<img src="https://o.example/a.png">', "foreign-content", "put the file into docs/"),
        (r'<img src="/\o.example/a.png">', "foreign-content", "another host"),
        (r'<img src="https:\\o.example/a.png">', "foreign-content", "another host"),
        ('<img srcset="a.png 1x, //o.example/b.png 2x">', "foreign-content", "another host"),
        ('<script src="https://o.example/a.js"></script>', "foreign-content", "another host"),
        ('<link rel="stylesheet" href="https://o.example/a.css">', "foreign-content", "another host"),
        ('<link rel="preconnect" href="https://o.example">', "foreign-content", "another host"),
        ('<link rel="stylesheet" href="https://fonts.googleapis.com/css?family=A">', "foreign-content", FONT),
        ('<link rel="preconnect" href="https://fonts.gstatic.com">', "foreign-content", FONT),
        ("<style>p{}</style>", "inline-style", "extra_css"),
        ('<style>:root{--md-text-font:"A"}</style>', "inline-style", FONT),
        ('<video poster="https://o.example/a.png">', "foreign-content", "another host"),
        ('<iframe src="a/">', "foreign-content", "write a link instead"),
        ('<pre class="mermaid">', "foreign-content", "draw it as a picture"),
    ],
)
def test_what_the_policy_would_block(html: str, kind: str, said: str) -> None:
    [found] = blocked(scan(html), "own.example", "a.html")
    assert found.problem.code == kind
    assert said in f"{found.problem.message}; {found.problem.fix}"
    assert found.problem.span.source.path == "a.html (as built)"
    assert found.problem.span.text.startswith("<")


@pytest.mark.parametrize(
    ("html", "source", "place"),
    [
        ('<b onclick="red">', 'The red one: <b onclick="red">go</b>', (25, 28)),
        ('<b onclick="red">', "red <b ONCLICK = 'red'>", (18, 21)),
        ('<b onclick="red">', "*red*{ onclick=red }", (15, 18)),
        ('<b onclick="red">', "red, and onclick=redo() or data-onclick=red", None),
        ('<b onclick="a(&quot;b&quot;)">', 'A a("b") <b onclick="a(&quot;b&quot;)">', (21, 37)),
        ('<p style="">', 'Text. <p style="">', (9, 17)),
        ('<p style="">', "Text.", None),
        ("<p style>", "Text.", None),
        ('<iframe src="">', "See <iframe src=''>", (4, 11)),
        ('<a href="javascript:go()">', "[go](javascript:go())", (5, 20)),
        ('<img src="//o.example/a">', 'of //o.example/a: <img src="//o.example/a">', (28, 41)),
        ('<img src="//o.example/a">', "![a](//o.example/a)", (5, 18)),
        ('<pre class="mermaid">', "A mermaid:\n``` mermaid\n", (15, 22)),
    ],
)
def test_where_the_source_holds_it(html: str, source: str, place: tuple[int, int] | None) -> None:
    [found] = blocked(scan(html), "own.example")
    span = found.place(Source("a.md", source))
    assert (span and (span.start, span.end)) == place


def test_what_is_blocked_is_told_once_and_in_the_source_where_that_holds_it() -> None:
    pages = {
        name: scan(f'<p style="{style}">') for name, style in (("a", "red"), ("b", "red"), ("c", "blue"))
    }
    once = Once()
    for name, page in pages.items():
        for one in blocked(page, "own.example", f"{name}.html"):
            once.add(one, Source("b.md", '<p style="red">') if name == "b" else None)
    told = [(problem.span.source.path, problem.span.text) for problem in once.problems()]
    assert told == [("b.md", "red"), ("c.html (as built)", '<p style="blue">')]


@pytest.mark.parametrize(
    "html",
    [
        '<img src="a.png"><img src="data:image/png;base64,AA==">',
        '<img src="https://own.example/a.png">',
        '<link rel="canonical" href="https://o.example/"><link rel="alternate" href="https://o.example/">',
        '<a href="https://o.example/" title="style onclick">',
        '<p data-onclick="a" class="on">',
        '<meta property="og:image" content="https://o.example/a.png">',
        "<script>style</script>",
    ],
)
def test_what_it_lets_be(html: str) -> None:
    assert list(blocked(scan(html), "own.example")) == []


def test_columns_are_aligned_by_classes() -> None:
    html = markdown("a|b|c|d\n:--|:-:|--:|--\n1|2|3|4\n", extensions=["tables", AlignmentExtension()])
    assert "style" not in html
    assert 'class="faq-left"' in html
    assert 'class="faq-center"' in html
    assert '<td class="faq-right">3</td>' in html
    assert "<td>4</td>" in html


def test_a_class_of_the_writer_stays() -> None:
    html = markdown("a {.x}|b\n--:|--\n1|2\n", extensions=["tables", "attr_list", AlignmentExtension()])
    assert '<th class="x faq-right">a</th>' in html


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("/*\n  Content-Security-Policy: POLICY\n", "/*\n  Content-Security-Policy: p 'q'\n"),
        (
            'set $faq_policy "POLICY";\n',
            "set $faq_policy \"p 'q'\";\n",
        ),
        (
            "# Content-Security-Policy: no\n/*\n  Content-Security-Policy: old 'o'\n/x\n  A: b\n",
            "# Content-Security-Policy: no\n/*\n  Content-Security-Policy: p 'q'\n/x\n  A: b\n",
        ),
    ],
)
def test_the_policy_in_hosts_files(text: str, filled: str) -> None:
    assert with_policy(text, "p 'q'") == filled
    assert with_policy(filled, "p 'q'") == filled


def test_a_hosts_file_without_the_policy_is_none() -> None:
    with pytest.raises(ValueError, match="no line for the policy"):
        with_policy("/*\n  X-Frame-Options: DENY\n", "p")


MAKER = "https://squidfunk.github.io/mkdocs-material/"
KEPT = '<script data-faq-keeps="..">var __md_set = 1</script><script id="__config"></script>'


@pytest.mark.parametrize(
    ("page", "script", "said"),
    [
        (KEPT, '__md_set("__palette",s);__md_get("__outdated",sessionStorage,f(a))', None),
        ("<p>another theme</p>", "localStorage.a=1", None),
        ('<script id="__config"></script>', "", "does not take overrides"),
        (KEPT + "<script>__md_set=e=>1</script>", "", "does not take overrides"),
        (KEPT + '<a data-md-component="source">', "", "about the repository"),
        (KEPT + f'<div class="md-copyright">Made with <a href="{MAKER}"></a></div>', "", "to its maker"),
        (KEPT + f'<p><a href="{MAKER}">Material</a></p><div class="md-copyright">Us</div>', "", None),
        (KEPT + '<link rel="alternate" type="text/markdown" href="a.md">', "", "fetches a sitemap.xml"),
        (KEPT + '<link rel=" alternate" type="text/markdown" href="a.md">', "", None),
        (KEPT, 'localStorage.setItem("a",1)', "uses localStorage"),
        (KEPT, '__md_get("a");sessionStorage.getItem("b")', "uses sessionStorage"),
        (KEPT, "__md_forget(1)", "calls __md_forget"),
        (KEPT, "a__md_forget(1);ourlocalStorage.a=1;localStorages=1;indexedDBs", None),
    ],
)
def test_a_theme_that_changes_shows(page: str, script: str, said: str | None) -> None:
    sets = any(SETS in one for one in scan(page).scripts)
    of_script = script_faults(script, "a.js") if THEMED in page else ()
    signs = Surveyor("", frozenset()).survey(page).held.signs
    found = [*page_faults(page, "a.html", signs, sets=sets), *of_script]
    assert len(found) == (said is not None)
    assert all(said in one.message and one.kind is Kind.THEME_CHANGED for one in found if said)
