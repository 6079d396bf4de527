"use strict";
// On the 404 page: the questions nearest to the address that was asked for, by its words.
(() => {
  const place = document.getElementById("faq-nearest");
  if (!place) return;
  const MOST = 3;
  const LIKELY = 0.4; // a score: below it an address shares a word by chance
  const SETUP = 0;
  const READY = 1;
  const QUERY = 2;
  const RESULT = 3; // as docs/assets/finder.js has it

  const decoded = (path) => {
    try {
      return decodeURIComponent(path);
    } catch {
      return path;
    }
  };

  // What is asked for, behind the site's root, the version's folder (as docs/assets/versions.js tells it) and the
  // folder of all questions: none of them says what the reader wants, and "latest" would find what comes late.
  const base = new URL(place.dataset.base, location).pathname.replace(/\/?$/, "/");
  const root = base.replace(/\/(dev|latest|v?\d+(?:\.\d+){1,2}(?:-?[a-z]+\.?\d+)?)\/$/, "/");
  const whole = decoded(location.pathname);
  const behind = whole.startsWith(root) ? whole.slice(root.length) : whole.slice(1);
  const inside = behind.replace(/^(dev|latest|v?\d+(?:\.\d+){1,2}(?:-?[a-z]+\.?\d+)?)(\/|$)/, "");
  // Readers want pages, whatever once made them; who asks for a style or a picture is a program.
  if (/\.(?!(html?|php|aspx?|jsp|md)$)[a-z]\w{0,4}$/i.test(inside)) return;
  const named = inside.replace(/(^|\/)index\.\w+$/, "$1").replace(/\.[a-z]\w{0,4}$/i, "");
  const { folder } = place.dataset;
  const wanted = folder && `${named}/`.startsWith(`${folder}/`) ? named.slice(folder.length) : named;

  // The address's last part says most; the parts before it only where that says nothing.
  const words = (part) => `${part.replace(/[^\p{L}\p{N}]+/gu, " ").trim()} `;
  const asked = wanted
    .split("/")
    .reverse()
    .map(words)
    .filter((said) => /\p{L}{3}/u.test(said));

  // "faq/3", "q3", "question-2.3": a number that a question may have, behind a word perhaps.
  const last = wanted.split("/").filter(Boolean).at(-1) ?? "";
  const number = /^(?:\p{L}+[-_ ]?)??((?:\p{L}+\.)?\d[\p{L}\d.]*)$/u.exec(last)?.[1].toLowerCase();
  if (number) asked.unshift(number);
  if (!asked.length) return;

  const show = (items) => {
    const list = place.querySelector("ul");
    const added = (tag, parent, values) =>
      parent.appendChild(Object.assign(document.createElement(tag), values));
    for (const { location: path, title, number } of items) {
      const item = added("li", list);
      // As the list of all questions below has it.
      added("span", item, {
        className: "faq-number",
        textContent: number.includes(".") ? number : `${number}.`,
      });
      const link = added("a", item, { href: new URL(path, new URL(place.dataset.base, location)) });
      link.innerHTML = title.replace(/<\/?mark>/g, "");
    }
    place.hidden = false;
  };

  const worker = new Worker(place.dataset.finder);
  worker.onmessage = ({ data: { type, data } }) => {
    if (type === RESULT) {
      const found = data.items.map(([item]) => item).filter(({ number }) => number);
      const near = found.filter((one) =>
        asked[0] === number
          ? one.number.toLowerCase() === number
          : one.score >= Math.max(LIKELY, found[0].score / 2),
      );
      if (!near.length && asked.length > 1) asked.shift();
      else {
        if (near.length) show(near.slice(0, MOST));
        worker.terminate();
        return;
      }
    }
    if (type === READY || type === RESULT) worker.postMessage({ type: QUERY, data: asked[0] });
  };
  worker.postMessage({ type: SETUP, data: new URL(place.dataset.index, location).href });
})();
