// Answers questions from standard input with the validator of the module named first; both are lines of JSON. With
// "browser" after it, the module finds nothing of Node's.
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const { argv, stdin } = process;
if (argv[3] === "browser") {
  delete globalThis.process;
}
const { VALIDATOR } = await import(pathToFileURL(argv[2]).href);

for await (const line of createInterface({ input: stdin })) {
  const [method, ...given] = JSON.parse(line);
  let answer = null;
  let error = null;
  try {
    answer = VALIDATOR[method](...given);
  } catch (caught) {
    error = `${caught.message}\n${caught.stack}`;
  }
  const plain = (_, value) => (value instanceof Map ? Object.fromEntries(value) : value);
  console.log(JSON.stringify({ answer, error }, plain));
}
