// What the filming may do to a drawing.  Every call is a plain change of state, so that each frame depends on
// the storyboard alone: no timers, no transitions.
//
// In a drawing, data-target="name" makes an element something a storyboard can point at; data-at="x y" says
// where the pointer goes on it (fractions of its size, the middle if not said) and data-states="a b" what `set`
// can put it into.  An element with data-drop takes what is dragged: it shows the target that data-drop names,
// and while something is held over its window the element that data-drop-hint names.

"use strict";

const find = (name) => {
  const element = document.querySelector(`[data-target="${name}"]`);
  if (!element) throw new Error(`there is no ${name} in this drawing`);
  return element;
};
const inside = (box, x, y) => x >= box.left && x <= box.right && y >= box.top && y <= box.bottom;
const dropZone = () => document.querySelector("[data-drop]");

let typing = null;
let carried = null;
let over = false;

window.drawing = {
  locate(name) {
    const element = find(name);
    const box = element.getBoundingClientRect();
    if (!box.width) throw new Error(`${name} is not to be seen`);
    const [x, y] = (element.dataset.at ?? "0.5 0.5").split(" ").map(Number);
    return [box.left + box.width * x, box.top + box.height * y];
  },

  appear(name, amount) {
    const element = find(name);
    element.hidden = amount <= 0;
    element.style.opacity = amount;
    if (element.classList.contains("window")) element.style.transform = `scale(${0.96 + 0.04 * amount})`;
  },

  set(name, state) {
    for (const other of document.querySelectorAll(`[data-state="${state}"]`)) delete other.dataset.state;
    find(name).dataset.state = state;
  },

  point(x, y) {
    for (const button of document.querySelectorAll(".button")) {
      button.classList.toggle("pointed", inside(button.getBoundingClientRect(), x, y));
    }
    if (!carried) return;
    carried.style.transform = `translate(${x + 14}px, ${y + 12}px)`;
    const zone = dropZone();
    over = inside(zone.closest(".window").getBoundingClientRect(), x, y);
    find(zone.dataset.dropHint).hidden = !over;
  },

  focus(name) {
    typing?.classList.remove("typing");
    typing = name ? find(name) : null;
    typing?.classList.add("typing");
  },

  type(character) {
    typing.textContent += character;
    for (const title of document.querySelectorAll(`[data-title-from="${typing.dataset.target}"]`)) {
      title.textContent = typing.textContent + (title.dataset.titleEnd ?? "");
    }
  },

  carry() {
    this.focus(null);
    carried = document.querySelector("template").content.firstElementChild.cloneNode(true);
    carried.classList.add("carried");
    document.body.append(carried);
  },

  drop() {
    if (!over) throw new Error("what is dragged was let go beside the new message");
    carried.remove();
    carried = null;
    const zone = dropZone();
    find(zone.dataset.dropHint).hidden = true;
    this.appear(zone.dataset.drop, 1);
  },
};
