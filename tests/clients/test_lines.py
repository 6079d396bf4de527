"""What a page takes of `clients.yml`: the check reads what the build renders, each character in its place."""

from __future__ import annotations

from collections.abc import Iterator

import jsonschema
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from faq.clients.client_lines import ClientLines
from faq.clients.client_reading import parse
from faq.clients.client_schema import clients_schema
from faq.model import Source
from faq.text.markdown.lines import Line, joined, page_lines, with_made
from faq.texts import TEXTS, worded
from tests.clients.team import BODY, CLIENTS
from tests.conftest import PROJECT

FILE = "snippets/clients.yml"
AS_TEXT = "docs/faq/a.md"
WRONG = PROJECT / "tests/cases/bad-clients/snippets/clients.yml"


def lines_of(text: str, page: str = BODY) -> list[Line]:
    """The lines of a page that takes a file of this text; what the build renders is held against them."""
    source, made = Source(FILE, text), ClientLines("docs/media/walkthroughs", TEXTS, True)
    lines, problems = page_lines(Source(AS_TEXT, page), 0, {"clients.yml": source}.get, made)
    assert problems == []
    assert with_made(page, AS_TEXT, {"clients.yml": source}.get, made) == joined(lines)
    return lines


def of_file(lines: list[Line]) -> Iterator[Line]:
    return (line for line in lines if line.source.path == FILE)


def test_all_is_plain_markdown() -> None:
    lines = lines_of(CLIENTS.replace("    platforms:", "    film: by-app\n    platforms:", 1))
    assert joined(lines) == BODY.replace(
        '--8<-- "clients.yml"\n\n',
        """\

- [Thunderbird](#thunderbird)
- [Outlook (alt)](#outlook)
- [Telefon](#telefon)

### Thunderbird { #thunderbird }

**Windows**

1. Öffnen Sie die E-Mail, siehe Frage 1.
2. Ziehen Sie sie in eine neue Nachricht.

Rechnung, die nicht stimmt: We tried these steps on 20 November 2026 with Thunderbird 140.

Mahnung: We have not tried these steps.

**Linux**

**Rechnung, die nicht stimmt**

Wie oben.

We have not tried these steps.

**Mahnung**

Not possible: rufen Sie an

![The steps with Thunderbird](../media/walkthroughs/by-app.webm)

### Outlook (alt) { #outlook }

*Windows*

Wählen Sie **Als Anlage weiterleiten**.

```
### in code
```

We tried these steps on 1 November 2026 with Outlook 16.

### Telefon { #telefon }

*Android*

Not possible: nehmen Sie einen Computer


""",
    )


FILES = {
    "clients.yml": Source(FILE, CLIENTS),
    "around.md": Source("snippets/around.md", 'Before.\n\n--8<-- "clients.yml"\n\nBehind.'),
    "hours.md": Source("snippets/hours.md", "Always."),
    "https://example.org/a.md": Source("https://example.org/a.md", ""),
}


@pytest.mark.parametrize(
    "page",
    [
        '--8<-- "around.md"\n',
        "--8<--\nhours.md\nclients.yml\n;around.md\n--8<--\n",
        'A\n\n--8<-- "clients.yml"\n\n- --8<-- is text\n;--8<-- "hours.md"\n',
        '--8<-- "hours.md"\r\n\r\n--8<-- "clients.yml"\r\n',
    ],
    ids=["in a snippet", "in a list of files", "beside what is none", "with the line ends of Windows"],
)
def test_the_build_has_what_was_checked_wherever_the_line_stands(page: str) -> None:
    made = ClientLines("docs/media/walkthroughs", TEXTS, True)
    lines, problems = page_lines(Source(AS_TEXT, page), 0, FILES.get, made)
    assert problems == []
    text = with_made(page, AS_TEXT, FILES.get, made)
    assert text == joined(lines)
    assert "### Thunderbird { #thunderbird }" in text
    fetched = '--8<-- "https://example.org/a.md"'
    assert fetched in with_made(f"{page}\n{fetched}\n", AS_TEXT, FILES.get, made).split("\n")


@pytest.mark.parametrize("page", ["docs/faq/a.md", "docs/a.md", "docs/x/y/a.md"])
def test_a_film_is_found_from_the_page_whatever_snippet_brings_it(page: str) -> None:
    made = ClientLines("docs/media/walkthroughs", TEXTS, True)
    filmed = Source(FILE, CLIENTS.replace("    platforms:", "    film: by-app\n    platforms:", 1))
    files = FILES | {"clients.yml": filmed}
    itself, brought = (
        joined(page_lines(Source(page, text), 0, files.get, made)[0])
        for text in ('--8<-- "clients.yml"\n', '--8<-- "around.md"\n')
    )
    way = "../" * (page.count("/") - 1)
    assert f"]({way}media/walkthroughs/by-app.webm)" in itself
    assert itself.strip() in brought


@pytest.mark.parametrize("page", ['- A\n\n    --8<-- "around.md"\n', "--8<--\n  around.md\n--8<--\n"])
def test_a_snippet_that_brings_it_begins_at_the_margin_as_well(page: str) -> None:
    made = ClientLines("docs/media/walkthroughs", TEXTS, True)
    lines, (problem,) = page_lines(Source(AS_TEXT, page), 0, FILES.get, made)
    assert list(of_file(lines)) == []
    assert problem.message == f"{FILE} is taken whole, by a line that begins at the margin"
    assert (problem.span.source.path, problem.span.text) == ("snippets/around.md", "clients.yml")


@pytest.mark.parametrize(
    ("own", "shown"),
    [
        ({"client_tried": "Probiert"}, "Rechnung, die nicht stimmt: Probiert"),
        ({"client_tried": "Probiert"}, "```\n\nProbiert\n"),
        ({"client_tried": "{{{version}}}: {date}"}, "stimmt: {Thunderbird 140}: 20 November 2026"),
        ({"client_untried": "{{nie}}"}, "Mahnung: {nie}"),
        ({"client_impossible": "Geht nicht"}, "\nGeht nicht\n"),
        ({"client_film": "Film"}, "![Film](../media/walkthroughs/by-app.webm)"),
    ],
)
def test_words_of_a_team_stand_there_as_it_wrote_them(own: dict[str, str], shown: str) -> None:
    filmed = CLIENTS.replace("    platforms:", "    film: by-app\n    platforms:", 1)
    made = ClientLines("docs/media/walkthroughs", worded(own), True)
    lines, problems = page_lines(Source(AS_TEXT, BODY), 0, {"clients.yml": Source(FILE, filmed)}.get, made)
    assert problems == []
    assert shown in joined(lines)


def test_a_page_without_it_stays_as_it_is_for_the_engine() -> None:
    made = ClientLines("docs/media/walkthroughs", TEXTS, True)
    page = 'A\r\n--8<-- "hours.md"\n--8<-- "nothing.md"\n'
    assert with_made(page, AS_TEXT, FILES.get, made) == page


WORDS = st.text("abcäß端 *_[](){}:#'\"<>&0123.-", min_size=1, max_size=30)
STEPS = st.lists(st.text("abcä端 *_[]:#'\"<>&|>-0123.\t", max_size=30), min_size=1, max_size=6)
ENDS = st.sampled_from(["\n", "\r\n"])


@given(STEPS.filter(lambda rows: any(row.strip() for row in rows)), st.integers(1, 7), ENDS)
def test_each_character_of_steps_knows_its_place(rows: list[str], indent: int, end: str) -> None:
    first = next(row for row in rows if row.strip())
    rows = [row.strip() if row is first else row.rstrip() for row in rows]
    rows = rows[rows.index(first.strip()) :]
    block = "".join(f"{' ' * (10 + indent)}{row}".rstrip(" ") + "\n" for row in rows)
    text = CLIENTS.partition("          steps: |\n")
    whole = f"{text[0]}{text[1]}{block}          tried: not tried\n".replace("\n", end)
    made = list(of_file(lines_of(whole)))
    taken = [line for line in made if line.start and line.text]
    assert [line.raw for line in taken] == [row.expandtabs(4) for row in rows if row.rstrip()]
    for line in taken:
        places = [whole[line.offset(column)] for column in range(len(line.text))]
        assert all(was in (char, "\t") for was, char in zip(places, line.text, strict=True))


@given(WORDS.filter(lambda words: words.strip() and not {"'", '"'} <= set(words)))
def test_each_character_of_a_name_knows_its_place(name: str) -> None:
    name = " ".join(name.split())
    mark = "'" if "'" not in name else '"'
    quoted = f"{mark}{name}{mark}"
    text = CLIENTS.replace("name: Thunderbird", f"name: {quoted}\n    anchor: thunderbird", 1)
    heading = next(line for line in of_file(lines_of(text)) if line.raw.startswith("### "))
    assert heading.raw == f"### {name} {{ #thunderbird }}"
    assert "".join(text[heading.offset(column)] for column in range(4, 4 + len(name))) == name
    assert all(heading.raw_column(column) == column for column in range(len(heading.raw)))


def test_editors_take_what_is_right() -> None:
    assert parse(Source(FILE, CLIENTS)).problems == ()
    jsonschema.validate(yaml.load(CLIENTS, yaml.BaseLoader), clients_schema())


def test_editors_mark_what_is_wrong() -> None:
    text = WRONG.read_text(encoding="utf-8")
    found = jsonschema.Draft202012Validator(clients_schema()).iter_errors(yaml.load(text, yaml.BaseLoader))
    at = {".".join(map(str, error.absolute_path)) for error in found}
    first = "clients.0.platforms"
    assert at >= {"", "clients.0", f"{first}.Windows.got", f"{first}.macOS.got", f"{first}.Linux.got.tried"}
