/** Tell what something else is to put a secret in the place of: a reference to a store, a variable, a command. */

import { lengthOf, partition, stripped } from "./texts.mjs";

/** @typedef {import("./weights.mjs").Words} Words */

const REFERENCE = "reference";
const COMMAND = "command";
const VARIABLE = /^\$(?=.*_)[A-Z][A-Z0-9_]{3,}$/;
const SCHEME = /^[A-Za-z0-9+.-]+$/;
const PATH = /^[a-z/_.#-]*$/;

/** The references and commands in the place of secrets, by words that `words` lists. */
export class References {
  #words;

  /** @param {Words} words */
  constructor(words) {
    this.#words = words;
  }

  /**
   * Return what nothing has resolved or run, "reference" or "command"; an empty text if `text` is neither.
   * @param {string} text
   * @returns {string}
   */
  unresolved(text) {
    if (this.#isCommand(text)) {
      return COMMAND;
    }
    const begins = this.#words.beginnings.some((beginning) => text.startsWith(beginning));
    return begins || this.#isWrapped(text) || this.#isAddressOfASecret(text) ? REFERENCE : "";
  }

  /** Say whether a text is a command of a shell, in the shell's marks or without. */
  #isCommand(text) {
    for (const [opening, closing] of [
      ["$(", ")"],
      ["`", "`"],
    ]) {
      if (text.startsWith(opening) && text.endsWith(closing) && lengthOf(text) > opening.length + 1) {
        return isExpression(text.slice(opening.length, -1));
      }
    }
    const [first, ...others] = text.split(" ");
    const { commands, of_commands: arguments_ } = this.#words;
    return commands.includes(first) && others.some((word) => arguments_.some((begin) => word.startsWith(begin)));
  }

  /** Say whether the whole text is a variable, or an expression in the marks of a template. */
  #isWrapped(text) {
    const { wrapped } = this.#words;
    for (let index = 0; index < wrapped.length; index += 2) {
      const [opening, closing] = [wrapped[index], wrapped[index + 1]];
      const inner = text.slice(opening.length, Math.max(opening.length, text.length - closing.length));
      if (text.startsWith(opening) && text.endsWith(closing) && isExpression(inner)) {
        return true;
      }
    }
    return VARIABLE.test(text);
  }

  /** Say whether a text names a secret in a store: `vault:…`, `arn:aws:secretsmanager:…`, `projects/x/secrets/y`. */
  #isAddressOfASecret(text) {
    const { stores, cloud_services: services, vaults, followed_by_a_path: others } = this.#words;
    const parts = text.split("/");
    if (parts.length > 3 && parts[0] === "projects" && parts[2] === "secrets") {
      return true;
    }
    const [scheme, , rest] = partition(text, ":");
    if (rest === "" || !SCHEME.test(scheme)) {
      return false;
    }
    if (scheme === "arn") {
      const [partitionName, , resource] = partition(rest, ":");
      return partitionName.startsWith("aws") && services.some((service) => resource.startsWith(service));
    }
    if (scheme === "https") {
      return vaults.some((vault) => rest.includes(vault));
    }
    const names = scheme.toLowerCase().split(/[+.-]/);
    if (names.some((name) => stores.includes(name))) {
      return true;
    }
    const isPath =
      rest.startsWith("//") || stores.includes(partition(rest, ":")[0]) || (rest.includes("/") && PATH.test(rest));
    return isPath && names.some((name) => others.includes(name));
  }
}

function isExpression(text) {
  return /^[A-Za-z0-9_./$'"]/.test(stripped(text, " =-{}"));
}
