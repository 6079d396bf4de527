// How far what a reader sees has shifted since the page began to load.
"use strict";

() =>
  new Promise((done) => {
    let sum = 0;
    const add = (entries) =>
      entries.forEach((one) => {
        if (!one.hadRecentInput) sum += one.value;
      });
    const observer = new PerformanceObserver((list) => add(list.getEntries()));
    observer.observe({ type: "layout-shift", buffered: true });
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        add(observer.takeRecords());
        done(sum);
      }),
    );
  });
