// Prints what npm dotenv reads from the env file named first, as JSON.
import { readFileSync } from "node:fs";
import { parse } from "dotenv";

console.log(JSON.stringify(parse(readFileSync(process.argv[2]))));
