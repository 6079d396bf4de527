"use strict";
// For readers of versions: the selector, where a missing page is instead, and why another version shows its first page.
// docs/assets/waiting.js asks for it where there are versions; nothing is kept in the browser.
(() => {
  const said = document.currentScript.dataset;
  const { base, root, version } = said; // addresses of folders; the version is empty where there are none

  const text = (tag, words) => Object.assign(document.createElement(tag), { textContent: words });

  const link = (href, words) => Object.assign(text("a", words), { href });

  const filled = (words, values) => words.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);

  // A path as it is sent: "50% off/" has a sign that would be read as the start of another.
  const sent = (path) => path.split("/").map(encodeURIComponent).join("/");

  const decoded = (path) => {
    try {
      return decodeURIComponent(path);
    } catch {
      return path;
    }
  };

  // What a file at the root says; null where that cannot be known.
  const told = async (file) => {
    try {
      const answer = await fetch(root + file);
      return answer.ok ? await answer.json() : null;
    } catch {
      return null;
    }
  };

  // Which version has which page, and all that the current one answers.
  const pages = () => told("pages.json");

  // The address by which a version answers a path, as pages.json writes it: of a page perhaps without its slash.
  const listed = (known, name, path) => {
    const plain = path.replace(/(^|\/)index\.html$/, "$1");
    const addresses = Object.hasOwn(known, name) ? known[name] : [];
    return [plain, `${plain}/`].find((one) => addresses.includes(one));
  };

  // The former address at which a version has a page that was renamed since: this version's old addresses lead to it.
  const formerly = async (known, name, path) => {
    const now = listed(known, version, path);
    const moved = now === undefined ? {} : ((await told("moved.json"))?.[version] ?? {});
    return Object.keys(moved).find((old) => moved[old] === now && listed(known, name, old) !== undefined);
  };

  const to = (name, address) => `${root}${name}/${sent(address)}${location.search}${location.hash}`;

  // Without its first folder, where that is a version.
  const inside = (path) => path.replace(/^(dev|latest|v?\d+(?:\.\d+){1,2}(?:-?[a-z]+\.?\d+)?)\//, "");

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
    const path = inVersion ? rest.slice(first.length + 1) : rest;
    // The version whose 404 page this is: "latest", or, before there is one, what the root leads to.
    const here = inVersion ? undefined : listed(known, version, path);
    if (here !== undefined) {
      location.replace(to(version, here));
      return;
    }
    const order = [
      "latest",
      ...Object.keys(known)
        .filter((name) => name !== "latest")
        .reverse(),
    ];
    const found = order.filter((name) => name !== first && listed(known, name, path) !== undefined);
    if (!found.length) return;
    const list = document.createElement("ul");
    for (const name of found) {
      const item = document.createElement("li");
      const where = name === "latest" ? said.inCurrent : filled(said.inVersion, { version: name });
      item.append(link(to(name, listed(known, name, path)), where));
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

  // -- the selector: it goes to the same page where the other version has it, by whatever name, and else to that version's
  //    first page

  // The theme's own mark-up, for its style and docs/assets/theme.js.
  const selector = async () => {
    const all = await told("versions.json");
    if (!all?.length) return;
    const current = all.find((one) => [one.version, ...one.aliases].includes(version)) ?? all[0];
    const button = Object.assign(text("button", current.title), { className: "md-version__current" });
    button.setAttribute("aria-label", said.select);
    const list = Object.assign(document.createElement("ul"), { className: "md-version__list" });
    for (const one of all.filter(({ properties }) => !properties?.hidden)) {
      const item = Object.assign(document.createElement("li"), { className: "md-version__item" });
      const way = Object.assign(link(`${root}${one.version}/`, one.title), { className: "md-version__link" });
      if (one.aliases.includes("latest")) {
        way.append(" ", Object.assign(text("span", said.isCurrent), { className: "md-version__alias" }));
      }
      item.append(way);
      list.append(item);
    }
    const place = Object.assign(document.createElement("div"), { className: "md-version" });
    place.append(button, list);
    document.querySelector(".md-header__topic")?.append(place);
    // A team's own words to readers of an old version (the theme's block `outdated`).
    const names = [current.version, ...current.aliases].join(" ");
    const isCurrent = [JSON.parse(said.current)].flat().some((name) => new RegExp(name, "i").test(names));
    for (const note of document.querySelectorAll("[data-md-component=outdated]")) note.hidden = isCurrent;
  };

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
    if (!known || listed(known, first, path) === undefined || listed(known, version, path) !== undefined)
      return;
    const answer = await fetch(root + sent(from));
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const title = (page.querySelector("article h1")?.firstChild?.textContent ?? page.title).trim();
    const note = text("p", filled(said.lacks, { title }));
    note.className = "faq-lacking";
    note.setAttribute("role", "status");
    document.querySelector("article")?.prepend(note);
  };

  const leave = async (target) => {
    const name = new URL(target).pathname.slice(root.length).split("/")[0];
    const path = decoded(location.pathname.slice(base.length));
    const known = await pages();
    const there = known ? (listed(known, name, path) ?? (await formerly(known, name, path))) : undefined;
    if (there !== undefined) {
      location.assign(to(name, there));
    } else if (known) {
      location.assign(target + FROM + encodeURI(`${version}/${listed(known, version, path) ?? path}`));
    } else {
      location.assign(target);
    }
  };

  // The banner of a version that is not current leads to the place that is read.
  const keepPlace = () => {
    for (const onward of document.querySelectorAll(".faq-old a")) onward.hash = location.hash;
  };

  selector();
  explain();
  keepPlace();
  addEventListener("hashchange", keepPlace);
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
