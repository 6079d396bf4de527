"use strict";
// What is there before the theme's program, and brings it when a reader does something (overrides/faq/later.html).

// -- search: nothing is fetched for it before the reader turns to it; then docs/assets/finder.js does the finding, in the
//    theme's own search box
(() => {
  const nothing = document.getElementById("faq-nothing-found");
  if (!nothing) return;
  const { failed, ...said } = nothing.dataset;
  const [finder, index] = [said.finder, said.index].map((address) => new URL(address, location).href);
  const field = document.querySelector(".md-search__input");
  const box = document.querySelector("[data-md-toggle=search]");
  const list = document.querySelector(".md-search-result__list");
  const count = document.querySelector(".md-search-result__meta");
  if (!field || !box || !list) return;
  const { translations } = JSON.parse(document.getElementById("__config").textContent);

  // Material 9.8 fetches its index, where a form has this name, and starts a worker, before anybody searches.
  field.form.removeAttribute("name");
  field.form.addEventListener("submit", (event) => event.preventDefault());
  const Native = Worker;
  const early = [];
  let worker;
  let theirs;

  // A question as its number is cited: "3 · How do I ...".
  const numbered = ([page]) => {
    if (page.number) page.title = `<span class="faq-number">${page.number} ·</span> ${page.title}`;
  };

  // In place of the theme's "3 matching documents"; to an empty field belong the questions that are wanted most.
  const counted = (items, query) => {
    if (!items.length) {
      if (field.value) count.textContent = said.none; // also of spaces alone, which the theme takes for nothing typed
      return;
    }
    const kind = items.every(([{ number }]) => number) ? "question" : "result";
    count.textContent = !query
      ? translations["search.result.placeholder"]
      : items.length === 1
        ? said[kind]
        : said[`${kind}s`].replace("{count}", items.length);
  };

  // What is found before the theme's program has come (overrides/faq/later.html) is kept for it.
  const tell = (data) => {
    if (data.type !== 3) return theirs.dispatchEvent(new MessageEvent("message", { data }));
    const { items, query } = data.data;
    items.forEach(numbered);
    theirs.dispatchEvent(new MessageEvent("message", { data }));
    counted(items, query);
    instead(!items.length && field.value);
    answered = query;
    if (entered && current()) enter();
  };

  const fail = () => {
    count.textContent = failed;
    instead(true);
    shown.querySelector("p").remove(); // other words would find no more
  };

  const start = () => {
    if (worker) return;
    // From a folder that nobody serves (`faq preview`) no worker may be started, and no index fetched.
    if (location.protocol === "file:") return fail();
    worker = new Native(finder);
    worker.onmessage = ({ data }) => (theirs ? tell(data) : early.push(data));
    worker.onerror = fail;
    // Asked for beside the finder, not behind it; what goes wrong with it is the finder's to tell.
    fetch(index)
      .then((answer) => (answer.ok ? answer.text() : ""))
      .catch(() => "")
      .then((text) => worker.postMessage({ type: 0, data: index, text }));
  };
  field.addEventListener("focus", start);
  box.addEventListener("change", start);
  if (box.checked || document.activeElement === field) start();

  class Finder extends EventTarget {
    postMessage(message) {
      worker?.postMessage(message);
    }
  }

  // Pages have workers of their own as well (docs/assets/nearest.js).
  window.Worker = new Proxy(Native, {
    construct: (_, given) => {
      if (!String(given[0]).includes("/workers/search.")) return new Native(...given);
      window.Worker = Native;
      theirs = new Finder();
      setTimeout(() => early.splice(0).forEach(tell)); // once the theme listens
      return theirs;
    },
  });

  // Enter opens the first result, as the theme does, but of all that was typed: where that has not been answered yet, it
  // waits.  Where nothing was typed or found there is nothing to open, and what stands there stays.
  let answered;
  let entered = false;
  const current = () => answered === field.value;
  const enter = () => {
    entered = false;
    if (answered && list.children.length)
      field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
  };
  field.addEventListener("keydown", (event) => {
    entered = event.key === "Enter" && !current();
    if (event.key === "Enter" && (entered || !field.value || !list.children.length)) event.stopPropagation();
  });

  // Who comes back from a result finds the query and its results again: the page's own entry in the history keeps it.
  addEventListener("click", ({ target }) => {
    if (list.contains(target) && target.closest("a"))
      history.replaceState({ ...history.state, faqQuery: field.value }, "");
  });
  addEventListener("pageshow", ({ persisted }) => {
    const back = persisted || performance.getEntriesByType("navigation")[0]?.type === "back_forward";
    if (!back || !history.state?.faqQuery) return;
    field.value = history.state.faqQuery;
    field.focus();
    if (!box.checked) HTMLElement.prototype.click.call(box);
  });

  // The theme hears keys alone: words also come from a mouse, a voice, a keyboard on the screen.
  field.addEventListener("input", () => field.dispatchEvent(new Event("keyup")));

  // What to do where nothing was found: between the count and the list, where the arrow keys find its links.
  let shown;
  const instead = (wanted) => {
    shown?.remove();
    shown = wanted ? nothing.content.firstElementChild.cloneNode(true) : null;
    if (shown) list.before(shown);
  };
})();

// -- versions: what is published in them is told by its folder's name, for a look for versions.json would be an error in the
//    browser's console where there is none; docs/assets/versions.js makes the selector, where the theme would make its own
(() => {
  const template = document.getElementById("faq-versions");
  if (!template) return;
  const config = document.getElementById("__config");
  const { version, ...settings } = JSON.parse(config.textContent);
  config.textContent = JSON.stringify(settings);
  const base = new URL(settings.base.replace(/\/*$/, "/"), location).pathname; // of the 404 page it may be "/"
  const [, root, folder] = /^(.*\/)(dev|latest|v?\d+(?:\.\d+){1,2}(?:-?[a-z]+\.?\d+)?)\/$/.exec(base) ?? [
    null,
    base,
    "",
  ];
  if (!folder && !document.getElementById("faq-missing")) return;
  const script = document.createElement("script");
  const { script: src, ...said } = template.dataset;
  const current = JSON.stringify(version?.default ?? "latest");
  const select = settings.translations["select.version"];
  Object.assign(script.dataset, said, { base, root, version: folder, current, select });
  script.src = src;
  document.body.append(script);
})();

// -- films: docs/assets/walkthrough.js, which shows their posters, comes when one of them is near, or with the theme's program
(() => {
  const template = document.getElementById("faq-films");
  if (!template) return;
  const script = document.importNode(template.content.firstElementChild, true);
  script.setAttribute("src", script.src); // the page may have another address by then
  const bring = () => {
    near.disconnect();
    if (!script.isConnected) document.body.append(script);
  };
  const near = new IntersectionObserver(
    (films) => {
      if (films.some(({ isIntersecting }) => isIntersecting)) bring();
    },
    { rootMargin: "200px" },
  );
  for (const film of document.querySelectorAll("figure.walkthrough")) near.observe(film);
  addEventListener("faq-theme", bring, { once: true });
})();

// -- the theme's program, and the style of what it makes
(() => {
  const signs = ["pointermove", "pointerdown", "touchstart", "wheel", "keydown", "focusin", "click"];
  const boxes = document.querySelectorAll("[data-md-toggle]");

  const content = document.getElementById("faq-later")?.content;
  if (!content) return;

  // The page may have another address by then.
  const whole = (address) => new URL(address, location).href;
  for (const one of content.children)
    for (const { name, value } of one.attributes)
      if (/^(href|src)$/.test(name)) one.setAttribute(name, whole(value));
  const config = document.getElementById("__config");
  const settings = JSON.parse(config.textContent);
  config.textContent = JSON.stringify({ ...settings, base: whole(settings.base) });

  const load = () => {
    const parts = content.cloneNode(true);
    const program = parts.querySelector("script");
    // When it starts the theme (9.8) closes the menu and the search, and stops films in tabs, a moment later: not what was
    // opened or played meanwhile.
    const films = document.querySelectorAll("video");
    for (const box of boxes) box.click = () => box.checked || HTMLElement.prototype.click.call(box);
    for (const film of films) film.pause = () => {};
    program.onload = () => {
      // The theme (9.8) waits for a document that is there already: for DOMContentLoaded, which has been.
      window.document$.next(document);
      setTimeout(() => {
        for (const box of boxes) delete box.click;
        for (const film of films) delete film.pause;
      }, 250);
      dispatchEvent(new Event("faq-theme"));
    };
    document.body.append(parts);
  };

  // Not before docs/assets/theme.js is there, which comes behind this script.
  let asked = false;
  let ready = false;
  addEventListener("DOMContentLoaded", () => {
    ready = true;
    if (asked) load();
  });
  // A pointer that only lies there is no sign of life: browsers tell of it when a page comes up under it.
  let lay;
  const still = ({ type, clientX, clientY }) => {
    if (type !== "pointermove") return false;
    const lies = `${clientX} ${clientY}`;
    lay ??= lies;
    return lay === lies;
  };
  const begin = (event) => {
    if (event && still(event)) return;
    for (const sign of signs) removeEventListener(sign, begin, true);
    asked = true;
    if (ready) load();
  };
  for (const sign of signs) addEventListener(sign, begin, { capture: true, passive: true });

  // Something was done before this script came; or a link holds a query, which the theme opens the search for.
  const busy = [...boxes].some((box) => box.checked) || document.activeElement?.matches("a, button, input");
  if (busy || new URLSearchParams(location.search).has("q")) begin();
})();
