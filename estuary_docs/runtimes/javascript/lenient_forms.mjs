/** The forms of a settings class that says itself what it takes: words, numbers and JSON as pydantic reads them. */

import { FAULTS, isText, malformedUnless } from "./forms.mjs";
import { stripped } from "./texts.mjs";

const WORDS_OF_SWITCH = ["1", "on", "t", "true", "y", "yes", "0", "off", "f", "false", "n", "no"];
const WHOLE = /^[+-]?[0-9]+(?:_[0-9]+)*(?:\.0+)?$/;
const DECIMAL =
  /^[+-]?(?:[0-9]+(?:_[0-9]+)*(?:\.(?:[0-9]+(?:_[0-9]+)*)?)?|\.[0-9]+(?:_[0-9]+)*)(?:e[+-]?[0-9]+(?:_[0-9]+)*)?$/i;
const BEYOND_DECIMAL = /^[+-]?(?:inf(?:inity)?|nan)$/i;

/** Judge a number as pydantic reads it. */
function faultOfNumber(text, whole, least, most, above, below) {
  const bare = stripped(text, " \t\r\n").toLowerCase();
  const plain = bare.replaceAll("_", "");
  let number;
  if (whole && WHOLE.test(bare)) {
    number = BigInt(plain.replace(/^\+|\..*$/g, ""));
  } else if (!whole && DECIMAL.test(bare)) {
    number = Number(plain);
  } else if (!whole && BEYOND_DECIMAL.test(bare)) {
    number = bare.endsWith("nan") ? NaN : bare.startsWith("-") ? -Infinity : Infinity;
  } else {
    return "malformed";
  }
  const isAbove = least === null || (above ? number > least : number >= least);
  const isBelow = most === null || (below ? number < most : number <= most);
  return isAbove && isBelow ? null : "out-of-range";
}

function isJson(text, top) {
  let value;
  try {
    value = JSON.parse(text);
  } catch {
    // Python takes these words for numbers: nobody is refused for them.
    return text.includes("NaN") || text.includes("Infinity");
  }
  return value === null || top === "value" || Array.isArray(value) === (top === "array") && typeof value === "object";
}

Object.assign(FAULTS, {
  switch: (text) => malformedUnless(WORDS_OF_SWITCH.includes(text.toLowerCase())),
  number: faultOfNumber,
  json: (text, top) => malformedUnless(isJson(text, top)),
  described: (text) => malformedUnless(isText(text)),
});
