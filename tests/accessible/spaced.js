// WCAG 2.2, 1.4.12.  Through the object model, which no Content-Security-Policy concerns.
"use strict";

() => {
  const style = new CSSStyleSheet();
  style.replaceSync(`
    * { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
    p { margin-bottom: 2em !important }`);
  document.adoptedStyleSheets = [style];
};
