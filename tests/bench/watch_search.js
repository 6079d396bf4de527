// When a reader pressed the first key, and when the first result was there.
"use strict";

() => {
  self.seen = {};
  const note = ({ timeStamp }) => {
    self.seen.key ??= timeStamp;
  };
  addEventListener("keydown", note, true);
  new MutationObserver(() => {
    if (document.querySelector(".md-search-result__item")) self.seen.result ??= performance.now();
  }).observe(document.body, { childList: true, subtree: true });
};
