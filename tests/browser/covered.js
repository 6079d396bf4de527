// The words of the page that lie below the element that has the focus, its ring included.
"use strict";

() => {
  const button = document.activeElement;
  const ring = parseFloat(getComputedStyle(button).outlineWidth);
  const box = button.getBoundingClientRect();
  const article = document.querySelector("article");
  const texts = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
  const covered = [];
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    if (!text.textContent.trim() || !text.parentElement.checkVisibility()) continue;
    if (text.parentElement.closest("button, .headerlink")) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    // A line's box is higher than its letters: the ring may touch that, not these.
    const over = [...range.getClientRects()].some(
      (r) =>
        r.left < box.right && r.right > box.left && r.top + ring < box.bottom && r.bottom - ring > box.top,
    );
    if (over) covered.push(text.textContent);
  }
  return covered;
};
