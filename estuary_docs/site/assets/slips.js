// Finds the part of a name that somebody meant: "ratelimit" is RATE_LIMIT, "JWT_SECERT" is JWT_SECRET.
window.estuaryDocsSlips = (() => {
  "use strict";

  const LONG = 8;
  const SHORTEST = 4;
  const compact = (text) => text.toUpperCase().replace(/[^A-Z0-9]/g, "");

  // Insertions, deletions, changes, and swaps of neighbours.
  const distance = (one, other) => {
    let [beforeLast, last] = [[], [...Array(other.length + 1).keys()]];
    for (let row = 1; row <= one.length; row += 1) {
      const current = [row];
      for (let column = 1; column <= other.length; column += 1) {
        const same = one[row - 1] === other[column - 1];
        let cost = Math.min(last[column] + 1, current[column - 1] + 1, last[column - 1] + (same ? 0 : 1));
        if (one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]) {
          cost = Math.min(cost, beforeLast[column - 2] + 1);
        }
        current.push(cost);
      }
      [beforeLast, last] = [last, current];
    }
    return last[other.length];
  };

  function* runs(name) {
    const words = name.split("_");
    for (let start = 0; start < words.length; start += 1) {
      for (let end = start + 1; end <= words.length; end += 1) yield words.slice(start, end).join("_");
    }
  }

  // Returns a run of words of a name, or "": the nearest, and of those the shortest.
  const meant = (text, names) => {
    const asked = compact(text);
    if (asked.length < SHORTEST) return "";
    let [found, least] = ["", asked.length < LONG ? 2 : 3];
    const seen = new Set();
    for (const name of names) {
      for (const run of runs(name)) {
        if (seen.has(run)) continue;
        seen.add(run);
        const theirs = compact(run);
        if (Math.abs(theirs.length - asked.length) >= least) continue;
        const edits = distance(asked, theirs);
        if (edits < least || (edits === least && found && run.length < found.length)) [found, least] = [run, edits];
      }
    }
    return found;
  };

  // Returns the shortest name that has all words of another text, in their order, or "".
  const lacking = (text, names) => {
    const words = text.toUpperCase().split("_");
    const holdsAll = (name) => {
      let place = 0;
      for (const each of name.split("_")) place += each === words[place] ? 1 : 0;
      return place === words.length;
    };
    return names.filter(holdsAll).sort((one, other) => one.length - other.length)[0] ?? "";
  };

  return { compact, meant: (text, names) => meant(text, names) || (text.includes("_") ? lacking(text, names) : "") };
})();
