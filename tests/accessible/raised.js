// Headings that are higher for the link that stands in them.
"use strict";

() => {
  const all = [...document.querySelectorAll(".md-content :is(h1, h2, h3):has(.headerlink)")];
  const heights = () => all.map((one) => one.offsetHeight);
  const before = heights();
  for (const one of all) one.querySelector(".headerlink").style.display = "none";
  const after = heights();
  return [all.length, all.filter((_, i) => before[i] !== after[i]).map((one) => one.textContent)];
};
