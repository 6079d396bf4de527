// Stands in for Lighthouse: fails for one page always, for another twice.
"use strict";

const fs = require("node:fs");
const [url, ...options] = process.argv.slice(2);
const told = (name) => options.find((option) => option.startsWith(name))?.slice(name.length);
const log = `${__dirname}/log`;
fs.appendFileSync(log, `${[url, ...options].join(" ")}\n`);
const times = fs
  .readFileSync(log, "utf-8")
  .split("\n")
  .filter((line) => line.startsWith(`${url} `)).length;
const fails = url.endsWith("/never/") || (url.endsWith("/seldom/") && times < 3);
const category = { score: 1, auditRefs: [] };
const names = ["performance", "accessibility", "best-practices", "seo"];
const categories = Object.fromEntries(names.map((name) => [name, category]));
const message = "NO_NAVSTART: please run Lighthouse again";
const report = fails ? { runtimeError: { message } } : { audits: {}, categories };
fs.writeFileSync(told("--output-path="), JSON.stringify(report));
process.exit(fails ? 1 : 0);
