// Corrects env files with the site's own scripts, named in the arguments; texts and answers are lines of JSON.
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { runInThisContext } from "node:vm";

for (const path of process.argv.slice(2)) {
  runInThisContext(readFileSync(path, "utf8"), path);
}
const { corrected, validator } = runInThisContext("estuaryDocs");

for await (const line of createInterface({ input: process.stdin })) {
  const text = JSON.parse(line);
  console.log(JSON.stringify({ ...corrected(text), judged: validator.checkEnvFile(text) }));
}
