/** What judging an environment brings to light, and how it is reported. */

/**
 * @typedef {"error" | "warning"} Severity
 *
 * @typedef {object} Problem One thing that is wrong. Neither `message` nor `remedy` ever holds a value.
 * @property {string} variable
 * @property {string} rule a slug, and an anchor on the troubleshooting page
 * @property {Severity} severity
 * @property {string} message
 * @property {string} remedy
 * @property {number} [line] that of the env file, where there is one
 *
 * @typedef {{ profile: string, problems: Problem[] }} Verdict
 */

/** The forms of a report. */
export const FORMATS = ["text", "json", "github"];

/** The arguments cannot be used; the message says in one line what is wrong, and repeats none of them. */
export class UsageError extends Error {
  name = "UsageError";
}

/**
 * Say whether one of the problems is an error.
 * @param {Problem[]} problems
 * @returns {boolean}
 */
export function hasErrors(problems) {
  return problems.some((problem) => problem.severity === "error");
}

/**
 * Return what judging in `profile` has found, as `text`, `json`, or annotations of a pull request at `github`.
 * @param {string} profile
 * @param {Problem[]} problems
 * @param {string} format one of FORMATS
 * @param {string | null} [path] of the env file
 * @returns {string}
 */
export function report(profile, problems, format, path = null) {
  if (format === "json") {
    const text = JSON.stringify({ profile, problems }, null, 2);
    const escape = (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`;
    return `${text.replace(/[\x7f-\uffff]/g, escape)}\n`;
  }
  const line = format === "github" ? annotation : textLine;
  return problems.map((problem) => `${line(problem, path)}\n`).join("");
}

function textLine(problem, path) {
  const place = path && problem.line ? `${printable(path)}:${problem.line}: ` : "";
  return `${place}${problem.severity}[${problem.rule}]: ${problem.message} ${problem.remedy}`;
}

/**
 * Return a text in which nothing moves the cursor, ends the line or begins an old command of GitHub's runner.
 * @param {string} text
 * @returns {string}
 */
export function printable(text) {
  return text.replace(/(?! )[\p{C}\p{Z}]/gu, "?").replaceAll("##[", "#?[");
}

/** Return a workflow command of GitHub Actions, escaped as its toolkit does. */
function annotation(problem, path) {
  const escaped = (text) => text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
  const property = (fact) => escaped(String(fact)).replaceAll(":", "%3A").replaceAll(",", "%2C");
  const listed = Object.entries({ file: path, line: problem.line, title: problem.rule })
    .filter(([, fact]) => fact)
    .map(([name, fact]) => `${name}=${property(fact)}`);
  return `::${problem.severity} ${listed.join(",")}::${escaped(`${problem.message} ${problem.remedy}`)}`;
}
