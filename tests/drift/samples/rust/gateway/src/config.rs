//! Configuration. Set `GATEWAY_DOC_ONLY` to nothing: it is named in a comment.
use std::env::{self, VarError};
use std::time::Duration;

use crate::keys::{self, Keys};

/// Reads `env::var("GATEWAY_IN_A_DOC_COMMENT")`, says this comment only.
const DEFAULT_PORT: u16 = 8_080;
const DEFAULT_HOST: &str = "127.0.0.1";
const PREFIX: &str = "GATEWAY";
const REQUIRED: &[&str] = &[
    "GATEWAY_UPSTREAM",
    "GATEWAY_TOKEN",
];

pub const ERROR_CODE: &str = "ERR_BAD_GATEWAY";
pub const HEADER: &str = "X_REQUEST_ID";

#[derive(Debug, Clone)]
pub struct Config {
    pub host: String,
    pub port: u16,
}

pub fn required(name: &str) -> Result<String, String> {
    match env::var(name) {
        Ok(value) if !value.is_empty() => Ok(value),
        Ok(_) => Err(format!("{name} is empty")),
        Err(VarError::NotPresent) => Err(format!("{name} is missing")),
        Err(VarError::NotUnicode(_)) => Err(format!("{name} is no text")),
    }
}

pub fn parsed<T: std::str::FromStr>(name: &str, default: T) -> T {
    env::var(name)
        .ok()
        .and_then(|value| value.parse().ok())
        .unwrap_or(default)
}

fn seconds(name: &str, default: u64) -> Duration {
    Duration::from_secs(parsed(name, default))
}

fn flag(name: &str) -> bool {
    matches!(env::var(name).as_deref(), Ok("1") | Ok("true"))
}

fn feature(name: &str) -> Option<String> {
    env::var(format!("{PREFIX}_FEATURE_{name}")).ok()
}

impl Config {
    const LEVEL: &'static str = "GATEWAY_LOG_LEVEL";

    fn text(key: &str, default: &str) -> String {
        env::var(key).unwrap_or_else(|_| default.to_string())
    }

    pub fn from_env() -> Result<Self, String> {
        for name in REQUIRED {
            required(name)?;
        }
        let host = Self::text("GATEWAY_HOST", DEFAULT_HOST);
        let port = parsed::<u16>(
            "GATEWAY_PORT",
            DEFAULT_PORT,
        );
        let timeout = seconds("GATEWAY_TIMEOUT_SECS", 30);
        let level = Self::text(Self::LEVEL, "info");
        let pool = std::env::var(keys::POOL_SIZE)
            .ok()
            .map(|v| v.parse::<u32>())
            .transpose()
            .map_err(|e| e.to_string())?
            .unwrap_or(4 * 4);
        let url = env::var(Keys::DATABASE_URL).map_err(|_| "no database".to_string())?;
        let verbose = flag("GATEWAY_VERBOSE");
        let beta = feature("BETA").is_some();
        let region = if let Ok(region) = env::var("GATEWAY_REGION") {
            region
        } else {
            "eu-west-1".to_owned()
        };
        let Ok(secret) = env::var("GATEWAY_SECRET") else {
            return Err("GATEWAY_SECRET_IS_MISSING".into());
        };
        let debug = env::var_os("GATEWAY_DEBUG").is_some();
        let origins: Vec<String> = env::var("GATEWAY_ORIGINS")
            .unwrap_or_default()
            .split(',')
            .map(str::to_string)
            .collect();
        let mode = env::var("GATEWAY_MODE").map_or("safe".to_string(), |m| m.to_lowercase());
        let address = env::var("GATEWAY_BIND").or_else(|_| env::var("BIND")).unwrap_or_else(|_| "0.0.0.0".into());
        let ratio: f64 = env::var("GATEWAY_RATIO").ok().and_then(|v| v.parse().ok()).unwrap_or(0.5);
        let strict = env::var("GATEWAY_STRICT").map(|v| v == "true").unwrap_or(true);
        let get = |key: &str| env::var(key).ok().filter(|v| !v.is_empty());
        let proxy = get("GATEWAY_PROXY");
        let name = format!("{}_SHARDS", PREFIX);
        let shards = env::var(&name).expect("shards");
        let build = option_env!("GIT_SHA").unwrap_or("unknown");
        let version = env!("CARGO_PKG_VERSION");
        tracing::info!(version, build, "GATEWAY_STARTED {}", env::var("HOSTNAME").unwrap_or_default());
        // let old = env::var("GATEWAY_COMMENTED_OUT").unwrap();
        /* env::var("GATEWAY_BLOCK_COMMENT") */
        let sample = "env::var(\"GATEWAY_IN_A_STRING\")";
        let raw = r#"std::env::var("GATEWAY_IN_A_RAW_STRING")"#;
        Ok(Self { host, port })
    }
}
