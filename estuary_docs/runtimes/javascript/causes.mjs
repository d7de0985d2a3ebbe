/** Find why a value is refused: which small change would make it pass, or what it is in the place of a secret. */

import { CHANGES, LONGEST_LABEL, WRITTEN, fault, items } from "./forms.mjs";
import { distance } from "./names.mjs";
import {
  WHITE_SPACE,
  lengthOf,
  partition,
  stripped,
  strippedLeft,
  strippedRight,
  wordsOf,
} from "./texts.mjs";

/** @typedef {[name: string, meant: string, corrected: string]} Cause */

/** @type {Cause} */
export const NO_CAUSE = ["", "", ""];
const EMPTY = ["empty", "", ""];
const LONGEST_EXPLAINED = 200;
const SHORTEST_ABBREVIATION = 3;
const LENGTH_OF_A_LONG_CHOICE = 5;
const MEANT_TRUE = ["1", "on", "t", "true", "y", "yes"];
const MEANT_FALSE = ["0", "off", "f", "false", "n", "no"];
const UNIT = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ%µ ";

/** Return why `text` has not the form of `kind`, what of the schema was meant, and the text without that fault. */
export function causeOfForm(kind, text) {
  if (kind[0] === "list") {
    const parts = items(text);
    const place = parts.findIndex((part) => fault(kind[1], part) !== null);
    if (place >= 0) {
      const [name, meant, part] = causeOfForm(kind[1], parts[place]);
      const corrected = parts.with(place, part).join(",");
      return [name, meant, part !== "" && fault(kind, corrected) === null ? corrected : ""];
    }
    return ofCount(parts.length, kind.slice(2), "items-few", "items-many");
  }
  if (text === "") {
    return EMPTY;
  }
  if (lengthOf(text) > LONGEST_EXPLAINED) {
    return NO_CAUSE;
  }
  if (fault(kind, text) === "out-of-range") {
    return ofRange(kind, text);
  }
  for (const [name, change] of changesOf(kind[0])) {
    const changed = change(text, kind);
    if (changed !== "" && changed !== text && fault(kind, changed) === null) {
      return [name, ["scheme", "other-scheme"].includes(name) ? partition(changed, "://")[0] : "", changed];
    }
  }
  return ofWords(kind, text);
}

/** Return which of the bounds of letters or items is passed, and the bound. */
function ofCount(count, [least, most], few, many) {
  if (least && count < least) {
    return [few, String(least), ""];
  }
  return most && count > most ? [many, String(most), ""] : NO_CAUSE;
}

/** Return the word that was meant by a text, or the length that it lacks or is over. */
function ofWords(kind, text) {
  const [slug, ...limits] = kind;
  if (slug === "choice") {
    return nearest(limits[0], text);
  }
  if (slug === "flag") {
    const lower = text.toLowerCase();
    const meant = MEANT_TRUE.includes(lower) ? "true" : MEANT_FALSE.includes(lower) ? "false" : "";
    return meant ? [meant === lower ? "case" : "near", meant, meant] : nearest(["true", "false"], text);
  }
  if (slug === "shaped-text" && fault([slug, limits[0], null, null], text) === null) {
    return ofCount(lengthOf(text), limits.slice(1), "text-short", "text-long");
  }
  for (const unit of slug === "duration" || slug === "size" ? limits[2] : []) {
    const changed = text.slice(0, Math.max(text.length - unit.length, 0)) + unit;
    if (text.toLowerCase() === changed.toLowerCase() && fault(kind, changed) === null) {
      return ["case", unit, changed];
    }
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
    return found === undefined ? NO_CAUSE : [found, "", ""];
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
  return meant === "" ? ["no-profile", otherwise, ""] : ["profile", meant, ""];
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
  return [word.toLowerCase() === text.toLowerCase() ? "case" : "near", word, word];
}

/** Return which bound of a number or a quantity is passed, and the bound as it is written. */
function ofRange(kind, text) {
  const [slug, ...limits] = kind;
  if (slug === "number") {
    limits.shift();
  }
  const [least, most] = limits;
  const [above, below] = ["number", "decimal"].includes(slug) ? limits.slice(2) : [false, false];
  const isBelow = least !== null && fault(kind.with(kind.length - limits.length + 1, null), text) !== null;
  const bound = isBelow ? least : most;
  const meant = bound === null ? "" : (WRITTEN[slug] ?? String)(bound, ...limits);
  if (meant === "") {
    return NO_CAUSE;
  }
  return isBelow ? [above ? "not-above" : "too-small", meant, ""] : [below ? "not-below" : "too-large", meant, ""];
}

function withoutQuotes(text) {
  const isQuoted = /^['"`]/.test(text) && text.at(-1) === text[0];
  return isQuoted ? text.slice(1, -1) : text;
}

function withoutThousands(text) {
  // What fewer or more figures follow is perhaps a decimal comma.
  const isGrouped = /^-*[0-9]*[1-9][0-9]*(?:[,_' ][0-9]*)*[,_' ][0-9]{3}$/.test(text);
  return isGrouped ? text.replace(/[,_' ]/g, "") : text;
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

function withScheme(text, [slug, schemes]) {
  return text.includes("://") ? text : `${slug === "url" ? schemes.at(-1) : "https"}://${text}`;
}

function withoutPath(text) {
  const [scheme, separator, rest] = partition(text, "://");
  return scheme + separator + rest.split("/", 1)[0];
}

/** Return the change of a text whose host is changed. */
function inHost(change) {
  return (text) => text.replace(/^((?:[^]*?:\/\/)?(?:[^/?#]*@)?)([^:/?#]*)/, (_, start, host) => start + change(host));
}

function inLabels(change) {
  return inHost((host) => host.split(".").map(change).join("."));
}

/** Return the changes that are tried on a text of a kind, those that hold for all kinds first. */
function changesOf(slug) {
  return [...OF_ANY_KIND, ...CHANGES.flatMap(([slugs, changes]) => (slugs.includes(slug) ? changes : []))];
}

const OF_ANY_KIND = [
  ["line-break", (text) => stripped(text, "\r\n").replaceAll("\r\n", " ").replaceAll("\n", " ")],
  ["blank-around", (text) => stripped(text, WHITE_SPACE)],
  ["quotes", withoutQuotes],
  ["blank-inside", (text) => wordsOf(text).join("")],
];
CHANGES.push(
  [
    ["integer", "decimal", "number", "duration", "size"],
    [
      ["thousands", withoutThousands],
      ["plus", (text) => strippedLeft(text, "+")],
      ["unit", withoutUnit],
      ["decimals", withoutDecimals],
    ],
  ],
  [["url", "origin"], [["scheme-case", withLowerScheme], ["scheme", withScheme]]],
  [["url"], [["other-scheme", (text, kind) => `${kind[1].at(-1)}://${partition(text, "://")[2]}`]]],
  [["origin"], [["slash", (text) => strippedRight(text, "/")], ["path", withoutPath]]],
  [
    ["host", "host-and-port", "email", "url", "origin"],
    [
      ["dots", inHost((host) => host.split(".").filter(Boolean).join("."))],
      ["hyphen", inLabels((label) => stripped(label, "-"))],
      ["label-long", inLabels((label) => label.slice(0, LONGEST_LABEL))],
      ["address", inHost((host) => host.replace(/[0-9]$/, "$&a"))],
    ],
  ],
);
