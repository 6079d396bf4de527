// Copies: the address of a section, by the link in its heading or a button behind it, and an email address, by
// its button.  Without this the links lead to their sections, and no button is shown.

"use strict";

(() => {
  const SHOWN = 4000; // milliseconds that the words stay for those who see them

  // The clipboard is there on https and on localhost alone; elsewhere all stays as it was without script.
  const clipboard = navigator.clipboard;
  if (!clipboard?.writeText) return;

  let timer = 0;

  const say = (text) => {
    const region = document.querySelector(".faq-said");
    if (!region) return;
    clearTimeout(timer);
    region.textContent = text;
    timer = setTimeout(() => {
      region.textContent = "";
    }, SHOWN);
  };

  const copy = async (text) => {
    const words = document.querySelector(".faq-said").dataset;
    try {
      await clipboard.writeText(text);
      say(words.copied);
    } catch {
      say(words.failed);
    }
  };

  // The words of a heading without the marks that stand in it.
  const heading = (link) => {
    const copied = link.parentElement.cloneNode(true);
    for (const mark of copied.querySelectorAll(".headerlink, .faq-number")) mark.remove();
    return copied.textContent.trim();
  };

  // The link is for a pointer: in the heading it would be part of the heading's name.  For the keyboard and for
  // those who listen a button stands behind the heading, but for the first, for the page has an address of its own,
  // and for those among the ways in, where it would stand between the reader and an answer.
  const equip = (link, words) => {
    const said = words.link.replace("{section}", () => heading(link));
    link.title = said;
    link.tabIndex = -1;
    link.setAttribute("aria-hidden", "true");
    const title = link.parentElement;
    if (title.matches("h1, .faq-ways *") || title.nextElementSibling?.matches(".faq-copy-link")) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "faq-copy faq-copy-link";
    button.dataset.copy = link.href;
    button.textContent = said;
    // Above the heading, however many lines that has, is room; beside it there may be none.
    button.addEventListener("focus", () => {
      button.style.top = `${title.offsetTop - button.offsetHeight}px`;
      button.scrollIntoView({ block: "nearest" });
    });
    title.after(button);
  };

  const start = () => {
    const region = document.querySelector(".faq-said");
    if (!region) return;
    for (const link of document.querySelectorAll(".md-content .headerlink")) equip(link, region.dataset);
    for (const button of document.querySelectorAll(".faq-copy")) button.hidden = false;
  };

  // The link still leads to its section, so that the address bar shows what was copied.
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.(".md-content .headerlink");
    const button = event.target.closest?.(".faq-copy");
    const plain = event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
    if (link && plain) copy(link.href);
    else if (button) copy(button.dataset.copy);
  });

  // Material for MkDocs tells of every page it shows, the first one included.
  if (typeof document$ === "undefined") {
    if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
    else start();
  } else document$.subscribe(start);
})();
