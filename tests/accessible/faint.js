// Through the object model, which no Content-Security-Policy concerns.
"use strict";

(colour) => {
  const style = new CSSStyleSheet();
  style.replaceSync(`* { --faq-focus: ${colour} !important }`);
  document.adoptedStyleSheets = [style];
};
