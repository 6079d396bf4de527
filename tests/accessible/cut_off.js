// Elements whose words do not fit into them and cannot be seen.
"use strict";

() =>
  [...document.querySelectorAll("a, button, p, li, h1, h2, h3, span")]
    .filter((one) => {
      const style = getComputedStyle(one);
      const shown = one.checkVisibility({ visibilityProperty: true, opacityProperty: true });
      const wide = style.overflowX !== "visible" && one.scrollWidth > one.clientWidth + 1;
      const high = style.overflowY === "hidden" && one.scrollHeight > one.clientHeight + 1;
      // biome-ignore lint/performance/useDomNodeTextContent: words that nobody sees cannot be cut off
      return shown && one.innerText?.trim() && one.clientWidth > 4 && (wide || high);
    })
    .map((one) => one.outerHTML.slice(0, 200));
