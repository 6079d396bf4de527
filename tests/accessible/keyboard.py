"""A walk with the Tab key: where it stops, and whether the reader can see that."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from playwright.sync_api import Page

STOP = """
() => {
  const stop = document.activeElement
  if (!stop || stop === document.body || stop === document.documentElement) return null
  // A radio button of a tab has no size: the row of tabs shows its focus.
  const tab = stop.matches('.tabbed-set > input')
  const shown = tab ? stop.parentElement.querySelector('.tabbed-labels') : stop
  const box = shown.getBoundingClientRect(), style = getComputedStyle(shown)
  const left = Math.max(box.left, 0), right = Math.min(box.right, innerWidth)
  const top = Math.max(box.top, 0), bottom = Math.min(box.bottom, innerHeight)
  const inside = right - left > 0 && bottom - top > 0
  // Words may wrap: some point of the element is seen, whatever its middle is.
  const rects = [...shown.getClientRects()]
  const parts = [0.1, 0.5, 0.9]
  const pointsOf = r => parts.flatMap(x => parts.map(y => [r.left + r.width * x, r.top + r.height * y]))
  const points = rects.flatMap(pointsOf)
  const seen = points.some(([x, y]) => {
    const over = document.elementFromPoint(x, y)
    return over && (shown.contains(over) || over.contains(shown))
  })
  // The ring against what lies behind it, in the middle of each of its sides that the window shows: the
  // colours are painted one over the other, as the browser does.
  const brush = new OffscreenCanvas(1, 1).getContext('2d', {willReadFrequently: true})
  const painted = (...layers) => {
    for (const [colour, opacity] of [['#fff', 1], ...layers]) {
      brush.globalAlpha = opacity
      brush.fillStyle = colour
      brush.fillRect(0, 0, 1, 1)
    }
    const linear = [...brush.getImageData(0, 0, 1, 1).data].slice(0, 3)
      .map(byte => byte / 255).map(part => part > 0.04045 ? ((part + 0.055) / 1.055) ** 2.4 : part / 12.92)
    return 0.05 + 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
  }
  const far = parseFloat(style.outlineOffset) + parseFloat(style.outlineWidth) / 2
  const {left: x, top: y, width, height} = rects[0] ?? box
  const sides = [[x + width / 2, y - far], [x + width / 2, y + height + far],
    [x - far, y + height / 2], [x + width + far, y + height / 2]]
  const contrasts = sides.flatMap(([x, y]) => {
    const behind = document.elementsFromPoint(x, y).reverse().map(one => getComputedStyle(one))
    if (!behind.length) return []
    const layers = behind.map(one => [one.backgroundColor, Number(one.opacity)])
    const lights = [painted(...layers), painted(...layers, [style.outlineColor, 1])]
    return [Math.max(...lights) / Math.min(...lights)]
  })
  const said = (stop.getAttribute('aria-label') || stop.innerText || stop.id || '').trim()
  return {
    element: `${stop.localName}.${stop.className} ${said}`.slice(0, 90),
    href: stop.href ?? '',
    content: Boolean(stop.closest('article')),
    visible: inside && seen && shown.checkVisibility({opacityProperty: true, visibilityProperty: true}),
    // Inside a player the focus is the browser's own, and so is its ring.
    ring: stop.localName === 'video' || style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1,
    contrast: stop.localName === 'video' ? 21 : Math.min(21, ...contrasts),
    small: Math.min(box.width, box.height) < 24 && style.display !== 'inline',
  }
}
"""


@dataclass(frozen=True, slots=True)
class Stop:
    """Where the Tab key has led."""

    element: str
    href: str
    content: bool
    """Whether it is in the page itself, not in what surrounds it."""
    visible: bool
    ring: bool
    contrast: float
    """Of the ring with what is behind it, where that is least (WCAG 2.2, 1.4.11)."""
    small: bool
    """Less than 24 CSS px in one direction, and not in a line of text (WCAG 2.2, 2.5.8)."""


def walk(page: Page, key: str = "Tab", most: int = 300) -> Iterator[Stop]:
    """Every stop until the walk leaves the page, or `most` presses."""
    for _ in range(most):
        page.keyboard.press(key)
        stop = page.evaluate(STOP)
        if stop is None:
            return
        yield Stop(**stop)


def unseen(page: Page, key: str = "Tab") -> list[str]:
    """The stops that a reader cannot see, or not that they have the focus; and a walk without an end."""
    stops = list(walk(page, key))
    wrong = [f"hidden: {stop.element}" for stop in stops if not stop.visible]
    wrong += [f"no ring: {stop.element}" for stop in stops if stop.visible and not stop.ring]
    wrong += [
        f"faint ring, {stop.contrast:.1f}:1: {stop.element}"
        for stop in stops
        if stop.visible and stop.ring and stop.contrast < 3
    ]
    wrong += [f"small: {stop.element}" for stop in stops if stop.visible and stop.small]
    return [*wrong, *(["no end"] if len(stops) == 300 else [])]
