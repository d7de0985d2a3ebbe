use std::env;
use std::str::FromStr;

const JWT_SECRET: &str = "JWT_SECRET";

pub struct Config {
    pub port: u16,
    pub profile: String,
    pub worker_threads: Option<usize>,
    pub request_timeout: u64,
    pub log_format: String,
    pub auth_enabled: bool,
    pub jwt_secret: Option<String>,
    pub rate_limit: u32,
    pub origins: Option<String>,
    pub tide_api_key: Option<String>,
}

impl Config {
    pub fn load() -> Config {
        Config {
            port: parsed("PORT", 8080),
            profile: env::var("APP_PROFILE").unwrap_or_else(|_| "development".to_string()),
            worker_threads: env::var("WORKER_THREADS").ok().and_then(|threads| threads.parse().ok()),
            request_timeout: parsed::<u64>(
                "REQUEST_TIMEOUT_SECONDS",
                30,
            ),
            log_format: env::var("LOG_FORMAT").unwrap_or("text".into()),
            auth_enabled: parsed("AUTH_ENABLED", false),
            jwt_secret: text(JWT_SECRET),
            rate_limit: parsed("RATE_LIMIT_PER_MINUTE", 100),
            origins: text("CORS_ALLOWED_ORIGINS"),
            tide_api_key: text("TIDE_API_KEY"),
        }
    }
}

fn parsed<T: FromStr>(name: &str, default: T) -> T {
    env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(default)
}

pub fn text(name: &str) -> Option<String> {
    env::var(name).ok().filter(|text| !text.is_empty())
}
