/** What the words of a text prove: the part of the placeholders' judge that knows words. */

import { Runs } from "./runs.mjs";
import { ASCII, DIGITS, isAlphanumeric, lengthOf, wordsOf } from "./texts.mjs";

/**
 * @typedef {object} Words The lists of `estuary_docs/runtimes/python/lexicon.py`.
 * @property {string} notes
 * @property {string} stand_ins
 * @property {string} glue
 * @property {string[]} requests
 * @property {string[]} stems
 * @property {string[]} accents
 * @property {string} sequences
 * @property {string[]} templates
 * @property {string[]} vendors
 * @property {string[]} secret_keys
 * @property {string[]} top_level_domains
 * @property {string[]} short_words_run_together
 * @property {string[]} stores
 * @property {string[]} followed_by_a_path
 * @property {string[]} cloud_services
 * @property {string[]} wrapped
 * @property {string[]} beginnings
 * @property {string[]} vaults
 * @property {string[]} commands
 * @property {string[]} of_commands
 */

const LONGEST_PART = 80;
const LONGEST_WORD = 15;
const MOST_UNKNOWN = 8;
const LEAST_RANDOM_DIGITS = 7;
export const NOISE = -99;

/** Say whether a part is `xxxx`, `0000` or the like, or goes on so after a vendor's letters. */
export function isFiller(part) {
  const letters = Array.from(part);
  const last = letters.at(-1);
  const bare = letters.findLastIndex((letter) => letter !== last) + 1;
  const run = letters.length - bare;
  const goesOn = ("xX0".includes(last) && run > 5 && bare < 9) || ("xX".includes(last) && run > 4 && bare < 3);
  return (bare === 0 && run > 2) || goesOn;
}

/** Say whether a part is a year of ours, which says nothing of the words beside it. */
export function isYear(part) {
  return /^(?:19|20)[0-9]{2}$/.test(part);
}

/** Split ASCII where letters meet digits, or where camel case has its humps. */
function split(part, camelCase) {
  const isDigit = (letter) => letter >= "0" && letter <= "9";
  const isUpper = (letter) => letter >= "A" && letter <= "Z";
  const isLower = (letter) => letter >= "a" && letter <= "z";
  const pieces = [part[0]];
  for (let index = 1; index < part.length; index += 1) {
    const [letter, before, after] = [part[index], part[index - 1], part[index + 1] ?? ""];
    const hump = camelCase && isUpper(letter) && (isLower(before) || isLower(after));
    if (hump || isDigit(letter) !== isDigit(before)) {
      pieces.push("");
    }
    pieces[pieces.length - 1] += letter;
  }
  return pieces;
}

/** The weights of words, by the lists in `words`. */
export class Weights {
  #words;
  #runs;
  #known = new Map();
  #accents = new Map();

  /** @param {Words} words */
  constructor(words) {
    this.#words = words;
    this.#runs = new Runs(words.sequences);
    // A word of each list weighs twice what one of the list before does.
    [words.glue, words.stand_ins, words.notes].forEach((text, place) => {
      wordsOf(text).forEach((word) => this.#known.set(word, 2 ** place));
    });
    for (const [plain, ...accented] of words.accents) {
      accented.forEach((letter) => this.#accents.set(letter, plain));
    }
  }

  /** Weigh the words of a text: above zero where it is known, below where it is not, NOISE where it is no word. */
  of(text) {
    const weights = [];
    const odd = new Set();
    let unknown = 0;
    let part = "";
    for (const character of `${text} `) {
      if (isAlphanumeric(character)) {
        part += character;
        continue;
      }
      if (!"-_. :/,@".includes(character)) {
        odd.add(character);
      }
      if (isYear(part)) {
        part = "";
      }
      if (part !== "") {
        weights.push(...this.#weighPart(part));
        unknown += weights.at(-1) < 0 ? 1 : 0;
        if (weights.at(-1) === NOISE || unknown > MOST_UNKNOWN) {
          return [NOISE];
        }
        part = "";
      }
    }
    if (odd.size > 1 && !text.includes(" ")) {
      weights.push(2 - 2 * odd.size);
    }
    return weights;
  }

  /** Weigh the words that are written together in one run of letters and digits. */
  #weighPart(part) {
    if (isFiller(part)) {
      return [lengthOf(part) > 5 ? 5 : 2];
    }
    if (!ASCII.test(part)) {
      part = part.toLowerCase().replace(/[^\0-\x7f]/g, (letter) => this.#accents.get(letter) ?? letter);
    }
    const lower = part.toLowerCase();
    if (this.#known.has(lower)) {
      return [this.#known.get(lower)];
    }
    if (!ASCII.test(lower)) {
      return [this.#words.stems.some((stem) => lower.includes(stem)) ? 4 : lengthOf(lower) > 2 ? -1 : 0];
    }
    if (this.#runs.isTyped(part)) {
      return [5];
    }
    return this.#runs.isSequence(lower) ? [2] : this.#weighRuns(split(part, false));
  }

  /** Weigh runs of letters and of digits that take turns. */
  #weighRuns(runs) {
    const weights = [];
    if (runs.length > 4 || runs.join("").length > LONGEST_PART) {
      return [NOISE];
    }
    for (const run of runs) {
      if (this.#runs.isSequence(run.toLowerCase())) {
        weights.push(1);
      } else if (DIGITS.test(run)) {
        weights.push(run.length < LEAST_RANDOM_DIGITS ? 0 : NOISE);
      } else if (runs.length > 1 && run.length < 3) {
        return [NOISE];
      } else {
        const known = this.#segment(run.toLowerCase());
        weights.push(...(known.length ? known : this.#weighHumps(split(run, true), runs.length === 1)));
      }
    }
    const severalUnknown = runs.length > 1 && weights.filter((weight) => weight < 0).length > 1;
    return severalUnknown || weights.includes(NOISE) ? [NOISE] : weights;
  }

  /** Weigh the words of a run of letters in camel case. */
  #weighHumps(humps, alone) {
    const weights = [];
    for (const hump of humps) {
      const lower = hump.toLowerCase();
      const whole = this.#known.has(lower) && lower.length > 1;
      const known = whole ? [this.#known.get(lower)] : this.#segment(lower);
      if (known.length) {
        weights.push(...known);
      } else if (hump.length > LONGEST_WORD || (hump.length < 4 && !(alone && humps.length === 1))) {
        return [NOISE];
      } else {
        weights.push(hump.length > 8 ? -4 : hump.length >= 3 && hump.length <= 4 ? -1 : -2);
      }
    }
    return weights;
  }

  /** Weigh known words that are written together, such as `supersecretkey`; nothing where a rest remains. */
  #segment(letters) {
    for (let end = Math.min(letters.length, LONGEST_WORD); end > 1; end -= 1) {
      const word = letters.slice(0, end);
      if (this.#known.has(word) && (end > 2 || this.#words.short_words_run_together.includes(word))) {
        const rest = this.#segment(letters.slice(end));
        if (rest.length || end === letters.length) {
          return [this.#known.get(word), ...rest];
        }
      }
    }
    return [];
  }
}
