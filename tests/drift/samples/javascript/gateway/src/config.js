"use strict";
// export OLD_FLAG=1 before you start; process.env.COMMENTED is not read.
require("dotenv").config();
const path = require("node:path");
const { env } = require("node:process");
const { str, port, bool, num, cleanEnv, url } = require("envalid");
const { ERRORS, NAMES } = require("./lib/constants");
const get = require("./lib/get");
const { requireEnv, optional: maybe } = require("./lib/get");

const config = {
  port: Number(process.env.PORT) || 3000,
  host: process.env.HOST || "0.0.0.0",
  level: process.env["LOG_LEVEL"] ?? "info",
  origins: (process.env.CORS_ORIGINS || "*").split(","),
  ttl: parseInt(process.env.CACHE_TTL ?? "60", 10) * 1000,
  limit: process.env.RATE_LIMIT ? parseInt(process.env.RATE_LIMIT, 10) : 100,
  debug: process.env.DEBUG === "true",
  secure: process.env.SECURE !== undefined ? process.env.SECURE === "1" : true,
  name: env.SERVICE_NAME || process.env.npm_package_name || "gateway",
  region: globalThis.process.env.REGION,
  timeout: +(process.env.TIMEOUT_MS || 5 * 1000),
  chained: process?.env?.CHAINED_NAME,
  template: `${process.env.TEMPLATE_HOST}:${process.env.TEMPLATE_PORT || 80}`,
  database: requireEnv("DATABASE_URL"),
  mail: maybe("MAIL_URL", "smtp://localhost"),
  audit: get.requireEnv(NAMES.AUDIT),
  error: ERRORS.NOT_FOUND,
  header: "X_REQUEST_ID",
  folder: path.join("DATA_FOLDER"),
};

const { NODE_ENV = "development", JWT_SECRET: secret, JWT_TTL: ttl = 3600, ...rest } = process.env;

const checked = cleanEnv(process.env, {
  SMTP_HOST: str({ default: "localhost", desc: "MAIL_DESCRIPTION" }),
  SMTP_PORT: port({ devDefault: 1025 }),
  SMTP_TLS: bool({ default: false }),
  SMTP_RETRIES: num(),
  SMTP_LINK: url({ default: undefined }),
});

const PREFIX = "UPSTREAM_";
const upstreams = Object.entries(process.env).filter(([key]) => key.startsWith(PREFIX));

if (!("LICENSE_KEY" in process.env)) {
  throw new Error("LICENSE_MISSING");
}
process.env.TZ = "UTC";
delete process.env.NODE_OPTIONS;
process.env.POOL_SIZE ??= "5";

module.exports = { ...config, NODE_ENV, secret, ttl, rest, checked, upstreams };
