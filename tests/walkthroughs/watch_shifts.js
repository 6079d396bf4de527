// Chromium counts it as a shift when a caption comes to its place in the player: that has no node of the page.
// The observer is told of a frame's shifts some time after it: who asks takes what it has not heard of yet.
"use strict";

() => {
  const shifted = [];
  const add = (entries) => {
    for (const { sources } of entries)
      for (const { node } of sources) if (node) shifted.push(node.outerHTML ?? node.textContent);
  };
  const observer = new PerformanceObserver((list) => add(list.getEntries()));
  observer.observe({ type: "layout-shift", buffered: true });
  window.shifted = () => {
    add(observer.takeRecords());
    return shifted;
  };
};
