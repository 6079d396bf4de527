// What has the focus, and whether a reader can see that it has.
"use strict";

() => {
  const stop = document.activeElement;
  if (!stop || stop === document.body || stop === document.documentElement) return null;
  // A radio button of a tab has no size: the row of tabs shows its focus.
  const tab = stop.matches(".tabbed-set > input");
  const shown = tab ? stop.parentElement.querySelector(".tabbed-labels") : stop;
  const box = shown.getBoundingClientRect();
  const style = getComputedStyle(shown);
  const left = Math.max(box.left, 0);
  const right = Math.min(box.right, innerWidth);
  const top = Math.max(box.top, 0);
  const bottom = Math.min(box.bottom, innerHeight);
  const inside = right - left > 0 && bottom - top > 0;
  // Words may wrap: some point of the element is seen, whatever its middle is.
  const rects = [...shown.getClientRects()];
  const parts = [0.1, 0.5, 0.9];
  const pointsOf = (r) =>
    parts.flatMap((x) => parts.map((y) => [r.left + r.width * x, r.top + r.height * y]));
  const points = rects.flatMap(pointsOf);
  const seen = points.some(([x, y]) => {
    const over = document.elementFromPoint(x, y);
    return over && (shown.contains(over) || over.contains(shown));
  });
  // The ring against what lies behind it, in the middle of each of its sides that the window shows: the
  // colours are painted one over the other, as the browser does.
  const brush = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const painted = (...layers) => {
    for (const [colour, opacity] of [["#fff", 1], ...layers]) {
      brush.globalAlpha = opacity;
      brush.fillStyle = colour;
      brush.fillRect(0, 0, 1, 1);
    }
    const linear = [...brush.getImageData(0, 0, 1, 1).data]
      .slice(0, 3)
      .map((byte) => byte / 255)
      .map((part) => (part > 0.04045 ? ((part + 0.055) / 1.055) ** 2.4 : part / 12.92));
    return 0.05 + 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
  };
  const far = parseFloat(style.outlineOffset) + parseFloat(style.outlineWidth) / 2;
  const { left: x, top: y, width, height } = rects[0] ?? box;
  const sides = [
    [x + width / 2, y - far],
    [x + width / 2, y + height + far],
    [x - far, y + height / 2],
    [x + width + far, y + height / 2],
  ];
  const contrasts = sides.flatMap(([x, y]) => {
    const behind = document
      .elementsFromPoint(x, y)
      .reverse()
      .map((one) => getComputedStyle(one));
    if (!behind.length) return [];
    const layers = behind.map((one) => [one.backgroundColor, Number(one.opacity)]);
    const lights = [painted(...layers), painted(...layers, [style.outlineColor, 1])];
    return [Math.max(...lights) / Math.min(...lights)];
  });
  // biome-ignore lint/performance/useDomNodeTextContent: the words as they are shown
  const said = (stop.getAttribute("aria-label") || stop.innerText || stop.id || "").trim();
  return {
    element: `${stop.localName}.${stop.className} ${said}`.slice(0, 90),
    href: stop.href ?? "",
    content: Boolean(stop.closest("article")),
    visible: inside && seen && shown.checkVisibility({ opacityProperty: true, visibilityProperty: true }),
    // Inside a player the focus is the browser's own, and so is its ring.
    ring:
      stop.localName === "video" || (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1),
    contrast: stop.localName === "video" ? 21 : Math.min(21, ...contrasts),
    small: Math.min(box.width, box.height) < 24 && style.display !== "inline",
  };
};
