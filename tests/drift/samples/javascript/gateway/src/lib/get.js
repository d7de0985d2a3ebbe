const REQUIRED = [
  "QUEUE_URL",
  "QUEUE_TOKEN",
];
const STATES = ["STATE_OPEN", "STATE_CLOSED"];

function requireEnv(name) {
  const value = process.env[name];
  if (!value) {
    throw new Error(`MISSING_VARIABLE ${name}`);
  }
  return value;
}

const optional = (name, fallback) => process.env[name] || fallback;

exports.flag = function flag(name) {
  return process.env[`FEATURE_${name}`] === "1";
};

class Reader {
  constructor(source = process.env) {
    this.source = source;
  }

  text(key, fallback = "none") {
    return this.source[key] ?? fallback;
  }

  get region() {
    return this.text("READER_REGION");
  }
}

for (const name of REQUIRED) {
  if (!process.env[name]) console.error(name);
}
STATES.forEach((state) => console.log(state));
["SHARD_A", "SHARD_B"].map((key) => process.env[key]);
const missing = REQUIRED.filter((key) => process.env[key] === undefined);

function tenant(slug) {
  return process.env[`TENANT_${slug.toUpperCase()}_URL`];
}

const dark = exports.flag("DARK_MODE");
const user = new Reader().text("READER_USER", "me");
const optioned = ({ key, otherwise = "o" }) => process.env[key] ?? otherwise;
optioned({ key: "OPTION_A" });
optioned({
  key: "OPTION_B",
  otherwise: "p",
});

module.exports = { requireEnv, optional, missing, tenant, dark, user };
