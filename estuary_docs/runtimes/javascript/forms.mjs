/** The one written form of each kind of value. */

import { DIGITS, SPACES, partition, partitionAtLast, stripped } from "./texts.mjs";

/** @typedef {[name: string, ...limits: any[]]} Kind */

const NOT_IN_A_TEXT = /[\0\r\n\ud800-\udfff]/u;
const NOT_IN_ANY_TEXT = /[\0\ud800-\udfff]/u;
const WORDS_OF_SWITCH = ["1", "on", "t", "true", "y", "yes", "0", "off", "f", "false", "n", "no"];
const WHOLE = /^[+-]?[0-9]+(?:_[0-9]+)*(?:\.0+)?$/;
const DECIMAL =
  /^[+-]?(?:[0-9]+(?:_[0-9]+)*(?:\.(?:[0-9]+(?:_[0-9]+)*)?)?|\.[0-9]+(?:_[0-9]+)*)(?:e[+-]?[0-9]+(?:_[0-9]+)*)?$/i;
const BEYOND_DECIMAL = /^[+-]?(?:inf(?:inity)?|nan)$/i;
const HOST = /^[A-Za-z0-9_][A-Za-z0-9_.-]*$/;
const ADDRESS_IN_BRACKETS = /^\[[0-9A-Fa-f:.]{2,45}\](:?)(.*)$/s;
const LAST_PORT = 65535;
const MOST_DIGITS = 1000;

/** Split a list as it is written. */
export function items(text) {
  return text
    .split(",")
    .map((part) => stripped(part, SPACES))
    .filter((item) => item !== "");
}

/** Say whether a text counts as a value: an empty text is unset, and so is a list without items. */
export function isSet(kind, text) {
  return Boolean(text) && (kind[0] !== "list" || items(text).length > 0);
}

/** Return the slug of the rule of form that a text breaks, or null. */
export function fault(kind, text) {
  const [name] = kind;
  if (name === "list") {
    return items(text).reduce((found, item) => found ?? fault(kind[1], item), null);
  }
  if (name === "choice") {
    return kind[1].includes(text) ? null : "not-a-choice";
  }
  if (name === "integer") {
    return faultOfInteger(text, kind[1], kind[2]);
  }
  if (name === "number") {
    return faultOfLenientNumber(kind, text);
  }
  let holds;
  if (name === "flag") {
    holds = text === "true" || text === "false";
  } else if (name === "switch") {
    holds = WORDS_OF_SWITCH.includes(text.toLowerCase());
  } else if (name === "json") {
    holds = isJson(kind[1], text);
  } else if (name === "described") {
    holds = !NOT_IN_ANY_TEXT.test(text);
  } else if (name === "text") {
    holds = !NOT_IN_A_TEXT.test(text);
  } else if (name === "url") {
    holds = isUrl(text);
  } else if (name === "origin") {
    holds = text === "*" || isOrigin(text);
  } else {
    throw new Error(`there is no kind ${name}`);
  }
  return holds ? null : "malformed";
}

function faultOfInteger(text, least, most) {
  const isNegative = text[0] === "-" && (least === null || least < 0);
  const digits = isNegative ? text.slice(1) : text;
  if (!DIGITS.test(digits)) {
    return "malformed";
  }
  const significant = digits.replace(/^0+(?=.)/, "");
  if (significant.length > MOST_DIGITS) {
    return "out-of-range";
  }
  const number = BigInt(isNegative ? `-${significant}` : significant);
  const isWithin = (least === null || number >= BigInt(least)) && (most === null || number <= BigInt(most));
  return isWithin ? null : "out-of-range";
}

/** Judge a number as pydantic reads it. */
function faultOfLenientNumber([, whole, least, most, above, below], text) {
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

function isJson(top, text) {
  let value;
  try {
    value = JSON.parse(text);
  } catch {
    // Python takes these words for numbers: nobody is refused for them.
    return text.includes("NaN") || text.includes("Infinity");
  }
  return value === null || top === "value" || Array.isArray(value) === (top === "array") && typeof value === "object";
}

function isUrl(text) {
  const [scheme, , rest] = partition(text, "://");
  if (!["http", "https"].includes(scheme) || !/^[!-~]*$/.test(rest)) {
    return false;
  }
  const [user, , authority] = partitionAtLast(rest.split(/[/?#]/, 1)[0], "@");
  return !user.includes("@") && isAuthority(authority);
}

function isOrigin(text) {
  const [scheme, , authority] = partition(text, "://");
  return ["http", "https"].includes(scheme) && isAuthority(authority);
}

/** Say whether a text is a host, or an IPv6 address in brackets, with an optional port. */
function isAuthority(text) {
  let colon, port;
  if (text.startsWith("[")) {
    const found = ADDRESS_IN_BRACKETS.exec(text);
    if (found === null || (found[1] === "" && found[2] !== "")) {
      return false;
    }
    [, colon, port] = found;
  } else {
    let host;
    [host, colon, port] = partition(text, ":");
    if (!HOST.test(host)) {
      return false;
    }
  }
  return colon === "" || (/^[0-9]{1,5}$/.test(port) && Number(port) >= 1 && Number(port) <= LAST_PORT);
}
