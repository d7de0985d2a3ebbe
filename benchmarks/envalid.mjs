// Checks the environment of this process against the variables of the file named first, as envalid's users would.
import { readFileSync } from "node:fs";
import { bool, cleanEnv, num, str, url } from "./peers/node_modules/envalid/dist/index.js";

const VALIDATORS = { bool, num, str, url };
const variables = JSON.parse(readFileSync(process.argv[2]));
const validators = variables.map(({ name, form, ...spec }) => [name, VALIDATORS[form](spec)]);
cleanEnv(process.env, Object.fromEntries(validators));
