/** Tell a stand-in that somebody forgot to replace from a genuine secret. */

import {
  ASCII,
  WHITE_SPACE,
  isAlphabetic,
  isAlphanumeric,
  lengthOf,
  partition,
  partitionAtLast,
  stripped,
  strippedRight,
  wordsOf,
} from "./texts.mjs";
import { References } from "./references.mjs";
import { Runs } from "./runs.mjs";
import {
  decoded,
  isNameAndNote,
  isNamedWord,
  isProse,
  isRequest,
  isShortWord,
  isWordAndCount,
} from "./prose.mjs";
import { NOISE, Weights, isFiller } from "./weights.mjs";

/** @typedef {import("./weights.mjs").Words} Words */

const PLACEHOLDER = "placeholder";
const MARKS = /[<{([%_@$]/;
const LONGEST_JUDGED = 1000;
const DEEPEST = 4;
const DECORATION = "!@#$%^&*()";
const ADDRESS_NOTES = ["change", "replace", "please", "insert"];
const DISGUISES = ["0o", "1i", "3e", "4a", "5s", "7t", "@a", "$s"];

function sum(numbers) {
  return numbers.reduce((total, number) => total + number, 0);
}

/** Tell a stand-in that somebody forgot to replace from a genuine secret, by words that `words` lists. */
export class Placeholders {
  #words;
  #weights;
  #runs;
  #references;

  /** @param {Words} words */
  constructor(words) {
    this.#words = words;
    this.#weights = new Weights(words);
    this.#runs = new Runs(words.sequences);
    this.#references = new References(words);
  }

  /**
   * Say whether a text is a stand-in rather than a secret.
   * @param {string} text
   * @returns {boolean}
   */
  looksLikePlaceholder(text) {
    return this.standIn(text) !== "";
  }

  /**
   * Return what a text is in the place of a secret, "placeholder", "reference" or "command"; empty if it is one.
   * @param {string} text
   * @returns {string}
   */
  standIn(text) {
    return text !== "" && stripped(text, WHITE_SPACE) === "" ? PLACEHOLDER : this.#standsIn(text, DEEPEST);
  }

  /** Judge a text, or what is inside it: the password of an address, the value of an assignment, the rest of a key. */
  #standsIn(text, depth) {
    text = stripped(stripped(text, WHITE_SPACE), "\"'").replaceAll("\\n", " ");
    const found = lengthOf(text) <= LONGEST_JUDGED ? this.#references.unresolved(text) : "";
    text = stripped(text, "`");
    if (found !== "" || this.isGuessable(text)) {
      return found || (lengthOf(text) > 2 || "xX*#?-_•….".includes(text) ? PLACEHOLDER : "");
    }
    if (lengthOf(text) > LONGEST_JUDGED || depth === 0) {
      return "";
    }
    if (this.#isTemplate(text)) {
      return /\$\{|\{\{/.test(text) ? "reference" : PLACEHOLDER;
    }
    if (this.#trailsOff(text)) {
      return PLACEHOLDER;
    }
    for (const piece of wordsOf(text.replace(/[;&?]/g, " "))) {
      const [key, , value] = partition(piece, "=");
      const plain = key.toLowerCase().replaceAll("_", "");
      if (/[^=]/.test(value) && this.#words.secret_keys.some((end) => plain.endsWith(end))) {
        return this.#standsIn(value, depth - 1);
      }
    }
    if (!partition(text, "://")[0].includes(" ") && (text.includes("://") || text.includes("@tcp("))) {
      return this.#ofUrl(text, depth - 1);
    }
    const inside = decoded(text.startsWith("base64:") ? text.slice(7) : text);
    if (inside !== "" && this.#standsIn(inside, depth - 1) !== "") {
      return PLACEHOLDER;
    }
    const isOne = this.#isHostname(text) ? this.#isAddressToFillIn(text) : this.#isNote(text, depth - 1);
    return isOne ? PLACEHOLDER : "";
  }

  /**
   * Say whether the whole text is a repetition, counted blocks, or runs of an alphabet or a keyboard.
   * @param {string} text
   * @returns {boolean}
   */
  isGuessable(text) {
    return this.#runs.isGuessable(text);
  }

  #isHostname(text) {
    const domain = partitionAtLast(text, ".")[2];
    return (
      this.#words.top_level_domains.includes(domain) &&
      domain !== text &&
      text === text.toLowerCase() &&
      !/[_ ]/.test(text)
    );
  }

  /** Say whether a text explains itself, perhaps after the letters that a vendor's keys begin with. */
  #isNote(text, depth) {
    for (const vendor of this.#words.vendors) {
      const rest = text.slice(vendor.length);
      const example = rest.endsWith("EXAMPLE") && lengthOf(rest) === 16;
      if (text.startsWith(vendor) && (example || this.#standsIn(rest, depth) !== "")) {
        return true;
      }
    }
    if (isShortWord(text) || isRequest(text, this.#words.requests)) {
      return true;
    }
    const plain = strippedRight(text, DECORATION);
    if (text.length - plain.length > 2) {
      text = plain;
    }
    const manual = text.toLowerCase() === "n/a" || (text.endsWith("EXAMPLEKEY") && lengthOf(text) === 40);
    const shaped = isWordAndCount(text) || isNamedWord(text);
    return manual || shaped || this.#isExplained(text) || this.#isDisguised(text);
  }

  /** Say whether a text is a template, or has a hole that stands alone, as in `Bearer <token>`. */
  #isTemplate(text) {
    if (!MARKS.test(text)) {
      return false;
    }
    const { templates } = this.#words;
    for (let index = 0; index < templates.length; index += 2) {
      const [opening, closing] = [templates[index], templates[index + 1]];
      let start = text.indexOf(opening);
      while (start >= 0) {
        const end = text.indexOf(closing, start + opening.length);
        const inner = text.slice(start + opening.length, end);
        if (end < 0 || lengthOf(inner) > 100) {
          break;
        }
        const after = text.slice(end + closing.length);
        if (start === 0 && after === "" && (this.#isHole(inner) || isProse(inner))) {
          return true;
        }
        if (isAlphabetic(inner.replace(/[ _-]/g, "")) && this.#isHoleWithin(inner, text.slice(0, start), after)) {
          return true;
        }
        start = text.indexOf(opening, start + 1);
      }
    }
    return text.startsWith("$") && isAlphanumeric(text.slice(1).replaceAll("_", "")) && this.#isNamed(text.slice(1));
  }

  /** Say whether a hole of letters stands alone, or among known words. */
  #isHoleWithin(inner, before, after) {
    const alone = !isAlphanumeric(before.slice(-1)) && !isAlphanumeric(after.slice(0, 1));
    const isName = lengthOf(inner.replace(/[ _-]/g, "")) > 2 && this.#isNamed(inner);
    return (alone && isName && Math.min(...this.#weights.of(inner)) >= 0) || this.#areWords(`${before} ${after}`, 1);
  }

  #isHole(inner) {
    const oneCase = [inner.toLowerCase(), inner.toUpperCase()].includes(inner);
    const words = isAlphabetic(inner.replace(/[ _-]/g, "")) && oneCase && !this.#weights.of(inner).includes(NOISE);
    return words || inner === "..." || this.#isNamed(inner) || this.#isDisguised(inner);
  }

  /** Say whether a text is at least so many words, all of them known. */
  #areWords(text, least) {
    const weights = this.#weights.of(text);
    return weights.length >= least && Math.min(...weights) > 0;
  }

  /** Say whether a text reads as the name of a secret, or as a note about one. */
  #isNamed(text) {
    return sum(this.#weights.of(text)) > 0;
  }

  #trailsOff(text) {
    if (text.includes("…") || text.startsWith("...") || text.endsWith("...")) {
      return true;
    }
    if (text.endsWith("***") || text.endsWith("•••")) {
      return !this.#weights.of(text).includes(NOISE);
    }
    return text.split("...").length === 2 && isAlphanumeric(text.replace(/[-_.:/@= {}"',;]/g, "") || "a");
  }

  /** Judge the password of a URL, or the address where it has none. */
  #ofUrl(text, depth) {
    const [scheme, , rest] = partitionAtLast(text, "://");
    const [credentials] = partitionAtLast(rest.split(/[/?#]/, 1)[0], "@");
    const [user, colon, password] = partition(credentials, ":");
    if (colon !== "") {
      const isNone = password === "" || password === user;
      return isNone ? PLACEHOLDER : this.#standsIn(password.replaceAll("%40", "@"), depth);
    }
    if (user !== "" && scheme.startsWith("http")) {
      return this.#standsIn(user, depth);
    }
    return this.#isAddressToFillIn(rest) ? PLACEHOLDER : "";
  }

  /** Say whether a label of an address is a note, such as `your-project` or `xxxx`. */
  #isAddressToFillIn(address) {
    const weights = this.#weights.of(address);
    if (weights.includes(NOISE)) {
      return false;
    }
    const lower = address.toLowerCase();
    if (lower.includes("/your/") || (Math.min(...weights) > 0 && Math.max(...weights) === 4)) {
      return true;
    }
    let fillers = 0;
    for (const label of lower.split(/[/@:.]/)) {
      const said = label.split(/[_-]/).includes("your") || (label.startsWith("your") && this.#isNamed(label));
      const isAsked = ADDRESS_NOTES.some((note) => label.startsWith(note)) && this.#areWords(label, 3);
      if ((said && label !== "your") || isAsked) {
        return true;
      }
      const length = lengthOf(label);
      if (length > 2 && isFiller(label)) {
        fillers += length === 3 ? 1 : 2;
      }
    }
    return fillers > 1;
  }

  /** Say whether the words of a text are those of a note, or of a lazy author. */
  #isExplained(text) {
    const weights = this.#weights.of(text);
    const known = weights.filter((weight) => weight > 0).length;
    const unknown = weights.filter((weight) => weight < 0).length;
    const telling = weights.filter((weight) => weight > 1).length;
    const total = sum(weights);
    if (unknown === 0) {
      return total > 1;
    }
    const isSentence = text.includes(" ") && weights.length > 4 && telling > 0;
    if (
      (known >= 2 * unknown && ((telling > 1 && total > 0) || isSentence)) ||
      (telling > 1 && telling >= 2 * unknown) ||
      (total > 1 && !ASCII.test(text)) ||
      (!weights.includes(NOISE) && isNameAndNote(text, weights))
    ) {
      return true;
    }
    if (unknown === 1) {
      return total > 0 && telling > 0 && (Math.max(...weights) > 2 || known > 1 || weights.length < 4);
    }
    return Math.max(weights[0], ...weights.slice(-2)) > 2 && total > 0 && known > 2 * unknown;
  }

  /** Say whether the text is one such as `P@ssw0rd`. */
  #isDisguised(text) {
    const bare = strippedRight(text, "0123456789!?.*#");
    return [text, bare, bare.replaceAll("@", "-")].some((plain) => {
      const undisguised = DISGUISES.reduce((part, [digit, letter]) => part.replaceAll(digit, letter), plain);
      const length = lengthOf(plain);
      if (length <= 3 || length >= 25 || undisguised === plain) {
        return false;
      }
      const weights = this.#weights.of(undisguised);
      return weights.length > 0 && Math.min(...weights) > 0 && Math.max(...weights) > 1;
    });
  }
}
