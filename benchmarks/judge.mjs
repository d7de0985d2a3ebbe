// Prints how many milliseconds the validator of the module named first takes for what the file named second holds.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const ROUNDS = 200;
const FILES = 9;

function milliseconds(judge) {
  const start = performance.now();
  judge();
  return performance.now() - start;
}

function median(figures) {
  return figures.sort((one, other) => one - other)[Math.floor(figures.length / 2)];
}

const { check, checkEnvFile } = await import(pathToFileURL(process.argv[2]).href);
const { environ, text } = JSON.parse(readFileSync(process.argv[3]));
const [first, ...rest] = Array.from({ length: ROUNDS }, () => milliseconds(() => check(environ)));
const files = Array.from({ length: FILES }, () => milliseconds(() => checkEnvFile(text)));
console.log(JSON.stringify({ first, check: median(rest), file: median(files) }));
