/** Secrets that arrive as files, after the conventions of the official Docker images and of systemd credentials. */

/**
 * @typedef {object} Files How files of secrets are reached.
 * @property {(path: string, most: number) => Uint8Array} read its first `most` bytes; throws if it cannot be read
 * @property {(path: string) => boolean} exists whether something is there
 * @property {(path: string) => boolean} isFolder whether it is a folder that may be searched
 * @property {(one: string, other: string) => boolean} isSame whether both are there, and one file
 */

export const FILE_SUFFIX = "_FILE";
const CREDENTIALS_DIRECTORY = "CREDENTIALS_DIRECTORY";
const MOST_BYTES_OF_A_SECRET = 64 * 1024;
const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

/**
 * Return the value of the secret `name`, the slug of what keeps it from being read, and whether nobody has looked.
 *
 * It may be the variable itself, a file whose path is in `NAME_FILE`, or a file called `NAME` or `name`
 * in `$CREDENTIALS_DIRECTORY` or in `folder`. A file's content counts less one trailing newline.
 */
export function readSecret(environ, name, files, folder = null) {
  const value = environ.get(name) || null;
  const path = environ.get(name + FILE_SUFFIX);
  if (files === null) {
    return path ? [null, value === null ? null : "file-conflict", true] : [value, null, false];
  }
  const paths = path ? [path] : [];
  for (const directory of [environ.get(CREDENTIALS_DIRECTORY), folder].filter(Boolean)) {
    const below = directory.endsWith("/") ? directory : `${directory}/`;
    const found = [...new Set([name, name.toLowerCase()])].map((each) => below + each).filter(files.exists);
    if (found.length === 0 && !files.isFolder(directory)) {
      return [null, "folder-unreadable", false];
    }
    paths.push(...found);
  }
  if (paths.length === 0) {
    return [value, null, false];
  }
  if (value !== null || !paths.slice(1).every((other) => files.isSame(paths[0], other))) {
    return [null, "file-conflict", false];
  }
  return [...contentOf(paths[0], files), false];
}

/** Return the text of a secret's file, null if it is empty, and the slug of what keeps it from being read. */
function contentOf(path, files) {
  let content;
  try {
    content = files.read(path, MOST_BYTES_OF_A_SECRET + 1);
  } catch {
    return [null, "file-unreadable"];
  }
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
