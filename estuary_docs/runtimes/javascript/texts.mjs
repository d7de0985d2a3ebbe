/**
 * What Python's `str` does and JavaScript's strings do not, or do otherwise.
 *
 * Python counts code points where JavaScript counts UTF-16 units, and the two know different versions of Unicode. So:
 *
 * - a length that matters is `lengthOf`, and text that is cut by length is cut as an array of code points;
 * - `str.strip`, `split` and `isspace` go by `WHITE_SPACE`, which `trim` and `\s` do not equal;
 * - `isalnum` and `isalpha` go by ASCII and Latin-1, beyond which all counts as a letter, in Python too;
 * - `lower` and `upper` are `toLowerCase` and `toUpperCase`: both are the full mappings of Unicode, without a locale;
 * - `isdigit`, `isidentifier` and their like are asked of ASCII alone, and are patterns here;
 * - `TextEncoder` makes three bytes of a lone surrogate, and so does Python's "surrogatepass".
 */

export const WHITE_SPACE =
  "\t\n\v\f\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a" +
  "\u2028\u2029\u202f\u205f\u3000";
const SOME_WHITE_SPACE = new RegExp(`[${WHITE_SPACE}]+`);
export const SPACES = " \t";
const PAIR_OF_SURROGATES = /[\ud800-\udbff][\udc00-\udfff]/g;
const UTF_8 = new TextEncoder();
export const ASCII = /^[\0-\x7f]*$/;
const ALPHANUMERIC = /^(?:[0-9A-Za-zª²³µ¹º¼-¾À-ÖØ-öø-ÿ]|[^\0-\xff])+$/;
const ALPHABETIC = /^(?:[A-Za-zªµºÀ-ÖØ-öø-ÿ]|[^\0-\xff])+$/;
export const DIGITS = /^[0-9]+$/;
export const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** Return the number of code points. */
export function lengthOf(text) {
  return text.length - (text.match(PAIR_OF_SURROGATES)?.length ?? 0);
}

export function bytesOf(text) {
  return UTF_8.encode(text).length;
}

export function strippedLeft(text, characters) {
  let start = 0;
  while (start < text.length && characters.includes(text[start])) {
    start += 1;
  }
  return text.slice(start);
}

export function strippedRight(text, characters) {
  let end = text.length;
  while (end > 0 && characters.includes(text[end - 1])) {
    end -= 1;
  }
  return text.slice(0, end);
}

export function stripped(text, characters) {
  return strippedRight(strippedLeft(text, characters), characters);
}

export function isWhiteSpace(text) {
  return text !== "" && strippedLeft(text, WHITE_SPACE) === "";
}

/** Return the words between white space. */
export function wordsOf(text) {
  return text.split(SOME_WHITE_SPACE).filter((word) => word !== "");
}

/** Return what stands before the first separator, the separator if it is there, and what stands after it. */
export function partition(text, separator) {
  const place = text.indexOf(separator);
  return place < 0 ? [text, "", ""] : [text.slice(0, place), separator, text.slice(place + separator.length)];
}

/** Return the same of the last separator; without one, all is after it. */
export function partitionAtLast(text, separator) {
  const place = text.lastIndexOf(separator);
  return place < 0 ? ["", "", text] : [text.slice(0, place), separator, text.slice(place + separator.length)];
}

export function isAlphanumeric(text) {
  return ALPHANUMERIC.test(text);
}

export function isAlphabetic(text) {
  return ALPHABETIC.test(text);
}
