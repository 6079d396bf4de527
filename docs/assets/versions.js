"use strict";
// For readers of versions: where a missing page is instead, and why another version shows its first page.
// It stands behind the theme's configuration and before its program; nothing is kept in the browser.
(() => {
  const said = document.currentScript.dataset;
  const config = document.getElementById("__config");
  const settings = JSON.parse(config.textContent);
  const base = new URL(settings.base.replace(/\/*$/, "/"), location).pathname; // of the 404 page it may be "/"
  const [, root, version] = /^(.*\/)(dev|latest|\d+(?:\.\d+){1,2})\/$/.exec(base) ?? [null, base, null];

  // Whether the site is published in versions can be seen from its folder's name: a look for versions.json would be
  // an error in the browser's console where there is none.
  if (!version) {
    settings.version = null;
    config.textContent = JSON.stringify(settings);
  }

  const text = (tag, words) => Object.assign(document.createElement(tag), { textContent: words });

  const link = (href, words) => Object.assign(text("a", words), { href });

  const filled = (words, values) => words.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);

  // An address as pages.json writes it.
  const normal = (path) => {
    const plain = path.replace(/(^|\/)index\.html$/, "$1");
    return plain === "" || /\/$|\.[a-z0-9]+$/i.test(plain) ? plain : `${plain}/`;
  };

  const decoded = (path) => {
    try {
      return decodeURIComponent(path);
    } catch {
      return path;
    }
  };

  // Which version has which page, and all that the current one answers; null where that cannot be known.
  const pages = async () => {
    try {
      const answer = await fetch(`${root}pages.json`);
      return answer.ok ? await answer.json() : null;
    } catch {
      return null;
    }
  };

  const has = (known, name, path) => Object.hasOwn(known, name) && known[name].includes(path);

  // Without its first folder, where that is a version.
  const inside = (path) => path.replace(/^(dev|latest|\d+(\.\d+){1,2})\//, "");

  // -- the 404 page

  const takenAway = () => {
    const list = document.getElementById("faq-gone-files");
    if (!list || !location.pathname.startsWith(root)) return;
    const path = inside(decoded(location.pathname.slice(root.length)));
    const item = [...list.querySelectorAll("li")].find((one) => one.dataset.address === path);
    if (!item) return;
    const note = document.createElement("p");
    note.className = "faq-lacking";
    note.append(...item.childNodes);
    list.replaceWith(note);
    document.querySelector("article h1")?.after(note);
  };

  const missing = async (place) => {
    const known = await pages();
    if (!known || !location.pathname.startsWith(root)) return;
    const rest = decoded(location.pathname.slice(root.length));
    const [first] = rest.split("/");
    // Also one that was taken away, or never was.
    const inVersion = Object.hasOwn(known, first) || inside(rest) !== rest;
    const path = normal(inVersion ? rest.slice(first.length + 1) : rest);
    // The version whose 404 page this is: "latest", or, before there is one, what the root leads to.
    if (!inVersion && has(known, version, path)) {
      location.replace(`${root}${version}/${path}${location.search}${location.hash}`);
      return;
    }
    const order = [
      "latest",
      ...Object.keys(known)
        .filter((name) => name !== "latest")
        .reverse(),
    ];
    const found = order.filter((name) => name !== first && has(known, name, path));
    if (!found.length) return;
    const list = document.createElement("ul");
    for (const name of found) {
      const item = document.createElement("li");
      const where = name === "latest" ? said.inCurrent : filled(said.inVersion, { version: name });
      item.append(link(`${root}${name}/${path}${location.search}${location.hash}`, where));
      list.append(item);
    }
    place.append(text("p", inVersion ? filled(said.lacksPage, { version: first }) : said.pageIs), list);
  };

  const place = document.getElementById("faq-missing");
  if (place) {
    takenAway();
    if (version) missing(place);
    return;
  }
  if (!version) return;

  // -- the selector: it goes to the same page where the other version has it, and else to that version's first page

  const FROM = "#faq-from=";

  // Where the reader came from stands in the address only until it is read; the title is asked of that page itself,
  // so that no link can put words of its own here.
  const explain = async () => {
    if (!location.hash.startsWith(FROM)) return;
    const from = decoded(location.hash.slice(FROM.length));
    history.replaceState(null, "", location.pathname + location.search);
    const known = await pages();
    const [first] = from.split("/");
    const path = from.slice(first.length + 1);
    if (!/(^|\/|\.html)$/.test(path)) return; // pages.json names files as well
    if (!known || !has(known, first, path) || has(known, version, path)) return;
    const answer = await fetch(root + from);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const title = (page.querySelector("article h1")?.firstChild?.textContent ?? page.title).trim();
    const note = text("p", filled(said.lacks, { title }));
    note.className = "faq-lacking";
    note.setAttribute("role", "status");
    document.querySelector("article")?.prepend(note);
  };

  const leave = async (target) => {
    const name = new URL(target).pathname.slice(root.length).split("/")[0];
    const path = normal(decoded(location.pathname.slice(base.length)));
    const known = await pages();
    if (known && has(known, name, path)) {
      location.assign(`${root}${name}/${path}${location.search}${location.hash}`);
    } else if (known) {
      location.assign(target + FROM + encodeURI(`${version}/${path}`));
    } else {
      location.assign(target);
    }
  };

  explain();
  document.addEventListener(
    "click",
    (event) => {
      const chosen = event.target.closest?.(".md-version__link");
      if (!chosen || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      event.stopPropagation();
      leave(chosen.href);
    },
    true,
  );
})();
