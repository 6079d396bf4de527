// The observer is told of a frame's shifts some time after it: who asks takes what it has not heard of yet.
"use strict";

() => {
  let sum = 0;
  const add = (entries) =>
    entries.forEach((entry) => {
      if (!entry.hadRecentInput) sum += entry.value;
    });
  const observer = new PerformanceObserver((list) => add(list.getEntries()));
  observer.observe({ type: "layout-shift", buffered: true });
  window.shifted = () => {
    add(observer.takeRecords());
    return sum;
  };
};
