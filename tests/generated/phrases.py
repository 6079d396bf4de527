"""Sentences: references in every form that people write, and what looks like one and is none.

Every function returns Markdown for inside a block; a `BREAK` in it is a space at which the line may end.
"""

from __future__ import annotations

import posixpath
import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from .model import (
    BREAK,
    CLOSE,
    OPEN,
    SLOT,
    Cite,
    Decoy,
    Direction,
    End,
    Form,
    Group,
    Numbering,
    Relative,
    Slot,
)

LEADS = (
    "See",
    "Please read",
    "As told in",
    "It is said in",
    "The answer to",
    "Start with",
    "Compare",
    "Like that:",
    "Do this first, then",
    "日本語の方は",
    "🙂 See",
    "Größe, naïve façades, œuvre: see",
    "👩‍👩‍👧 Families read",
    "e\u0301 is two code points, see",
    "\u200bInvisible, then",
    "Next\u2028to a line separator, see",
    "A\u0085control, and",
    "In short (more in",
    "He said “see",
    "שלום: see",
    "1 &lt; 2 &amp; so on, see",
    "As the 7 of us know from",
    "Stray * asterisk, see",
    "snake_case_word and",
    "𝔉𝔞𝔫𝔠𝔶 𝕒𝕤𝕥𝕣𝕒𝕝 letters, then",
)
CLOSERS = {"In short (more in": ")", "He said “see": "”"}
TAILS = (
    "",
    "",
    "",
    " explains the rest",
    " tells how",
    " has the steps",
    " first",
    " as well",
    ", which is short",
    " before you write to us",
    " and then wait",
    " or ask us",
    " of this FAQ",
    "; it is short",
    "—the long one",
    "’s steps",
    "'s answer",
    "?",
    "!",
    ": it says more",
    " (it is short)",
    "…",
    " – again",
    ", and the rest follows",
)
FILLERS = (
    "Nothing is lost.",
    "We read every message.",
    "Größer ist nicht besser.",
    "Ask again if it fails.",
    "It takes 5 minutes or so.",
    "Open 24/7.",
    "Press *Send* twice.",
    "Use `--verbose` where you can.",
    "This works with 3 clients.",
    "絵文字 🙂🙃 も使えます。",
    "There are 2.5 million of them.",
    "Wait for 10 to 15 minutes.",
)
SINGLES = (
    "question~{}",
    "question~{}",
    "question~{}",
    "question~{}",
    "question~{}",
    "question #{}",
    "question~number~{}",
    "question\u00a0{}",
    "question&nbsp;{}",
    "question&#160;{}",
    "question  {}",
    "question\t{}",
    "question \\#{}",
    "question~**{}**",
    "**question**~{}",
    "question *{}*",
    "*question*~{}",
    "question~number&nbsp;{}",
)
AROUND = (
    ("", ""),
    ("", ""),
    ("", ""),
    ("", ""),
    ("", ""),
    ("", ""),
    ("", ""),
    ("*", "*"),
    ("**", "**"),
    ("_", "_"),
    ("__", "__"),
    ("***", "***"),
    ("<b>", "</b>"),
    ('<span title="x">', "</span>"),
    ("\\`", "\\`"),
    ("“", "”"),
    ("(", ")"),
    ("\\[", "\\]"),
    ("<em>**", "**</em>"),
    ("'", "'"),
)
LISTS = (
    (2, "{}~and~{}"),
    (2, "{}~or~{}"),
    (2, "{} & {}"),
    (2, "{} &amp; {}"),
    (2, "{},~{}"),
    (3, "{},~{},~and~{}"),
    (3, "{},~{}~and~{}"),
    (3, "{},~{},~or~{}"),
    (3, "{},{},{}"),
    (4, "{},~{},~{},~and~{}"),
    (4, "{},~{},~{}~and~{}"),
    (5, "{},~{},~{},~{},~and~{}"),
    (2, "{},{}"),
    (2, "**{}**~and~**{}**"),
    (3, "*{}*,~*{}*~and~*{}*"),
)
RANGES = ("{}~to~{}", "{}~through~{}", "{}-{}", "{}–{}", "{}&ndash;{}", "**{}**~to~**{}**")
LINKS = (
    "[question~{n}]({p})",
    "[question~{n}]({p})",
    "[question {n}](<{p}>)",
    '[question {n}]({p} "the steps")',
    "question~[{n}]({p})",
    "[see question~{n}]({p})",
    "[**question {n}**]({p})",
    "**[question {n}]({p})**",
    "[question {n}][{d}]",
    "question~[{n}][{d}]",
    "[question #{n}]({p})",
    "[question&nbsp;{n}]({p})",
    "[question~{n} for more]({p})",
    "[the steps of question {n}]({p})",
    "[question number {n}][{d}]",
)
SEMANTIC = (
    "It was the question~{i} people asked",
    "It is a question~{i} million readers have",
    "Then that question~{i} minutes later",
    "We answer this question~{i} times a day",
    "They put the same question~{i} weeks running",
    "Ask any question~{i} days ahead",
    "I sent your question~{i} hours ago",
    "It is the question~{i} or {i} callers ask",
    "We have 20 questions~{i} times each",
    "Our 20 questions~{i} times a year",
    "We had 12 questions.~{i} were hard",
    "Here is the question: {n} or {n} rules",
    "It was the question, {i} years on",
    "It is a question~{i}/7 cover answers",
    "We settle question~{i}rd-party senders raise",
    "It raises the question~{i}-year-old rules pose",
    "See section~{n}",
    "Since version~{n} it works",
    "Look at Sec.~{n} of that book",
    "Follow step~{n} and step {n}",
    "Take {n} and {n} of them",
    "Sales grew in Q{i}, and in Q {i}",
    "As FAQ~{n} says",
    "They questioned~{n} people",
    "The questionnaire~{n} came back",
    "It has the name question_{n} or question{n}",
    "It is about the questions 1,{h} readers sent",
    "He asked the question {i},{h} times",
    "The subquestion~{n} is open",
    "Every question~{i} customers share is here",
    "Each question~{i} engineers see",
    "It is a question {i}% ask",
    "In answer~{n} and in rule~{n}",
    "The question~{i} callers in 10 ask",
    "All questions~{n}",
    "As in https://example.com/question%20{n} too",
    "Of the previous questions~{n} are left",
    "A question~{i}G networks raise",
    "It is question {i}x faster than before",
    "At <https://example.com/question/{n}>",
    "At <https://example.com/?q=question%20{n}>",
    "The RFC {h} says so",
    "Read the question. {n} people did",
    "Question? {n} answers",
)
EXTERNAL = (
    "See question~{n}~of~the~sci.crypt FAQ",
    "It is in question~{n} of the comp.lang.c FAQ",
    "Questions~{n} and {n}~of~the~[OFL FAQ](https://ofl.example.org/faq) say so",
    "Read question~{n} in the [vendor's FAQ](https://vendor.example.com/faq)",
    "Read [question~{n}](https://elsewhere.example/q)",
    "Read question~[{n}](https://elsewhere.example/q)",
    "Read [question {n}][{e}]",
    "See question~{n} of Mozilla's FAQ",
    "See questions~{n}, {n} and {n} of the rec.food FAQ",
    "See **question {n}** of the [OFL FAQ](https://ofl.example.org/faq)",
    "As question~{n} of [Example's FAQ](https://faq.example.net/) tells",
    "See question~{n} in [their FAQ][{e}]",
)
TITLES = (
    'A [link](https://example.com/a "question {n}")',
    '[There](https://example.com/x){{ title="question {n}" }}',
    "[There][{t}]",
)
"""Titles of links to another site, which name what is there."""
HIDDEN = (
    "Type `question~{n}` there",
    "Type ``question `{n}` `` there",
    "Type `see question {n} and questions {n} and {n}`",
    "Nothing <!-- question~{n} --> here",
    "[There](<https://example.com/question {n}>)",
    "`a` and `question {n}` and `b`",
    "*Type `question {n}`*",
    "**`question {n}`**",
    "Ask [`question {n}`](https://example.com/code)",
    "`` ` `` then `` question {n} ``",
)


@dataclass(slots=True)
class Writer:
    """The page that is being written: what its sentences may cite, and what they leave to be remembered."""

    rng: random.Random
    numbering: Numbering
    here: str | None
    """The page's path under `docs/` if it is a question."""
    folder: str | None
    """The folder under `docs/` that links are relative to; None if the page can hold no links."""
    name: str
    """Unique among the pages: the start of its labels."""
    banned: frozenset[str] = frozenset()
    """Questions it must not cite, because the text is theirs."""
    slots: list[Slot] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    phrases: list[str] = field(default_factory=list)
    definitions: list[str] = field(default_factory=list)
    """Lines for the end of the page: link definitions."""
    labels: int = 0

    def slot(self, slot: Slot) -> str:
        """A new slot's place in the template."""
        self.slots.append(slot)
        return f"{OPEN}{len(self.slots) - 1}{CLOSE}"

    def label(self) -> str:
        """A label that no other definition has."""
        self.labels += 1
        return f"{self.name}-{self.labels}"

    def targets(self, count: int) -> list[str]:
        """So many questions in order, this one not among them."""
        barred = self.banned | {self.here}
        pool = [path for path in self.numbering.order if path not in barred]
        return sorted(self.rng.sample(pool, count), key=self.numbering.place.__getitem__)

    def stretch(self) -> list[str]:
        """The ends of a run of three questions or more of one section, this one not an end; or nothing."""
        start = self.rng.randrange(len(self.numbering.order))
        family = self.numbering.family(self.numbering.order[start])
        length = self.rng.randint(2, 5)
        ends = self.numbering.order[start : start + length + 1]
        same = len(ends) == length + 1 and all(self.numbering.family(path) == family for path in ends)
        barred = self.banned | {self.here}
        return [ends[0], ends[-1]] if same and not {ends[0], ends[-1]} & barred else []

    def cite(self, targets: Sequence[str], kind: str = "", form: Form = "text") -> list[str]:
        """Slots that cite these questions, grouped if a kind is given."""
        first = len(self.slots)
        made = [self.slot(Cite(target, form)) for target in targets]
        members = tuple(range(first, first + len(targets)))
        if kind == "list":
            self.groups.append(Group("list", members))
        elif kind == "loose":
            self.groups.append(Group("loose", members))
        elif kind == "range":
            self.groups.append(Group("range", members))
        return made

    def see(self, source: str) -> str:
        """Remember what a reader has to see of this phrase, and give the source back."""
        plain = source
        for mark in ("**", "*", "_", "<b>", "</b>", "<em>", "</em>", '<span title="x">', "</span>", "\\"):
            plain = plain.replace(mark, "")
        self.phrases.append(plain)
        return source


def _wrap(text: str) -> str:
    return text.replace("~", BREAK)


def _single(w: Writer) -> str:
    (target,) = w.targets(1)
    return _wrap(w.rng.choice(SINGLES)).format(*w.cite([target]))


def _list(w: Writer) -> str:
    count, pattern = w.rng.choice(LISTS)
    word = w.rng.choice(("questions", "questions", "questions", "question"))
    if pattern in ("{},~{}", "{},{}", "{},{},{}"):
        word = "questions"  # "question 3,101" may be thousands, "question 3, 4" two clauses
    space = w.rng.choice((BREAK, BREAK, BREAK, "\u00a0", "&nbsp;", "  "))
    return f"{word}{space}{_wrap(pattern).format(*w.cite(w.targets(count), 'list'))}"


def _range(w: Writer) -> str:
    ends = w.stretch()
    if not ends:
        return _single(w)
    return f"questions{BREAK}{_wrap(w.rng.choice(RANGES)).format(*w.cite(ends, 'range'))}"


def _pair(w: Writer) -> str:
    """Two numbers that are not one list, or hardly: `question 6.20, and also question 6.18`."""
    targets = w.targets(2)
    w.rng.shuffle(targets)
    if w.rng.random() < 0.5:
        return _wrap("question~{},~and~also~question~{}").format(*w.cite(targets))
    return _wrap("question~{},~and~maybe~{}").format(*w.cite(targets, "loose"))


def _directed(w: Writer) -> str:
    """One question or two on the same side, with a direction word that is true."""
    if w.here is None:
        return _single(w)
    targets = w.targets(w.rng.choice((1, 1, 1, 2)))
    if w.numbering.direction(w.here, targets) is None:
        targets = targets[:1]
    numbers = w.cite(targets, "list" if len(targets) > 1 else "")
    word = "questions" if len(targets) > 1 else "question"
    inside = f"{BREAK}and{BREAK}".join(numbers)
    return f"{word}{BREAK}{inside}{BREAK}{w.slot(Direction(tuple(targets)))}"


def _relative(w: Writer) -> str:
    steps = [step for step in (-1, 1) if w.here and w.numbering.neighbour(w.here, step)]
    if not steps:
        return _single(w)
    step = w.rng.choice(steps)
    word = "previous" if step < 0 else "next"
    return f"{w.slot(Relative(step))}the{BREAK}{word}{BREAK}question{w.slot(End())}"


def _link(w: Writer) -> str:
    if w.folder is None:
        return _single(w)
    (target,) = w.targets(1)
    (number,) = w.cite([target], form="link")
    path = posixpath.relpath(target, w.folder or ".")
    pattern = _wrap(w.rng.choice(LINKS))
    label = w.label() if "{d}" in pattern else ""
    if label:
        w.definitions.append(f"[{label}]: {path}")
    return pattern.format(n=number, p=path, d=label)


def _beside(w: Writer) -> str:
    """A citation in the text of an image, or in a title."""
    (number,) = w.cite(w.targets(1), form="unlinked")
    return w.rng.choice(
        (
            f"![question {number}](https://img.example.com/x.png)",
            f'![There](https://img.example.com/x.png "see question {number}")',
            f'the <span title="question {number}">span</span>',
            f'an <abbr title="question {number}">abbr</abbr>',
        )
    )


FORMS: tuple[tuple[int, Callable[[Writer], str]], ...] = (
    (40, _single),
    (18, _list),
    (7, _range),
    (6, _pair),
    (12, _directed),
    (8, _relative),
    (14, _link),
    (4, _beside),
)


def reference(w: Writer) -> str:
    """A sentence that cites one question or more."""
    make = w.rng.choices([form for _, form in FORMS], [weight for weight, _ in FORMS])[0]
    phrase = make(w)
    if make is _beside:
        return f"See {phrase} for more."
    if make is _link:
        return f"{w.rng.choice(LEADS[:10])} {phrase} for the steps."
    before, after = w.rng.choice(AROUND)
    if "*" in phrase and ("*" in before or "_" in before):
        before = after = ""
    tail = w.rng.choice(TAILS)
    if tail[:1] in ("’", "'") and (before or make not in (_single, _relative)):
        tail = ""
    if "_" in before and tail[:1] == "—":
        tail = ""
    lead = w.rng.choice(LEADS)
    if w.rng.random() < 0.2:
        lead = ""
        phrase = w.see(_capital(phrase))
    else:
        phrase = w.see(phrase)
    end = "" if tail[-1:] in ("?", "!", "…") else "."
    return f"{lead}{' ' if lead else ''}{before}{phrase}{after}{tail}{CLOSERS.get(lead, '')}{end}"


def _capital(phrase: str) -> str:
    """The phrase as it begins a sentence, the marks before its first letter left alone."""
    return re.sub(rf"^((?:\*|{SLOT.pattern})*)([a-z])", lambda found: found[1] + found[3].upper(), phrase)


def _decoys(w: Writer, pattern: str, hidden: bool, counted: bool = False) -> str:
    """The pattern with its numbers: {n} any local number, {i} a small integer, {h} three or four digits."""
    label = w.label() if "{e}" in pattern or "{t}" in pattern else ""
    if "{e}" in pattern:
        w.definitions.append(f"[{label}]: https://elsewhere.example/faq")
    if "{t}" in pattern:
        number = w.slot(Decoy(w.rng.choice(list(w.numbering.numbers.values())), True, "external"))
        w.definitions.append(f'[{label}]: https://example.com/x "question {number}"')
    pattern = pattern.replace("{e}", label).replace("{t}", label)
    out: list[str] = []
    while "{" in pattern:
        before, _, rest = pattern.partition("{")
        if rest.startswith("{"):
            out.append(before + "{")
            pattern = rest[1:]
            continue
        kind, _, pattern = rest.partition("}")
        text = {
            "n": w.rng.choice(list(w.numbering.numbers.values())),
            "i": str(w.rng.randint(2, 9)),
            "h": str(w.rng.randint(100, 999)),
        }[kind]
        out.append(before + w.slot(Decoy(text, hidden, "external" if counted else "")))
    return "".join(out) + pattern.replace("}}", "}")


def trap(w: Writer) -> str:
    """A sentence with numbers that cite nothing here."""
    kind = w.rng.choices(("semantic", "external", "hidden"), (5, 2, 4))[0]
    if kind == "hidden":
        return _decoys(w, _wrap(w.rng.choice(HIDDEN)), True) + "."
    if kind == "external":
        pattern = w.rng.choice((*EXTERNAL, *TITLES))
        return _decoys(w, _wrap(pattern), pattern in TITLES, True) + "."
    return _decoys(w, _wrap(w.rng.choice(SEMANTIC)), False) + "."


def sentence(w: Writer) -> str:
    """Any sentence."""
    make = w.rng.choices((reference, trap, lambda _: w.rng.choice(FILLERS)), (5, 3, 2))[0]
    return make(w)


def hidden(w: Writer) -> str:
    """A line that would cite two questions or three, were it prose."""
    pattern = w.rng.choice(
        ("see question {n} and questions {n} and {n}", "Question {n}; question {n}", "questions {n} to {n}")
    )
    return _decoys(w, pattern, True)


def ignored(w: Writer) -> str:
    """A line that cites what does not exist, for the line under an ignore comment."""
    number = w.slot(Decoy(str(w.rng.randint(900, 999)), False, "ignored"))
    return w.rng.choice(
        ("See question {}.", "Long ago it was question {} here.", "*Question {}* is gone.")
    ).format(number)


def shown(w: Writer, form: Form = "unlinked") -> str:
    """A line that cites one question or two, where no link can stand but in a heading."""
    if w.rng.random() < 0.5:
        return "See question {}".format(*w.cite(w.targets(1), form=form))
    return "Questions {} and {}".format(*w.cite(w.targets(2), "list", form=form))
