/** Read an env file, and find every line that its readers do not read alike. */

import {
  NAME,
  SPACES,
  WHITE_SPACE,
  bytesOf,
  isWhiteSpace,
  partition,
  stripped,
  strippedLeft,
  strippedRight,
} from "./texts.mjs";

const MOST_BYTES_OF_A_LINE = 64 * 1024;
const MOST_BYTES_OF_A_LETTER = 3;
const DOTTED_NAME = /^[A-Za-z_][A-Za-z0-9_.]*$/;
const PLAIN = /^(?:[A-Za-z0-9_\-./:@%+=,?*!^{}[\]~]|[^\0-\x7f])*$/u;
const NONCHARACTER = /\p{Noncharacter_Code_Point}/u;
const KNOWN_ESCAPES = "\\'\"$ n";

/**
 * What an env file says.
 *
 * `values` maps each name to its value, the first where there are two, and `lines` to its line number from 1. `traps`
 * lists what readers differ about as [line number, name or "", trap]; the name of a variable is known only where the
 * line assigns one.
 */
export class EnvFile {
  /** @type {Map<string, string>} */
  values = new Map();
  /** @type {Map<string, number>} */
  lines = new Map();
  /** @type {[number, string, string][]} */
  traps = [];

  /** @param {string} text */
  constructor(text) {
    if (text.startsWith("\ufeff")) {
      this.traps.push([1, "", "byte-order-mark"]);
      text = text.slice(1);
    }
    let lines = text.split("\n");
    if (lines.at(-1) !== "") {
      this.traps.push([lines.length, "", endsInSpace(lines.at(-1)) ? "space-at-end-of-file" : "no-final-newline"]);
    } else {
      lines.pop();
    }
    const returning = lines.findIndex((line) => line.includes("\r"));
    if (returning >= 0) {
      this.traps.push([returning + 1, "", "carriage-return"]);
      lines = lines.map((line) => (line.endsWith("\r") ? line.slice(0, -1) : line));
    }
    for (let index = 0; index < lines.length; index += 1) {
      index += this.#readLine(index, lines);
    }
    this.traps.sort((one, other) => one[0] - other[0]);
  }

  /** Read the line of that index; return how many more belong to its value. */
  #readLine(index, lines) {
    const line = lines[index];
    const traps = [];
    if (line.length * MOST_BYTES_OF_A_LETTER >= MOST_BYTES_OF_A_LINE && bytesOf(line) >= MOST_BYTES_OF_A_LINE) {
      traps.push("long-line");
    }
    let bare = strippedLeft(line, SPACES);
    if (bare === "" || bare[0] === "#" || bare[0] === ";") {
      if (bare === "" && line !== "") {
        traps.push("blank-line-with-spaces");
      } else if (bare[0] === "#" && line.endsWith("\\")) {
        traps.push("comment-goes-on");
      } else if (bare[0] === ";") {
        traps.push("semicolon-comment");
      }
      this.#note(index, "", traps);
      return 0;
    }
    if (bare !== line) {
      traps.push("indented");
    }
    if (bare.startsWith("export ") || bare.startsWith("export\t")) {
      traps.push("export");
      bare = strippedLeft(bare.slice("export ".length), SPACES);
    }
    return this.#readAssignment(index, bare, traps, lines);
  }

  #readAssignment(index, bare, traps, lines) {
    let [name, equals, raw] = partition(bare, "=");
    if (endsInSpace(name) || startsWithSpace(raw)) {
      traps.push("spaces-round-equals");
      name = strippedRight(name, SPACES);
    }
    if (!NAME.test(name)) {
      const bad = DOTTED_NAME.test(name) ? "dotted-name" : "bad-name";
      traps.push(equals ? bad : "no-assignment");
      name = "";
    } else if (!equals) {
      traps.push("no-assignment");
    } else if (this.values.has(name)) {
      traps.push("duplicate");
    }
    let more = 0;
    if (equals) {
      const trimmed = strippedLeft(raw, SPACES);
      let value;
      if (trimmed[0] === "'" || trimmed[0] === '"') {
        [value, more] = quoted(trimmed, traps, lines, index + 1);
      } else {
        value = unquoted(raw, traps);
      }
      if (name && !this.values.has(name)) {
        this.values.set(name, value);
        this.lines.set(name, index + 1);
      }
    }
    this.#note(index, name, traps);
    return more;
  }

  #note(index, name, traps) {
    traps.forEach((trap) => this.traps.push([index + 1, name, trap]));
  }
}

function startsWithSpace(text) {
  return text !== "" && SPACES.includes(text[0]);
}

function endsInSpace(text) {
  return text !== "" && SPACES.includes(text.at(-1));
}

function unquoted(raw, traps) {
  if (raw.startsWith("#")) {
    traps.push("hash-first");
    return "";
  }
  const comment = raw.search(/[ \t]#/) + 1;
  if (comment) {
    traps.push(trapOfComment(raw.slice(0, comment), raw.slice(comment)));
    raw = strippedRight(raw.slice(0, comment), SPACES);
  }
  if (endsInSpace(raw) && !isWhiteSpace(raw)) {
    traps.push("space-at-end");
  }
  raw = stripped(raw, SPACES);
  if (/[ \t]/.test(raw)) {
    traps.push("unquoted-space");
  } else if (/[$`]/.test(raw)) {
    traps.push("expansion");
  } else if (/['"\\]/.test(raw)) {
    traps.push("unquoted-quote");
  } else if (raw.includes("#")) {
    traps.push("unquoted-hash");
  } else if (!isPlain(raw)) {
    traps.push("unquoted-special");
  }
  return raw;
}

/** Name the trap of a comment on the line of a value: dotenvy skips one only if a single space stands before it. */
function trapOfComment(before, comment) {
  const several = before.length > 1 && isWhiteSpace(before.slice(-2));
  return several && /['"]/.test(comment) ? "comment-with-quote" : "inline-comment";
}

function isPlain(raw) {
  const expands = raw.startsWith("~") || raw.includes(":~") || raw !== stripped(raw, WHITE_SPACE);
  return !expands && PLAIN.test(raw) && !NONCHARACTER.test(raw);
}

/** Return what stands between the quotes, and how many of the lines that follow it takes. */
function quoted(raw, traps, lines, next) {
  const quote = raw[0];
  const taken = [];
  let line = raw.slice(1);
  let end = endOf(line, quote);
  while (end < 0) {
    taken.push(line);
    line = lines[next + taken.length - 1];
    if (line === undefined) {
      traps.push("unclosed-quote");
      return [raw.slice(1), 0];
    }
    end = endOf(line, quote);
  }
  if (taken.length) {
    traps.push("many-lines");
  }
  const held = [...taken, line.slice(0, end)].join("\n");
  traps.push(...trapsAfter(line.slice(end + 1)));
  if (quote === "'") {
    if (held.endsWith("\\")) {
      traps.push("backslash-before-quote");
    } else if (held.includes("${") || held.includes("\\\\")) {
      traps.push("single-quoted-special");
    }
    return [held, taken.length];
  }
  const [value, escapes] = unescaped(held);
  if (held.includes("$")) {
    traps.push("double-quoted-dollar");
  } else if (!escapes.every((letter) => KNOWN_ESCAPES.includes(letter))) {
    traps.push("double-quoted-escape");
  } else if (escapes.length || held.includes("`")) {
    traps.push("double-quoted-special");
  }
  return [value, taken.length];
}

/** Name the traps of what stands after a closing quote. */
function trapsAfter(tail) {
  const comment = strippedLeft(tail, SPACES);
  if (comment && (!startsWithSpace(tail) || comment[0] !== "#")) {
    return ["text-after-quote"];
  }
  if (comment) {
    return [trapOfComment(tail.slice(0, -comment.length), comment)];
  }
  return tail ? ["space-at-end"] : [];
}

/** Return where in a line the closing quote stands, or -1; a backslash hides one among double quotes. */
function endOf(line, quote) {
  let end = line.indexOf(quote);
  while (quote === '"' && end >= 0 && isEscaped(line, end)) {
    end = line.indexOf(quote, end + 1);
  }
  return end;
}

function isEscaped(line, place) {
  let start = place;
  while (line[start - 1] === "\\") {
    start -= 1;
  }
  return (place - start) % 2 === 1;
}

/** Return a text without its backslashes, as dotenvy does, and the letters behind them. */
function unescaped(held) {
  const escapes = [];
  const value = held.replace(/\\(.)/gsu, (_, letter) => {
    escapes.push(letter);
    return letter === "n" ? "\n" : letter;
  });
  return [value, escapes];
}
