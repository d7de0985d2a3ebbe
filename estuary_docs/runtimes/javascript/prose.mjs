/** Shapes that people give to a text in the place of a secret: prose, a count, base64 of text. */

import { isAlphabetic, isAlphanumeric, lengthOf, stripped, strippedLeft, strippedRight, wordsOf } from "./texts.mjs";
import { isYear } from "./weights.mjs";

const BASE_64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const WORDS_FOR_A_SECRET = /(?:pass|password|passwd|pwd|secret)$/;
const PUNCTUATION = ".,;:!?-'\"()’";

/** Say whether a text is one word and a year or a count, such as `Bluebird2024!` or `bluebird123`. */
export function isWordAndCount(text) {
  const bare = strippedRight(text, "!?.*#$@");
  const letters = strippedRight(bare, "0123456789");
  const word = strippedRight(letters, "-_@");
  const count = bare.slice(letters.length);
  const [length, rest] = [lengthOf(word), Array.from(word).slice(1).join("")];
  const isWord = isAlphabetic(word) && [rest.toLowerCase(), rest.toUpperCase()].includes(rest);
  const isCount = "1234567890".startsWith(count) && length < (count.length === 1 ? 8 : 16);
  if (/^[A-Za-z]{3,30}$/.test(word) && count.length > 2 && "1234567890".startsWith(count)) {
    return true;
  }
  return isWord && length > 2 && length < 16 && count !== "" && (isYear(count) || isCount);
}

/** Say whether a text is a name and a word for a secret, run together, such as `acmepass` or `OrderDeskSecret`. */
export function isNamedWord(text) {
  return /^[A-Za-z]{7,30}$/.test(text) && WORDS_FOR_A_SECRET.test(text.toLowerCase());
}

/** Say whether a text is one short word, such as `alpha`: its vowels and consonants take turns. */
export function isShortWord(text) {
  return /^[a-z]{3,8}$/.test(text) && !/[^aeiouy]{4}|[aeiouy]{3}/.test(text) && /[aeiouy]/.test(text);
}

/** Say whether a text asks its reader to do something, as in `replace-with-your-key`; requests begin with `beginnings`. */
export function isRequest(text, beginnings) {
  const request = text.toLowerCase().replace(/[-_]/g, " ");
  return beginnings.some((beginning) => request.startsWith(beginning)) || / (?:replace|change) me$/.test(request);
}

/** Say whether a text is some words of a language, whichever, as people write them: at most a third is none. */
export function isProse(text) {
  const words = wordsOf(text).map((word) => stripped(word, PUNCTUATION).replaceAll("'", "") || "a");
  return words.length > 2 && 3 * words.filter(isAlphabetic).length >= 2 * words.length;
}

/** Say whether a text is one or two names before a word for a secret, or a note that names begin after. */
export function isNameAndNote(text, weights) {
  const bare = text.replace(/[-_]/g, "");
  const unknown = weights.filter((weight) => weight < 0).length;
  const [first, last] = [weights[0], weights.at(-1)];
  if (!isAlphanumeric(bare)) {
    return false;
  }
  if (unknown === 2 && weights.length === 3 && bare !== text && WORDS_FOR_A_SECRET.test(bare.toLowerCase())) {
    return true;
  }
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const named = unknown === 1 && first < 0 && last === 2 && bare !== text && !weights.includes(0);
  const noted = unknown < 3 && first === 4 && weights.filter((weight) => weight > 0).length > 1 && last > 0;
  return noted || (named && (weights.length < 4 || (total > 0 && !text.includes("-"))));
}

/** Return the printable ASCII that a text is base64 of; an empty text if it is none. */
export function decoded(text) {
  const bare = strippedRight(text, "=");
  if (lengthOf(text) % 4 !== 0 || text.length - bare.length > 2 || strippedLeft(bare, BASE_64) !== "") {
    return "";
  }
  let [inside, bits, pending] = ["", 0, 0];
  for (const character of bare) {
    bits = bits * 64 + BASE_64.indexOf(character);
    pending += 6;
    if (pending > 7) {
      pending -= 8;
      const code = (bits >> pending) & 255;
      if (code < 32 || code > 126) {
        return "";
      }
      inside += String.fromCharCode(code);
      bits &= 255;
    }
  }
  return inside;
}
