/**
 * Build what a deployment needs from choices: the text that `estuary-docs show` prints for them, letter for letter.
 *
 * It is `deployment.py` and `choices.py` of `estuary_docs/validation` once more, and `renderers/writing/template.py`,
 * over the validator and its tables. What each format looks like comes from Python as data.
 */

import { asks, companionsOf, standIns } from "./needs.mjs";
import { WRITERS, indented, off, shellWord } from "./writers.mjs";

/** @typedef {import("./problems.mjs").Problem} Problem */
/** @typedef {import("./validator.mjs").Tables} Tables */
/** @typedef {import("./validator.mjs").Validator} Validator */

/**
 * @typedef {object} Slot where lines stand that depend on what is set
 * @property {string} [head]
 * @property {number} [indent]
 * @property {boolean} [settings] whether settings stand here
 * @property {Record<string, string[]>} [secrets] the lines of each secret, if secrets stand here
 * @property {boolean} [shows_values] whether these lines hold the values of secrets
 * @property {Record<string, string[]>} [above]
 *
 * @typedef {object} Facts what `estuary_docs.renderers.files.builder_js` gives
 * @property {string} source
 * @property {Record<string, string>} examples
 * @property {Record<string, string[]>} comments
 * @property {Record<string, { about: string[], parts: (string | string[] | Slot)[] }>} formats a line that the profiles
 *   differ in stands there for each of them
 *
 * @typedef {Map<string, string>} Choices the values of settings by name; of secrets the names alone matter
 * @typedef {{ settings: Map<string, string>, defaults: Map<string, string>, required: string[], optional: string[] }} Plan
 */

const OF_FORM = ["malformed", "out-of-range", "not-a-choice"];
const FEWEST_BYTES_OF_A_KEY = 32;

/** The deployments of one service. */
export class Builder {
  #validator;
  #tables;
  #facts;
  #kinds = new Map();
  #secrets;

  /**
   * @param {Validator} validator
   * @param {Tables} tables those of the validator
   * @param {Facts} facts
   */
  constructor(validator, tables, facts) {
    this.#validator = validator;
    this.#tables = tables;
    this.#facts = facts;
    this.#secrets = new Set(validator.secrets);
    for (const line of tables.variables.split("\n").filter((row) => row !== "")) {
      const [name, , label] = line.split("\t");
      this.#kinds.set(name, tables.kinds[label]);
    }
  }

  /**
   * Return a random key that is long enough for its rules.
   * @param {string} name
   * @returns {string}
   */
  newKey(name) {
    const asked = this.#rules(name).map(([, , check, argument]) => (check === "have-bytes" ? argument : 0));
    const bytes = crypto.getRandomValues(new Uint8Array(Math.max(FEWEST_BYTES_OF_A_KEY, ...asked)));
    return btoa(String.fromCharCode(...bytes))
      .replaceAll("+", "-")
      .replaceAll("/", "_")
      .replace(/=+$/, "");
  }

  /**
   * Return which answers can be chosen, and what is wrong with them: errors refuse an answer, warnings do not. An empty
   * answer chooses nothing.
   * @param {string} profile
   * @param {Choices} answers
   * @returns {{ choices: Choices, problems: Problem[], plan: Plan }}
   */
  judge(profile, answers) {
    const choices = new Map([...answers].filter(([name, value]) => this.#secrets.has(name) || this.#isSet(name, value)));
    const settings = new Map([...choices].filter(([name]) => !this.#secrets.has(name)));
    const ours = (problem) => settings.has(problem.variable);
    const refused = this.#validator.check(settings, profile).filter((each) => ours(each) && OF_FORM.includes(each.rule));
    refused.forEach((each) => choices.delete(each.variable));
    for (;;) {
      const plan = this.plan(profile, choices);
      const environ = new Map([...plan.settings, ...plan.required.map((name) => [name, this.#example(name)])]);
      const found = this.#validator.check(environ, profile).filter((each) => choices.has(each.variable) && ours(each));
      const errors = found.filter((each) => each.severity === "error");
      if (errors.length === 0) {
        return { choices, problems: [...refused, ...found], plan };
      }
      errors.forEach((each) => choices.delete(each.variable));
      refused.push(...errors);
    }
  }

  /**
   * Return what a deployment with these choices sets.
   * @param {string} profile
   * @param {Choices} choices
   * @returns {Plan}
   */
  plan(profile, choices) {
    const values = this.#validator.defaults(profile);
    const chosen = new Set();
    const set = (name, value) => {
      values.set(name, value);
      chosen.add(name);
    };
    choices.forEach((value, name) => set(name, this.#secrets.has(name) ? this.#example(name) : value));
    if (this.#tables.profile_variable !== null) {
      set(this.#tables.profile_variable, profile);
    }
    let broken = this.#broken(profile, values);
    const sweep = (avoidable) => {
      let changed = false;
      const companions = companionsOf(broken);
      for (const name of values.keys()) {
        const its = broken.get(name) ?? [];
        const needed = companions.includes(name) || its.some((rule) => asks(rule, avoidable));
        const value = chosen.has(name) ? null : this.#remedy(profile, name, values, its, needed);
        if (value !== null) {
          set(name, value);
          broken = this.#broken(profile, values);
          changed = true;
        }
      }
      return changed;
    };
    // What can be avoided by setting something else waits until nothing else is needed, which may be just that.
    while (sweep(false) || sweep(true));
    const secrets = this.#validator.secrets;
    const defaults = Object.entries(this.#tables.profile_defaults[profile] ?? {});
    return {
      settings: new Map([...values].filter(([name]) => chosen.has(name) && !this.#secrets.has(name))),
      defaults: new Map(defaults.filter(([name]) => !chosen.has(name)).map(([name, value]) => [name, value ?? ""])),
      required: secrets.filter((name) => chosen.has(name)),
      optional: secrets.filter((name) => !chosen.has(name)),
    };
  }

  /**
   * Return a format's text; `keys` takes the place of the placeholders of secrets, where the format shows them.
   *
   * Throws an Error if the format cannot hold a value.
   * @param {string} format
   * @param {string} profile
   * @param {Choices} choices
   * @param {Map<string, string>} [keys]
   * @param {Plan} [plan] that of these choices, where it is known
   * @returns {string}
   */
  text(format, profile, choices, keys = new Map(), plan = this.plan(profile, choices)) {
    const { comments, formats } = this.#facts;
    const { about, parts } = formats[format];
    const told = [...about, ...(plan.optional.length ? comments.how_to_switch_on : [])];
    const lines = [
      `# ${this.#origin(format, profile, choices)}`,
      ...(told.length ? ["#"] : []),
      ...told,
      ...parts.flatMap((part) => {
        const line = Array.isArray(part) ? part[this.#tables.profiles.indexOf(profile)] : part;
        return typeof line === "string" ? [line] : this.#fill(format, line, plan, keys);
      }),
    ];
    return lines.map((line) => `${line}\n`).join("");
  }

  #isSet(name, value) {
    return this.#kinds.get(name)[0] === "list" ? /[^, \t]/.test(value) : value !== "";
  }

  #example(name) {
    return this.#facts.examples[name] ?? "";
  }

  #rules(name) {
    return this.#tables.rules[name] ?? [];
  }

  /** Return the rules that do not hold, by variable; each is known by its message. */
  #broken(profile, values) {
    const broken = new Map();
    const given = new Map([...values].filter(([, value]) => value !== null));
    for (const { variable, message } of this.#validator.check(given, profile)) {
      const rule = this.#rules(variable).find((each) => each[5] === message);
      if (rule) {
        broken.set(variable, [...(broken.get(variable) ?? []), rule]);
      }
    }
    return broken;
  }

  /** Return the value that a variable needs, or null if it needs none or there is none. */
  #remedy(profile, name, values, broken, needed) {
    const fits = (text) => !this.#broken(profile, new Map([...values, [name, text]])).has(name);
    const permitted = this.#permittedWords(name, broken);
    if (needed && values.get(name) === null) {
      const shown = name in this.#facts.examples ? [this.#facts.examples[name]] : [];
      const slug = name.toLowerCase().replaceAll("_", "-");
      const possible = [...shown, ...permitted, ...standIns(this.#kinds.get(name), slug)];
      return possible.find(fits) ?? possible[0];
    }
    if (broken.length && !this.#secrets.has(name)) {
      const fitting = permitted.filter(fits);
      const isError = broken.some(([, severity]) => severity === "error");
      return fitting.length === 1 || (fitting.length && isError) ? fitting[0] : null;
    }
    return null;
  }

  #permittedWords(name, broken) {
    const asked = broken.flatMap(([, , check, argument]) =>
      check === "equal" ? [argument] : check === "be-one-of" ? argument : [],
    );
    const isFormed = (text) => {
      const problems = this.#validator.check({ [name]: text });
      return !problems.some((each) => each.variable === name && OF_FORM.includes(each.rule));
    };
    const kind = this.#kinds.get(name);
    return [...new Set([...asked.filter(isFormed), ...(["flag", "choice"].includes(kind[0]) ? standIns(kind, "") : [])])];
  }

  #origin(format, profile, choices) {
    const words = ["estuary-docs show", format];
    if (this.#tables.profile_variable !== null) {
      words.push("--profile", profile);
    }
    for (const name of this.#validator.variables.filter((each) => choices.has(each))) {
      words.push(...(this.#secrets.has(name) ? ["--with", name] : ["--set", shellWord(`${name}=${choices.get(name)}`)]));
    }
    return `Made from ${this.#facts.source} by \`${words.join(" ")}\`.`;
  }

  #fill(format, { head, indent = 0, settings = false, secrets: linesOf, shows_values: showsValues, above }, plan, keys) {
    const write = WRITERS[format] ?? ((name, value) => this.#assignment(name, value));
    const commented = (name, lines) => [...(above?.[name] ?? []), ...lines];
    const written = (values) => [...values].flatMap(([name, value]) => commented(name, write(name, value)));
    const mark = [...(above ? [""] : []), ...this.#facts.comments.profile_defaults];
    const secrets = (names, switched) =>
      names.flatMap((name) => {
        const lines = showsValues && keys.has(name) ? write(name, keys.get(name)) : linesOf[name];
        return commented(name, switched(lines));
      });
    const same = (lines) => lines;
    const { required, optional } = linesOf ? plan : { required: [], optional: [] };
    const on = [
      ...(settings ? written(plan.settings) : []),
      ...(settings && plan.defaults.size ? [...mark, ...written(plan.defaults)] : []),
      ...secrets(required, same),
    ];
    const lines = [...on, ...secrets(optional, off)];
    if (head === undefined || lines.length === 0) {
      return indented(lines, indent);
    }
    const below = (each) => [head, ...indented(each, 2)];
    return indented(on.length ? below(lines) : off(below(secrets(optional, same))), indent);
  }

  /** Return the line of an env file that all readers read alike, below what is to be known of it. */
  #assignment(name, value) {
    const isPortable = (line) => {
      const file = this.#validator.readEnvFile(`${line}\n`);
      return file.traps.length === 0 && file.values.get(name) === value;
    };
    const [bare, ...quoted] = ["", "'", '"'].map((quote) => `${name}=${quote}${value}${quote}`);
    if (isPortable(bare)) {
      return [bare];
    }
    const line = quoted.find(isPortable);
    const { kept_quotes: keptQuotes, unwritable } = this.#facts.comments;
    return line === undefined ? unwritable : [...keptQuotes, line];
  }
}
