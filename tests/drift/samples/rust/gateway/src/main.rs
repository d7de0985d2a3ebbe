mod config;
mod keys;
mod lookup;

use std::collections::HashMap;
use std::process::Command;

use config::{parsed as number, Config};
use templates::var;

macro_rules! setting {
    ($name:expr) => {
        std::env::var($name).expect(concat!($name, " must be set"))
    };
    ($name:expr, $default:expr) => {
        std::env::var($name).unwrap_or_else(|_| $default.to_string())
    };
}

lazy_static::lazy_static! {
    static ref SALT: String = std::env::var("GATEWAY_SALT").unwrap();
}

const SQL: &str = "SELECT_FROM_USERS";

fn header(headers: &HashMap<String, String>) -> Option<&String> {
    headers.get("X_FORWARDED_FOR")
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    dotenvy::dotenv().ok();
    let config = Config::from_env()?;
    let workers = number("GATEWAY_WORKERS", 2usize);
    let key = setting!("GATEWAY_KEY");
    let title = setting!("GATEWAY_TITLE", "Gateway");
    let smtp = dotenvy::var("GATEWAY_SMTP")?;
    let theme = var("GATEWAY_TEMPLATE_VARIABLE");
    let other = templates::var("GATEWAY_OTHER_TEMPLATE");
    let env = HashMap::from([("GATEWAY_MAP_KEY", "1")]);
    let mapped = env.get("GATEWAY_MAP_KEY");
    let status = "HTTP_502";
    println!("GATEWAY_PRINTED is not read, {}", status);
    Command::new("nginx").env("GATEWAY_CHILD", "1").env_remove("GATEWAY_UNSET").spawn()?;
    std::env::set_var("GATEWAY_WRITTEN", "1");
    let filter = tracing_subscriber::EnvFilter::try_from_env("GATEWAY_FILTER").unwrap_or_default();
    for (name, value) in std::env::vars() {
        if name.starts_with("GATEWAY_LABEL_") {
            println!("{name}={value}");
        }
    }
    let dynamic = std::env::var(&config.host);
    let limits: Vec<_> = ["GATEWAY_SOFT_LIMIT", "GATEWAY_HARD_LIMIT"]
        .iter()
        .map(|limit| std::env::var(limit).ok())
        .collect();
    for (name, fallback) in [("GATEWAY_RED", "1"), ("GATEWAY_BLUE", "2")] {
        println!("{}", setting!(name, fallback));
    }
    let from = lookup::Environment::new().get("GATEWAY_LOOKED_UP");
    let tested = lookup::load(|name| std::env::var(name).ok());
    match header(&HashMap::new()) {
        Some(_) => Err("E_NO_HEADER".into()),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn reads() {
        assert_eq!(std::env::var("GATEWAY_ONLY_IN_A_TEST").unwrap(), "1");
    }
}

#[cfg(not(test))]
fn production() -> bool {
    std::env::var("GATEWAY_PRODUCTION").is_ok()
}
