import process from "node:process";
import envvar from "env-var";
import convict from "convict";
import express from "express";

const app = express();
const env = { LOCAL_MAP: "1" };
console.log(env.LOCAL_MAP, app.get("TRUST_PROXY"), app.settings["VIEW_CACHE"]);
const sql = "SELECT USER_ID FROM USERS WHERE STATE = 'ACTIVE_STATE'";
const port = envvar.get("HTTP_PORT").default("8080").asPortNumber();
const key = envvar.get("API_KEY").required().asString();
const settings = convict({
  db: {
    host: { format: String, default: "localhost", env: "DB_HOST", arg: "DB_ARGUMENT" },
    port: { format: "port", default: 5432, env: "DB_PORT" },
  },
  kind: { format: ["KIND_A", "KIND_B"], default: "KIND_A", env: "KIND" },
});

app.get("/status", (request, response) => {
  const trace = request.get("X_TRACE_ID");
  const token = request.headers["X_API_TOKEN"];
  const body = request.body;
  const { BODY_FIELD, OTHER_FIELD = "x" } = body;
  response.json({ STATUS_CODE: 200, trace, token, BODY_FIELD, OTHER_FIELD, sql });
});

function render(env) {
  return env.RENDERED_NAME;
}

function load(env) {
  return env.LOADED_NAME;
}

load(process.env);
render({ RENDERED_NAME: 1 });
/* process.env.BLOCK_COMMENT */
app.listen(port, () => console.log(`listening; set PORT_HINT, ${key}`, settings.get("db.host")));
if (process.env.hasOwnProperty("VERBOSE_NAME")) console.log("verbose");
