"use strict";
// Real buttons in place of the theme's labels, focus that comes back, and no shortcuts of a single letter.
// Without this the labels work by themselves.
(() => {
  const one = (selector, within = document) => within.querySelector(selector);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const set = (element, attributes) => {
    for (const [name, value] of Object.entries(attributes)) {
      if (value === null) element.removeAttribute(name);
      else element.setAttribute(name, value);
    }
  };
  document.documentElement.classList.add("faq-js");

  // What a reader presses, never what the theme does by itself (docs/assets/waiting.js).
  const press = (box) => HTMLElement.prototype.click.call(box);

  // A button that does what a label did.  The label stays, unseen: the theme's script looks for it.
  const buttonFor = (label) => {
    const button = document.createElement("button");
    const toggle = label.control;
    const section = label.parentElement.textContent.trim();
    const name = label.dataset.faqButton || (label.textContent.trim() ? "" : section);
    button.type = "button";
    button.className = label.className;
    button.dataset.faqFor = label.htmlFor;
    if (name) set(button, { "aria-label": name, title: name });
    button.append(...label.cloneNode(true).childNodes);
    label.hidden = true;
    // What stands first is reached first: the arrow back stands left of the field.
    if (label.closest("form")) label.closest("form").prepend(button);
    else label.before(button);
    button.addEventListener("click", () => press(toggle));
    if (label.closest(".md-nav__title, .md-search")) return;
    const tell = () => set(button, { "aria-expanded": toggle.checked });
    toggle.addEventListener("change", tell);
    tell();
  };
  all("[data-faq-button]").forEach(buttonFor);

  // While a panel covers the page nothing beside it can be reached.
  const beside = (panel) => {
    const found = [];
    for (let at = panel; at !== document.body; at = at.parentElement) {
      found.push(
        ...[...at.parentElement.children].filter(
          (other) => other !== at && !other.matches("label, input, script"),
        ),
      );
    }
    return found;
  };

  // A panel that a checkbox opens: what gets the focus, and who gets it back.
  const panelOf = (toggle, panel, covers, first) => {
    if (!toggle || !panel) return { open: () => false, close: () => {} };
    let outside = [];
    let opener = null;
    const closed = () => {
      for (const other of outside) other.inert = false;
      outside = [];
      if (panel.dataset.faqName) set(panel, { role: null, "aria-modal": null, "aria-label": null });
    };
    toggle.addEventListener("change", () => {
      if (!covers.matches) return closed();
      if (!toggle.checked) {
        const lost = panel.contains(document.activeElement) || document.activeElement === document.body;
        closed();
        if (lost) opener?.focus();
        return;
      }
      opener = one(`[data-faq-for="${toggle.id}"][aria-expanded]`);
      outside = beside(panel);
      for (const other of outside) other.inert = true;
      if (panel.dataset.faqName)
        set(panel, { role: "dialog", "aria-modal": true, "aria-label": panel.dataset.faqName });
      first().focus();
    });
    covers.addEventListener("change", () => toggle.checked && press(toggle));
    // A link to another place of this page takes the focus there.
    panel.addEventListener("click", (event) => {
      if (event.target.closest("a")?.hash) opener = null;
    });
    return { open: () => toggle.checked, close: () => toggle.checked && press(toggle) };
  };

  const search = one(".md-search");
  const field = one(".md-search__input");
  const narrow = matchMedia("(max-width: 59.984375em)");
  const drawer = panelOf(
    document.getElementById("__drawer"),
    one(".md-sidebar--primary"),
    matchMedia("(max-width: 76.234375em)"),
    () => one(".faq-close[data-faq-for]"),
  );
  const finder = panelOf(search && document.getElementById("__search"), search, narrow, () => field);

  let dismissed = false;
  if (search) {
    // A field that gets the focus opens the search, a moment later: not when Escape brought it there.
    document.getElementById("__search").addEventListener("change", ({ target }) => {
      if (!target.checked || !dismissed) return;
      target.checked = false;
      target.dispatchEvent(new Event("change"));
    });
    addEventListener(
      "pointerdown",
      () => {
        dismissed = false;
      },
      true,
    );
    set(field, { "aria-keyshortcuts": "Control+K Meta+K" });
    const reopen = () => finder.open() || narrow.matches || press(document.getElementById("__search"));
    field.addEventListener("input", reopen);
    field.addEventListener("click", reopen);
    search.addEventListener("focusout", ({ relatedTarget }) => {
      if (relatedTarget && !narrow.matches && !search.contains(relatedTarget)) finder.close();
    });
    // Each result is a link like others, not a heading of this page.
    new MutationObserver(() => {
      for (const element of all("[tabindex]", one(".md-search-result__list")))
        element.removeAttribute("tabindex");
      for (const element of all("h1, h2, article, nav", one(".md-search-result__list")))
        set(element, { role: "none" });
      // A result that had the focus gave way to others.
      if (finder.open() && document.activeElement === document.body) field.focus();
    }).observe(one(".md-search-result__list"), { childList: true, subtree: true });
  }

  // The version selector, which docs/assets/versions.js adds later: its list opens when it is asked for.
  const versions = () => one(".md-version__current[aria-expanded=true]");
  const selector = (button) => {
    set(button, {
      "aria-label": `${button.getAttribute("aria-label")}: ${button.textContent}`,
      "aria-expanded": false,
    });
    // The button says which version this is, in the words of one of the links.
    const here = all(".md-version__link", button.parentElement).find(
      (link) => link.textContent === button.textContent,
    );
    if (here) set(here, { "aria-current": true });
    const show = (shown) => set(button, { "aria-expanded": shown });
    button.addEventListener("click", () => show(!versions()));
    button.parentElement.addEventListener("focusout", ({ relatedTarget }) => {
      if (!button.parentElement.contains(relatedTarget)) show(false);
    });
  };
  // Its versions may have come before this script did.
  const equipped = () => {
    const button = one(".md-version__current");
    if (button) selector(button);
    return Boolean(button);
  };
  if (!equipped()) {
    const waiting = new MutationObserver(() => {
      if (equipped()) waiting.disconnect();
    });
    waiting.observe(one(".md-header__topic"), { childList: true });
  }

  // Into the label of each tab, which is its radio button's name, the theme's program (9.8) puts a link that is one more
  // thing to be read; it hears it pressed without an address as well.
  const named = new MutationObserver(() => {
    for (const link of all(".tabbed-labels a[href]")) set(link, { href: null, tabindex: null });
  });
  for (const labels of all(".tabbed-labels")) named.observe(labels, { childList: true, subtree: true });

  // Light and dark: the theme listens to hidden radio buttons.
  for (const button of all("[data-faq-palette]")) {
    button.addEventListener("click", () => {
      window.__md_choosing = true;
      document.getElementById(button.dataset.faqPalette).click();
      window.__md_choosing = false;
      one("[data-faq-palette]:not([hidden])").focus();
    });
  }

  // The theme (9.8) asks the system once, when a page opens, and goes back to that when the system turns.
  const options = all("input[data-md-color-media]");
  const suits = (option) => matchMedia(option.dataset.mdColorMedia).matches;
  const turned = () =>
    options[__md_get("__palette")?.index ?? options.findIndex(suits)]?.dispatchEvent(new Event("change"));
  for (const option of options) matchMedia(option.dataset.mdColorMedia).addEventListener("change", turned);

  const stepBack = () => {
    if (versions()) {
      const button = versions();
      set(button, { "aria-expanded": false });
      button.focus();
    } else if (finder.open()) {
      dismissed = true;
      if (!narrow.matches && search.contains(document.activeElement)) field.focus();
      finder.close();
    } else if (drawer.open()) drawer.close();
    else return false;
    return true;
  };

  // Control+K, Command+K: search, from wherever the reader is.
  const seek = ({ key, ctrlKey, metaKey, altKey, shiftKey }) => {
    if (!search || key?.toLowerCase() !== "k" || ctrlKey === metaKey || altKey || shiftKey) return false;
    drawer.close();
    if (!finder.open()) press(document.getElementById("__search"));
    field.focus();
    field.select();
    return true;
  };

  // The theme listens on the window, and hears only what is left to it here.
  const forTheTheme = ({ key, target, ctrlKey, metaKey }) => {
    if (key === "Tab" || target.closest?.("[data-faq-palette]")) return false;
    if (!finder.open()) return ctrlKey || metaKey || !["f", "s", "/", "p", ",", "n", "."].includes(key);
    if (target === field || ["ArrowUp", "ArrowDown", "Enter"].includes(key)) return true;
    return key.length === 1 && key !== " ";
  };
  addEventListener(
    "keydown",
    (event) => {
      if (event.key !== "Escape") dismissed = false;
      if (seek(event)) event.preventDefault();
      if (event.key === "Escape" ? stepBack() : !forTheTheme(event)) event.stopPropagation();
    },
    true,
  );

  // What is wider than the screen can be scrolled with the keyboard, in browsers that do not see to it.
  const scrolling = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      const wide = target.scrollWidth > target.clientWidth;
      const name = one("caption", target)?.textContent ?? one("th", target)?.textContent;
      set(target, {
        tabindex: wide ? 0 : null,
        role: wide ? "region" : null,
        "aria-label": wide ? name : null,
      });
    }
  });
  // The theme's program puts them around tables.
  addEventListener("faq-theme", () => {
    for (const table of all(".md-typeset__scrollwrap")) scrolling.observe(table);
  });

  for (const place of all(".faq-paper__address")) place.textContent = location.origin + location.pathname;
})();
