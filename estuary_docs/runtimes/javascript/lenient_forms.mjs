/** The forms of a settings class that says itself what it takes: words, numbers and JSON as pydantic reads them. */

import { FAULTS, isText, malformedUnless } from "./forms.mjs";
import { stripped } from "./texts.mjs";

export const WORDS_OF_SWITCH = ["1", "on", "t", "true", "y", "yes", "0", "off", "f", "false", "n", "no"];
/** What pydantic takes off around a number, and Unicode calls white space. */
export const BLANKS =
  "\t\n\v\f\r \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000";
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
    return WHOLE.test(bare) ? BigInt(plain.replace(/^\+|\..*$/g, "")) : null;
  }
  if (DECIMAL.test(plain)) {
    return Number(plain);
  }
  if (BEYOND_DECIMAL.test(plain)) {
    return /nan$/i.test(plain) ? NaN : plain.startsWith("-") ? -Infinity : Infinity;
  }
  return null;
}

function isJson(text, top) {
  let value;
  try {
    // Python takes these words for numbers.
    value = JSON.parse(text.replaceAll(/-?Infinity|NaN/g, " 0 "));
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
