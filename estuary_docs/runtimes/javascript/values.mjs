/**
 * The forms of values as pydantic reads them: what a text, or a part of a JSON document, is taken for.
 *
 * A form is an array, its name and what limits it, and may hold others: `["either", ["null"], ["flag"]]`. Further
 * modules add their own to `FITS`.
 */

import { FAULTS, isText, malformedUnless } from "./forms.mjs";
import { BLANKS, WORDS_OF_SWITCH, isWithin, numberOf } from "./lenient_forms.mjs";
import { WHITE_SPACE, lengthOf, stripped } from "./texts.mjs";

const PRECISION = 1e9;
const EXACT = /^[+-]?(?:\p{Nd}+\.?\p{Nd}*|\.\p{Nd}+)(?:e[+-]?\p{Nd}+)?$/iu;
const BEYOND_EXACT = /^[+-]?(?:inf(?:inity)?|nan)$/i;
const OTHER_DIGIT = /(?![0-9])\p{Nd}/gu;

/** Say whether a text, or a part of a document, has a form; throws for a form that is not known. */
export function fits([name, ...limits], value) {
  if (!(name in FITS)) {
    throw new Error(`there is no form ${name}`);
  }
  return FITS[name](value, ...limits);
}

/** Say whether a value is a text and matches the whole of `pattern`; where `bared`, blanks around do not count. */
function fitsText(value, least, most, pattern, bared) {
  if (typeof value !== "string") {
    return false;
  }
  const bare = bared ? stripped(value, BLANKS) : value;
  const length = lengthOf(bare);
  if ((least !== null && length < least) || (most !== null && length > most)) {
    return false;
  }
  return pattern === null || new RegExp(`^(?:${pattern})$`, "u").test(bare);
}

function fitsWhole(value, least, most, multiple) {
  let number = typeof value === "string" ? numberOf(value, true) : Number(value);
  if (number === null || !["number", "boolean", "string"].includes(typeof value)) {
    return false;
  }
  if (typeof number === "number") {
    if (!Number.isInteger(number)) {
      return false;
    }
    number = BigInt(number);
  }
  return isWithin(number, least, most, false, false) && (multiple === null || number % BigInt(multiple) === 0n);
}

function fitsNumber(value, least, most, above, below, multiple, finite) {
  const number = typeof value === "string" ? numberOf(value, false) : Number(value);
  if (number === null || !["number", "boolean", "string"].includes(typeof value)) {
    return false;
  }
  if (finite && !Number.isFinite(number)) {
    return false;
  }
  if (multiple !== null && Number.isFinite(number)) {
    const rest = ((number % multiple) + multiple) % multiple;
    if (Math.min(rest, multiple - rest) > Math.abs(number) / PRECISION) {
      return false;
    }
  }
  return isWithin(number, least, most, above, below);
}

/** Say whether a value is a number that Python's Decimal reads. */
function fitsExact(value, ...limits) {
  if (typeof value !== "string") {
    return typeof value === "number" && fitsNumber(value, ...limits);
  }
  const bare = stripped(value, WHITE_SPACE).replaceAll("_", "");
  if (BEYOND_EXACT.test(bare)) {
    return fitsNumber(bare, ...limits);
  }
  // What is too large for a number here is finite still.
  return EXACT.test(bare) && fitsNumber(bare.replace(OTHER_DIGIT, "1"), ...limits.slice(0, -1), false);
}

function fitsFlag(value) {
  return typeof value === "string" ? WORDS_OF_SWITCH.includes(value.toLowerCase()) : [true, false, 0, 1].includes(value);
}

/** Say whether a value is one of the choices; where `asNumber`, a text is read as a whole number first. */
function fitsOne(value, choices, asNumber) {
  const read = asNumber && typeof value === "string" ? numberOf(value, true) : value;
  return choices.some((choice) =>
    [choice, read].some((each) => each === null || typeof each === "string")
      ? choice === read
      : typeof read !== "object" && Number(choice) === Number(read),
  );
}

/** What has a form, by the name of the form; further modules add their own. */
export const FITS = {
  any: () => true,
  null: (value) => value === null,
  "exactly-a-flag": (value) => typeof value === "boolean",
  "exactly-whole": (value, ...limits) => typeof value === "number" && fitsWhole(value, ...limits),
  "exactly-a-number": (value, ...limits) => typeof value === "number" && fitsNumber(value, ...limits),
  either: (value, ...forms) => forms.some((form) => fits(form, value)),
  text: fitsText,
  whole: fitsWhole,
  number: fitsNumber,
  exact: fitsExact,
  flag: fitsFlag,
  one: fitsOne,
};
FAULTS.fitting = (text, form) => malformedUnless(isText(text) && fits(form, text));
