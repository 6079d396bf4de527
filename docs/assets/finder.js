"use strict";
// Finds the questions that a reader's words mean.  It runs as the theme's search worker (see docs/assets/waiting.js);
// a page or a test that loads it as a script gets `finder` instead.
//
// A question is found by phrases: each of its keywords, its title, its headings, and by the words of its text.
// Whole phrases tell "email to me was rejected" from "my email was rejected", which a bag of words does not.
// Nothing here is of one language: short and common words weigh little, words of one stem are known by how they begin.
(() => {
  const WEIGHT = { keyword: 1, title: 0.9, heading: 0.6, text: 0.3 };
  const BESIDE = 0.6; // what a page that answers no question weighs
  const NEAR = 0.5; // of the best score: what is as good is shown
  const FAR = 0.3; // of the best score: what is further behind is noise; between the two, what says
  const MORE = 0.2; // so much of the query that nothing before it says; of a keyword, that is seen nowhere else
  const SURE = 0.8; // how well a word is met that is none of another kind: "bake" is not "fake", nor "movie" "move"
  const FITTING = 0.15; // of a query: what must surely be here, or it is about something else
  const TWINS = { among: 5, near: 0.6, alike: 0.5, most: 0.4 }; // see `voiced`
  const MOST = 30; // results
  const WANTED = 5; // questions that are shown before anything is typed
  const LONGEST = 40; // words of a query that are read: somebody may paste a whole email
  const TEASER = 180; // characters

  // -- words

  const ALONE = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]/u; // scripts without spaces: a letter, a word
  const WORD = new RegExp(`${ALONE.source}|(?:(?!${ALONE.source})[\\p{L}\\p{N}])+`, "gu");

  const SIMPLE = /^[\s!-&(-~]*$/; // as most texts are: nothing in them needs the slow ways of the others

  // What a letter is typed as that Unicode does not take apart; hooks/faq/search/folding.py has the same.
  const LETTERS = {
    ß: "ss",
    æ: "ae",
    œ: "oe",
    ø: "o",
    đ: "d",
    ð: "d",
    þ: "th",
    ħ: "h",
    ı: "i",
    ł: "l",
    ŋ: "n",
    ŧ: "t",
    ĸ: "k",
    ς: "σ",
  };
  const LETTER = new RegExp(`[${Object.keys(LETTERS).join("")}]`, "g");

  const plain = (text) =>
    text
      .normalize("NFKD")
      .replace(/\p{M}/gu, "")
      .toLowerCase()
      .replace(LETTER, (letter) => LETTERS[letter])
      .replace(/(\p{L})['’](?=\p{L})/gu, "$1");

  const words = (text) =>
    (SIMPLE.test(text) ? text.toLowerCase().match(/[a-z0-9]+/g) : plain(text).match(WORD)) ?? [];

  const ENTITIES = { lt: "<", gt: ">", amp: "&", quot: '"', "#39": "'", "#x27": "'" };
  const unmarked = (html) =>
    html
      .replace(/<[^>]*>/g, " ")
      .replace(/&(#?\w+);/g, (all, name) => ENTITIES[name] ?? all)
      .replace(/\s+/g, " ")
      .trim();

  const escaped = (text) =>
    text.replace(/[&<>"]/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[c]);

  // How many letters must be changed, added, taken or swapped to make one word of the other; more than `most` is Infinity.
  const distance = (a, b, most) => {
    if (Math.abs(a.length - b.length) > most) return Infinity;
    let before;
    let last;
    let row = Array.from({ length: b.length + 1 }, (_, i) => i);
    for (let i = 1; i <= a.length; i++) {
      [before, last, row] = [last, row, [i]];
      for (let j = 1; j <= b.length; j++) {
        row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] !== b[j - 1]));
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
          row[j] = Math.min(row[j], before[j - 2] + 1);
      }
      if (Math.min(...row) > most) return Infinity;
    }
    return row[b.length] > most ? Infinity : row[b.length];
  };

  // How well a known word stands for the same word in another form (reject, rejected, rejection): 0 to 1.
  const kin = (a, b) => {
    const most = Math.max(a.length, b.length);
    const least = Math.min(a.length, b.length);
    let same = 0;
    while (same < least && a[same] === b[same]) same++;
    const inside = same === least && (same >= 4 || (same === 3 && most === 4));
    return inside || (same >= 4 && same / most >= 0.6) ? 0.5 + (0.4 * same) / most : 0;
  };

  // How well it stands for a mistyped word; `loose` where nothing else was found.
  const slip = (typed, known, loose) => {
    const most = typed.length < 4 ? 0 : typed.length < 8 ? 1 + loose : 2;
    if (!most || (typed[0] !== known[0] && typed[1] !== known[1])) return 0;
    return Math.max(0, 1 - (1.3 * distance(typed, known, most)) / typed.length);
  };

  // -- the index

  const phrase = ([text, weight]) => {
    const own = words(text);
    const joined = own.slice(1).map((word, i) => own[i] + word); // "help desk" is "helpdesk"
    return { own, joined, weight };
  };

  const pagesOf = (docs) => {
    const pages = new Map();
    for (const doc of docs) {
      const [location] = doc.location.split("#");
      if (!pages.has(location))
        pages.set(location, { ...doc, location, title: unmarked(doc.title), parts: [] });
      const heading = doc.location === location ? "" : unmarked(doc.title);
      pages.get(location).parts.push({ heading, html: doc.text });
    }
    return [...pages.values()];
  };

  // The phrases by which a page is found, each with what it weighs.
  const saidOf = ({ keywords = [], number, title, parts, location }) => [
    ...[...keywords, ...(number ? [number] : [])].map((text) => [text, WEIGHT.keyword]),
    [title, WEIGHT.title],
    [location.split("/").filter(Boolean).at(-1) ?? "", WEIGHT.title], // the file's name, which its writer chose
    ...parts.filter(({ heading }) => heading).map(({ heading }) => [heading, WEIGHT.heading]),
  ];

  // Each word with the pages that have it, in their order, each followed by what it weighs there: a query asks only these.
  // What a phone keeps of thousands of pages costs more than finding it again in the few that are asked.
  const index = ({ docs }) => {
    const pages = pagesOf(docs);
    const known = new Map();
    const add = (at, word, weight, own) => {
      if (!known.has(word)) known.set(word, { places: [], worth: 0, own });
      const one = known.get(word);
      one.own ||= own;
      const { places } = one;
      const last = places.length - 2;
      if (places[last] === at) places[last + 1] = Math.max(places[last + 1], weight);
      else places.push(at, weight);
    };
    pages.forEach((page, at) => {
      for (const one of saidOf(page)) {
        const { own, joined, weight } = phrase(one);
        for (const word of own) add(at, word, weight, true);
        for (const word of joined) add(at, word, weight, false);
      }
      for (const { html } of page.parts)
        for (const word of words(unmarked(html))) add(at, word, WEIGHT.text, true);
    });
    // Rare words say most, short ones least: most of those hold a sentence together.
    const worth = (word, having) =>
      Math.log(1 + (pages.length - having + 0.5) / (having + 0.5)) *
      (/\d/.test(word) ? 1 : ([0, 0.15, 0.3, 0.6][word.length] ?? 1));
    for (const [word, one] of known) one.worth = worth(word, one.places.length / 2);
    const numbers = new Set(pages.map(({ number }) => number?.toLowerCase()));
    const made = { pages, known, numbers, worth };
    return { ...made, search: (query) => search(made, query), wanted: () => wanted(pages) };
  };

  // A large index comes without its texts, but for how they begin; `pieces` hold them, in the order of its entries.
  const whole = (data, pieces) => {
    const texts = pieces.flatMap((piece) => piece.texts);
    return { ...data, docs: data.docs.map((doc, i) => ({ ...doc, text: texts[i] ?? doc.text })) };
  };

  // -- a query

  // What a typed word may stand for: known words, each with how well it fits.
  const meant = (known, typed, unfinished, loose) => {
    const found = new Map();
    const right = known.has(typed);
    if (right) found.set(typed, 1);
    for (const word of known.keys()) {
      if (word === typed) continue;
      const begins = unfinished && word.startsWith(typed) ? (typed.length > 2 ? 0.9 : 0.5) : 0;
      const fit = Math.max(begins, kin(typed, word), right ? 0 : slip(typed, word, loose));
      if (fit) found.set(word, fit);
    }
    return found;
  };

  // "q3" is "Q 3" where 3 is a question's number.
  const parted = ({ known, numbers }, typed) => {
    const [, letters, number] = (typed.length === 1 && /^(\p{L}+)(\d.*)$/u.exec(typed[0])) || [];
    return number && numbers.has(number) && !known.has(typed[0]) ? [letters, number] : typed;
  };

  // A query's words with what each means; words that mean nothing here are left out.
  const read = (index, query) => {
    const { known } = index;
    const typed = parted(index, words(query).slice(0, LONGEST));
    const open = !/\s$/.test(query);
    const readings = (loose) =>
      typed.map((word, i) => {
        const found = meant(known, word, open && i === typed.length - 1, loose);
        for (const [a, b] of [
          [typed[i - 1], word],
          [word, typed[i + 1]],
        ])
          if (a && b && known.get(a + b)?.own) found.set(a + b, 1); // "in the" is no word for that it stands somewhere
        let best = [0, 0];
        for (const [one, fit] of found) {
          const { worth } = known.get(one);
          if (fit > best[0] || (fit === best[0] && worth > best[1])) best = [fit, worth];
        }
        return { word, found, worth: best[1] * (0.5 + best[0] / 2), sure: best[0] >= SURE };
      });
    let made = readings(0);
    if (!made.some((one) => one.worth)) made = readings(1);
    // Several words of which nearly all are only like some that are here, or not here: they are about something else.
    const sum = (some) => some.reduce((all, { word, worth }) => all + (worth || index.worth(word, 1)), 0);
    if (typed.length > 1 && sum(made.filter(({ sure }) => sure)) <= FITTING * sum(made)) return [];
    return made.filter((one) => one.worth);
  };

  // How well a query is one phrase: how much of the query stands there, how much of the phrase, in what order.
  const likeness = (query, total, { own, joined, weight }, known) => {
    const taken = new Map();
    let said = 0;
    let order = 0;
    let last = -2;
    for (const one of query) {
      let best = 0;
      let at = -1;
      let wide = false;
      const take = (fit, i, pair) => {
        if (fit > best || (fit && fit === best && i === last + 1)) [best, at, wide] = [fit, i, pair];
      };
      for (let i = 0; i < own.length; i++) take(one.found.get(own[i]) ?? 0, i, false);
      for (let i = 0; i < joined.length; i++) take(one.found.get(joined[i]) ?? 0, i, true);
      if (at < 0) continue;
      said += one.worth * best;
      if (at === last + 1) order += one.worth;
      [last] = [at + wide];
      for (const i of wide ? [at, at + 1] : [at]) taken.set(i, Math.max(best, taken.get(i) ?? 0));
    }
    if (!said) return 0;
    let whole = 0;
    let covered = 0;
    own.forEach((word, i) => {
      const { worth } = known.get(word);
      whole += worth;
      covered += worth * (taken.get(i) ?? 0);
    });
    return weight * Math.sqrt(said / total) * ((0.4 * covered) / (whole || 1) + (0.3 * order) / total);
  };

  // How much of a query stands in each page, wherever that is; and whether any of it stands in a phrase.
  const bags = (query, { pages, known }) => {
    const bag = new Float64Array(pages.length);
    const phrased = new Uint8Array(pages.length);
    const said = []; // word by word
    for (const { found, worth } of query) {
      const best = new Float64Array(pages.length);
      said.push(best);
      for (const [word, fit] of found) {
        const { places } = known.get(word);
        for (let i = 0; i < places.length; i += 2) {
          const [at, weight] = [places[i], places[i + 1]];
          best[at] = Math.max(best[at], fit * weight);
          if (weight > WEIGHT.text) phrased[at] = 1;
        }
      }
      for (let at = 0; at < best.length; at++) bag[at] += worth * best[at];
    }
    return { bag, phrased, said };
  };

  // Addresses that are typed whole, of mail or of the web: which pages hold them, or null where none does.
  const ADDRESS =
    /[^\s<>"(),;:]+@[^\s<>"(),;:]+\.[\p{L}\d]+|\b(?:https?:\/\/|www\.)[^\s<>"]+[^\s<>".,;:!?]/giu;
  const holding = ({ pages }, query) => {
    const addresses = query.toLowerCase().match(ADDRESS);
    if (!addresses) return null;
    const has = ({ title, parts }) => {
      const text = [title, ...parts.flatMap(({ heading, html }) => [heading, html])].join(" ").toLowerCase();
      return addresses.some((one) => text.includes(one));
    };
    const found = new Set(pages.filter(has));
    return found.size ? found : null;
  };

  const alike = (a, b) => {
    const [these, those] = [a, b].map(({ page }) => new Set(words(page.title)));
    const both = [...these].filter((word) => those.has(word)).length;
    return both / (these.size + those.size - both) >= TWINS.alike;
  };

  // Of questions whose titles say nearly the same, which one means this reader?  Rare words do not tell, for both have
  // them; "to me", "my email" and "not a" do: two words side by side as one question's readers put them and not the other's.
  const voiced = (all, query) => {
    const near = all
      .slice(0, TWINS.among)
      .filter(({ page, score }) => page.number && score > TWINS.near * all[0].score);
    const twins = near.filter((one) => near.some((other) => other !== one && alike(one, other)));
    const sums = twins.map(() => 0);
    for (let i = 0; i + 1 < query.length; i++) {
      const [a, b] = [query[i].found, query[i + 1].found];
      const often = twins.map(({ page }) => {
        const fits = (page.phrases ?? []).map(({ own }) =>
          Math.max(0, ...own.slice(1).map((word, at) => (a.get(own[at]) ?? 0) * (b.get(word) ?? 0))),
        );
        return Math.log(1 + fits.reduce((sum, fit) => sum + fit, 0));
      });
      const usual = often.reduce((sum, one) => sum + one, 0) / twins.length;
      for (const at of twins.keys()) sums[at] += often[at] - usual;
    }
    for (const [at, twin] of twins.entries()) twin.score *= Math.exp(TWINS.most * Math.tanh(sums[at]));
    return all.sort((a, b) => b.score - a.score || a.order - b.order);
  };

  // What an empty field shows: the questions that their writers want there, or those that the list begins with.
  const wanted = (pages) => {
    const questions = pages.filter(({ number }) => number);
    const chosen = questions.filter((page) => page.wanted);
    return (chosen.length ? chosen : questions).slice(0, WANTED).map(({ location, number, title }) => ({
      location,
      number,
      title: escaped(title),
      text: "",
      score: 0,
      terms: {},
    }));
  };

  // The results that tell the reader something: no one share of the best score parts them from noise, for a page that
  // is far behind may be the only one that says a word of the query.
  const telling = (all, query, said) => {
    const total = query.reduce((sum, { worth }) => sum + worth, 0);
    const heard = query.map(() => 0);
    return all.filter(({ page, score, order }) => {
      const share = score / all[0].score / (page.number ? 1 : BESIDE); // a page that comes later is not noise for that
      const more = query.reduce(
        (sum, { worth }, i) => sum + worth * Math.max(0, said[i][order] - heard[i]),
        0,
      );
      if (!score || share < FAR || (share < NEAR && more < MORE * total)) return false;
      said.forEach((there, i) => {
        heard[i] = Math.max(heard[i], there[order]);
      });
      return true;
    });
  };

  const search = (index, typed) => {
    const query = read(index, typed);
    if (!query.length) return [];
    const holders = holding(index, typed);
    const total = query.reduce((sum, one) => sum + one.worth, 0);
    const { bag, phrased, said } = bags(query, index);
    const closest = (page) => {
      page.phrases ??= saidOf(page).map(phrase);
      return Math.max(...page.phrases.map((one) => likeness(query, total, one, index.known)));
    };
    const all = index.pages.map((page, order) => {
      if (holders && !holders.has(page)) return { page, order, score: 0 };
      const close = phrased[order] ? closest(page) : 0;
      return { page, order, score: (bag[order] / total + 1.5 * close) * (page.number ? 1 : BESIDE) };
    });
    all.sort((a, b) => b.score - a.score || a.order - b.order);
    return telling(voiced(all, query), query, said)
      .slice(0, MOST)
      .map(({ page, score }) => ({
        location: page.location,
        number: page.number,
        title: marked(page.title, query),
        text: teaser(page, query) + why(page, query),
        score,
        terms: {},
      }));
  };

  // -- what the reader sees of a result

  const marked = (text, query) =>
    text
      .split(/([\p{L}\p{N}\p{M}'’]+)/u)
      .map((part, i) => {
        const fits =
          i % 2 && query.some(({ found, word }) => word.length > 2 && words(part).some((w) => found.has(w)));
        return fits ? `<mark>${escaped(part)}</mark>` : escaped(part);
      })
      .join("");

  const clipped = (text) =>
    text.length > TEASER ? `${text.slice(0, TEASER).replace(/\s+\S*$/, "")} …` : text;

  // The part that says most of what was typed, from its sentence on; the beginning where none does.
  const teaser = (page, query) => {
    const parts = page.parts.map(({ heading, html }) => ({ heading, text: unmarked(html) }));
    let best = { said: 0, text: parts.find((part) => part.text)?.text ?? "" };
    for (const { heading, text } of parts) {
      const inHeading = new Set(words(heading));
      const sentences = text.split(/(?<=[.!?])\s+/);
      sentences.forEach((sentence, i) => {
        const there = new Set(words(sentence));
        const sum = (set) =>
          query.reduce(
            (n, { found, worth }) => n + ([...found.keys()].some((w) => set.has(w)) ? worth : 0),
            0,
          );
        const said = sum(there) + 0.5 * sum(inHeading);
        if (said > best.said)
          best = { said, text: (heading ? `${heading}: ` : "") + sentences.slice(i).join(" ") };
      });
    }
    return best.text ? `<p>${marked(clipped(best.text), query)}</p>` : "";
  };

  // The readers' own words by which a page was found, where what is shown of it says less of them.
  const why = (page, query) => {
    const saying = (text) => {
      const there = new Set(words(text));
      return query.filter(({ found }) => [...found.keys()].some((word) => there.has(word)));
    };
    const shown = new Set(saying(`${page.title} ${unmarked(teaser(page, query))}`));
    let best = { said: 0, keyword: "" };
    for (const keyword of page.keywords ?? []) {
      const said = saying(keyword).reduce((sum, one) => sum + (shown.has(one) ? 0 : one.worth), 0);
      if (said > best.said) best = { said, keyword };
    }
    const total = query.reduce((sum, { worth }) => sum + worth, 0);
    return best.said > MORE * total ? `<p><q>${marked(best.keyword, query)}</q></p>` : "";
  };

  // -- the theme's protocol (Material 9.8, integrations/search/worker/message), but for SETUP, whose data is the index's address,
  //    beside which may stand its text

  const SETUP = 0;
  const READY = 1;
  const QUERY = 2;
  const RESULT = 3;
  const inWorker = typeof WorkerGlobalScope !== "undefined" && self instanceof WorkerGlobalScope;
  if (!inWorker) {
    self.finder = { index, whole, plain, LETTERS };
    return;
  }
  let found;
  let asked; // what the reader typed last
  let rest; // settled when all texts are there, or will never be
  const fetched = async (address) => {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(`${answer.status}: ${address}`);
    return answer.json();
  };
  const set = async (address, text) => {
    const data = text ? JSON.parse(text) : await fetched(address);
    if (data.rest) rest = complete(data, address).catch(() => {});
    return index(data);
  };
  // Texts come when titles can be found; what is shown by then is found again.  Without them titles are still found.
  const complete = async (data, address) => {
    const pieces = [];
    for (const name of data.rest) pieces.push(await fetched(new URL(name, address)));
    await found;
    found = Promise.resolve(index(whole(data, pieces)));
    if (asked !== undefined) answer(asked);
  };
  const answer = async (query) => {
    const { search, wanted } = await found;
    let items = query ? search(query) : wanted();
    if (!items.length && rest) {
      // Nobody is told that nothing was found while there is more to come.
      await rest;
      if (asked !== query) return;
      items = (await found).search(query);
    }
    items = items.map((item) => [item]);
    postMessage({ type: RESULT, data: { items, query } });
  };
  addEventListener("message", async ({ data: { type, data, text } }) => {
    if (type === SETUP) {
      found = set(data, text);
      found.then(
        () => postMessage({ type: READY }),
        (error) =>
          setTimeout(() => {
            throw error;
          }),
      ); // the page hears it
    } else if (type === QUERY) {
      asked = data;
      answer(data);
    }
  });
})();
