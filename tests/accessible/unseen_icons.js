// Icons in the colour of the paper.
"use strict";

() =>
  [...document.querySelectorAll("a:has(svg), button:has(svg)")]
    .filter((one) => one.checkVisibility())
    .filter((one) => {
      const paper = getComputedStyle(document.body).backgroundColor;
      return getComputedStyle(one.querySelector("svg")).fill === paper;
    })
    .map((one) => one.outerHTML.slice(0, 120));
