use serde::Deserialize;

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
pub struct Settings {
    pub environment: Environment,
    pub http: Http,
    pub debug: Option<bool>,
}

#[derive(Deserialize)]
pub struct Http {
    pub port: u16,
    #[serde(flatten)]
    pub tls: Tls,
}

#[derive(Deserialize)]
pub struct Tls {
    pub cert_path: String,
}

#[derive(Deserialize)]
pub enum Environment {
    Local,
    Production,
}

#[derive(Deserialize)]
pub struct QueueSettings {
    #[serde(alias = "AMQP_URL")]
    pub broker_url: String,
    #[serde(default)]
    pub prefetch: u16,
}
