/**
 * The validator as a program under Node: `node -- validation.mjs [options]`. In a browser nothing here does anything.
 *
 * Without the `--`, Node takes `--env-file` for an option of its own and obeys a NODE_OPTIONS in the file.
 */

import { FORMATS, UsageError, hasErrors, printable, report } from "./problems.mjs";

/** @typedef {import("./secret_files.mjs").Files} Files */
/** @typedef {import("./validator.mjs").Validator} Validator */

const WRONG_USAGE = 2;
const MOST_BYTES_OF_AN_ENV_FILE = 16 * 1024 * 1024;
const MILLISECONDS_OF_A_WAIT = 20;
const WAITS_FOR_A_WRITER = 500;
const NO_WRITER = "nothing writes into this pipe";
/** What a shell hands over has its writer from the start. */
const HANDED_OVER = /^\/(?:dev\/fd\/|dev\/stdin$|proc\/)/;
const OPTIONS = ["--env-file", "--profile", "--secrets-dir", "--format"];

/** Return a module of Node's own, undefined in a browser. */
function builtin(name) {
  return globalThis.process?.getBuiltinModule?.(name);
}

/** Return what `ask` answers, false where it throws. */
function tried(ask) {
  try {
    return ask(builtin("node:fs"));
  } catch {
    return false;
  }
}

function read(path, most) {
  const { closeSync, constants, openSync, statSync } = builtin("node:fs");
  const isPipe = statSync(path).isFIFO() && !HANDED_OVER.test(path);
  const file = openSync(path, isPipe ? constants.O_RDONLY | constants.O_NONBLOCK : "r");
  try {
    const content = new Uint8Array(most);
    let length = 0;
    let hasWriter = !isPipe;
    for (let reads = 0; length < most; reads += 1) {
      const more = received(file, content, length);
      hasWriter ||= more !== 0;
      if (more === 0 && hasWriter) {
        break;
      }
      if (!hasWriter && reads === WAITS_FOR_A_WRITER) {
        throw Object.assign(new Error(NO_WRITER), { code: NO_WRITER });
      }
      length += Math.max(more, 0);
      if (more <= 0) {
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, MILLISECONDS_OF_A_WAIT);
      }
    }
    return content.subarray(0, length);
  } finally {
    closeSync(file);
  }
}

/** Return how many bytes have come next, 0 at the end, and -1 where a pipe has none yet. */
function received(file, content, length) {
  try {
    return builtin("node:fs").readSync(file, content, length, content.length - length, null);
  } catch (error) {
    if (/** @type {{ code: string }} */ (error).code === "EAGAIN") {
      return -1;
    }
    throw error;
  }
}

const OF_NODE = {
  read,
  exists: (path) => tried(({ lstatSync }) => lstatSync(path) !== undefined),
  isFolder: (path) =>
    tried(({ accessSync, constants, statSync }) => {
      accessSync(path, constants.X_OK);
      return statSync(path).isDirectory();
    }),
  isSame: (one, other) =>
    tried(({ statSync }) => {
      const [ours, theirs] = [statSync(one), statSync(other)];
      return ours.ino === theirs.ino && ours.dev === theirs.dev;
    }),
};

/**
 * What reaches the files of secrets for a Validator; null in a browser.
 * @type {Files | null}
 */
export const files = builtin("node:fs") ? OF_NODE : null;

/**
 * Say whether the module of that address is the program that Node was started with.
 * @param {string} address its `import.meta.url`
 * @returns {boolean}
 */
export function isProgram(address) {
  const path = globalThis.process?.argv?.[1];
  try {
    return (
      path !== undefined && builtin("node:url").pathToFileURL(builtin("node:fs").realpathSync(path)).href === address
    );
  } catch {
    return false;
  }
}

/** Return the options among the arguments; throws UsageError, which repeats no argument: it might be a secret. */
function optionsOf(given) {
  const options = { "--format": "text" };
  for (let index = 0; index < given.length; index += 1) {
    const [name, equals, ...rest] = given[index].split(/(=)/);
    if (!OPTIONS.includes(name)) {
      throw new UsageError("unrecognized arguments; see --help");
    }
    index += equals ? 0 : 1;
    const value = equals ? rest.join("") : given[index];
    if (value === undefined || (!equals && /^-./.test(value))) {
      throw new UsageError(`argument ${name}: expected one argument; see --help`);
    }
    options[name] = value;
  }
  if (!FORMATS.includes(options["--format"])) {
    throw new UsageError("argument --format: invalid choice; see --help");
  }
  return options;
}

function textOfFile(path) {
  let content;
  try {
    content = read(path, MOST_BYTES_OF_AN_ENV_FILE + 1);
  } catch (error) {
    const { errno, code } = /** @type {{ errno: number, code: string }} */ (error);
    const [, reason] = builtin("node:util").getSystemErrorMap().get(errno) ?? ["", code];
    throw new UsageError(`${printable(path)}: cannot be read: ${reason}`);
  }
  if (content.length > MOST_BYTES_OF_AN_ENV_FILE) {
    throw new UsageError(`${printable(path)}: cannot be read: it is larger than 16 MiB`);
  }
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(content);
  } catch {
    throw new UsageError(`${printable(path)}: cannot be read: it is not UTF-8 text`);
  }
}

function help(service, program) {
  return `usage: node -- ${program} [options]

Check the environment of ${service}, or an env file, and report every problem.

  --env-file F                  judge this file alone
  --profile P                   check for this profile, whatever is set
  --secrets-dir D               folder with a file named after each secret
  --format ${FORMATS.join("|")}    form of the report (default: text)

Example: node -- ${program} --env-file .env --profile production
`;
}

/**
 * Judge as the arguments of the process say, and report.
 *
 * The exit code is 0, 1 for an invalid environment, or 2 for wrong usage.
 * @param {Validator} validator
 */
export function run(validator) {
  const { argv, env, stderr, stdout } = globalThis.process;
  const [program, given] = [argv[1].replace(/^.*[/\\]/s, ""), argv.slice(2)];
  // Nobody need be left to read the report.
  stdout.on("error", () => {});
  if (given.includes("--help") || given.includes("-h")) {
    stdout.write(help(validator.service, program));
    return;
  }
  try {
    const { "--env-file": path, "--profile": profile, "--secrets-dir": folder, "--format": format } = optionsOf(given);
    const { profile: chosen, problems } =
      path === undefined
        ? validator.judge(env, profile, folder)
        : validator.checkEnvFile(textOfFile(path), profile, folder);
    stdout.write(report(chosen, problems, format, path));
    globalThis.process.exitCode = hasErrors(problems) ? 1 : 0;
  } catch (error) {
    if (!(error instanceof UsageError)) {
      throw error;
    }
    stderr.write(`${program}: ${error.message}\n`);
    globalThis.process.exitCode = WRONG_USAGE;
  }
}
