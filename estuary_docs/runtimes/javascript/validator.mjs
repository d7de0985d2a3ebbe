/**
 * Judge an environment by tables: the interpreter of a service's rules for browsers and for Node.
 *
 * It is the Python runtime, function by function, over the same tables, and gives the same verdicts in the same words.
 */

import { NO_CAUSE, causeOfBreach, causeOfForm, causeOfProfile, explained, filled, nearestWord } from "./causes.mjs";
import { EnvFile } from "./env_file.mjs";
import { fault, inFile, isSet } from "./forms.mjs";
import { Names, isOwnName } from "./names.mjs";
import { Placeholders } from "./placeholders.mjs";
import { UsageError } from "./problems.mjs";
import { applies, borrow, inOrderOfLines, passes, toldOnce } from "./rules.mjs";
import { FILE_SUFFIX, readSecret } from "./secret_files.mjs";

/** @typedef {import("./problems.mjs").Problem} Problem */
/** @typedef {import("./problems.mjs").Verdict} Verdict */

const UNREADABLE = "unreadable";

function givenOf(environ) {
  const entries = environ instanceof Map ? [...environ] : Object.entries(environ);
  return new Map(entries.filter(([, text]) => text !== undefined));
}

/** The rules of one service. */
export class Validator {
  #tables;
  #files;
  #placeholders;
  #kindOf = new Map();
  #secrets = new Map();
  #defaults = new Map();
  #names;
  #known;

  /**
   * `files` reaches the files of secrets. Where there is none, as in a browser, a secret whose `NAME_FILE` is set
   * counts as set, and nothing is asked of what it holds; `CREDENTIALS_DIRECTORY` is passed over.
   * @param {Tables} tables
   * @param {{ files?: import("./secret_files.mjs").Files | null }} [options]
   */
  constructor(tables, { files = null } = {}) {
    this.#tables = tables;
    this.#files = files;
    this.#placeholders = new Placeholders(tables.words);
    for (const line of tables.variables.split("\n").filter((row) => row !== "")) {
      const [name, secrecy, kind, ...rest] = line.split("\t");
      this.#kindOf.set(name, kind);
      this.#defaults.set(name, rest.length ? rest.join("\t") : null);
      if (secrecy !== "setting") {
        this.#secrets.set(name, secrecy === "secret");
      }
    }
    this.#names = new Names(this.#kindOf.keys());
    this.#known = new Set([
      ...this.#kindOf.keys(),
      ...tables.external,
      ...Object.values(tables.old_names).flat(),
      ...Array.from(this.#secrets, ([name, hasFile]) => (hasFile ? name + FILE_SUFFIX : name)),
    ]);
  }

  /** @returns {string} the name of the service */
  get service() {
    return this.#tables.service;
  }

  /** @returns {string[]} the profiles that there are */
  get profiles() {
    return [...this.#tables.profiles];
  }

  /** @returns {string[]} the variables, in order */
  get variables() {
    return [...this.#kindOf.keys()];
  }

  /** @returns {string[]} those of them that are secrets */
  get secrets() {
    return [...this.#secrets.keys()];
  }

  /**
   * Return what each variable is where nothing is set, null if it is nothing then.
   * @param {string | null} [profile]
   * @returns {Map<string, string | null>}
   */
  defaults(profile = null) {
    const own = this.#tables.profile_defaults[this.#profile(new Map(), profile)] ?? {};
    return new Map([...this.#defaults, ...Object.entries(own)]);
  }

  /**
   * Return every error and warning about an environment, in the order of the variables.
   *
   * `profile` takes the place of the one that the environment chooses. Throws UsageError if there is none such.
   * @param {Environ} environ
   * @param {string | null} [profile]
   * @returns {Problem[]}
   */
  check(environ, profile = null) {
    return this.judge(environ, profile).problems;
  }

  /**
   * Return the same, the profile that was judged in, and what the service may not know of it: the effective value of
   * each variable with a default of the profile, empty if unset. Secrets may also be files in `secretsFolder`.
   * @param {Environ} environ
   * @param {string | null} [profile]
   * @param {string | null} [secretsFolder]
   * @returns {Verdict & { defaults: Record<string, string> }}
   */
  judge(environ, profile = null, secretsFolder = null) {
    const given = givenOf(environ);
    const chosen = this.#profile(given, profile);
    const [values, problems] = this.#judge(given, profile, secretsFolder);
    const borrowed = Object.keys(this.#tables.borrowed_defaults).filter((name) => values.get(name) !== null);
    const own = [...Object.keys(this.#tables.profile_defaults[chosen] ?? {}), ...borrowed];
    return { profile: chosen, problems, defaults: Object.fromEntries(own.map((name) => [name, values.get(name) ?? ""])) };
  }

  /**
   * Return the effective values in their written form, null where there is none; what is malformed counts as its default.
   * @param {Environ} environ
   * @param {string | null} [profile]
   * @returns {Map<string, string | null>}
   */
  values(environ, profile = null) {
    return this.#judge(givenOf(environ), profile, null)[0];
  }

  /**
   * Judge the text of an env file, and nothing else but the secrets in `secretsFolder`.
   * Problems come in the order of the lines. Throws UsageError if there is no such profile.
   * @param {string} text
   * @param {string | null} [profile]
   * @param {string | null} [secretsFolder]
   * @returns {Verdict}
   */
  checkEnvFile(text, profile = null, secretsFolder = null) {
    const file = new EnvFile(text);
    const [, found] = this.#judge(file.values, profile, secretsFolder);
    const problems = found.map((problem) => {
      const name = [problem.variable, problem.variable + FILE_SUFFIX].find((each) => file.lines.has(each));
      return name === undefined ? problem : { ...problem, line: file.lines.get(name) };
    });
    const ofLines = file.traps.map(([line, name, trap]) => this.#ofLine(line, name, trap));
    return { profile: this.#profile(file.values, profile), problems: inOrderOfLines([...ofLines, ...problems], this.#tables.profile_variable) };
  }

  /** Read an env file as dotenvy does, and list what its readers differ about. */
  readEnvFile = (text) => new EnvFile(text);

  /** Return what a text is in the place of a secret, "placeholder", "reference" or "command"; empty if it is one. */
  standIn(text) {
    return this.#placeholders.standIn(text);
  }

  /** Say whether a text is one of the first that anybody would try. */
  isGuessable(text) {
    return this.#placeholders.isGuessable(text);
  }

  #profile(environ, profile) {
    const { profiles, profile_variable: variable, default_profile: otherwise } = this.#tables;
    if (profile !== null && profile !== undefined) {
      if (!profiles.includes(profile)) {
        throw new UsageError(`there is no such profile; choose one of ${profiles.join(", ")}`);
      }
      return profile;
    }
    const chosen = environ.get(variable ?? "");
    return profiles.includes(chosen) ? chosen : nearestWord(profiles, chosen ?? "") || otherwise;
  }

  /** Return the effective values, and every problem. */
  #judge(given, profile, secretsFolder) {
    const { profile_variable: variable, old_names: oldNames, deprecated } = this.#tables;
    const environ = variable === null ? given : new Map(given).set(variable, profile ?? given.get(variable));
    const values = this.defaults(this.#profile(given, profile));
    const texts = new Map();
    const broken = this.#read(environ, values, texts, secretsFolder);
    borrow(values, broken, this.#tables.borrowed_defaults);
    const problems = [];
    for (const [name, kind] of this.#kindOf) {
      for (const old of oldNames[name] ?? []) {
        if (environ.get(old)) {
          problems.push(this.#worded("renamed", old, { new: name }));
        }
      }
      if (name in deprecated && environ.get(name)) {
        problems.push(this.#worded("deprecated", name, { advice: deprecated[name] }));
      }
      if (!broken.has(name)) {
        problems.push(...this.#breaches(name, values));
      } else if (broken.get(name) !== null) {
        const facts = { file: name + FILE_SUFFIX, kind: this.#tables.phrases[kind] ?? kind };
        const problem = this.#worded(broken.get(name), name, facts);
        // What was meant by a profile decides on all the rest.
        const cause = this.#cause(name, texts.get(name), values);
        problems.splice(name === variable ? 0 : problems.length, 0, explained(problem, cause, this.#tables.remedies));
      }
    }
    return [values, [...toldOnce(problems), ...this.#unknown(environ)]];
  }

  /** Put what is set into `values`; return the slug of each value that has no form, null where nobody has looked. */
  #read(environ, values, texts, secretsFolder) {
    const broken = new Map();
    const empty = new Set(this.#tables.taking_empty.filter((name) => environ.get(name) === ""));
    const isGiven = (name) => Boolean(environ.get(name)) || empty.has(name);
    const isRead = ([name]) => !this.#tables.yields[name]?.some(isGiven);
    for (const [name, label] of [...this.#kindOf].filter(isRead)) {
      let text = environ.get(name);
      const hasFile = this.#secrets.get(name);
      // A folder that somebody names holds secrets of a class too that takes none by `NAME_FILE`.
      if (hasFile || (secretsFolder && hasFile !== undefined && !empty.has(name))) {
        const given = hasFile ? environ : new Map([[name, text ?? ""]]);
        const [secret, slug, unseen] = readSecret(given, name, this.#files, secretsFolder);
        text = secret === null && slug === null && !unseen && empty.has(name) ? "" : secret;
        if (slug !== null || unseen) {
          broken.set(name, slug);
          // Set, though nobody can say to what: presence is all that other rules may ask of it.
          values.set(name, UNREADABLE);
        }
      }
      const own = this.#tables.kinds[label];
      const kind = environ.get(name) ? own : inFile(own);
      if (!isSet(kind, text) && !(text === "" && empty.has(name))) {
        continue;
      }
      const slug = fault(kind, text);
      if (slug !== null) {
        broken.set(name, slug);
        texts.set(name, [kind, text]);
      }
      // Other rules see the default in the place of a malformed value.
      if (slug === null || values.get(name) === null) {
        values.set(name, text);
      }
    }
    return broken;
  }

  /** Return why a value has no form; nothing where what would be right breaks a rule. */
  #cause(name, read, values) {
    const { profile_variable: variable, profiles, default_profile: otherwise } = this.#tables;
    if (read === undefined || name === variable) {
      return read === undefined ? NO_CAUSE : causeOfProfile(profiles, read[1], otherwise);
    }
    const cause = causeOfForm(...read);
    const breaches = cause[2] === "" ? [] : this.#breaches(name, new Map(values).set(name, cause[2]));
    return breaches.some(({ severity }) => severity === "error") ? NO_CAUSE : cause;
  }

  #breaches(name, values) {
    const kind = this.#tables.kinds[this.#kindOf.get(name)];
    const isBroken = (check, argument) => !passes(check, argument, kind, values.get(name), values, this.#placeholders);
    return (this.#tables.rules[name] ?? [])
      .filter(([, , check, argument, conditions]) => applies(conditions, values) && isBroken(check, argument))
      .map(([rule, severity, check, argument, , message, remedy]) => {
        const cause = causeOfBreach(check, argument, kind, values.get(name), this.#placeholders);
        return explained({ variable: name, rule, severity, message, remedy }, cause, this.#tables.remedies);
      });
  }

  #unknown(environ) {
    const problems = [];
    for (const name of [...environ.keys()].filter((each) => !this.#known.has(each)).sort()) {
      const meant = this.#names.nearest(name);
      if (meant !== null) {
        problems.push(this.#worded("misspelt", name, { meant }));
      } else if (isOwnName(name, this.#tables.prefixes)) {
        problems.push(this.#worded("unknown", name));
      }
    }
    return problems;
  }

  /** Word what is wrong with a line; a name is shown if it is known, for it may be a piece of a secret. */
  #ofLine(line, name, trap) {
    const known = this.#known.has(name);
    const subject = known ? `\`${name}\`` : "This line";
    return { ...this.#worded(trap, known ? name : "", { subject }), line };
  }

  #worded(what, variable, facts = {}) {
    const [rule, severity, message, remedy] = this.#tables.messages[what];
    const all = { ...facts, variable, service: this.service };
    return { variable, rule, severity, message: filled(message, all), remedy: filled(remedy, all) };
  }
}
