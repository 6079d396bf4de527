// Reads `_headers` and `_redirects` of a folder as Netlify's and Cloudflare's own parsers do; prints what they
// understood, and what they complain of.
"use strict";

const { readFileSync } = require("node:fs");
const { join } = require("node:path");

const [modules, folder] = process.argv.slice(2);
const [headers, redirects] = ["_headers", "_redirects"].map((name) => join(folder, name));

// Cloudflare gives its parsers away as they are written, in TypeScript.
require(join(modules, "sucrase/dist/register")).addHook(
  ".ts",
  { transforms: ["imports", "typescript"] },
  { ignoreNodeModules: false },
);
const cloudflare = join(modules, "@cloudflare/pages-shared/metadata-generator");
const { parseHeaders } = require(join(cloudflare, "parseHeaders.ts"));
const { parseRedirects } = require(join(cloudflare, "parseRedirects.ts"));

function byPath(rules, path, values) {
  return Object.fromEntries(
    rules.map((rule) => [
      rule[path],
      Object.fromEntries(Object.entries(rule[values]).map(([name, value]) => [name.toLowerCase(), value])),
    ]),
  );
}

async function netlify() {
  const { parseAllHeaders } = await import(join(modules, "@netlify/headers-parser/lib/index.js"));
  const { parseAllRedirects } = await import(join(modules, "@netlify/redirect-parser/lib/index.js"));
  const sent = await parseAllHeaders({ headersFiles: [headers] });
  const led = await parseAllRedirects({ redirectsFiles: [redirects] });
  return {
    headers: byPath(sent.headers, "for", "values"),
    redirects: led.redirects.map((rule) => [rule.from ?? rule.path, rule.to, rule.status]),
    faults: [...sent.errors, ...led.errors].map(String),
  };
}

function ofCloudflare() {
  const sent = parseHeaders(readFileSync(headers, "utf8"));
  const led = parseRedirects(readFileSync(redirects, "utf8"));
  return {
    headers: byPath(sent.rules, "path", "headers"),
    taken: Object.fromEntries(sent.rules.map((rule) => [rule.path, rule.unsetHeaders])),
    redirects: led.rules.map((rule) => [rule.from, rule.to, rule.status]),
    faults: [...sent.invalid, ...led.invalid].map((fault) => fault.message),
  };
}

netlify().then((of) =>
  process.stdout.write(JSON.stringify({ Netlify: of, "Cloudflare Pages": ofCloudflare() })),
);
