"use strict";
// Where all answers stand on several pages: from a question's line to its answer, and from a page that an answer has
// left to its line.  Without this the line's link leads on, and the link to the page with all lines.
(() => {
  const decoded = (text) => {
    try {
      return decodeURIComponent(text);
    } catch {
      return text;
    }
  };

  // What a line holds is on the page that it leads to, so that nobody is sent to and fro.
  const lead = () => {
    const anchor = location.hash.slice(1);
    if (!anchor) return;
    // As browsers do: what is written comes first.
    const here = document.getElementById(anchor) ?? document.getElementById(decoded(anchor));
    const link = here
      ? here.closest(".faq-onward li")?.querySelector("a")
      : document.querySelector(".faq-whole");
    if (link) location.replace(new URL(`#${anchor}`, link.href));
  };

  addEventListener("hashchange", lead);
  lead();
})();
