/** The one written form of each kind of value. */

import { DIGITS, SPACES, partition, partitionAtLast, stripped } from "./texts.mjs";

/** @typedef {[name: string, ...limits: any[]]} Kind */

const NOT_IN_ANY_TEXT = /[\0\ud800-\udfff]/u;
export const LONGEST_LABEL = 63;
const LABEL = new RegExp(`^(?!-|.*-$)[A-Za-z0-9_-]{1,${LONGEST_LABEL}}$`);
const BYTE = /^(?:0|[1-9][0-9]{0,2})$/;
const LARGEST_BYTE = 255;
const PARTS_OF_AN_ADDRESS = 4;
const ADDRESS_IN_BRACKETS = /^\[[0-9A-Fa-f:.]{2,45}\](:?)(.*)$/s;
const LAST_PORT = 65535;
const WEB_SCHEMES = ["http", "https", "ws", "wss"];
export const MOST_DIGITS = 1000;

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

/** Return what a secret of a kind may be in a file: plain text has as many lines as it wants there. */
export function inFile(kind) {
  return kind[0] === "text" ? ["multiline-text"] : kind;
}

/** Return the slug of the rule of form that a text breaks, or null; throws for a kind that is not known. */
export function fault([name, ...limits], text) {
  if (!(name in FAULTS)) {
    throw new Error(`there is no kind ${name}`);
  }
  return FAULTS[name](text, ...limits);
}

/** Return the slug of a malformed text unless the condition of its form holds. */
export function malformedUnless(holds) {
  return holds ? null : "malformed";
}

/** Say whether a text can be a value: without NUL and what no UTF-8 holds, and without the letters `forbidden`. */
export function isText(text, forbidden = "") {
  return !NOT_IN_ANY_TEXT.test(text) && ![...forbidden].some((letter) => text.includes(letter));
}

/** Say whether a text is made of the digits 0 to 9. */
export function isNumber(text) {
  return DIGITS.test(text);
}

function faultOfList(text, item, least = 0, most = null) {
  const parts = items(text);
  const slugOfCount = malformedUnless(parts.length >= least && parts.length <= (most ?? parts.length));
  return parts.reduce((slug, part) => slug ?? fault(item, part), null) ?? slugOfCount;
}

function faultOfInteger(text, least, most) {
  const isNegative = text[0] === "-" && (least === null || least < 0);
  const digits = isNegative ? text.slice(1) : text;
  if (!isNumber(digits)) {
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

function faultOfUrl(text, schemes) {
  const [scheme, , rest] = partition(text, "://");
  if (!schemes.includes(scheme) || !/^[!-~]*$/.test(rest)) {
    return "malformed";
  }
  const [user, , authority] = partitionAtLast(rest.split(/[/?#]/, 1)[0], "@");
  const isLocal = !WEB_SCHEMES.includes(scheme) && rest.startsWith("/");
  return malformedUnless(isLocal || (!user.includes("@") && isAuthority(authority)));
}

function isOrigin(text) {
  const [scheme, , authority] = partition(text, "://");
  return ["http", "https"].includes(scheme) && isAuthority(authority);
}

/** Say whether a text is a host, or an IPv6 address in brackets, with an optional port. */
export function isAuthority(text) {
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
    if (!isHostName(host)) {
      return false;
    }
  }
  return colon === "" || (/^[0-9]{1,5}$/.test(port) && Number(port) >= 1 && Number(port) <= LAST_PORT);
}

/** Say whether a text is a host's name, which may end in a dot, or an IPv4 address: all that ends in a number. */
export function isHostName(text) {
  const labels = text.replace(/\.$/, "").split(".");
  if (isNumber(labels.at(-1))) {
    const isByte = (label) => BYTE.test(label) && Number(label) <= LARGEST_BYTE;
    return labels.length === PARTS_OF_AN_ADDRESS && !text.endsWith(".") && labels.every(isByte);
  }
  return labels.every((label) => LABEL.test(label));
}

/** What is wrong with a text, by the name of the kind; further modules add their own. */
export const FAULTS = {
  list: faultOfList,
  text: (text) => malformedUnless(isText(text, "\r\n")),
  "multiline-text": (text) => malformedUnless(isText(text) && stripped(text, "\r\n") === text),
  flag: (text) => malformedUnless(text === "true" || text === "false"),
  choice: (text, words) => (words.includes(text) ? null : "not-a-choice"),
  integer: faultOfInteger,
  url: faultOfUrl,
  origin: (text) => malformedUnless(text === "*" || isOrigin(text)),
};

/** How a bound is written, likewise. */
export const WRITTEN = {};

/** The small changes that may make a text pass, each with the cause that it takes away, by kinds; likewise. */
export const CHANGES = [];
