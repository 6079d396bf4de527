"""A FAQ in plain text: "Subject: A.3.5 How ...?", "Q0017: How ...?", "12.9b How ...?", "Q: How ...?"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from faq.frozen import record
from faq.importing.escaping import with_links
from faq.importing.numbers import Headed, above, headed
from faq.importing.prose import prose
from faq.importing.records import OldPage
from faq.importing.sheet import MARK
from faq.importing.shown import words
from faq.importing.which_ask import asks

RULE = re.compile(r"\s*([-=~*_#+.])\1{2,}\s*")
ANSWER = re.compile(r"\s*(?P<mark>A|Answer|Antwort|R)\s*[:.]\s+(?=\S)")
DEEP = 4
"""Spaces; a line that begins further right begins nothing."""


@record
class TextHeading:
    """A line that may be a heading, with those that go on its title."""

    line: int
    end: int
    """The first line behind it."""
    head: Headed
    title: str
    """All of it on one line."""
    stands: bool
    """Whether nothing, or a rule, stands right before it."""


FORMS: Sequence[Callable[[TextHeading], bool]] = (
    lambda one: one.head.word.lower().startswith("subject"),
    lambda one: bool(one.head.word and one.head.number),
    lambda one: bool(re.search(r"[.a-zA-Z]", one.head.number)) and len(one.head.number) > 1,
    lambda one: bool(one.head.word),
    lambda one: bool(one.head.number) and asks(one.title),
    lambda one: asks(one.title),
)
"""How questions stand in a text, the surest first."""


def from_text(text: str) -> OldPage:
    """A text as a sheet."""
    lines = text.expandtabs(8).replace("\f", "").splitlines()
    found = list(_candidates(lines))
    asked = _questions(found)
    questions = {one.line for one in asked}
    sections = _sections(found, asked)
    heads = {one.line: one for one in (*asked, *sections)}
    contents = _contents(lines, found, heads, asked)
    out: list[str] = [f"# {with_links('x' + title[1])[1:]}"] if (title := _title(lines, heads)) else []
    dropped = [" ".join(lines[line].split()) for line in sorted(contents)]
    block: list[str] = []
    line = title[0] if title else 0
    while line < len(lines):
        if (one := heads.get(line)) is None:
            block.append("" if line in contents else lines[line])
            line += 1
            continue
        out += [prose(block), _heading(one, marked=one.line in questions)]
        block, line = [], one.end
        if one.line in questions and (mark := _answer_mark(lines, line)):
            place, word = mark
            dropped.append(word)
            lines[place] = ANSWER.sub(lambda m: " " * len(m[0]), lines[place], count=1)
    out.append(prose(block))
    return OldPage(
        "\n\n".join(filter(None, out)) + "\n", shown=text, dropped=tuple(dropped), own_anchors=False
    )


def _candidates(lines: Sequence[str]) -> Iterator[TextHeading]:
    """Every line that a question or a section may begin with."""
    for place, line in enumerate(lines):
        text = line.strip()
        if not text or len(line) - len(line.lstrip()) > DEEP or RULE.fullmatch(line):
            continue
        head = headed(text)
        before = lines[place - 1] if place else ""
        stands = not before.strip() or bool(RULE.fullmatch(before))
        if not (head.word or head.number or (stands and "?" in " ".join(lines[place : place + 3]))):
            continue
        end, title = _whole(lines, place)
        whole = headed(title)
        yield TextHeading(place, end, whole, title, stands)


def _whole(lines: Sequence[str], place: int) -> tuple[int, str]:
    """A heading that goes on over lines, as far as it asks something; the line behind it and its rule."""
    end, title = place + 1, " ".join(lines[place].split())
    for more in range(2, 5):
        longer = lines[place : place + more]
        if len(longer) < more or asks(title) or not _goes_on(longer[-1]):
            break
        joined = " ".join(" ".join(longer).split())
        if asks(joined):
            end, title = place + more, joined
    if end < len(lines) and RULE.fullmatch(lines[end]):
        end += 1
    return end, title


def _goes_on(line: str) -> bool:
    """Whether a line may belong to the title above it."""
    return bool(line.strip()) and not RULE.fullmatch(line) and not headed(line.strip()).number


def _questions(found: Sequence[TextHeading]) -> list[TextHeading]:
    """The questions: of the surest form that the text has, each where it stands last with the same words."""
    for form in FORMS:
        told = [one for one in found if form(one) and one.stands]
        over = {above(one.head.number) for one in told if not one.head.number[-1:].islower()}
        told = [one for one in told if one.head.number not in over - {""} or asks(one.title)]
        if told:
            break
    else:
        return []
    first: dict[str, TextHeading] = {}
    last: dict[str, TextHeading] = {}
    for one in told:
        key = one.head.number or one.head.title
        same = first.setdefault(key, one)
        if words(same.title) == words(one.title) or not one.head.number:
            last[key] = one
    return sorted(last.values(), key=lambda one: one.line)


def _sections(found: Sequence[TextHeading], asked: Sequence[TextHeading]) -> list[TextHeading]:
    """The headings of sections: each is the last line with its number before the section's first question."""
    known = {one.line for one in asked}
    out: list[TextHeading] = []
    starts: dict[str, tuple[int, int]] = {}
    before = -1
    for one in asked:
        number = one.head.number
        while number := above(number):
            starts.setdefault(number, (before, one.line))
        before = one.line
    by_number: dict[str, list[TextHeading]] = {}
    for one in found:
        if one.head.number in starts and one.stands and one.line not in known:
            by_number.setdefault(one.head.number, []).append(one)
    for number, (after, until) in starts.items():
        fits = [one for one in by_number.get(number, ()) if after < one.line < until]
        out += fits[-1:]
    return out


def _contents(
    lines: Sequence[str],
    found: Sequence[TextHeading],
    heads: dict[int, TextHeading],
    asked: Sequence[TextHeading],
) -> set[int]:
    """The lines of a table of contents: before the first question, and no more than a heading says."""
    told: dict[str, list[Counter[str]]] = {}
    for one in heads.values():
        told.setdefault(one.head.number or one.head.title, []).append(words(one.title))
    first = asked[0].line if asked else 0
    out: set[int] = set()
    for one in found:
        if one.line >= first or one.line in heads:
            continue
        ends = [one.end, one.line + 2, one.line + 1]
        for end in ends:
            said = words(" ".join(lines[one.line : end]))
            if any(said <= whole for whole in told.get(one.head.number or one.head.title, ())):
                out |= set(range(one.line, end))
                break
    return out | _name_of_contents(lines, min(out, default=0))


def _name_of_contents(lines: Sequence[str], first: int) -> set[int]:
    """The line above a table of contents that says what it is."""
    above_it = [place for place in range(first) if lines[place].strip()][-1:]
    return {
        place for place in above_it if re.fullmatch(r"\s*[^\W\d_]+(?: [^\W\d_]+){0,3}:?\s*", lines[place])
    }


def _heading(one: TextHeading, marked: bool) -> str:
    """A question, or a section, as a heading; its level is one more than its number has."""
    depth = len(re.findall(r"[0-9]+|[A-Za-z]", one.head.number)) or 1
    mark = f" {{.{MARK}}}" if marked else ""
    return f"{'#' * min(6, depth + 1 + marked)} {with_links('x' + one.title)[1:]}{mark}"


def _title(lines: Sequence[str], heads: dict[int, TextHeading]) -> tuple[int, str] | None:
    """The first line where a rule stands below it, and where the text goes on."""
    first = next((place for place, line in enumerate(lines) if line.strip()), 0)
    ruled = first + 1 < len(lines) and RULE.fullmatch(lines[first + 1]) and not RULE.fullmatch(lines[first])
    return (first + 2, lines[first].strip()) if ruled and first not in heads else None


def _answer_mark(lines: Sequence[str], start: int) -> tuple[int, str] | None:
    """Where an answer begins with "A:", and the mark."""
    place = next((place for place in range(start, len(lines)) if lines[place].strip()), None)
    m = ANSWER.match(lines[place]) if place is not None else None
    return (place, m["mark"]) if m and place is not None else None
