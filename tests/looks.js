// What every element of a page looks like, by the names of properties.
"use strict";

(names) => {
  const of = (element, part) => {
    const style = getComputedStyle(element, part);
    return names.map((name) => style.getPropertyValue(name)).join(";");
  };
  const parts = (element) => [null, "::before", "::after"].map((part) => of(element, part)).join("|");
  const all = [...document.querySelectorAll("body, body *")];
  return all.map((one) => `${one.tagName} ${one.className} ${parts(one)}`);
};
