/** Find why a value is refused: which small change would make it pass, or what it is in the place of a secret. */

import { fault, items } from "./forms.mjs";
import { distance } from "./names.mjs";
import { WHITE_SPACE, lengthOf, partition, stripped, strippedLeft, strippedRight, wordsOf } from "./texts.mjs";

/** @typedef {[name: string, meant: string]} Cause */

/** @type {Cause} */
export const NO_CAUSE = ["", ""];
const LONGEST_EXPLAINED = 200;
const SHORTEST_ABBREVIATION = 3;
const LENGTH_OF_A_LONG_CHOICE = 5;
const MEANT_TRUE = ["1", "on", "t", "true", "y", "yes"];
const MEANT_FALSE = ["0", "off", "f", "false", "n", "no"];
const UNIT = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ%µ ";

/** Return why `text` has not the form of `kind`, and the word that was meant; both empty where no cause can be told. */
export function causeOfForm(kind, text) {
  if (kind[0] === "list") {
    [, kind] = kind;
    text = items(text).find((part) => fault(kind, part) !== null) ?? "";
  }
  if (text === "" || lengthOf(text) > LONGEST_EXPLAINED) {
    return NO_CAUSE;
  }
  if (fault(kind, text) === "out-of-range") {
    return ofRange(kind, text);
  }
  for (const [name, change] of CHANGES) {
    const changed = change(text);
    if (changed !== "" && changed !== text && fault(kind, changed) === null) {
      return [name, ""];
    }
  }
  if (kind[0] === "choice") {
    return nearest(kind[1], text);
  }
  if (kind[0] === "flag") {
    const lower = text.toLowerCase();
    const meant = MEANT_TRUE.includes(lower) ? "true" : MEANT_FALSE.includes(lower) ? "false" : "";
    return meant ? [meant === lower ? "case" : "near", meant] : nearest(["true", "false"], text);
  }
  return NO_CAUSE;
}

/** Return why a value breaks a check, likewise. */
export function causeOfBreach(check, argument, kind, text, placeholders) {
  if (!text) {
    return NO_CAUSE;
  }
  if (check === "not-be-placeholder") {
    const names = (kind[0] === "list" ? items(text) : [text]).map((part) => placeholders.standIn(part));
    const found = names.find((name) => name !== "" && name !== "placeholder");
    return found === undefined ? NO_CAUSE : [found, ""];
  }
  if (check === "equal" || check === "be-one-of") {
    const choice = ["choice", check === "equal" ? [argument] : argument];
    return causeOfForm(kind[0] === "list" ? ["list", choice] : choice, text);
  }
  return NO_CAUSE;
}

/** Return what is said of a profile that there is not, and the profile that is judged in. */
export function causeOfProfile(profiles, text, otherwise) {
  const meant = nearestWord(profiles, text);
  return meant === "" ? ["no-profile", otherwise] : ["profile", meant];
}

/** Return a template with the facts in its braces. */
export function filled(template, facts) {
  return template.replace(/\{\{|\}\}|\{(\w+)\}/g, (found, name) => (name === undefined ? found[0] : facts[name]));
}

/** Put what `remedies` say of a cause in the place of what a problem says in general. */
export function explained(problem, [name, meant] = NO_CAUSE, remedies) {
  const [message, remedy] = remedies[name] ?? [];
  if (remedy === undefined) {
    return problem;
  }
  const facts = { variable: problem.variable, meant };
  return { ...problem, message: filled(message, facts) || problem.message, remedy: filled(remedy, facts) };
}

/** Return the only word that a text is a slip or an abbreviation of; an empty text if there is none such. */
export function nearestWord(words, text) {
  const lower = stripped(text, WHITE_SPACE).toLowerCase();
  if (lower === "" || lengthOf(lower) > LONGEST_EXPLAINED) {
    return "";
  }
  const lowered = words.map((word) => [word, word.toLowerCase()]);
  const alike = lowered.filter(([, word]) => word === lower);
  const short = lowered.filter(([, word]) => lengthOf(lower) >= SHORTEST_ABBREVIATION && word.startsWith(lower));
  const most = (word) => (lengthOf(word) > LENGTH_OF_A_LONG_CHOICE ? 2 : 1);
  const slips = lowered.filter(([given, word]) => distance(lower, word) <= most(given));
  return [alike, short, slips].find((found) => found.length === 1)?.[0][0] ?? "";
}

function nearest(words, text) {
  const word = nearestWord(words, text);
  if (word === "") {
    return NO_CAUSE;
  }
  return [word.toLowerCase() === text.toLowerCase() ? "case" : "near", word];
}

/** Return which bound of an integer is passed, and the bound. */
function ofRange(kind, text) {
  if (kind[0] !== "integer") {
    return NO_CAUSE;
  }
  const [, least, most] = kind;
  const isBelow = least !== null && fault(["integer", least, null], text) !== null;
  return isBelow ? ["too-small", String(least)] : ["too-large", String(most)];
}

function withoutQuotes(text) {
  const isQuoted = /^['"`]/.test(text) && text.at(-1) === text[0];
  return isQuoted ? text.slice(1, -1) : text;
}

function withoutThousands(text) {
  const digits = text.replace(/[,_' ]/g, "");
  return /^-*[0-9]*$/.test(digits) ? digits : text;
}

function withoutUnit(text) {
  const number = strippedRight(text, UNIT);
  return number === "" || /[0-9]$/.test(number) ? number : text;
}

function withoutDecimals(text) {
  const [number, , decimals] = partition(text, ".");
  return /^[0-9]*$/.test(decimals) ? number : text;
}

function withLowerScheme(text) {
  const [scheme, separator, rest] = partition(text, "://");
  return separator === "" ? text : scheme.toLowerCase() + separator + rest;
}

function withoutPath(text) {
  const [scheme, separator, rest] = partition(text, "://");
  return scheme + separator + rest.split("/", 1)[0];
}

const CHANGES = [
  ["blank-around", (text) => stripped(text, WHITE_SPACE)],
  ["quotes", withoutQuotes],
  ["blank-inside", (text) => wordsOf(text).join("")],
  ["thousands", withoutThousands],
  ["plus", (text) => strippedLeft(text, "+")],
  ["unit", withoutUnit],
  ["decimals", withoutDecimals],
  ["scheme-case", withLowerScheme],
  ["scheme", (text) => `https://${text}`],
  ["slash", (text) => strippedRight(text, "/")],
  ["path", withoutPath],
];
