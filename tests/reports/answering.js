// The browser's judge outside a browser: a line of JSON in (a file as Latin-1, the desk, a draft's frame), a line out.
"use strict";

const fs = require("node:fs");
const vm = require("node:vm");
const [script, table] = process.argv.slice(2);

// Node 20 takes Windows-1252 for Latin-1, and loses its last letter where that comes first; browsers do not.
const WESTERN = "€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ";
globalThis.TextDecoder = class extends TextDecoder {
  decode(data) {
    if (this.encoding !== "windows-1252") return super.decode(data);
    const letter = (byte) => (byte >> 5 === 4 ? WESTERN[byte - 0x80] : String.fromCharCode(byte));
    return Array.from(data, letter).join("");
  }
};

vm.runInThisContext(fs.readFileSync(script, "utf-8"));
const rules = JSON.parse(table);
const lines = require("node:readline").createInterface({ input: process.stdin });
lines.on("line", (line) => {
  const { file, desk, frame } = JSON.parse(line);
  const answer =
    frame === undefined ? mailJudge.judge(file, rules, desk) : mailJudge.draft(file, rules, frame);
  process.stdout.write(`${JSON.stringify(answer)}\n`);
});
