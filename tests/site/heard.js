// Waits until the theme has drawn what a query found; gives the results' addresses and titles.
"use strict";

() => {
  const result = document.querySelector(".md-search-result");
  window.heard = new Promise((done, failed) => {
    setTimeout(failed, 60000, "the search says nothing");
    const observer = new MutationObserver(() => {
      observer.disconnect();
      done(
        [...result.querySelectorAll(".md-search-result__item")].map((item) =>
          [...item.querySelectorAll(".md-search-result__link")].map((link) => [
            link.pathname,
            // biome-ignore lint/performance/useDomNodeTextContent: the words as they are shown
            link.innerText,
          ]),
        ),
      );
    });
    observer.observe(result, { childList: true, subtree: true, characterData: true });
  });
};
