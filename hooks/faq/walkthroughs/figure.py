"""The figure that shows a film: player, what to know about it, and its steps as a visible list.

The films are silent, so the list of steps is their text alternative (WCAG 2.2, 1.2.1) and is never hidden.
Everything works without JavaScript, where captions are turned on in the player; docs/assets/walkthrough.js
turns them on, and lets a step play from there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import field
from html import escape
from typing import Any

from faq.frozen import record
from faq.kinds import Kind
from faq.model import Problem
from faq.texts import TEXTS
from faq.walkthroughs.captions import Cue
from faq.walkthroughs.manifest import SMALL, Film, again
from faq.walkthroughs.storyboard import Storyboard

UrlOf = Callable[[str], str]
"""The URL of a film's file, by suffix (`webm`, `mp4`, `vtt`, `png`, `avif`)."""

LANGUAGES = {"en": "English", "de": "Deutsch", "fr": "Français", "es": "Español", "mi": "Te reo Māori"}
"""What languages call themselves; the label of the captions.  Another language is shown by its tag."""

NOTHING = "data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw=="
"""One pixel that shows what lies behind it: without any picture Chromium shows a grey one of its own."""


@record
class Exhibit:
    """Everything that a figure shows of one film."""

    storyboard: Storyboard
    cues: Sequence[Cue]
    film: Film
    texts: Mapping[str, str] = field(default_factory=lambda: TEXTS)
    """What the figure says by itself (faq.texts)."""

    @property
    def note(self) -> str:
        """What there is to know of the film: what was filmed, with which version, for how long."""
        program, seconds = self.film.program, round(self.film.seconds)
        filmed = self.texts["film_program"].format(program=program) if program else ""
        said = (self.storyboard.about, filmed, self.texts["film_silent"].format(seconds=seconds))
        return " ".join(filter(None, said))


def figure(
    exhibit: Exhibit, url_of: UrlOf, title: str = "", attributes: Mapping[str, str] | None = None
) -> str:
    """The HTML of a film.  `title` is the player's accessible name, the storyboard's if empty; `attributes`
    are set on the figure, a `class` besides its own."""
    more = dict(attributes or {})
    classes = " ".join(filter(None, ("walkthrough", more.pop("class", ""))))
    rest = "".join(f' {name}="{escape(value)}"' for name, value in more.items())
    title = title or exhibit.storyboard.title
    return "\n".join(
        (
            f'<figure class="{escape(classes)}"{rest}>',
            f"<figcaption>{escape(title)}</figcaption>",
            _player(exhibit, url_of, title),
            _note(exhibit, url_of),
            _steps(exhibit),
            "</figure>",
        )
    )


def _player(exhibit: Exhibit, url_of: UrlOf, title: str) -> str:
    """The film, of which nothing is fetched with the page.

    A track that is on by `default` would be, whatever `preload` says (Chromium 156, Firefox 153).
    """
    film, language, texts = exhibit.film, exhibit.storyboard.language, exhibit.texts
    name = texts["film_player"].format(title=title)
    label = LANGUAGES.get(language.partition("-")[0], language)
    sources = (
        f'<source src="{escape(url_of(kind))}" type="{escape(film.types[kind])}">' for kind in ("webm", "mp4")
    )
    return "\n".join(
        (
            '<div class="walkthrough-screen">',
            *_poster(film, url_of),
            f'<video controls preload="none" playsinline width="{film.width}" height="{film.height}"'
            f' poster="{NOTHING}" aria-label="{escape(name)}">',
            *sources,
            f'<track kind="captions" src="{escape(url_of("vtt"))}" srclang="{escape(language)}"'
            f' label="{escape(label)}">',
            f"<p>{escape(texts['film_no_player'])} {_download(exhibit, url_of)}</p>",
            "</video>",
            "</div>",
        )
    )


def _poster(film: Film, url_of: UrlOf) -> Iterator[str]:
    """The picture behind a player that shows nothing yet.

    The attribute `poster` would have it fetched with the page, however far below, and knows one format.
    Chromium (156) fetches what is lazy 1,250 pixels and more before it is seen; so the script, which is there
    when the film is, takes it out of its `noscript`.
    """
    yield "<noscript><picture>"
    if SMALL in film.files:
        yield f'<source srcset="{escape(url_of(SMALL))}" type="image/{SMALL}">'
    yield (
        f'<img class="walkthrough-poster" src="{escape(url_of("png"))}" alt="" loading="lazy"'
        f' width="{film.width}" height="{film.height}">'
    )
    yield "</picture></noscript>"


def _note(exhibit: Exhibit, url_of: UrlOf) -> str:
    size = exhibit.texts["film_size"].format(kilobytes=round(exhibit.film.files["mp4"].bytes / 1000))
    size = size.replace(" ", "\N{NO-BREAK SPACE}")  # no line ends before the unit
    offer = f'<span class="walkthrough-download">{_download(exhibit, url_of)} {escape(size)}</span>'
    return f'<p class="walkthrough-note">{escape(exhibit.note)} {offer}</p>'


def _download(exhibit: Exhibit, url_of: UrlOf) -> str:
    return f'<a href="{escape(url_of("mp4"))}" download>{escape(exhibit.texts["film_download"])}</a>'


def _steps(exhibit: Exhibit) -> str:
    name, play = exhibit.texts["film_steps"], exhibit.texts["film_play"]
    items = []
    for step, cue in zip(exhibit.storyboard.steps, exhibit.cues, strict=True):
        see = f' <span class="walkthrough-see">{escape(step.see)}</span>' if step.see else ""
        items.append(
            f'<li data-start="{cue.start:g}" data-end="{cue.end:g}">'
            f'<span class="walkthrough-say">{escape(step.say)}</span>{see}</li>'
        )
    opening = f'<ol class="walkthrough-steps" aria-label="{escape(name)}" data-play="{escape(play)}">'
    return "\n".join((opening, *items, "</ol>"))


def video_object(exhibit: Exhibit, url_of: UrlOf, page: str) -> dict[str, Any]:
    """The film as VideoObject (https://schema.org/VideoObject), for JSON-LD.

    `url_of` must give absolute URLs, as consumers ask for them; `page` is the absolute URL of the page.
    Google asks for name, thumbnailUrl and uploadDate, of a Clip for name, startOffset and url
    (https://developers.google.com/search/docs/appearance/structured-data/video); a clip's url is the film
    from that second on (Media Fragments URI 1.0, 4.2.1), which browsers play.
    """
    storyboard, film = exhibit.storyboard, exhibit.film
    lines = [f"{step.say} {step.see}".rstrip() for step in storyboard.steps]
    return {
        "@context": "https://schema.org",
        "@type": "VideoObject",
        "name": storyboard.title,
        "description": storyboard.about or storyboard.title,
        "thumbnailUrl": url_of("png"),
        "uploadDate": film.filmed,
        "duration": f"PT{film.seconds:g}S",
        "contentUrl": url_of("mp4"),
        "encodingFormat": "video/mp4",
        "width": film.width,
        "height": film.height,
        "inLanguage": storyboard.language,
        "transcript": " ".join(lines),
        "isPartOf": page,
        "hasPart": [
            {
                "@type": "Clip",
                "name": step.say,
                "startOffset": cue.start,
                "endOffset": cue.end,
                "url": f"{url_of('mp4')}#t={cue.start:g},{cue.end:g}",
            }
            for step, cue in zip(storyboard.steps, exhibit.cues, strict=True)
        ],
    }


def mismatch(storyboard: Storyboard, cues: Sequence[Cue]) -> list[Problem]:
    """Whether the captions are those of the storyboard; a figure must not pair steps with other times."""
    said, shown = [step.say for step in storyboard.steps], [cue.text for cue in cues]
    if said == shown:
        return []
    message = f"the captions are not those of the storyboard, film it again: {again(storyboard.id)}"
    return [Problem(Kind.STALE_FILM, storyboard.source.whole, message, again(storyboard.id))]
