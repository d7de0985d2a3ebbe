/**
 * Judge an environment by tables: the interpreter of a service's rules for browsers and for Node.
 *
 * It is the Python runtime, function by function, over the same tables, and gives the same verdicts in the same words.
 * Python counts code points where JavaScript counts UTF-16 units, and the two know different versions of Unicode. So:
 *
 * - a length that matters is `lengthOf`, and text that is cut by length is cut as an array of code points;
 * - `str.strip`, `split` and `isspace` go by `WHITE_SPACE`, which `trim` and `\s` do not equal;
 * - `isalnum` and `isalpha` go by ASCII and Latin-1, beyond which all counts as a letter, in Python too;
 * - `lower` and `upper` are `toLowerCase` and `toUpperCase`: both are the full mappings of Unicode, without a locale;
 * - `isdigit`, `isidentifier` and their like are asked of ASCII alone, and are patterns here;
 * - `TextEncoder` makes three bytes of a lone surrogate, and so does Python's "surrogatepass".
 *
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
 *
 * @typedef {[name: string, ...limits: any[]]} Kind
 * @typedef {[variable: string, words: string[] | null]} Condition
 * @typedef {[string, Severity, string, any, Condition[], string, string]} Rule
 *
 * @typedef {object} Tables What `estuary_docs.tables.portable` gives; the keys are explained at Python's `Validator`.
 * @property {string} service
 * @property {string | null} profile_variable
 * @property {string[]} profiles
 * @property {string} default_profile
 * @property {Record<string, Kind>} kinds
 * @property {string} variables
 * @property {Record<string, Record<string, string | null>>} profile_defaults
 * @property {Record<string, Rule[]>} rules
 * @property {Record<string, [string, Severity, string, string]>} messages
 * @property {Record<string, string[]>} old_names
 * @property {Record<string, string>} deprecated
 * @property {string[]} external
 * @property {string[]} prefixes
 * @property {Words} words
 *
 * @typedef {object} Words The lists of `estuary_docs/runtimes/placeholders.py`.
 * @property {string} notes
 * @property {string} stand_ins
 * @property {string} glue
 * @property {string[]} stems
 * @property {string[]} accents
 * @property {string} sequences
 * @property {string[]} templates
 * @property {string[]} vendors
 * @property {string[]} secret_keys
 * @property {string[]} top_level_domains
 * @property {string[]} short_words_run_together
 *
 * @typedef {Record<string, string | undefined> | Map<string, string>} Environ
 *
 * @typedef {object} Files How files of secrets are reached.
 * @property {(path: string, most: number) => Uint8Array} read its first `most` bytes; throws if it cannot be read
 * @property {(path: string) => boolean} exists whether something is there
 * @property {(path: string) => boolean} isFolder whether it is a folder that may be searched
 * @property {(one: string, other: string) => boolean} isSame whether both are there, and one file
 */

// Texts.

const WHITE_SPACE =
  "\t\n\v\f\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a" +
  "\u2028\u2029\u202f\u205f\u3000";
const SOME_WHITE_SPACE = new RegExp(`[${WHITE_SPACE}]+`);
const SPACES = " \t";
const PAIR_OF_SURROGATES = /[\ud800-\udbff][\udc00-\udfff]/g;
const UTF_8 = new TextEncoder();

/** Return the number of code points. */
function lengthOf(text) {
  return text.length - (text.match(PAIR_OF_SURROGATES)?.length ?? 0);
}

function bytesOf(text) {
  return UTF_8.encode(text).length;
}

function strippedLeft(text, characters) {
  let start = 0;
  while (start < text.length && characters.includes(text[start])) {
    start += 1;
  }
  return text.slice(start);
}

function strippedRight(text, characters) {
  let end = text.length;
  while (end > 0 && characters.includes(text[end - 1])) {
    end -= 1;
  }
  return text.slice(0, end);
}

function stripped(text, characters) {
  return strippedRight(strippedLeft(text, characters), characters);
}

function isWhiteSpace(text) {
  return text !== "" && strippedLeft(text, WHITE_SPACE) === "";
}

/** Return the words between white space. */
function wordsOf(text) {
  return text.split(SOME_WHITE_SPACE).filter((word) => word !== "");
}

/** Return what stands before the first separator, the separator if it is there, and what stands after it. */
function partition(text, separator) {
  const place = text.indexOf(separator);
  return place < 0 ? [text, "", ""] : [text.slice(0, place), separator, text.slice(place + separator.length)];
}

/** Return the same of the last separator; without one, all is after it. */
function partitionAtLast(text, separator) {
  const place = text.lastIndexOf(separator);
  return place < 0 ? ["", "", text] : [text.slice(0, place), separator, text.slice(place + separator.length)];
}

// Problems.

/** The forms of a report. */
export const FORMATS = ["text", "json", "github"];

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
 * Return a text in which nothing moves the cursor or ends the line.
 * @param {string} text
 * @returns {string}
 */
export function printable(text) {
  return text.replace(/(?! )[\p{C}\p{Z}]/gu, "?");
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

// Forms.

const DIGITS = /^[0-9]+$/;
const NOT_IN_A_TEXT = /[\0\r\n\ud800-\udfff]/u;
const NOT_IN_ANY_TEXT = /[\0\ud800-\udfff]/u;
const WORDS_OF_SWITCH = ["1", "on", "t", "true", "y", "yes", "0", "off", "f", "false", "n", "no"];
const WHOLE = /^[+-]?[0-9]+(?:_[0-9]+)*(?:\.0+)?$/;
const DECIMAL =
  /^[+-]?(?:[0-9]+(?:_[0-9]+)*(?:\.(?:[0-9]+(?:_[0-9]+)*)?)?|\.[0-9]+(?:_[0-9]+)*)(?:e[+-]?[0-9]+(?:_[0-9]+)*)?$/i;
const BEYOND_DECIMAL = /^[+-]?(?:inf(?:inity)?|nan)$/i;
const HOST = /^[A-Za-z0-9_][A-Za-z0-9_.-]*$/;
const ADDRESS_IN_BRACKETS = /^\[[0-9A-Fa-f:.]{2,45}\](:?)(.*)$/s;
const LAST_PORT = 65535;

/** Split a list as it is written. */
function items(text) {
  return text
    .split(",")
    .map((part) => stripped(part, SPACES))
    .filter((item) => item !== "");
}

/** Return the slug of the rule of form that a text breaks, or null. */
function fault(kind, text) {
  const [name] = kind;
  if (name === "list") {
    return items(text).reduce((found, item) => found ?? fault(kind[1], item), null);
  }
  if (name === "choice") {
    return kind[1].includes(text) ? null : "not-a-choice";
  }
  if (name === "integer") {
    return DIGITS.test(text) ? faultOfNumber(text, kind[1], kind[2]) : "malformed";
  }
  if (name === "number") {
    return faultOfLenientNumber(kind, text);
  }
  let holds;
  if (name === "flag") {
    holds = text === "true" || text === "false";
  } else if (name === "switch") {
    holds = WORDS_OF_SWITCH.includes(text.toLowerCase());
  } else if (name === "json") {
    holds = isJson(kind[1], text);
  } else if (name === "described") {
    holds = !NOT_IN_ANY_TEXT.test(text);
  } else if (name === "text") {
    holds = !NOT_IN_A_TEXT.test(text);
  } else if (name === "url") {
    holds = isUrl(text);
  } else if (name === "origin") {
    holds = text === "*" || isOrigin(text);
  } else {
    throw new Error(`there is no kind ${name}`);
  }
  return holds ? null : "malformed";
}

function faultOfNumber(text, least, most) {
  const digits = text.replace(/^0+(?=.)/, "");
  // A number that needs more digits than the greatest is not worth converting, however long it is.
  if (digits.length > String(most).length) {
    return "out-of-range";
  }
  return BigInt(digits) >= BigInt(least) && BigInt(digits) <= BigInt(most) ? null : "out-of-range";
}

/** Judge a number as pydantic reads it. */
function faultOfLenientNumber([, whole, least, most, above, below], text) {
  const bare = stripped(text, " \t\r\n").toLowerCase();
  const plain = bare.replaceAll("_", "");
  let number;
  if (whole && WHOLE.test(bare)) {
    number = BigInt(plain.replace(/^\+|\..*$/g, ""));
  } else if (!whole && DECIMAL.test(bare)) {
    number = Number(plain);
  } else if (!whole && BEYOND_DECIMAL.test(bare)) {
    number = bare.endsWith("nan") ? NaN : bare.startsWith("-") ? -Infinity : Infinity;
  } else {
    return "malformed";
  }
  const isAbove = least === null || (above ? number > least : number >= least);
  const isBelow = most === null || (below ? number < most : number <= most);
  return isAbove && isBelow ? null : "out-of-range";
}

function isJson(top, text) {
  let value;
  try {
    value = JSON.parse(text);
  } catch {
    // Python takes these words for numbers: nobody is refused for them.
    return text.includes("NaN") || text.includes("Infinity");
  }
  return value === null || top === "value" || Array.isArray(value) === (top === "array") && typeof value === "object";
}

function isUrl(text) {
  const [scheme, , rest] = partition(text, "://");
  if (!["http", "https"].includes(scheme) || !/^[!-~]*$/.test(rest)) {
    return false;
  }
  const [user, , authority] = partitionAtLast(rest.split(/[/?#]/, 1)[0], "@");
  return !user.includes("@") && isAuthority(authority);
}

function isOrigin(text) {
  const [scheme, , authority] = partition(text, "://");
  return ["http", "https"].includes(scheme) && isAuthority(authority);
}

/** Say whether a text is a host, or an IPv6 address in brackets, with an optional port. */
function isAuthority(text) {
  let colon, port;
  if (text.startsWith("[")) {
    const found = ADDRESS_IN_BRACKETS.exec(text);
    if (found === null || (found[1] === "" && found[2] !== "")) {
      return false;
    }
    [, colon, port] = found;
  } else {
    let host;
    [host, colon, port] = partition(text, ":");
    if (!HOST.test(host)) {
      return false;
    }
  }
  return colon === "" || (/^[0-9]{1,5}$/.test(port) && Number(port) >= 1 && Number(port) <= LAST_PORT);
}

// Placeholders.

const ASCII = /^[\0-\x7f]*$/;
const ALPHANUMERIC = /^(?:[0-9A-Za-zª²³µ¹º¼-¾À-ÖØ-öø-ÿ]|[^\0-\xff])+$/;
const ALPHABETIC = /^(?:[A-Za-zªµºÀ-ÖØ-öø-ÿ]|[^\0-\xff])+$/;
const MARKS = /[<{([%_@$]/;
const LONGEST_JUDGED = 1000;
const DEEPEST = 4;
const LONGEST_PART = 80;
const LONGEST_WORD = 15;
const MOST_UNKNOWN = 8;
const NOISE = -99;
const DISGUISES = ["0o", "1i", "3e", "4a", "5s", "7t", "@a", "$s"];

function isAlphanumeric(text) {
  return ALPHANUMERIC.test(text);
}

function isAlphabetic(text) {
  return ALPHABETIC.test(text);
}

function sum(numbers) {
  return numbers.reduce((total, number) => total + number, 0);
}

/** Say whether a part is `xxxx`, `0000` or the like, or goes on so after a vendor's letters. */
function isFiller(part) {
  const letters = Array.from(part);
  const last = letters.at(-1);
  const bare = letters.findLastIndex((letter) => letter !== last) + 1;
  const run = letters.length - bare;
  return (bare === 0 && run > 2) || ("xX0".includes(last) && run > 5 && bare < 9);
}

/** Split ASCII where letters meet digits, or where camel case has its humps. */
function split(part, camelCase) {
  const isDigit = (letter) => letter >= "0" && letter <= "9";
  const isUpper = (letter) => letter >= "A" && letter <= "Z";
  const isLower = (letter) => letter >= "a" && letter <= "z";
  const pieces = [part[0]];
  for (let index = 1; index < part.length; index += 1) {
    const [letter, before, after] = [part[index], part[index - 1], part[index + 1] ?? ""];
    const hump = camelCase && isUpper(letter) && (isLower(before) || isLower(after));
    if (hump || isDigit(letter) !== isDigit(before)) {
      pieces.push("");
    }
    pieces[pieces.length - 1] += letter;
  }
  return pieces;
}

/** Tell a stand-in that somebody forgot to replace from a genuine secret, by words that `words` lists. */
export class Placeholders {
  #words;
  #weights;
  #accents;

  /** @param {Words} words */
  constructor(words) {
    this.#words = words;
    this.#weights = new Map();
    for (const [weight, text] of [
      [1, words.glue],
      [2, words.stand_ins],
      [4, words.notes],
    ]) {
      wordsOf(text).forEach((word) => this.#weights.set(word, weight));
    }
    this.#accents = new Map();
    for (const [plain, ...accented] of words.accents) {
      accented.forEach((letter) => this.#accents.set(letter, plain));
    }
  }

  /**
   * Say whether a text is a stand-in rather than a secret.
   * @param {string} text
   * @returns {boolean}
   */
  looksLikePlaceholder(text) {
    return this.#standsIn(text, DEEPEST);
  }

  /** Judge a text, or what is inside it: the password of an address, the value of an assignment, the rest of a key. */
  #standsIn(text, depth) {
    text = stripped(stripped(text, WHITE_SPACE), "\"'`").replaceAll("\\n", " ");
    if (this.isGuessable(text)) {
      return lengthOf(text) > 2 || "xX*#?-_•….".includes(text);
    }
    if (lengthOf(text) > LONGEST_JUDGED || depth === 0) {
      return false;
    }
    if (this.#isTemplate(text) || this.#trailsOff(text)) {
      return true;
    }
    for (const piece of wordsOf(text.replace(/[;&?]/g, " "))) {
      const [key, , value] = partition(piece, "=");
      const plain = key.toLowerCase().replaceAll("_", "");
      if (/[^=]/.test(value) && this.#words.secret_keys.some((end) => plain.endsWith(end))) {
        return this.#standsIn(value, depth - 1);
      }
    }
    if (!partition(text, "://")[0].includes(" ") && (text.includes("://") || text.includes("@tcp("))) {
      return this.#isUnfinishedUrl(text, depth - 1);
    }
    return this.#isHostname(text) ? this.#isAddressToFillIn(text) : this.#isNote(text, depth - 1);
  }

  /**
   * Say whether the whole text is one repeated character or unit, or a run of an alphabet or a keyboard.
   * @param {string} text
   * @returns {boolean}
   */
  isGuessable(text) {
    const length = lengthOf(text);
    const lower = Array.from(text.toLowerCase());
    for (let size = 1; size <= Math.min(16, Math.floor(length / 2)); size += 1) {
      if (lower.every((letter, index) => index < size || letter === lower[index - size])) {
        const unit = lower.slice(0, size).join("");
        return size === 1 || (size < 7 && length >= 3 * size) || this.#isSequence(unit);
      }
    }
    return length === 1 || this.#isSequence(lower.join(""));
  }

  /** Say whether a word is a run such as `123`, `abc`, `abc123` or `0123456789abcdef`. */
  #isSequence(lower) {
    if (!ASCII.test(lower)) {
      return false;
    }
    if (lower.length < 4 || lower.length > 100) {
      return ["123", "321", "abc", "xyz"].includes(lower);
    }
    if ((this.#words.sequences.includes(lower) && isAlphanumeric(lower)) || "1234567890".repeat(11).includes(lower)) {
      return true;
    }
    for (const letters of [strippedRight(lower, "0123456789"), strippedLeft(lower, "0123456789")]) {
      const digits = lower.replace(letters, "");
      const both = letters.length > 2 && letters.length < lower.length - 2;
      if (both && this.#isSequence(letters) && this.#isSequence(digits)) {
        return true;
      }
    }
    return false;
  }

  #isHostname(text) {
    const domain = partitionAtLast(text, ".")[2];
    return (
      this.#words.top_level_domains.includes(domain) &&
      domain !== text &&
      text === text.toLowerCase() &&
      !/[_ ]/.test(text)
    );
  }

  /** Say whether a text explains itself, perhaps after the letters that a vendor's keys begin with. */
  #isNote(text, depth) {
    for (const vendor of this.#words.vendors) {
      const rest = text.slice(vendor.length);
      const example = rest.endsWith("EXAMPLE") && lengthOf(rest) === 16;
      if (text.startsWith(vendor) && (example || this.#standsIn(rest, depth))) {
        return true;
      }
    }
    const manual = text.toLowerCase() === "n/a" || (text.endsWith("EXAMPLEKEY") && lengthOf(text) === 40);
    return manual || this.#isExplained(text) || this.#isDisguised(text);
  }

  /** Say whether a text is a template, or has a hole that stands alone, as in `Bearer <token>`. */
  #isTemplate(text) {
    if (!MARKS.test(text)) {
      return false;
    }
    const { templates } = this.#words;
    for (let index = 0; index < templates.length; index += 2) {
      const [opening, closing] = [templates[index], templates[index + 1]];
      let start = text.indexOf(opening);
      while (start >= 0) {
        const end = text.indexOf(closing, start + opening.length);
        const inner = text.slice(start + opening.length, end);
        if (end < 0 || lengthOf(inner) > 100) {
          break;
        }
        const after = text.slice(end + closing.length);
        const command = opening === "$(" && !this.#weigh(inner).includes(NOISE);
        if (start === 0 && after === "" && (command || this.#isHole(inner))) {
          return true;
        }
        const alone = !isAlphanumeric(text.slice(0, start).slice(-1)) && !isAlphanumeric(after.slice(0, 1));
        const plain = inner.replace(/[ _-]/g, "");
        if (
          alone &&
          lengthOf(plain) > 2 &&
          isAlphabetic(plain) &&
          this.#isNamed(inner) &&
          Math.min(...this.#weigh(inner)) >= 0
        ) {
          return true;
        }
        start = text.indexOf(opening, start + 1);
      }
    }
    return text.startsWith("$") && isAlphanumeric(text.slice(1).replaceAll("_", "")) && this.#isNamed(text.slice(1));
  }

  #isHole(inner) {
    const oneCase = [inner.toLowerCase(), inner.toUpperCase()].includes(inner);
    const words = isAlphabetic(inner.replace(/[ _-]/g, "")) && oneCase && !this.#weigh(inner).includes(NOISE);
    return words || inner === "..." || this.#isNamed(inner) || this.#isDisguised(inner);
  }

  /** Say whether a text reads as the name of a secret, or as a note about one. */
  #isNamed(text) {
    return sum(this.#weigh(text)) > 0;
  }

  #trailsOff(text) {
    if (text.includes("…") || text.startsWith("...") || text.endsWith("...")) {
      return true;
    }
    if (text.endsWith("***") || text.endsWith("•••")) {
      return !this.#weigh(text).includes(NOISE);
    }
    return text.split("...").length === 2 && isAlphanumeric(text.replace(/[-_.:/@= {}"',;]/g, "") || "a");
  }

  /** Judge the password of a URL, or the address where it has none. */
  #isUnfinishedUrl(text, depth) {
    const [scheme, , rest] = partitionAtLast(text, "://");
    const [credentials] = partitionAtLast(rest.split(/[/?#]/, 1)[0], "@");
    const [user, colon, password] = partition(credentials, ":");
    if (colon !== "") {
      return password === "" || password === user || this.#standsIn(password.replaceAll("%40", "@"), depth);
    }
    if (user !== "" && scheme.startsWith("http")) {
      return this.#standsIn(user, depth);
    }
    return scheme === "op" || this.#isAddressToFillIn(rest);
  }

  /** Say whether a label of an address is a note, such as `your-project` or `xxxx`. */
  #isAddressToFillIn(address) {
    if (this.#weigh(address).includes(NOISE)) {
      return false;
    }
    const lower = address.toLowerCase();
    if (lower.includes("/your/")) {
      return true;
    }
    let fillers = 0;
    for (const label of lower.split(/[/@:.]/)) {
      const said = label.split(/[_-]/).includes("your") || (label.startsWith("your") && this.#isNamed(label));
      if (said && label !== "your") {
        return true;
      }
      const length = lengthOf(label);
      if (length > 2 && isFiller(label)) {
        fillers += length === 3 ? 1 : 2;
      }
    }
    return fillers > 1;
  }

  /** Say whether the words of a text are those of a note, or of a lazy author. */
  #isExplained(text) {
    const weights = this.#weigh(text);
    const known = weights.filter((weight) => weight > 0).length;
    const unknown = weights.filter((weight) => weight < 0).length;
    const total = sum(weights);
    if (unknown === 0) {
      return total > 1;
    }
    const bare = text.replace(/[-_]/g, "");
    const plain = !weights.includes(NOISE) && isAlphanumeric(bare);
    const [first, last] = plain ? [weights[0], weights.at(-1)] : [0, 0];
    if (
      unknown === 1 &&
      first < 0 &&
      last === 2 &&
      bare !== text &&
      !weights.includes(0) &&
      (weights.length < 4 || (total > 0 && !text.includes("-")))
    ) {
      return true;
    }
    if (unknown < 3 && first === 4 && known > 1 && last > 0) {
      return true;
    }
    const most = Math.max(...weights);
    if (unknown === 1) {
      return total > (most > 2 || weights.length < 4 ? 0 : 2) && most > 1;
    }
    return Math.max(weights[0], ...weights.slice(-2)) > 2 && total > 0 && known > 2 * unknown;
  }

  /** Say whether the text is one such as `P@ssw0rd`. */
  #isDisguised(text) {
    const bare = strippedRight(text, "0123456789!?.*#");
    return [text, bare, bare.replaceAll("@", "-")].some((plain) => {
      const undisguised = DISGUISES.reduce((part, [digit, letter]) => part.replaceAll(digit, letter), plain);
      const length = lengthOf(plain);
      if (length <= 3 || length >= 25 || undisguised === plain) {
        return false;
      }
      const weights = this.#weigh(undisguised);
      return weights.length > 0 && Math.min(...weights) > 0 && Math.max(...weights) > 1;
    });
  }

  /** Weigh the words of a text: above zero where it is known, below where it is not, NOISE where it is no word. */
  #weigh(text) {
    const weights = [];
    const odd = new Set();
    let unknown = 0;
    let part = "";
    for (const character of `${text} `) {
      if (isAlphanumeric(character)) {
        part += character;
        continue;
      }
      if (!"-_. :/,@".includes(character)) {
        odd.add(character);
      }
      if (part !== "") {
        weights.push(...this.#weighPart(part));
        unknown += weights.at(-1) < 0 ? 1 : 0;
        if (weights.at(-1) === NOISE || unknown > MOST_UNKNOWN) {
          return [NOISE];
        }
        part = "";
      }
    }
    if (odd.size > 1 && !text.includes(" ")) {
      weights.push(2 - 2 * odd.size);
    }
    return weights;
  }

  /** Weigh the words that are written together in one run of letters and digits. */
  #weighPart(part) {
    if (isFiller(part)) {
      return [lengthOf(part) > 5 ? 5 : 2];
    }
    if (!ASCII.test(part)) {
      part = part.toLowerCase().replace(/[^\0-\x7f]/g, (letter) => this.#accents.get(letter) ?? letter);
    }
    const lower = part.toLowerCase();
    if (this.#weights.has(lower)) {
      return [this.#weights.get(lower)];
    }
    if (!ASCII.test(lower)) {
      return [this.#words.stems.some((stem) => lower.includes(stem)) ? 4 : -1];
    }
    return this.#isSequence(lower) ? [2] : this.#weighRuns(split(part, false));
  }

  /** Weigh runs of letters and of digits that take turns. */
  #weighRuns(runs) {
    const weights = [];
    if (runs.length > 4 || runs.join("").length > LONGEST_PART) {
      return [NOISE];
    }
    for (const run of runs) {
      if (this.#isSequence(run.toLowerCase())) {
        weights.push(1);
      } else if (DIGITS.test(run)) {
        weights.push(run.length < 5 ? 0 : NOISE);
      } else if (runs.length > 1 && run.length < 3) {
        return [NOISE];
      } else {
        const known = this.#segment(run.toLowerCase());
        weights.push(...(known.length ? known : this.#weighHumps(split(run, true), runs.length === 1)));
      }
    }
    const severalUnknown = runs.length > 1 && weights.filter((weight) => weight < 0).length > 1;
    return severalUnknown || weights.includes(NOISE) ? [NOISE] : weights;
  }

  /** Weigh the words of a run of letters in camel case. */
  #weighHumps(humps, alone) {
    const weights = [];
    for (const hump of humps) {
      const lower = hump.toLowerCase();
      const whole = this.#weights.has(lower) && lower.length > 1;
      const known = whole ? [this.#weights.get(lower)] : this.#segment(lower);
      if (known.length) {
        weights.push(...known);
      } else if (hump.length > LONGEST_WORD || (hump.length < 4 && !(alone && humps.length === 1))) {
        return [NOISE];
      } else {
        weights.push(hump.length > 8 ? -4 : hump.length >= 3 && hump.length <= 4 ? -1 : -2);
      }
    }
    return weights;
  }

  /** Weigh known words that are written together, such as `supersecretkey`; nothing where a rest remains. */
  #segment(letters) {
    for (let end = Math.min(letters.length, LONGEST_WORD); end > 1; end -= 1) {
      const word = letters.slice(0, end);
      if (this.#weights.has(word) && (end > 3 || this.#words.short_words_run_together.includes(word))) {
        const rest = this.#segment(letters.slice(end));
        if (rest.length || end === letters.length) {
          return [this.#weights.get(word), ...rest];
        }
      }
    }
    return [];
  }
}

// Names.

// Kubernetes sets names with these parts in every container, for each service of the namespace.
const OF_SERVICE_LINKS = ["_SERVICE_", "_PORT"];
const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;
const LENGTH_OF_A_LONG_WORD = 6;
const MOST_EDITS_OF_A_NAME = 3;

/**
 * Names that are known, and which of them another one is a slip of.
 *
 * A slip is another case, one edit (a letter more, less, other, or swapped with its neighbour), one edit in each word
 * (two in a long one, three in all), or one word left out of three or more.
 */
class Names {
  #words = new Map();
  #lackingAWord = new Map();
  #byEdge = new Map();

  constructor(known) {
    for (const name of known) {
      const words = name.split("_");
      this.#words.set(name, words);
      for (const edge of [name[0], `${name.at(-1)}$`]) {
        this.#byEdge.set(edge, this.#byEdge.get(edge) ?? []);
        this.#byEdge.get(edge).push(name);
      }
      for (let index = 0; index < words.length && words.length > 2; index += 1) {
        const rest = words.filter((_, place) => place !== index).join("_");
        if (!this.#lackingAWord.has(rest)) {
          this.#lackingAWord.set(rest, name);
        }
      }
    }
  }

  /** Return the known name that `name` is a slip of, or null. */
  nearest(name) {
    if (!NAME.test(name)) {
      return null;
    }
    const upper = name.toUpperCase();
    if (this.#words.has(upper)) {
      return upper;
    }
    let [found, least] = [null, MOST_EDITS_OF_A_NAME + 1];
    for (const edge of [upper.slice(0, 1), `${upper.slice(-1)}$`]) {
      for (const candidate of this.#byEdge.get(edge) ?? []) {
        if (Math.abs(upper.length - candidate.length) <= MOST_EDITS_OF_A_NAME) {
          const edits = isOneEdit(upper, candidate) ? 1 : editsOf(upper.split("_"), this.#words.get(candidate));
          if (edits < least) {
            [found, least] = [candidate, edits];
          }
        }
      }
    }
    return found ?? this.#lackingAWord.get(upper) ?? null;
  }
}

/** Say whether a name begins like one of the service's own, and looks like a name: it may be a piece of a secret. */
function isOwnName(name, prefixes) {
  const isName = NAME.test(name) && name === name.toUpperCase() && /[A-Z]/.test(name);
  const isOurs = prefixes.some((prefix) => name.startsWith(prefix));
  return isName && isOurs && !OF_SERVICE_LINKS.some((part) => name.includes(part));
}

/** Return how many edits lead from words to others; more than the most if they are no slip of them. */
function editsOf(words, theirWords) {
  let total = 0;
  for (let index = 0; index < words.length && words.length === theirWords.length; index += 1) {
    const [word, theirs] = [words[index], theirWords[index]];
    if (word !== theirs) {
      const most = theirs.length >= LENGTH_OF_A_LONG_WORD ? 2 : 1;
      // Most words differ in more letters than an edit accounts for, which is found sooner than a distance.
      if (Array.from(word).filter((letter) => !theirs.includes(letter)).length > most) {
        return MOST_EDITS_OF_A_NAME + 1;
      }
      const edits = distance(word, theirs);
      total += edits;
      if (total > MOST_EDITS_OF_A_NAME || edits > most) {
        return MOST_EDITS_OF_A_NAME + 1;
      }
    }
  }
  return total || MOST_EDITS_OF_A_NAME + 1;
}

function isOneEdit(one, other) {
  let start = 0;
  while (start < Math.min(one.length, other.length) && one[start] === other[start]) {
    start += 1;
  }
  one = one.slice(start);
  other = other.slice(start);
  const swapped = other.length > 1 && one.slice(0, 2) === other[1] + other[0] && one.slice(2) === other.slice(2);
  return one.slice(1) === other.slice(1) || one.slice(1) === other || one === other.slice(1) || swapped;
}

/** Return the number of edits between two words: insertions, deletions, changes, swaps of neighbours. */
function distance(one, other) {
  let beforeLast = [];
  let last = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let row = 1; row <= one.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const [letter, theirs] = [one[row - 1], other[column - 1]];
      const changed = last[column - 1] + (letter === theirs ? 0 : 1);
      let cost = Math.min(last[column] + 1, current[column - 1] + 1, changed);
      if (row > 1 && column > 1 && letter === other[column - 2] && one[row - 2] === theirs) {
        cost = Math.min(cost, beforeLast[column - 2] + 1);
      }
      current.push(cost);
    }
    [beforeLast, last] = [last, current];
  }
  return last[other.length];
}

// Env files.

const MOST_BYTES_OF_A_LINE = 64 * 1024;
const MOST_BYTES_OF_A_LETTER = 3;
const DOTTED_NAME = /^[A-Za-z_][A-Za-z0-9_.]*$/;
const PLAIN = /^(?:[A-Za-z0-9_\-./:@%+=,?*!^{}[\]~]|[^\0-\x7f])*$/u;
const NONCHARACTER = /\p{Noncharacter_Code_Point}/u;
const KNOWN_ESCAPES = "\\'\"$ n";

/**
 * What an env file says.
 *
 * `values` maps each name to its value, the first where there are two, and `lines` to its line number from 1. `traps`
 * lists what readers differ about as [line number, name or "", trap]; the name of a variable is known only where the
 * line assigns one.
 */
export class EnvFile {
  /** @type {Map<string, string>} */
  values = new Map();
  /** @type {Map<string, number>} */
  lines = new Map();
  /** @type {[number, string, string][]} */
  traps = [];

  /** @param {string} text */
  constructor(text) {
    if (text.startsWith("\ufeff")) {
      this.traps.push([1, "", "byte-order-mark"]);
      text = text.slice(1);
    }
    let lines = text.split("\n");
    if (lines.at(-1) !== "") {
      this.traps.push([lines.length, "", endsInSpace(lines.at(-1)) ? "space-at-end-of-file" : "no-final-newline"]);
    } else {
      lines.pop();
    }
    const returning = lines.findIndex((line) => line.includes("\r"));
    if (returning >= 0) {
      this.traps.push([returning + 1, "", "carriage-return"]);
      lines = lines.map((line) => (line.endsWith("\r") ? line.slice(0, -1) : line));
    }
    for (let index = 0; index < lines.length; index += 1) {
      index += this.#readLine(index, lines);
    }
    this.traps.sort((one, other) => one[0] - other[0]);
  }

  /** Read the line of that index; return how many more belong to its value. */
  #readLine(index, lines) {
    const line = lines[index];
    const traps = [];
    if (line.length * MOST_BYTES_OF_A_LETTER >= MOST_BYTES_OF_A_LINE && bytesOf(line) >= MOST_BYTES_OF_A_LINE) {
      traps.push("long-line");
    }
    let bare = strippedLeft(line, SPACES);
    if (bare === "" || bare[0] === "#" || bare[0] === ";") {
      if (bare === "" && line !== "") {
        traps.push("blank-line-with-spaces");
      } else if (bare[0] === "#" && line.endsWith("\\")) {
        traps.push("comment-goes-on");
      } else if (bare[0] === ";") {
        traps.push("semicolon-comment");
      }
      this.#note(index, "", traps);
      return 0;
    }
    if (bare !== line) {
      traps.push("indented");
    }
    if (bare.startsWith("export ") || bare.startsWith("export\t")) {
      traps.push("export");
      bare = strippedLeft(bare.slice("export ".length), SPACES);
    }
    return this.#readAssignment(index, bare, traps, lines);
  }

  #readAssignment(index, bare, traps, lines) {
    let [name, equals, raw] = partition(bare, "=");
    if (endsInSpace(name) || startsWithSpace(raw)) {
      traps.push("spaces-round-equals");
      name = strippedRight(name, SPACES);
    }
    if (!NAME.test(name)) {
      const bad = DOTTED_NAME.test(name) ? "dotted-name" : "bad-name";
      traps.push(equals ? bad : "no-assignment");
      name = "";
    } else if (!equals) {
      traps.push("no-assignment");
    } else if (this.values.has(name)) {
      traps.push("duplicate");
    }
    let more = 0;
    if (equals) {
      const trimmed = strippedLeft(raw, SPACES);
      let value;
      if (trimmed[0] === "'" || trimmed[0] === '"') {
        [value, more] = quoted(trimmed, traps, lines, index + 1);
      } else {
        value = unquoted(raw, traps);
      }
      if (name && !this.values.has(name)) {
        this.values.set(name, value);
        this.lines.set(name, index + 1);
      }
    }
    this.#note(index, name, traps);
    return more;
  }

  #note(index, name, traps) {
    traps.forEach((trap) => this.traps.push([index + 1, name, trap]));
  }
}

function startsWithSpace(text) {
  return text !== "" && SPACES.includes(text[0]);
}

function endsInSpace(text) {
  return text !== "" && SPACES.includes(text.at(-1));
}

function unquoted(raw, traps) {
  if (raw.startsWith("#")) {
    traps.push("hash-first");
    return "";
  }
  const comment = raw.search(/[ \t]#/) + 1;
  if (comment) {
    traps.push(trapOfComment(raw.slice(0, comment), raw.slice(comment)));
    raw = strippedRight(raw.slice(0, comment), SPACES);
  }
  if (endsInSpace(raw) && !isWhiteSpace(raw)) {
    traps.push("space-at-end");
  }
  raw = stripped(raw, SPACES);
  if (/[ \t]/.test(raw)) {
    traps.push("unquoted-space");
  } else if (/[$`]/.test(raw)) {
    traps.push("expansion");
  } else if (/['"\\]/.test(raw)) {
    traps.push("unquoted-quote");
  } else if (raw.includes("#")) {
    traps.push("unquoted-hash");
  } else if (!isPlain(raw)) {
    traps.push("unquoted-special");
  }
  return raw;
}

/** Name the trap of a comment on the line of a value: dotenvy skips one only if a single space stands before it. */
function trapOfComment(before, comment) {
  const several = before.length > 1 && isWhiteSpace(before.slice(-2));
  return several && /['"]/.test(comment) ? "comment-with-quote" : "inline-comment";
}

function isPlain(raw) {
  const expands = raw.startsWith("~") || raw.includes(":~") || raw !== stripped(raw, WHITE_SPACE);
  return !expands && PLAIN.test(raw) && !NONCHARACTER.test(raw);
}

/** Return what stands between the quotes, and how many of the lines that follow it takes. */
function quoted(raw, traps, lines, next) {
  const quote = raw[0];
  const taken = [];
  let line = raw.slice(1);
  let end = endOf(line, quote);
  while (end < 0) {
    taken.push(line);
    line = lines[next + taken.length - 1];
    if (line === undefined) {
      traps.push("unclosed-quote");
      return [raw.slice(1), 0];
    }
    end = endOf(line, quote);
  }
  if (taken.length) {
    traps.push("many-lines");
  }
  const held = [...taken, line.slice(0, end)].join("\n");
  traps.push(...trapsAfter(line.slice(end + 1)));
  if (quote === "'") {
    if (held.endsWith("\\")) {
      traps.push("backslash-before-quote");
    } else if (held.includes("${") || held.includes("\\\\")) {
      traps.push("single-quoted-special");
    }
    return [held, taken.length];
  }
  const [value, escapes] = unescaped(held);
  if (held.includes("$")) {
    traps.push("double-quoted-dollar");
  } else if (!escapes.every((letter) => KNOWN_ESCAPES.includes(letter))) {
    traps.push("double-quoted-escape");
  } else if (escapes.length || held.includes("`")) {
    traps.push("double-quoted-special");
  }
  return [value, taken.length];
}

/** Name the traps of what stands after a closing quote. */
function trapsAfter(tail) {
  const comment = strippedLeft(tail, SPACES);
  if (comment && (!startsWithSpace(tail) || comment[0] !== "#")) {
    return ["text-after-quote"];
  }
  if (comment) {
    return [trapOfComment(tail.slice(0, -comment.length), comment)];
  }
  return tail ? ["space-at-end"] : [];
}

/** Return where in a line the closing quote stands, or -1; a backslash hides one among double quotes. */
function endOf(line, quote) {
  let end = line.indexOf(quote);
  while (quote === '"' && end >= 0 && isEscaped(line, end)) {
    end = line.indexOf(quote, end + 1);
  }
  return end;
}

function isEscaped(line, place) {
  let start = place;
  while (line[start - 1] === "\\") {
    start -= 1;
  }
  return (place - start) % 2 === 1;
}

/** Return a text without its backslashes, as dotenvy does, and the letters behind them. */
function unescaped(held) {
  const escapes = [];
  const value = held.replace(/\\(.)/gsu, (_, letter) => {
    escapes.push(letter);
    return letter === "n" ? "\n" : letter;
  });
  return [value, escapes];
}

// Secrets that arrive as files.

const FILE_SUFFIX = "_FILE";
const CREDENTIALS_DIRECTORY = "CREDENTIALS_DIRECTORY";
const MOST_BYTES_OF_A_SECRET = 64 * 1024;
const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

/** Return the text of a secret's file, null if it is empty, and the slug of what keeps it from being read. */
function textOf(content) {
  if (content.length > MOST_BYTES_OF_A_SECRET) {
    return [null, "file-too-large"];
  }
  let end = content.length;
  if (content[end - 1] === LINE_FEED) {
    end -= content[end - 2] === CARRIAGE_RETURN ? 2 : 1;
  }
  try {
    return [new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(content.subarray(0, end)) || null, null];
  } catch {
    return [null, "file-not-text"];
  }
}

// The validator.

const UNREADABLE = "unreadable";

/** The arguments cannot be used; the message says in one line what is wrong, and repeats none of them. */
export class UsageError extends Error {
  name = "UsageError";
}

/** The rules of one service. */
export class Validator {
  #tables;
  #files;
  #placeholders;
  #kindOf = new Map();
  #secrets = new Set();
  #defaults = new Map();
  #names;
  #known;

  /**
   * `files` reaches the files of secrets. Where there is none, as in a browser, a secret whose `NAME_FILE` is set
   * counts as set, and nothing is asked of what it holds; `CREDENTIALS_DIRECTORY` is passed over.
   * @param {Tables} tables
   * @param {{ files?: Files | null }} [options]
   */
  constructor(tables, { files = null } = {}) {
    this.#tables = tables;
    this.#files = files;
    this.#placeholders = new Placeholders(tables.words);
    for (const line of tables.variables.split("\n").filter((row) => row !== "")) {
      const [name, secrecy, kind, ...rest] = line.split("\t");
      this.#kindOf.set(name, kind);
      this.#defaults.set(name, rest.length ? rest.join("\t") : null);
      if (secrecy === "secret") {
        this.#secrets.add(name);
      }
    }
    this.#names = new Names(this.#kindOf.keys());
    this.#known = new Set([
      ...this.#kindOf.keys(),
      ...tables.external,
      ...Object.values(tables.old_names).flat(),
      ...Array.from(this.#secrets, (name) => name + FILE_SUFFIX),
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
    return [...this.#secrets];
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
   * Return the same, and the profile that was judged in.
   * @param {Environ} environ
   * @param {string | null} [profile]
   * @returns {Verdict}
   */
  judge(environ, profile = null) {
    const entries = environ instanceof Map ? [...environ] : Object.entries(environ);
    const given = new Map(entries.filter(([, text]) => text !== undefined));
    return { profile: this.#profile(given, profile), problems: this.#judge(given, profile) };
  }

  /**
   * Judge the text of an env file, and nothing else.
   *
   * Problems of its lines come first. Throws UsageError if there is no such profile.
   * @param {string} text
   * @param {string | null} [profile]
   * @returns {Verdict}
   */
  checkEnvFile(text, profile = null) {
    const file = new EnvFile(text);
    const problems = this.#judge(file.values, profile).map((problem) => {
      const name = [problem.variable, problem.variable + FILE_SUFFIX].find((each) => file.lines.has(each));
      return name === undefined ? problem : { ...problem, line: file.lines.get(name) };
    });
    const ofLines = file.traps.map(([line, name, trap]) => this.#ofLine(line, name, trap));
    return { profile: this.#profile(file.values, profile), problems: [...ofLines, ...problems] };
  }

  /**
   * Read an env file as dotenvy does, and list what its readers differ about.
   * @param {string} text
   * @returns {EnvFile}
   */
  readEnvFile(text) {
    return new EnvFile(text);
  }

  /**
   * Say whether a text is a stand-in rather than a secret.
   * @param {string} text
   * @returns {boolean}
   */
  looksLikePlaceholder(text) {
    return this.#placeholders.looksLikePlaceholder(text);
  }

  /**
   * Say whether a text is one of the first that anybody would try.
   * @param {string} text
   * @returns {boolean}
   */
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
    return profiles.includes(chosen) ? chosen : otherwise;
  }

  #judge(given, profile) {
    const { profile_variable: variable, old_names: oldNames, deprecated } = this.#tables;
    const chosen = this.#profile(given, profile);
    const environ = new Map(given);
    if (variable !== null && profile !== null && profile !== undefined) {
      environ.set(variable, profile);
    }
    const values = this.defaults(chosen);
    const broken = this.#read(environ, values);
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
        problems.push(this.#worded(broken.get(name), name, { file: name + FILE_SUFFIX, kind }));
      }
    }
    return [...problems, ...this.#unknown(environ)];
  }

  /** Put what is set into `values`; return the slug of each value that has no form, null where nobody has looked. */
  #read(environ, values) {
    const broken = new Map();
    for (const [name, label] of this.#kindOf) {
      let text = environ.get(name);
      if (this.#secrets.has(name)) {
        const [secret, slug, unseen] = this.#readSecret(environ, name);
        text = secret;
        if (slug !== null || unseen) {
          broken.set(name, slug);
          // Set, though nobody can say to what: presence is all that other rules may ask of it.
          values.set(name, UNREADABLE);
        }
      }
      const kind = this.#tables.kinds[label];
      if (!text || (kind[0] === "list" && items(text).length === 0)) {
        continue;
      }
      const slug = fault(kind, text);
      if (slug !== null) {
        broken.set(name, slug);
      }
      // Other rules see the default in the place of a malformed value.
      if (slug === null || values.get(name) === null) {
        values.set(name, text);
      }
    }
    return broken;
  }

  /**
   * Return the value of a secret, the slug of what keeps it from being read, and whether nobody has looked.
   *
   * It may be the variable itself, a file whose path is in `NAME_FILE`, or a file called `NAME` in
   * `$CREDENTIALS_DIRECTORY`. A file's content counts less one trailing newline.
   */
  #readSecret(environ, name) {
    const value = environ.get(name) || null;
    const path = environ.get(name + FILE_SUFFIX);
    if (this.#files === null) {
      return path ? [null, value === null ? null : "file-conflict", true] : [value, null, false];
    }
    const paths = path ? [path] : [];
    const directory = environ.get(CREDENTIALS_DIRECTORY);
    if (directory) {
      const credential = directory.endsWith("/") ? directory + name : `${directory}/${name}`;
      if (this.#files.exists(credential)) {
        paths.push(credential);
      } else if (!this.#files.isFolder(directory)) {
        return [null, "folder-unreadable", false];
      }
    }
    if (paths.length === 0) {
      return [value, null, false];
    }
    if (value !== null || (paths.length > 1 && !this.#files.isSame(paths[0], paths[1]))) {
      return [null, "file-conflict", false];
    }
    return [...this.#contentOf(paths[0]), false];
  }

  #contentOf(path) {
    try {
      return textOf(/** @type {Files} */ (this.#files).read(path, MOST_BYTES_OF_A_SECRET + 1));
    } catch {
      return [null, "file-unreadable"];
    }
  }

  #breaches(name, values) {
    const kind = this.#tables.kinds[this.#kindOf.get(name)];
    return (this.#tables.rules[name] ?? [])
      .filter(([, , check, argument, conditions]) => {
        const holds = conditions.every(([other, words]) =>
          words === null ? values.get(other) === null : words.includes(values.get(other)),
        );
        return holds && !this.#passes(check, argument, kind, values.get(name), values);
      })
      .map(([rule, severity, , , , message, remedy]) => ({ variable: name, rule, severity, message, remedy }));
  }

  #passes(check, argument, kind, text, values) {
    if (text === null) {
      return check !== "present";
    }
    const parts = kind[0] === "list" ? items(text) : [text];
    switch (check) {
      case "present":
        return true;
      case "equal":
        return text === argument;
      case "be-one-of":
        return parts.every((part) => argument.includes(part));
      case "be-none-of":
        return !parts.some((part) => argument.includes(part));
      case "use-scheme":
        return parts.every((part) => part.startsWith(`${argument}://`));
      case "have-bytes":
        return bytesOf(text) >= argument;
      case "not-be-placeholder":
        return !parts.some((part) => this.looksLikePlaceholder(part));
      case "not-be-guessable":
        return !parts.some((part) => this.isGuessable(part));
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

  #unknown(environ) {
    const problems = [];
    for (const name of environ.keys()) {
      if (!this.#known.has(name)) {
        const meant = this.#names.nearest(name);
        if (meant !== null) {
          problems.push(this.#worded("misspelt", name, { meant }));
        } else if (isOwnName(name, this.#tables.prefixes)) {
          problems.push(this.#worded("unknown", name));
        }
      }
    }
    return problems.sort((one, other) => (one.variable < other.variable ? -1 : 1));
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
    const filled = (template) =>
      template.replace(/\{\{|\}\}|\{(\w+)\}/g, (found, name) => (name === undefined ? found[0] : all[name]));
    return { variable, rule, severity, message: filled(message), remedy: filled(remedy) };
  }
}
