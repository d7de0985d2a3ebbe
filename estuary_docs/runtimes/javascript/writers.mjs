/** How names and values are written for each platform, as `estuary_docs/renderers/writing` spells them in Python. */

const WORDS_OF_YAML = ["true", "false", "yes", "no", "on", "off", "y", "n", "null"];
const UNPRINTABLE = /[\x7f-\x9f\u2028\u2029\ufeff\ufdd0-\ufdef\ufffe\uffff]/g;
const UNSAFE_IN_A_SHELL = /[\0-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufdd0-\ufdef\ufffe\uffff]/g;
const PLAIN_IN_A_SHELL = /^[A-Za-z0-9_@%+=:,./-]+$/;
const NONCHARACTERS = /\p{Noncharacter_Code_Point}/u;

function escaped(letter) {
  return `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

function inQuotes(text) {
  return JSON.stringify(text).replace(UNPRINTABLE, escaped);
}

function entry(name, value) {
  return `${WORDS_OF_YAML.includes(name.toLowerCase()) ? inQuotes(name) : name}: ${value}`;
}

export function shellWord(text) {
  if (text.search(UNSAFE_IN_A_SHELL) >= 0) {
    return `$'${text.replace(/[\\']/g, "\\$&").replace(UNSAFE_IN_A_SHELL, escaped)}'`;
  }
  return PLAIN_IN_A_SHELL.test(text) ? text : `'${text.replaceAll("'", `'"'"'`)}'`;
}

export function indented(lines, by) {
  return lines.map((line) => " ".repeat(by) + line);
}

/** Switch lines off, by a `#` before the first column that holds text; comments stay. */
export function off(lines) {
  const column = Math.min(...lines.map((line) => line.search(/\S|$/)));
  return lines.map((line) => (line.startsWith("#") ? line : `${line.slice(0, column)}#${line.slice(column)}`));
}

/** How each format writes a name and a value. */
export const WRITERS = {
  compose: (name, value) => [entry(name, inQuotes(value.replaceAll("$", "$$$$")))],
  kubernetes: (name, value) => [entry(name, inQuotes(value))],
  "github-actions": (name, value) => [entry(name, inQuotes(value.replaceAll("${{", "${{ '${{' }}")))],
  "gitlab-ci": (name, value) => {
    const written = inQuotes(value);
    return [entry(name, value.includes("$") ? `{value: ${written}, expand: false}` : written)];
  },
  systemd: (name, value) => {
    if (NONCHARACTERS.test(value)) {
      throw new Error(`${name}: has a value that no systemd unit can hold; remove the noncharacters of Unicode`);
    }
    return [`Environment="${name}=${value.replace(/[\\"]/g, "\\$&").replaceAll("%", "%%")}"`];
  },
};
