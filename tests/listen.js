// The protocol is that of docs/assets/finder.js. Answers come in the order of the queries. A worker gets its
// listener with its first message, which is after the page has set its own.
"use strict";

(() => {
  if (window.asked) return;
  window.asked = new WeakMap();
  const QUERY = 2;
  const RESULT = 3;
  const post = Worker.prototype.postMessage;
  Worker.prototype.postMessage = function (message, ...more) {
    if (!asked.has(this)) {
      asked.set(this, []);
      document.documentElement.dataset.asking = "";
      this.addEventListener("message", ({ data: { type } }) => {
        if (type === RESULT) document.documentElement.dataset.answered = asked.get(this).shift();
      });
    }
    if (message.type === QUERY) asked.get(this).push(message.data);
    post.call(this, message, ...more);
  };
})();
