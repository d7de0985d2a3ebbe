/** The rules of a variable: when one applies, and what passes its check. */

import { items } from "./forms.mjs";
import "./lenient_forms.mjs";
import "./quantities.mjs";
import "./shapes.mjs";
import { bytesOf } from "./texts.mjs";

/** @typedef {import("./problems.mjs").Severity} Severity */

/**
 * @typedef {[variable: string, words: string[] | true | null]} Condition
 * @typedef {[string, Severity, string, any, Condition[], string, string]} Rule
 */

/** Say whether all conditions hold: a variable has one of the words, is set where they are true, is not where null. */
export function applies(conditions, values) {
  return conditions.every(([name, words]) =>
    words === true ? values.get(name) !== null : (words ?? [null]).includes(values.get(name)),
  );
}

const OF_A_GROUP = {
  "at-least-one": (set) => set > 0,
  "at-most-one": (set) => set <= 1,
  "all-or-none": (set, all) => set === 0 || set === all,
};

/** Say whether a value passes a check; one that is not there passes all but `present`. */
export function passes(check, argument, kind, text, values, placeholders) {
  if (check in OF_A_GROUP) {
    return OF_A_GROUP[check](argument.filter((name) => values.get(name) !== null).length, argument.length);
  }
  if (text === null) {
    return check !== "present";
  }
  const parts = kind[0] === "list" ? items(text) : [text];
  switch (check) {
    case "present":
      return true;
    case "absent":
      return false;
    case "equal":
      return text === argument;
    case "be-one-of":
      return parts.every((part) => argument.includes(part));
    case "be-none-of":
    case "not-be-example":
      return !parts.some((part) => argument.includes(part));
    case "use-scheme":
      return parts.every((part) => part.startsWith(`${argument}://`));
    case "have-bytes":
      return bytesOf(text) >= argument;
    case "not-be-placeholder":
      return !parts.some((part) => placeholders.looksLikePlaceholder(part));
    case "not-be-guessable":
      return !parts.some((part) => placeholders.isGuessable(part));
    case "differ-from":
      return text !== values.get(argument);
    case "accompany":
      return values.get(argument) !== null;
    case "not-contain": {
      const held = kind[0] === "list" ? parts.map((part) => part.toLowerCase()) : text.toLowerCase();
      return !argument.some((word) => held.includes(word.toLowerCase()));
    }
    default:
      throw new Error(`there is no check ${check}`);
  }
}

/** Give each variable of `sources` that has no value that of its source; null says that nobody has looked at it. */
export function borrow(values, broken, sources) {
  for (const [name, source] of Object.entries(sources).filter(([each]) => values.get(each) === null)) {
    values.set(name, values.get(source));
    if (broken.has(source)) {
      broken.set(name, null);
    }
  }
}

/** Return the problems without those whose message an earlier one has: what is said of several variables. */
export function toldOnce(problems) {
  return problems.filter(({ message }, place) => problems.findIndex((other) => other.message === message) === place);
}

/** Return the problems of an env file in the order of its lines: a profile that there is not first, no line last. */
export function inOrderOfLines(problems, profileVariable) {
  const rank = ({ variable, rule, line }) =>
    variable === profileVariable && rule === "not-a-choice" ? -1 : (line ?? Infinity);
  return problems.toSorted((one, other) => (rank(one) === rank(other) ? 0 : rank(one) - rank(other)));
}
