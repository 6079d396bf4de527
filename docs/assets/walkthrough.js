// Walkthroughs: the film has its poster and its captions, a step of the list plays it from there, and the step that plays is
// marked.  docs/assets/waiting.js asks for this when a film is near.  Without it the player and the list are there.

"use strict";

(() => {
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
  const EARLY = 0.01; // seconds into a step, so that rounding does not end in the one before

  const seek = (video, seconds) => {
    const go = () => {
      video.currentTime = seconds + EARLY;
    };
    if (video.readyState >= HTMLMediaElement.HAVE_METADATA) go();
    else video.addEventListener("loadedmetadata", go, { once: true });
  };

  const playFrom = (video, seconds) => {
    seek(video, seconds);
    video.scrollIntoView({ block: "nearest", behavior: calm.matches ? "auto" : "smooth" });
    // A film that cannot be loaded shows that in the player itself.
    video.play().catch(() => {});
  };

  const mark = (video, steps) => {
    const now = video.currentTime;
    const begun = !video.ended && video.played.length > 0;
    for (const step of steps) {
      const current = begun && now >= Number(step.dataset.start) && now < Number(step.dataset.end);
      if (current) step.setAttribute("aria-current", "step");
      else step.removeAttribute("aria-current");
    }
  };

  const makeButton = (step, label) => {
    const words = step.querySelector(".walkthrough-say");
    const button = document.createElement("button");
    button.type = "button";
    button.className = words.className;
    button.textContent = words.textContent;
    button.title = label;
    words.replaceWith(button);
    return button;
  };

  const start = (figure) => {
    if (figure.dataset.walkthrough) return;
    figure.dataset.walkthrough = "ready";
    const video = figure.querySelector("video");
    const poster = figure.querySelector(".walkthrough-screen noscript");
    if (poster) poster.outerHTML = poster.textContent;
    const list = figure.querySelector(".walkthrough-steps");
    const steps = [...list.children];
    for (const step of steps) {
      makeButton(step, list.dataset.play).addEventListener("click", () =>
        playFrom(video, Number(step.dataset.start)),
      );
    }
    // Cues tell exactly; the others tell when captions are off, and at the end.
    const update = () => mark(video, steps);
    const { track } = video.querySelector("track");
    track.addEventListener("cuechange", update);
    for (const event of ["timeupdate", "seeked", "playing", "ended"]) video.addEventListener(event, update);
    // Captions are fetched with the film; whoever turns them off then has them off.
    const caption = () => {
      track.mode = "showing";
    };
    if (video.readyState >= HTMLMediaElement.HAVE_METADATA) caption();
    else video.addEventListener("loadedmetadata", caption, { once: true });
    video.addEventListener("play", () => {
      figure.dataset.begun = "";
      for (const other of document.querySelectorAll(".walkthrough video")) if (other !== video) other.pause();
    });
  };

  const startAll = () => document.querySelectorAll(".walkthrough").forEach(start);
  // Material for MkDocs tells of every page it shows, the first one included.
  if (typeof document$ === "undefined") {
    if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", startAll);
    else startAll();
  } else document$.subscribe(startAll);
})();
