//! Estuary in small: it loads its settings or says everything that is wrong with them, and answers those who may ask.

mod settings;
mod tokens;

use std::process::ExitCode;
use std::sync::Arc;

use axum::extract::State;
use axum::http::{header, HeaderMap, StatusCode};
use axum::routing::get;
use axum::Router;
use settings::{check, environment, redacted, Settings, Severity};
use tokio::net::TcpListener;
use tracing_subscriber::EnvFilter;

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let settings = match Settings::load() {
        Ok(settings) => settings,
        Err(error) => {
            eprintln!("{error}");
            return ExitCode::FAILURE;
        }
    };
    let filter = EnvFilter::new(&settings.logging.log);
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_ansi(false)
        .with_writer(std::io::stderr)
        .init();
    let environ = environment();
    for problem in check(&environ, None)
        .iter()
        .filter(|problem| problem.severity == Severity::Warning)
    {
        tracing::warn!("{problem}");
    }
    for (name, shown) in redacted(&environ, None) {
        tracing::debug!("{name}: {shown}");
    }
    tracing::trace!("{settings:?}");
    match serve(settings).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

async fn serve(settings: Settings) -> std::io::Result<()> {
    let listener = TcpListener::bind(("127.0.0.1", settings.server.port)).await?;
    tracing::info!("listening on port {}", settings.server.port);
    println!("ready");
    let routes = Router::new()
        .route("/health", get(|| async { "ok" }))
        .route("/items", get(items))
        .with_state(Arc::new(settings));
    axum::serve(listener, routes).await
}

async fn items(
    State(settings): State<Arc<Settings>>,
    headers: HeaderMap,
) -> Result<&'static str, StatusCode> {
    let given = headers
        .get(header::AUTHORIZATION)
        .and_then(|value| value.to_str().ok());
    let token = given.and_then(|value| value.strip_prefix("Bearer "));
    if settings.authentication.enabled
        && !token.map_or(false, |token| {
            tokens::is_signed(token, &settings.token_signing)
        })
    {
        return Err(StatusCode::UNAUTHORIZED);
    }
    Ok("[]")
}
