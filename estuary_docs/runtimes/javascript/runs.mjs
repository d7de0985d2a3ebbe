/** Measure how little chance there is in a text: repetitions, counted blocks, runs of alphabets and keyboards. */

import { lengthOf, strippedLeft, strippedRight } from "./texts.mjs";

const FIGURES = "0123456789";
const BETWEEN_BLOCKS = /[-_ ./:]/g;
const LONGEST_UNIT = 16;
const LONGEST_SEQUENCE = 100;
const SHORTEST_BLOCK = 3;
const SHORTEST_WALK = 3;
const SHORTEST_OF_WALKS = 6;
const SHORTEST_COUNTED = 8;
const TURNS_OF_CHANCE = 24;
const STEPS_OF_CHANCE = 12;

function stepsOf(letters) {
  return letters.slice(1).map((letter, index) => letter.codePointAt(0) - letters[index].codePointAt(0));
}

/** The runs in texts, by the sequences that a list knows. */
export class Runs {
  #sequences;

  /** @param {string} sequences */
  constructor(sequences) {
    this.#sequences = sequences;
  }

  /**
   * Say whether the whole text is a repetition, counted blocks, or runs of an alphabet or a keyboard.
   * @param {string} text
   * @returns {boolean}
   */
  isGuessable(text) {
    const length = lengthOf(text);
    const whole = text.toLowerCase();
    const lower = Array.from(whole);
    for (let size = 1; size <= Math.min(LONGEST_UNIT, Math.floor(length / 2)); size += 1) {
      if (lower.every((letter, index) => index < size || letter === lower[index - size])) {
        const unit = lower.slice(0, size).join("");
        return size === 1 || (size < 7 && length >= 3 * size) || this.isSequence(unit);
      }
    }
    if (length === 1 || this.isSequence(whole) || this.#isWalk(whole)) {
      return true;
    }
    const bare = whole.replace(BETWEEN_BLOCKS, "");
    return this.#isCounted(bare) || (bare !== whole && lengthOf(bare) >= SHORTEST_COUNTED && this.isGuessable(bare));
  }

  /** Say whether fingers made a text that looks random: letters and digits take turns, or letters go up by one or two. */
  isTyped(text) {
    const lower = Array.from(text.toLowerCase());
    const odd = lower.filter((_, index) => index % 2 === 0).join("");
    const even = lower.filter((_, index) => index % 2 === 1).join("");
    for (const [letters, digits] of [
      [odd, even],
      [even, odd],
    ]) {
      if (lower.length >= SHORTEST_COUNTED && /^[a-z]*$/.test(letters) && /^[0-9]*$/.test(digits)) {
        const inTurns = lower.length >= TURNS_OF_CHANCE || this.isSequence(digits);
        return this.isSequence(letters) || (inTurns && /[g-z]/.test(letters));
      }
    }
    const letters = lower.filter((letter) => /^[a-z]$/.test(letter));
    const steps = stepsOf(letters).map((step) => (step + 26) % 26);
    // Of letters that are digits to the base of 16, many are close to the one before.
    const inOrder = steps.filter((step) => step > 0 && step < SHORTEST_WALK).length;
    return (
      steps.length >= STEPS_OF_CHANCE && letters.some((letter) => letter > "f") && inOrder * 10 >= steps.length * 7
    );
  }

  /** Say whether a word is a run such as `123`, `abc`, `abc123`, `абвг` or `0123456789abcdef`. */
  isSequence(lower) {
    const length = lengthOf(lower);
    if (length < 4 || length > LONGEST_SEQUENCE) {
      const isCount = length === SHORTEST_WALK && "012345678901 098765432109876543210".includes(lower);
      return lower === "abc" || lower === "xyz" || isCount;
    }
    if (this.#isWithin(lower) || "1234567890".repeat(11).includes(lower)) {
      return true;
    }
    const steps = new Set(stepsOf(Array.from(lower)));
    if (steps.size === 1 && (steps.has(1) || steps.has(-1))) {
      return true;
    }
    for (const letters of [strippedRight(lower, FIGURES), strippedLeft(lower, FIGURES)]) {
      const digits = lower.replace(letters, () => "");
      const both = lengthOf(letters) > 2 && lengthOf(letters) < length - 2;
      if (both && this.isSequence(letters) && this.isSequence(digits)) {
        return true;
      }
    }
    return false;
  }

  #isWithin(lower) {
    return this.#sequences.includes(lower) && !/[ \n]/.test(lower);
  }

  /** Say whether a text is made of runs of three characters and more, such as `abc123xyz789!@#`. */
  #isWalk(whole) {
    const lower = Array.from(whole);
    let start = 0;
    while (start < lower.length && lower.length <= LONGEST_SEQUENCE) {
      let end = start + SHORTEST_WALK;
      const piece = lower.slice(start, end);
      if (piece.length < SHORTEST_WALK || !this.#isWithin(piece.join(""))) {
        return false;
      }
      while (end < lower.length && this.#isWithin(lower.slice(start, end + 1).join(""))) {
        end += 1;
      }
      start = end;
    }
    return lower.length >= SHORTEST_OF_WALKS && lower.length <= LONGEST_SEQUENCE;
  }

  /** Say whether a text is made of blocks of one character each, such as `aaaaabbbbb`. */
  #isCounted(whole) {
    const lower = Array.from(whole);
    const blocks = lower.filter((letter, index) => letter !== lower[index - 1]).length;
    return lower.length >= SHORTEST_COUNTED && blocks * SHORTEST_BLOCK <= lower.length;
  }
}
