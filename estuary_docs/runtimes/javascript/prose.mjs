/** Shapes that people give to a text in the place of a secret: prose, a count, base64 of text. */

import { isAlphabetic, lengthOf, stripped, strippedLeft, strippedRight, wordsOf } from "./texts.mjs";

const BASE_64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
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
  return isWord && length > 2 && length < 16 && count !== "" && (/^(?:19|20)[0-9]{2}$/.test(count) || isCount);
}

/** Say whether a text is some words of a language, whichever, as people write them. */
export function isProse(text) {
  const words = wordsOf(text);
  return words.length > 2 && words.every((word) => isAlphabetic(stripped(word, PUNCTUATION).replaceAll("'", "") || "a"));
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
