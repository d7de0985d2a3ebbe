use clap::{Arg, Parser, Subcommand};
use config::{Config, Environment, File};
use figment::{providers::Env, Figment};
use serde::Deserialize;

mod settings;
use settings::{QueueSettings, Settings};

const DEFAULT_BATCH: u32 = 100;

/// Use `env = "WORKER_IN_A_COMMENT"`.
#[derive(Parser)]
#[command(version, about)]
struct Cli {
    /// The address.
    #[arg(long, env = "WORKER_ADDRESS", default_value = "0.0.0.0:9000")]
    address: String,
    #[arg(short, long, env, default_value_t = 4)]
    threads: usize,
    #[arg(long, env = "WORKER_BATCH", default_value_t = DEFAULT_BATCH)]
    batch: u32,
    #[clap(
        long,
        env = "WORKER_TOKEN",
        hide_env_values = true
    )]
    token: String,
    #[arg(long, env = "WORKER_TAGS", value_delimiter = ',')]
    tags: Vec<String>,
    #[arg(long, help = "not WORKER_HELP_TEXT, env = \"WORKER_IN_HELP\"")]
    plain: Option<String>,
    #[command(subcommand)]
    command: Option<Run>,
}

#[derive(Subcommand)]
enum Run {
    Once {
        #[arg(long, env = "WORKER_ONCE")]
        dry: bool,
    },
    Forever(ForeverArgs),
}

#[derive(clap::Args)]
struct ForeverArgs {
    #[arg(long, env = "WORKER_INTERVAL")]
    interval: Option<u64>,
}

#[derive(Debug, Deserialize)]
struct Queue {
    name: String,
    #[serde(default = "retries")]
    retries: u8,
    #[serde(rename = "dead_letter", alias = "graveyard")]
    dead: Option<String>,
    #[serde(skip)]
    cache: String,
}

#[derive(Debug, Deserialize)]
struct Message {
    id: String,
    body: String,
}

fn retries() -> u8 {
    3
}

#[derive(Debug, Deserialize, Default)]
struct Mail {
    host: String,
    #[serde(default)]
    port: u16,
    limits: Limits,
}

#[derive(Debug, Deserialize, Default)]
struct Limits {
    per_day: u32,
}

fn queue() -> Result<Queue, envy::Error> {
    envy::prefixed("WORKER_QUEUE_").from_env::<Queue>()
}

fn mail() -> Result<Mail, figment::Error> {
    Figment::new().merge(Env::prefixed("MAIL_").split("__")).extract()
}

fn settings() -> Result<Settings, config::ConfigError> {
    Config::builder()
        .add_source(File::with_name("worker").required(false))
        .add_source(Environment::with_prefix("worker").prefix_separator("_").separator("__"))
        .build()?
        .try_deserialize()
}

fn command() -> clap::Command {
    clap::Command::new("worker").arg(Arg::new("store").long("store").default_value("/tmp").env("WORKER_STORE"))
}

fn main() {
    let cli = Cli::parse();
    let message: Message = serde_json::from_str("{}").unwrap();
    let queue: QueueSettings = envy::from_env().expect("queue settings");
    let secret = std::env::var("WORKER_SECRET")
        .map(secrecy::SecretString::from)
        .ok();
    let code = "WORKER_EXIT_CODE";
    env_logger::Builder::from_env(env_logger::Env::default().filter_or("WORKER_LOG", "warn")).init();
}
