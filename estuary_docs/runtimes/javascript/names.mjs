/** Tell a misspelt variable of the service from the rest of a normal environment. */

import { NAME } from "./texts.mjs";

// Kubernetes sets names with these parts in every container, for each service of the namespace.
const OF_SERVICE_LINKS = ["_SERVICE_", "_PORT"];
const LENGTH_OF_A_LONG_WORD = 6;
const MOST_EDITS_OF_A_NAME = 3;

/**
 * Names that are known, and which of them another one is a slip of.
 *
 * A slip is another case, one edit (a letter more, less, other, or swapped with its neighbour), one edit in each word
 * (two in a long one, three in all), or one word left out of three or more.
 */
export class Names {
  #words = new Map();
  #lackingAWord = new Map();
  #byEdge = new Map();

  constructor(known) {
    for (const name of known) {
      const words = name.split("_");
      this.#words.set(name, words);
      for (const edge of [name[0], `${name.at(-1)}$`]) {
        this.#byEdge.set(edge, this.#byEdge.get(edge) ?? []);
        this.#byEdge.get(edge).push(name);
      }
      for (let index = 0; index < words.length && words.length > 2; index += 1) {
        const rest = words.filter((_, place) => place !== index).join("_");
        if (!this.#lackingAWord.has(rest)) {
          this.#lackingAWord.set(rest, name);
        }
      }
    }
  }

  /** Return the known name that `name` is a slip of, or null. */
  nearest(name) {
    if (!NAME.test(name)) {
      return null;
    }
    const upper = name.toUpperCase();
    if (this.#words.has(upper)) {
      return upper;
    }
    let [found, least] = [null, MOST_EDITS_OF_A_NAME + 1];
    for (const edge of [upper.slice(0, 1), `${upper.slice(-1)}$`]) {
      for (const candidate of this.#byEdge.get(edge) ?? []) {
        if (Math.abs(upper.length - candidate.length) <= MOST_EDITS_OF_A_NAME) {
          const edits = isOneEdit(upper, candidate) ? 1 : editsOf(upper.split("_"), this.#words.get(candidate));
          if (edits < least) {
            [found, least] = [candidate, edits];
          }
        }
      }
    }
    return found ?? this.#lackingAWord.get(upper) ?? null;
  }
}

/** Say whether a name begins like one of the service's own, and looks like a name: it may be a piece of a secret. */
export function isOwnName(name, prefixes) {
  const isName = NAME.test(name) && name === name.toUpperCase() && /[A-Z]/.test(name);
  const isOurs = prefixes.some((prefix) => name.startsWith(prefix));
  return isName && isOurs && !OF_SERVICE_LINKS.some((part) => name.includes(part));
}

/** Return how many edits lead from words to others; more than the most if they are no slip of them. */
function editsOf(words, theirWords) {
  let total = 0;
  for (let index = 0; index < words.length && words.length === theirWords.length; index += 1) {
    const [word, theirs] = [words[index], theirWords[index]];
    if (word !== theirs) {
      const most = theirs.length >= LENGTH_OF_A_LONG_WORD ? 2 : 1;
      // Most words differ in more letters than an edit accounts for, which is found sooner than a distance.
      if (Array.from(word).filter((letter) => !theirs.includes(letter)).length > most) {
        return MOST_EDITS_OF_A_NAME + 1;
      }
      const edits = distance(word, theirs);
      total += edits;
      if (total > MOST_EDITS_OF_A_NAME || edits > most) {
        return MOST_EDITS_OF_A_NAME + 1;
      }
    }
  }
  return total || MOST_EDITS_OF_A_NAME + 1;
}

function isOneEdit(one, other) {
  let start = 0;
  while (start < Math.min(one.length, other.length) && one[start] === other[start]) {
    start += 1;
  }
  one = one.slice(start);
  other = other.slice(start);
  const swapped = other.length > 1 && one.slice(0, 2) === other[1] + other[0] && one.slice(2) === other.slice(2);
  return one.slice(1) === other.slice(1) || one.slice(1) === other || one === other.slice(1) || swapped;
}

/** Return the number of edits between two words: insertions, deletions, changes, swaps of neighbours. */
export function distance(one, other) {
  let beforeLast = [];
  let last = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let row = 1; row <= one.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const [letter, theirs] = [one[row - 1], other[column - 1]];
      const changed = last[column - 1] + (letter === theirs ? 0 : 1);
      let cost = Math.min(last[column] + 1, current[column - 1] + 1, changed);
      if (row > 1 && column > 1 && letter === other[column - 2] && one[row - 2] === theirs) {
        cost = Math.min(cost, beforeLast[column - 2] + 1);
      }
      current.push(cost);
    }
    [beforeLast, last] = [last, current];
  }
  return last[other.length];
}
