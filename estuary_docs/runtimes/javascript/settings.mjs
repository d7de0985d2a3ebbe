/** Settings typed as a program uses them, and the tables that they come from. */

import { items } from "./forms.mjs";
import { hasErrors } from "./problems.mjs";
import { quantity } from "./quantities.mjs";

/**
 * @typedef {object} Tables What `estuary_docs.validation.tables` gives; Python's `Validator` explains the keys.
 * @property {string} service
 * @property {string | null} profile_variable
 * @property {string[]} profiles
 * @property {string} default_profile
 * @property {Record<string, import("./forms.mjs").Kind>} kinds
 * @property {Record<string, string>} phrases
 * @property {string} variables
 * @property {Record<string, Record<string, string | null>>} profile_defaults
 * @property {Record<string, string>} borrowed_defaults
 * @property {Record<string, import("./rules.mjs").Rule[]>} rules
 * @property {Record<string, [string, import("./problems.mjs").Severity, string, string]>} messages
 * @property {Record<string, [string, string]>} remedies
 * @property {Record<string, string[]>} old_names
 * @property {Record<string, string>} deprecated
 * @property {Record<string, string[]>} yields
 * @property {string[]} taking_empty
 * @property {string[]} external
 * @property {string[]} prefixes
 * @property {import("./weights.mjs").Words} words
 *
 * @typedef {Record<string, string | undefined> | Map<string, string>} Environ
 */

const TRUE_WORDS = ["1", "on", "t", "true", "y", "yes"];

/** An environment breaks rules; `problems` lists all of them, warnings too. */
export class InvalidEnvironmentError extends Error {
  name = "InvalidEnvironmentError";

  /** @param {import("./problems.mjs").Problem[]} problems */
  constructor(problems) {
    const lines = problems.map(({ severity, rule, message, remedy }) => `${severity}[${rule}]: ${message} ${remedy}`);
    super(["the environment is not valid:", ...lines].join("\n"));
    this.problems = problems;
  }
}

/** Return a whole number, as a BigInt where not every number of its kind is exact as one of JavaScript's. */
function whole(number, least, most) {
  const isExact = [least, most].every((bound) => bound !== null && Number.isSafeInteger(Number(bound)));
  return isExact ? Number(number) : BigInt(number);
}

/** What a sound text stands for, by the name of its kind; it stands for itself where the kind is not here. */
const VALUES = {
  list: (text, item) => items(text).map((part) => typed(item, part)),
  flag: (text) => text === "true",
  switch: (text) => TRUE_WORDS.includes(text.toLowerCase()),
  integer: (text, least, most) =>
    whole(text.startsWith("-") ? -BigInt(text.slice(1)) : BigInt(text), least, most),
  number: (text) => Number(text.replaceAll("_", "")),
  duration: (text, _least, _most, units) => Number(quantity(text, "duration", units)),
  size: (text, _least, most, units) => whole(quantity(text, "size", units), 0, most),
};

/**
 * Return what a sound text stands for: a duration in milliseconds, a size in bytes, a decimal number as it is written.
 * @param {import("./forms.mjs").Kind} kind
 * @param {string} text
 * @returns {any}
 */
export function typed([name, ...limits], text) {
  return name in VALUES ? VALUES[name](text, ...limits) : text;
}

/**
 * Return the settings of an environment by section and field, undefined where there is no value.
 *
 * `names` are those of the variables, each with its section and field. Throws InvalidEnvironmentError, with all
 * problems, if there is an error among them.
 */
export function loaded(validator, tables, names, environ) {
  const problems = validator.check(environ);
  if (hasErrors(problems)) {
    throw new InvalidEnvironmentError(problems);
  }
  const values = validator.values(environ);
  const rows = tables.variables.split("\n").map((row) => row.split("\t"));
  const kinds = new Map(rows.map(([name, , label]) => [name, tables.kinds[label]]));
  const read = (name) => (values.get(name) === null ? undefined : typed(kinds.get(name), values.get(name)));
  const settings = {};
  for (const [name, section, field] of names) {
    settings[section] = { ...settings[section], [field]: read(name) };
  }
  return settings;
}
