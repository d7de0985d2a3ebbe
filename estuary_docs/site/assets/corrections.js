// Corrects an env file where only one correction is possible, and leaves the rest of it alone. What counts as the same
// value is what the validator reads, which reads as dotenvy does.
(() => {
  "use strict";

  const { renamed, validator } = estuaryDocs;
  // Nobody but the author can say what such a line is to be.
  const OPEN = ["no-assignment", "bad-name", "dotted-name", "unclosed-quote", "text-after-quote", "many-lines"];
  const QUOTABLE = ["unquoted-space", "unquoted-hash", "unquoted-special", "double-quoted-special"];
  const ASSIGNMENT = /^([A-Za-z_]\w*)=(.*)$/s;
  const MOST_COMMENTS_TRIED = 20;

  let latest = {};
  const reading = (text) => {
    if (latest.text !== text) {
      const file = validator.readEnvFile(`${text}\n`);
      latest = { text, values: [...file.values], traps: file.traps.map(([, , trap]) => trap) };
    }
    return latest;
  };

  const isBetter = (old, now) => {
    const [before, after] = [reading(old), reading(now)];
    const same = JSON.stringify(before.values) === JSON.stringify(after.values);
    return same && after.traps.length < before.traps.length && after.traps.every((trap) => before.traps.includes(trap));
  };

  const inQuotes = (line) => {
    const { traps, values } = reading(line);
    if (traps.length === 0 || !traps.every((trap) => QUOTABLE.includes(trap))) return line;
    const [, name, written] = ASSIGNMENT.exec(line);
    // A variable or a command may have been meant.
    if (!written.startsWith('"') && /[$`'"\\]/.test(written)) return line;
    const value = values[0][1];
    const all = [`${name}=${value}`, `${name}='${value}'`, `${name}="${value}"`];
    return all.find((each) => isBetter(line, each)) ?? line;
  };

  const withCommentAbove = (line) => {
    const places = [...line.matchAll(/[ \t]+#[ \t]/g)].slice(0, MOST_COMMENTS_TRIED).map((found) => found.index);
    const all = places.map((place) => `${line.slice(place).trimStart()}\n${line.slice(0, place)}`);
    return all.find((each) => isBetter(line, each)) ?? line;
  };

  const STEPS = [
    ["make the line a comment", (line) => line.replace(/^[ \t]*;/, "#")],
    ["empty the line", (line) => line.replace(/^[ \t]+$/, "")],
    ["move the comment to a separate line", withCommentAbove],
    ["remove the white space before the name", (line) => line.replace(/^[ \t]+/, "")],
    ["remove `export`", (line) => line.replace(/^export[ \t]+/, "")],
    ["remove the white space around `=`", (line) => line.replace(/^(\w+)[ \t]*=[ \t]*/, "$1=")],
    ["remove the white space at the end", (line) => line.replace(/[ \t]+$/, "")],
    ["put the value in quotes", inQuotes],
  ];

  // The lines in the place of one, and what was done.
  const lineCorrected = (line) => {
    const [above, done] = [[], []];
    for (const [what, step] of STEPS) {
      const now = step(line);
      if (now !== line && isBetter(line, now)) {
        const parts = now.split("\n");
        line = parts.pop();
        above.push(...parts);
        done.push(what);
      }
    }
    return { above, line, done };
  };

  const fileCorrected = (given) => {
    let text = given;
    const corrections = [];
    const note = (trap, what) => {
      const found = validator.readEnvFile(given).traps.find(([, , each]) => trap.test(each));
      if (found) corrections.push([found[0], what]);
    };
    if (/^\ufeff(?!\ufeff)/.test(text)) {
      note(/byte-order-mark/, "remove the byte order mark");
      text = text.slice(1);
    }
    if (text !== "" && !text.endsWith("\n")) {
      note(/no-final-newline|space-at-end-of-file/, "end the last line");
      text += "\n";
    }
    if (text.includes("\r\n") && !/\r(?!\n)/.test(text)) {
      note(/carriage-return/, "use Unix line ends here and in all other lines");
      text = text.replaceAll("\r\n", "\n");
    }
    return { text, corrections };
  };

  // The old names that stand for exactly one variable, which the file does not set yet.
  const oldNames = ({ values }) => {
    const old = [...values.keys()].filter((name) => name in renamed);
    const isOnly = (name) => old.filter((each) => renamed[each] === renamed[name]).length === 1;
    return old.filter((name) => values.get(name) && !values.has(renamed[name]) && isOnly(name));
  };

  /**
   * Return a text and what was corrected in it, as [line of the text given, words]; the words hold no value.
   * Correcting the result corrects nothing.
   */
  estuaryDocs.corrected = (given) => {
    const { text, corrections } = fileCorrected(given);
    const file = validator.readEnvFile(text);
    const lines = text.split("\n");
    const result = lines.map((line) => [line]);
    const trapsOf = new Map();
    for (const [number, name, trap] of file.traps) {
      trapsOf.set(number, { ...trapsOf.get(number), [trap]: name });
    }
    const unclear = new Set();
    for (const [number, traps] of trapsOf) {
      // What comes after a quote that is never closed is perhaps not what it seems.
      if ("unclosed-quote" in traps) break;
      unclear.add(number);
      if (OPEN.some((trap) => trap in traps) || lines[number - 1].includes("\r")) continue;
      const { above, line, done } = lineCorrected(lines[number - 1]);
      if (reading(line).traps.length === 0) unclear.delete(number);
      const first = "duplicate" in traps && file.lines.get(traps.duplicate);
      const decided = first && !unclear.has(first) && file.values.get(traps.duplicate) !== "";
      if (decided) done.splice(0, Infinity, "remove the line: an earlier one sets the same variable");
      result[number - 1] = decided ? above : [...above, line];
      corrections.push(...done.map((what) => [number, what]));
    }
    for (const old of oldNames(file)) {
      const number = file.lines.get(old);
      const line = result[number - 1].pop();
      result[number - 1].push(line.replace(old, renamed[old]));
      corrections.push([number, `rename \`${old}\` to \`${renamed[old]}\``]);
    }
    return { text: result.flat().join("\n"), corrections: corrections.sort(([one], [other]) => one - other) };
  };
})();
