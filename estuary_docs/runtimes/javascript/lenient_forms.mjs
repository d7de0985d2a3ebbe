/** The forms of a settings class that says itself what it takes: words, numbers and JSON as pydantic reads them. */

import { FAULTS, isText, malformedUnless } from "./forms.mjs";
import { stripped, strippedLeft } from "./texts.mjs";

export const WORDS_OF_SWITCH = ["1", "on", "t", "true", "y", "yes", "0", "off", "f", "false", "n", "no"];
/** What pydantic takes off around a number, and Unicode calls white space. */
export const BLANKS =
  "\t\n\v\f\r \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000";
/** The letters of a document outside of its strings, and the words that Python takes for numbers. */
const STRING_OR_WORD = /"(?:[^"\\]|\\.)*"|-?Infinity|NaN(?!\s*:)/gs;
const STRING = /"(?:[^"\\]|\\.)*"?/gs;
const NOT_A_NUMBER = "\0NaN";
/** So deep, and so many figures, Python reads. */
const DEEPEST_DOCUMENT = 990;
const MOST_DIGITS_OF_PYTHON = 4300;
const LONG_INTEGER = new RegExp(`(?:^|[^0-9.eE+-])-?[0-9]{${MOST_DIGITS_OF_PYTHON + 1},}(?![0-9.eE])`);
const WHOLE = /^[+-]?[0-9]+(?:_[0-9]+)*(?:\.0+)?$/;
const OF_A_NUMBER = /^[0-9+\-._aefinty]*$/i;
const UNDERSCORE_AT_AN_END = /__|^_|_$/;
const DECIMAL = /^[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:e[+-]?[0-9]+)?$/i;
const BEYOND_DECIMAL = /^[+-]?(?:inf(?:inity)?|nan)$/i;

/** Judge a number as pydantic reads it. */
function faultOfNumber(text, whole, least, most, above, below) {
  const number = numberOf(text, whole);
  if (number === null) {
    return "malformed";
  }
  return isWithin(number, least, most, above, below) ? null : "out-of-range";
}

/** Say whether a number is within bounds, themselves excluded where it must be `above` or `below` them. */
export function isWithin(number, least, most, above, below) {
  const isAbove = least === null || (above ? number > least : number >= least);
  const isBelow = most === null || (below ? number < most : number <= most);
  return isAbove && isBelow;
}

/** Return the number that pydantic reads, a BigInt where it must be whole, or null. */
export function numberOf(text, whole) {
  const bare = stripped(text, BLANKS);
  if (!OF_A_NUMBER.test(bare) || UNDERSCORE_AT_AN_END.test(bare)) {
    return null;
  }
  const plain = bare.replaceAll("_", "");
  if (whole) {
    const digits = plain.replace(/^\+|\..*$/g, "");
    return WHOLE.test(bare) && strippedLeft(digits, "-").length <= MOST_DIGITS_OF_PYTHON ? BigInt(digits) : null;
  }
  if (DECIMAL.test(plain)) {
    return Number(plain);
  }
  if (BEYOND_DECIMAL.test(plain)) {
    return /nan$/i.test(plain) ? NaN : plain.startsWith("-") ? -Infinity : Infinity;
  }
  return null;
}

/** Return what Python reads, which takes some words for numbers; throws RangeError for what it finds too deep. */
export function documentOf(text) {
  const bare = text.replaceAll(STRING, "");
  if (isTooDeep(bare)) {
    throw new RangeError();
  }
  if (LONG_INTEGER.test(bare)) {
    throw new SyntaxError();
  }
  if (!/NaN|Infinity/.test(bare)) {
    return JSON.parse(text);
  }
  const numbers = { NaN: JSON.stringify(NOT_A_NUMBER), Infinity: "1e999", "-Infinity": "-1e999" };
  const plain = text.replaceAll(STRING_OR_WORD, (word) => numbers[word] ?? word);
  return JSON.parse(plain, (_, value) => (value === NOT_A_NUMBER ? NaN : value));
}

function isTooDeep(bare) {
  let depth = 0;
  for (const letter of bare) {
    depth += "[{".includes(letter) - "]}".includes(letter);
    if (depth > DEEPEST_DOCUMENT) {
      return true;
    }
  }
  return false;
}

function isJson(text, top) {
  let value;
  try {
    value = documentOf(text);
  } catch (error) {
    return error instanceof RangeError;
  }
  return value === null || top === "value" || Array.isArray(value) === (top === "array") && typeof value === "object";
}

Object.assign(FAULTS, {
  switch: (text) => malformedUnless(WORDS_OF_SWITCH.includes(text.toLowerCase())),
  number: faultOfNumber,
  json: (text, top) => malformedUnless(isJson(text, top)),
  described: (text) => malformedUnless(isText(text)),
});
