/** What rules need, and values that do, as `estuary_docs/validation/deployment.py` has them in Python. */

/** Say whether a rule asks for its variable; `avoidable`: also where it would not if another variable were set. */
export function asks([, , check, , conditions], avoidable) {
  return check === "present" && (avoidable || conditions.every(([, words]) => words));
}

// The names that a broken rule lacks, by its check.
const LACKING = { accompany: (name) => [name], "all-or-none": (names) => names, "at-least-one": ([first]) => [first] };

export function companionsOf(broken) {
  return [...broken.values()].flat().flatMap(([, , check, names]) => LACKING[check]?.(names) ?? []);
}

/** Return values of the right form for the reader to replace, or all that there are. */
export function standIns(kind, slug) {
  switch (kind[0]) {
    case "flag":
      return ["true", "false"];
    case "choice":
      return kind[1];
    case "integer":
      return [String(kind[1] ?? (kind[2] === null || kind[2] >= 1 ? 1 : kind[2]))];
    case "text":
    case "shaped-text":
    case "multiline-text":
      return [`your-${slug}`];
    case "list":
      return standIns(kind[1], slug);
    case "url":
    case "origin":
      return [`https://your-${slug}.example.com`];
    default: // such a variable has a default or an example
      return [];
  }
}
