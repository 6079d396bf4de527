"use strict";
// Judges whether a mail file can be investigated, as `faq judge` does: the rules are in one table for both, which
// comes with the page (hooks/faq/reports/rules.py), and the reasons stand there.  It runs as the worker of
// docs/assets/report.js, so that no page stands still, and sends nothing; a test that loads it as a script gets
// `mailJudge` instead.
//
// A file is a text here, a character a byte.  Lines, headers and boundaries are found as Python's `email` finds them.
(() => {
  const DEEPEST = 50; // parts in parts
  const MOST = 10_000; // parts
  const LONGEST_HEADER = 20_000; // characters of a header that are looked at
  const LONGEST_TEXT = 1 << 20; // characters of a part that are looked at
  const LINE = 200; // characters of a line, and of the end of a text
  const BLOCK = 9; // lines from a sender on, and up to it, in which a subject is looked for
  const MESSAGE = /^message\/(?:rfc822|global)$/;

  let rules;
  const made = new Map();
  const pattern = (name, flags = "") => {
    const key = name + flags;
    if (!made.has(key)) made.set(key, new RegExp(rules.patterns[name], `isu${flags}`));
    return made.get(key);
  };
  const matches = (text, name) => text.matchAll(pattern(name, "g"));

  // -- texts and headers

  // A regular expression would take the square of the time for a file full of spaces.
  const strip = (text) => {
    let [begin, end] = [0, text.length];
    while (begin < end && " \t\r\n".includes(text[begin])) begin++;
    while (end > begin && " \t\r\n".includes(text[end - 1])) end--;
    return text.slice(begin, end);
  };

  const bytesOf = (raw) => {
    const data = new Uint8Array(raw.length);
    for (let i = 0; i < raw.length; i++) data[i] = raw.charCodeAt(i);
    return data;
  };

  const textOf = (raw, charset) => {
    const decode = (label, fatal) => new TextDecoder(label, { fatal, ignoreBOM: true }).decode(bytesOf(raw));
    if (pattern("charset").test(charset)) return decode(charset);
    try {
      return decode("utf-8", true);
    } catch {
      return decode(charset.toLowerCase() === "utf-8" ? "utf-8" : "windows-1252");
    }
  };

  const decoded = (text, how) => {
    if (how === "base64") {
      const letters = text.split("=", 1)[0].replace(/[^A-Za-z0-9+/]+/g, "");
      return atob(letters.length % 4 === 1 ? letters.slice(0, -1) : letters);
    }
    if (how !== "quoted-printable") return text;
    const hex = (_, code) => String.fromCharCode(Number.parseInt(code, 16));
    return text.replace(/=[ \t]*(?:\r\n|\r|\n)/g, "").replace(/=([0-9A-Fa-f]{2})/g, hex);
  };

  const parameter = (header, name) => {
    let pieces = "";
    for (const [, key, value] of matches(header.slice(0, LONGEST_HEADER), "parameter")) {
      const [base, star] = key.toLowerCase().split("*");
      if (base !== name) continue;
      let text = strip(value);
      if (/^".*"$/s.test(text)) text = strip(text.slice(1, -1).replace(/\\(.)/gs, "$1"));
      if (star === undefined) return text;
      pieces += text;
    }
    return pieces;
  };

  const shown = (header) => {
    const line = strip(header.slice(0, LONGEST_HEADER).replace(/[ \t\r\n]+/g, " ")).replaceAll(
      "?= =?",
      "?==?",
    );
    let out = "";
    let end = 0;
    for (const m of matches(line, "encoded")) {
      const base64 = m[2].toLowerCase() === "b";
      const text = decoded(base64 ? m[3] : m[3].replaceAll("_", " "), base64 ? "base64" : "quoted-printable");
      out += textOf(line.slice(end, m.index), "") + textOf(text, m[1]);
      end = m.index + m[0].length;
    }
    return out + textOf(line.slice(end), "");
  };

  // -- parts

  const header = (part, name) => part.head.find(([key]) => key === name)?.[1] ?? "";

  const read = (s, depth) => {
    let at = 0;
    let count = 0;
    const bounds = [];

    const find = (expression) => {
      expression.lastIndex = at;
      return expression.exec(s)?.index ?? s.length;
    };
    const lineEnd = () => find(/[\r\n]/g);
    // 1 for a line between two parts, 2 for that behind the last, 0 for any other.
    const bound = (text, boundary) => {
      const found = text.startsWith(boundary) && /^(--)?[ \t]*$/.exec(text.slice(boundary.length));
      return found ? 1 + (found[1] ? 1 : 0) : 0;
    };
    // The line here without its end; nothing where the file, or a part that this one is in, ends.
    const line = () => {
      const text = at < s.length ? s.slice(at, lineEnd()) : undefined;
      return bounds.some((one) => text !== undefined && bound(text, one)) ? undefined : text;
    };
    const next = () => {
      at = lineEnd();
      at += s.startsWith("\r\n", at) ? 2 : 1;
    };
    const rest = () => {
      const begin = at;
      while (line() !== undefined) at = bounds.length ? find(/[\r\n]--/g) + 1 : s.length;
      return s.slice(begin, at);
    };

    const headers = () => {
      const lines = [];
      for (let text = line(); text !== undefined; text = line()) {
        if (text && !/^(?:From |[!-9;-~]*:|[\t ])/.test(text)) break;
        const begin = at;
        next();
        if (!text) break;
        lines.push(s.slice(begin, at));
      }
      const head = [];
      let open = false;
      let back = ""; // a line of the body that looks like one of the head
      lines.forEach((text, number) => {
        if (/^[ \t]/.test(text)) {
          if (open) head.at(-1)[1] += text;
          return;
        }
        const colon = text.indexOf(":");
        const envelope = text.startsWith("From ");
        open = !envelope && colon > 0;
        if (open) head.push([text.slice(0, colon).toLowerCase(), text.slice(colon + 1)]);
        if (envelope && number && number === lines.length - 1) back = text;
      });
      return [head.map(([name, value]) => [name, strip(value)]), back];
    };

    const part = (usual, depth) => {
      if (depth > DEEPEST || ++count > MOST) throw new RangeError();
      const [head, back] = headers();
      const made = { head, parts: [], body: "", whole: true };
      const given = head.find(([name]) => name === "content-type");
      const type = given ? strip(given[1].split(";", 1)[0]).toLowerCase() : usual;
      made.type = type.split("/").length === 2 ? type : "text/plain";
      const how = header(made, "content-transfer-encoding").toLowerCase();
      if (!MESSAGE.test(made.type)) {
        if (made.type.startsWith("multipart/")) multipart(made, back, depth);
        else made.body = back + rest();
      } else if (/^(?:[78]bit|binary|)$/.test(how)) made.parts.push(part("text/plain", depth + 1));
      else {
        made.whole = /^(?:base64|quoted-printable)$/.test(how);
        made.parts.push(read(decoded(back + rest(), how), depth + 1));
      }
      made.text = () => decoded(made.body, how);
      return made;
    };

    const multipart = (made, back, depth) => {
      const boundary = `--${parameter(header(made, "content-type"), "boundary")}`;
      const usual = made.type === "multipart/digest" ? "message/rfc822" : "text/plain";
      const begin = at;
      made.whole = false;
      if (boundary === "--") rest();
      let end = at;
      for (let text = line(); text !== undefined; text = line()) {
        const kind = bound(text, boundary);
        if (kind === 2) {
          made.whole = made.parts.length > 0;
          break;
        }
        if (kind) {
          while (bound(line() ?? "", boundary)) next();
          bounds.push(boundary);
          made.parts.push(part(usual, depth + 1));
          bounds.pop();
        } else {
          next();
          end = at;
        }
      }
      rest();
      if (!made.parts.length) made.body = back + s.slice(begin, end);
    };

    return part("text/plain", depth);
  };

  // A part and all inside it, but for what stands in messages that it holds.
  const own = (part) => [part, ...(MESSAGE.test(part.type) ? [] : part.parts.flatMap(own))];

  const linesOf = (part) => {
    if (!part.type.startsWith("text/")) return [];
    let text = textOf(part.text().slice(0, LONGEST_TEXT), parameter(header(part, "content-type"), "charset"));
    if (part.type === "text/html")
      text = text
        .replace(/[ \t\r\n]+/g, " ")
        .replace(pattern("breaks", "g"), "\n")
        .replace(/<[^<>]*>/g, "")
        .replaceAll("&nbsp;", " ")
        .replaceAll("&lt;", "<")
        .replace(/&#([0-9]{2,6});/g, (_, code) => String.fromCodePoint(code));
    return text.split(/\r\n|\r|\n/).map((line) => line.slice(0, LINE));
  };

  // -- the verdict

  const is = (name) => {
    const expression = pattern(name);
    return (text) => expression.test(text);
  };

  const addressed = ({ head }, desk) =>
    head.some(([name, value]) => is("addressed")(name) && value.toLowerCase().includes(desk));
  const stamped = ({ head }) =>
    head.some(
      ([name, value]) =>
        name === "received" && is("stamp")(value.slice(0, Math.max(0, value.lastIndexOf(";")))),
    );
  const whole = (message) => own(message).every((part) => part.whole);
  const facts = (message) => {
    const [from, subject, date, message_id] = ["from", "subject", "date", "message-id"].map((name) =>
      shown(header(message, name)),
    );
    return { from, subject, date, message_id };
  };

  const hasBody = (message) => {
    const parts = own(message);
    const bodies = parts.map(({ body }) => strip(body));
    const cut = bodies.some((body) => is("cut")(body.slice(-LINE)));
    return !cut && parts.some(({ type }, at) => MESSAGE.test(type) || bodies[at]);
  };

  const isMail = ({ head }) =>
    head.some(([name, value]) => value && /^(?:from|subject|date|message-id|received)$/.test(name));

  const lacking = (message) =>
    own(message).some(({ type, head }) => [type, ...head.map(([name]) => name)].some(is("lacking")));

  const wrapped = (message, toDesk) => {
    const parts = own(message);
    const file = (part) =>
      parameter(header(part, "content-disposition"), "filename") ||
      parameter(header(part, "content-type"), "name");
    const names = parts.flatMap((part) => [part.type, shown(file(part))]);
    if (names.some(is("sealed"))) return "encrypted";
    if (parts.some((part) => linesOf(part).includes("-----BEGIN PGP MESSAGE-----"))) return "encrypted";
    if (names.some(is("tnef"))) return "tnef";
    return (names.some(is("file")) || (toDesk && names.some(is("archive")))) && "wrong-type";
  };

  const byHeaders = (message, mark, block) => {
    const has = (name) => header(message, name);
    const subject = shown(has("subject"));
    if (stamped(message)) return mark || (block && is("forward")(subject)) ? "forward" : "original";
    if (!isMail(message)) return "not-mail";
    if (mark || (block && !is("reply")(subject))) return "inline";
    return ["from", "date", "message-id"].every(has) && !has("x-unsent") ? "unstamped" : "stripped";
  };

  const good = (verdict) => rules.good.includes(verdict);

  const alone = (message, desk, inside) => {
    const toDesk = addressed(message, desk);
    const wrong = wrapped(message, toDesk);
    if (wrong) return [wrong];
    const texts = own(message).map(linesOf);
    const mark = texts.some((lines) => lines.some(is("mark")));
    const [sender, subject] = [is("sender"), is("subject")];
    const block = texts.some((lines) =>
      lines.some(
        (line, at) => sender(line) && lines.slice(Math.max(0, at - BLOCK + 1), at + BLOCK).some(subject),
      ),
    );
    if (toDesk) return [mark || block ? "inline" : "nothing"];
    const verdict = byHeaders(message, mark, block);
    if (!good(verdict)) return [verdict];
    if (!hasBody(message)) return ["headers"];
    return !lacking(message) && (inside || whole(message)) ? [verdict, facts(message)] : ["damaged"];
  };

  // A verdict, and where it is good, what was found.
  const look = (message, desk, inside) => {
    const parts = own(message);
    const inner = parts.filter(({ type }) => MESSAGE.test(type)).map(({ parts: [one] }) => one);
    const bounce = parts.some(({ type }) => is("bounce")(type)) || header(message, "x-failed-recipients");
    if (bounce || is("daemon")(header(message, "from"))) {
      const complete = inner.filter((one) => isMail(one) && hasBody(one) && !lacking(one));
      if (!complete.length) return ["bounce-headers"];
      return whole(message) ? ["bounce", ...complete.map(facts)] : ["damaged"];
    }
    if (!inner.length) return alone(message, desk, inside);
    const said = inner.map((one) => look(one, desk, true));
    const verdicts = said.map(([verdict]) => verdict);
    if (!verdicts.some(good)) return [verdicts[0] === "not-mail" ? "stripped" : verdicts[0]];
    if (!whole(message)) return ["damaged"];
    const found = said.flatMap(([, ...one]) => one);
    if (verdicts.includes("original") || verdicts.includes("attached")) return ["attached", ...found];
    return [verdicts.includes("bounce") ? "bounce" : "attached-unstamped", ...found];
  };

  const utf16 = (text) => text.replace(/./g, "$&\0");
  const BOM = "\xef\xbb\xbf";

  const judge = (file, given, desk) => {
    rules = given;
    const answer = (verdict, client = "", toDesk = false, found = []) => ({
      verdict,
      ok: good(verdict),
      found,
      client,
      toDesk,
    });
    const s = file.startsWith(BOM) ? file.slice(BOM.length) : file;
    if (s.startsWith("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") && s.includes(utf16("__properties_version1.0")))
      return answer(`outlook-file${s.includes(utf16("__substg1.0_007D")) ? "" : "-bare"}`, "outlook");
    if (s.startsWith("\x78\x9f\x3e\x22")) return answer("tnef", "outlook");
    const postmark = pattern("postmark").exec(s);
    if (postmark && is("next")(s.slice(postmark[0].length))) return answer("mailbox");
    let message;
    try {
      message = read(s, 0);
    } catch (error) {
      if (error instanceof RangeError) return answer("damaged");
      throw error;
    }
    const [verdict, ...found] = look(message, desk.toLowerCase());
    const toDesk = addressed(message, desk.toLowerCase());
    const said = ["user-agent", "x-mailer", "message-id"].map((name) => header(message, name));
    const client = rules.clients.find(([, words]) => said.join(" ").toLowerCase().includes(words))?.[0];
    return answer(verdict, good(verdict) || (!toDesk && stamped(message)) ? "" : client, toDesk, found);
  };

  // -- the draft, which holds the original byte for byte, but for line ends: mail has them as CRLF

  // What stands before and behind the original, where that begins, and all of it where its line ends must be changed.
  const draft = (file, given, frame) => {
    rules = given;
    let begin = file.startsWith(BOM) ? BOM.length : 0;
    begin += pattern("postmark").exec(file.slice(begin))?.[0].length ?? 0;
    const own = file.slice(begin);
    const changed = /\r(?!\n)|[^\r]\n|^\n/.test(own) ? own.replace(/\r\n|\r|\n/g, "\r\n") : null;
    let boundary;
    do boundary = `faq-${crypto.getRandomValues(new Uint32Array(4)).join("-")}`;
    while (file.includes(boundary));
    const encoding = /[\x80-\xff]/.test(own) ? "8bit" : "7bit";
    const before = frame.replaceAll("{boundary}", boundary).replace("{encoding}", encoding);
    return { before, begin, changed, after: `\r\n--${boundary}--\r\n` };
  };

  if (typeof WorkerGlobalScope === "undefined") {
    globalThis.mailJudge = { judge, draft };
    return;
  }

  // -- the worker: how far it is, and at last what is to be said of the file, with a draft where one is of use

  const PIECE = 1 << 22; // bytes
  const ARGUMENTS = 1 << 15; // of one call

  addEventListener("message", async ({ data: { file, rules, desk, frame } }) => {
    try {
      let s = "";
      for (let at = 0; at < file.size; at += PIECE) {
        postMessage({ done: at / file.size });
        const data = new Uint8Array(await file.slice(at, at + PIECE).arrayBuffer());
        for (let i = 0; i < data.length; i += ARGUMENTS)
          s += String.fromCharCode(...data.subarray(i, i + ARGUMENTS));
      }
      const said = judge(s, rules, desk);
      if (said.ok && !said.toDesk) {
        const { before, begin, changed, after } = draft(s, rules, frame);
        const middle = changed === null ? file.slice(begin) : bytesOf(changed);
        said.draft = new Blob([before, middle, after], { type: "message/rfc822" });
      }
      postMessage({ said });
    } catch {
      postMessage({}); // it cannot be read, or is larger than a text can be
    }
  });
})();
