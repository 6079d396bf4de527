// What each of the queries finds: numbers and titles, the best first.
"use strict";

([index, queries]) => {
  const made = finder.index(index);
  const read = (html) => new DOMParser().parseFromString(html, "text/html").body.textContent;
  return queries.map((query) => made.search(query).map(({ number, title }) => [number ?? null, read(title)]));
};
