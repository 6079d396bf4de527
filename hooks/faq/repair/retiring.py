"""`faq retire`: a question taken away; its addresses answer, and what names it is led on where it can be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from faq.addresses import Permalink, led_to, normal, page_address, written, written_anchor
from faq.book.page_anchors import likely_anchors
from faq.book.project import Project
from faq.frozen import record
from faq.kinds import Kind
from faq.model import Question, Source, Span
from faq.repair.editing import CannotEdit
from faq.repair.following import Moved, configured, link_places
from faq.repair.front_lists import with_entries, with_pairs, without_entries
from faq.repair.gone_entry import entry_text, with_gone
from faq.repair.mending import Mending, mended
from faq.repair.nav_lines import remove
from faq.text.front_matter_keys import ALIASES, ANCHORS, RELATED, entries, pairs
from faq.text.page import Page
from faq.text.yaml_nodes import in_flow, place_of

CITED = frozenset(
    {
        *(Kind.NO_SUCH_QUESTION, Kind.NO_SUCH_SECTION, Kind.BAD_RANGE, Kind.NO_NEIGHBOUR),
        *(Kind.LINK_MISMATCH, Kind.BROKEN_LINK, Kind.BROKEN_ANCHOR),
    }
)
"""What is wrong with a sentence that still names a question which is gone."""


@record
class Retirement:
    """What is to become of a question."""

    question: Question
    to: Question | None
    """The question that answers for it; None where none does."""
    because: str | None
    """Why it is gone, for whoever comes for its address; None where `to` has its address."""


@dataclass
class Retired:
    """What a retirement makes of the texts of others."""

    texts: dict[str, str] = field(default_factory=dict)
    """The new text of every file that changes, by path."""
    told: list[str] = field(default_factory=list)
    """What leads to another question now, so that somebody should read it."""


def retired(project: Project, plan: Retirement) -> Retired:
    """The new texts: `nav:` without the question, its addresses kept, others' links and lists led on.

    Raises CannotEdit where that cannot be written.
    """
    out = Retired()
    if len(project.numbered) < 2:
        raise CannotEdit("it is the only question; a FAQ without any is no FAQ")
    if plan.to == plan.question:
        raise CannotEdit("a question cannot answer for itself once it is gone")
    mendings = [*_kept_addresses(project, plan), *_named(project, plan), *_parts(project, plan)]
    mendings += _links(project, plan, out)
    out.texts = mended(mendings)
    out.texts[project.settings.config.path] = _configuration(project, plan)
    return out


def old_addresses(project: Project, question: Question) -> list[str]:
    """Every address at which readers may come for a question, its own first."""
    page = project.pages[question.src]
    aliases = (normal(entry) for entry, _ in entries(page.front, ALIASES))
    return list(dict.fromkeys([page_address(question.src), *(one for one in aliases if one)]))


def _kept_addresses(project: Project, plan: Retirement) -> Iterator[Mending]:
    """Aliases and old anchors for the page that answers now."""
    if plan.to is None or plan.because is not None:
        return
    page = project.pages[plan.to.src]
    aliases = with_entries(page, ALIASES, [written(one) for one in old_addresses(project, plan.question)])
    # Whoever comes for one of its sections is led to the question that answers now: footnotes are counted.
    old, own = likely_anchors(project, plan.question.src), likely_anchors(project, plan.to.src)
    said = page.front.values.get(ANCHORS.name)
    known = own | set(said if isinstance(said, dict) else ())
    title = page.anchors.headings[0] if page.anchors.headings else ""
    lost = sorted(one for one in old - known if ":" not in one)
    anchors = with_pairs(page, ANCHORS, dict.fromkeys(lost, title) if title else {})
    # A mapping that is there goes on before a key that is not there yet: both may be written at the end.
    yield from (*anchors, *aliases) if ANCHORS.name in page.front.values else (*aliases, *anchors)


def _named(project: Project, plan: Retirement) -> Iterator[Mending]:
    """`related:` of others: the question that answers now, or nothing."""
    for src, page in project.pages.items():
        if src == plan.question.src:
            continue
        named = {
            entry: project.named.get(entry.strip().removesuffix(".md"), ())
            for entry, _ in entries(page.front, RELATED)
        }
        gone = {entry for entry, meant in named.items() if meant == (plan.question,)}
        there = plan.to is None or plan.to.src == src or (plan.to,) in named.values()
        if there:
            yield from without_entries(page, RELATED, gone)
        else:
            places = [span for entry, span in entries(page.front, RELATED) if entry in gone]
            yield from (Mending(span, in_flow(plan.to.slug)) for span in places[:1] if plan.to)


def _parts(project: Project, plan: Retirement) -> Iterator[Mending]:
    """Old anchors of others that led to the question lead to the one that answers now."""
    if plan.to is None:
        return
    anchors = likely_anchors(project, plan.to.src)
    there, title = page_address(plan.to.src), next(iter(project.pages[plan.to.src].anchors.headings), "")
    for src, page in project.pages.items():
        for _, text, span in pairs(page.front, ANCHORS) if src != plan.question.src else ():
            led = Permalink.read(text) if "#" in text[1:] else None
            if led is None or led.address != page_address(plan.question.src):
                continue
            kept = led.anchor if led.anchor in anchors else title
            said = written_anchor(kept) if src == plan.to.src else Permalink(there, kept).written
            yield Mending(span, in_flow(said))


def _links(project: Project, plan: Retirement, out: Retired) -> Iterator[Mending]:
    """Links to the question lead to the one that answers now, but for those whose text cites its number."""
    if plan.to is None:
        return
    moved = Moved(project, project, {plan.question.src: plan.to.src})
    anchors = likely_anchors(project, plan.to.src)
    for src, page in project.pages.items():
        if src == plan.question.src:
            continue
        cited = _cited(page)
        for span, text in link_places(moved, src, page):
            if text == span.text or any(
                span.source is one.source and _inside(page, one, span) for one in cited
            ):
                continue
            path, _, anchor = text.partition("#")
            # Where the path stays, it is the page with all answers, whose anchor has another name now.
            stays = path == span.text.partition("#")[0] or led_to(anchor, anchors.__contains__) in anchors
            kept = text if stays else path
            yield Mending(span, kept)
            out.told.append(f"{place_of(span)}: leads to {kept} now; read what stands there once more")


def _cited(page: Page) -> list[Span]:
    """The numbers that are cited in the texts of links."""
    return [c.span for phrase in page.phrases for c in phrase.citations if c.link is not None]


def _inside(page: Page, number: Span, destination: Span) -> bool:
    """Whether a number stands in the text of the link that leads to a destination."""
    return any(
        link.to is not None
        and link.to.key == destination.key
        and link.span.start <= number.start < link.span.end
        for link in page.links
    )


def _configuration(project: Project, plan: Retirement) -> str:
    """`mkdocs.yml` without the question, with an entry for it where somebody says why it is gone."""
    config = project.settings.config
    without = Source(config.path, remove(config, plan.question.src), config.bom)
    at = {plan.question.src: plan.to.src} if plan.to else {}
    text = mended(configured(without, at)).get(config.path, without.text)
    if plan.because is None:
        return text
    instead = page_address(plan.to.src) if plan.to else None
    entry = entry_text(old_addresses(project, plan.question), " ".join(plan.because.split()), instead)
    return mended([with_gone(Source(config.path, text), entry)])[config.path]
