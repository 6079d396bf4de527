"use strict";
// "Can this be investigated?": shows what docs/assets/judge.js says of the mail files that a reader chooses or drops.
// overrides/faq/report.html fetches it when the reader turns to it.
(() => {
  const section = document.getElementById("__report");
  const { texts, ...given } = self.faqReport; // written in front of this script (faq.answers.checker)
  const input = section.querySelector("input");
  const said = section.querySelector("[role=status]");
  const progress = section.querySelector(".faq-report__progress");

  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const add = (parent, tag, textContent, more) =>
    parent.appendChild(Object.assign(document.createElement(tag), { textContent }, more));

  // The day as the page's language writes it: as it stands in the mail, whatever the reader's zone.
  const MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";
  const written = (date) => {
    const [, day, name, year] = /(\d+) (\w{3})\w* (\d{4})/.exec(date) ?? [];
    const month = texts.months.split(" ")[MONTHS.indexOf(name) / 3];
    return month ? fill(texts.date, { day: Number(day), month, year }) : date;
  };

  // The section of the page that begins with a program's name; without one the page's beginning.
  const steps = (client) => {
    const found = client ? [...document.querySelectorAll(`article [id^="${client}"]`)] : [];
    return `#${found.map(({ id }) => id).sort((a, b) => a.length - b.length)[0] ?? ""}`;
  };

  let links = [];
  const tell = (file, { verdict, ok, found, client, draft }) => {
    const box = add(said, "div", "", {
      className: `faq-report__file faq-report__file--${ok ? "yes" : "no"}`,
    });
    add(add(box, "p"), "strong", fill(ok ? texts.yes : texts.no, { file: file.name }));
    add(box, "p", texts[verdict]);
    if (found.length) {
      const list = add(box, "ul");
      for (const { from, subject, date } of found)
        add(list, "li", fill(texts.found, { subject, sender: from, date: written(date) }));
    }
    if (draft) {
      const href = URL.createObjectURL(draft);
      links.push(href);
      const name = `${file.name.replace(/\.\w+$/, "")}-draft.eml`;
      add(add(box, "p"), "a", texts.draft, { href, download: name });
      add(box, "p", texts.draft_why);
    }
    if (!ok || draft) add(add(box, "p"), "a", texts.steps, { href: steps(client) });
  };

  let worker;
  const judged = (file) =>
    new Promise((answer) => {
      try {
        worker ??= new Worker(section.dataset.judge);
      } catch {
        return answer(); // none may be started from a folder that nobody serves
      }
      worker.onmessage = ({ data: { done, said } }) => {
        if (done === undefined) answer(said);
        else show(file, done);
      };
      worker.onerror = () => answer();
      worker.postMessage({ file, ...given });
    });

  const show = (file, done) => {
    progress.hidden = false;
    progress.firstChild.value = done;
    progress.lastChild.textContent = fill(texts.looking, {
      file: file.name,
      percent: Math.round(100 * done),
    });
  };

  let asked = 0;
  const look = async (files) => {
    const mine = ++asked;
    worker?.terminate();
    worker = undefined;
    said.replaceChildren();
    links.forEach(URL.revokeObjectURL);
    links = [];
    if (!files.length) add(said, "p", texts.no_drop);
    for (const file of files) {
      show(file, 0);
      const answer = await judged(file);
      if (mine !== asked) return;
      if (answer) tell(file, answer);
      else add(said, "p", fill(texts.unreadable, { file: file.name }));
    }
    progress.hidden = true;
  };

  input.addEventListener("change", () => look([...input.files]));
  section.addEventListener("drop", (event) => look([...event.dataTransfer.files]));
  // What came before this script did.
  if (section.dropped) look([...section.dropped]);
  else if (input.files.length) look([...input.files]);
})();
