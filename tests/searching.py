"""Search in a real browser: what the finder has answered to, and no more to come.

Each letter is a query, and what is shown for the first of them looks like what is shown for the last.
"""

from __future__ import annotations

from playwright.sync_api import Page, expect

ANSWERED = "data-answered"
"""Where the page says which query was answered last; what came of it is shown by then."""

# The protocol is that of docs/assets/finder.js. Answers come in the order of the queries. A worker gets its
# listener with its first message, which is after the page has set its own.
LISTEN = """
() => {
  if (window.asked) return
  window.asked = new WeakMap()
  const QUERY = 2, RESULT = 3, post = Worker.prototype.postMessage
  Worker.prototype.postMessage = function (message, ...more) {
    if (!asked.has(this)) {
      asked.set(this, [])
      document.documentElement.dataset.asking = ""
      this.addEventListener("message", ({ data: { type } }) => {
        if (type === RESULT) document.documentElement.dataset.answered = asked.get(this).shift()
      })
    }
    if (message.type === QUERY) asked.get(this).push(message.data)
    post.call(this, message, ...more)
  }
}
"""

ASKING = "data-asking"
"""The page has this once it has turned to a finder, whatever became of that."""


def listen(page: Page) -> None:
    """Hear what the finder answers; to be called before the reader turns to search."""
    page.evaluate(LISTEN)


def expect_answered(page: Page, query: str) -> None:
    """Wait until the finder has answered to this, which is all that was typed, and the page shows it."""
    expect(page.locator("html")).to_have_attribute(ANSWERED, query)
