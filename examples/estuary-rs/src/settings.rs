//! The settings of Estuary, read from its environment; what is wrong with one is told at once.
//!
//! Generated from config_schema by `estuary-docs generate`; edits here are lost.
//!
//! `Settings::load()` reads the environment of this process, `Settings::from(&map)` any other; `check` lists problems,
//! and `redacted` what may be logged. It needs Rust 1.63 or newer, edition 2021, and nothing else.

#![forbid(unsafe_code)]
// What a schema does not use, how prose and words of a schema are written, and what the oldest Rust does not have.
#![allow(
    dead_code,
    clippy::doc_markdown,
    clippy::enum_variant_names,
    clippy::manual_let_else,
    clippy::module_name_repetitions,
    clippy::struct_excessive_bools,
    clippy::unnecessary_map_or
)]

use std::borrow::Cow;
use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fmt;
use std::fs;
use std::io;
use std::io::Read;
use std::path::Path;
use std::path::PathBuf;
use std::str::FromStr;

/// Estuary is a small REST service. It reads its whole configuration from environment variables at start-up.
#[derive(Debug, Clone)]
pub struct Settings {
    /// A profile is a set of defaults and rules: permissive in development, strict in production.
    pub profile: ProfileSection,
    /// Where the service listens, and how it stops.
    pub server: Server,
    /// What the service writes to its log. Secrets are redacted at every level.
    pub logging: Logging,
    /// Where the service keeps its data: in its own memory, or in a Convex deployment.
    pub database: Database,
    /// Who may call the API: everyone, or only callers with a valid token.
    pub authentication: Authentication,
    /// The shared key that signs and verifies tokens, and the outgoing one while clients move over.
    pub token_signing: TokenSigning,
    /// How many requests one client may make.
    pub rate_limit: RateLimit,
    /// The headers that tell browsers what to refuse.
    pub security: Security,
    /// Which other web sites may call the API from a browser.
    pub cross_origin_requests: CrossOriginRequests,
}

/// A profile is a set of defaults and rules: permissive in development, strict in production.
#[derive(Debug, Clone)]
pub struct ProfileSection {
    /// Which set of defaults and rules applies.
    ///
    /// Staging is production-like, with additional logging.
    ///
    /// `APP_PROFILE`: one of `development`, `staging` or `production`.
    ///
    /// Default: `development`.
    pub profile: AppProfile,
}

/// Where the service listens, and how it stops.
#[derive(Debug, Clone)]
pub struct Server {
    /// TCP port of the HTTP server.
    ///
    /// `PORT`: whole number from 1 to 65535.
    ///
    /// Default: `3000`.
    pub port: u16,
    /// Seconds that requests in flight have to finish when the service stops.
    ///
    /// `SHUTDOWN_TIMEOUT_SECONDS`: whole number from 1 to 300.
    ///
    /// Default: `30`.
    pub shutdown_timeout_seconds: u16,
}

/// What the service writes to its log. Secrets are redacted at every level.
#[derive(Debug, Clone)]
pub struct Logging {
    /// Which events are logged, as a filter of the tracing library: pairs of module and level.
    ///
    /// `RUST_LOG`: one-line text.
    ///
    /// Default in development: `estuary=debug,tower_http=debug`.
    ///
    /// Default in staging: `estuary=debug,tower_http=info`.
    ///
    /// Default in production: `estuary=info,tower_http=warn`.
    ///
    /// Must not contain `debug` or `trace` when `APP_PROFILE` is `production`, because debug logs show how configuration is loaded.
    pub log: String,
}

/// Where the service keeps its data: in its own memory, or in a Convex deployment.
#[derive(Debug, Clone)]
pub struct Database {
    /// Which database the service uses.
    ///
    /// `DATABASE_TYPE`: one of `memory` or `convex`.
    ///
    /// Default: `memory`.
    ///
    /// Should not be `memory` when `APP_PROFILE` is `production`, because a restart loses everything.
    pub database_type: DatabaseType,
    /// Address of the Convex deployment. Anyone who knows it can reach the data.
    ///
    /// `CONVEX_DEPLOYMENT_URL`: secret, `http` or `https` URL.
    ///
    /// Default: not set.
    ///
    /// Required when `DATABASE_TYPE` is `convex`.
    ///
    /// Must use the scheme `https` when `APP_PROFILE` is `staging` or `production`, because the URL itself grants access, and `http` shows it to the network.
    ///
    /// Must not be a placeholder when `APP_PROFILE` is `staging` or `production`, because anyone who reads the example could pass for the service.
    ///
    /// Should not be a placeholder when `APP_PROFILE` is `development`.
    ///
    /// As `CONVEX_DEPLOYMENT_URL`, or in a file whose path is in `CONVEX_DEPLOYMENT_URL_FILE`; not both.
    pub convex_deployment_url: Option<Secret>,
}

/// Who may call the API: everyone, or only callers with a valid token.
#[derive(Debug, Clone)]
pub struct Authentication {
    /// Require a valid token on every request except health checks and documentation.
    ///
    /// `AUTH_ENABLED`: `true` or `false`.
    ///
    /// Default in development: `false`.
    ///
    /// Default in staging and production: `true`.
    ///
    /// Must be `true` when `APP_PROFILE` is `production`, because an open API in production is never intended.
    pub enabled: bool,
    /// Key sets of the identity providers whose tokens are accepted.
    ///
    /// They are secret because a URL may carry credentials.
    ///
    /// `AUTH_JWKS_URLS`: secret, comma-separated list, each item: `http` or `https` URL.
    ///
    /// Default: not set.
    ///
    /// Must use the scheme `https` when `APP_PROFILE` is `staging` or `production`, because anyone who can change the keys on their way can sign any token.
    ///
    /// Must not be a placeholder when `APP_PROFILE` is `staging` or `production`, because anyone who reads the example could pass for the service.
    ///
    /// Should not be a placeholder when `APP_PROFILE` is `development`.
    ///
    /// As `AUTH_JWKS_URLS`, or in a file whose path is in `AUTH_JWKS_URLS_FILE`; not both.
    pub jwks_urls: Option<Vec<Secret>>,
    /// Seconds for which a fetched key set is trusted.
    ///
    /// `AUTH_JWKS_CACHE_SECONDS`: whole number from 60 to 86400.
    ///
    /// Default: `3600`.
    pub jwks_cache_seconds: u32,
    /// The `aud` claim that a token must carry. Not checked when unset.
    ///
    /// `AUTH_AUDIENCE`: one-line text.
    ///
    /// Default: not set.
    pub audience: Option<String>,
    /// The `iss` claim that a token must carry. Not checked when unset.
    ///
    /// `AUTH_ISSUER`: `http` or `https` URL.
    ///
    /// Default: not set.
    pub issuer: Option<String>,
}

/// The shared key that signs and verifies tokens, and the outgoing one while clients move over.
#[derive(Debug, Clone)]
pub struct TokenSigning {
    /// Signs and verifies HS256 tokens.
    ///
    /// `JWT_SECRET`: secret, one-line text.
    ///
    /// Default: not set.
    ///
    /// Required when `AUTH_ENABLED` is `true`, unless `AUTH_JWKS_URLS` is set.
    ///
    /// Must be at least 32 bytes long when `APP_PROFILE` is `staging` or `production`, because RFC 7518 §3.2 wants a key at least as long as the SHA-256 hash.
    ///
    /// Should be at least 32 bytes long when `APP_PROFILE` is `development`, because staging and production refuse a shorter one.
    ///
    /// Must not be a repetition or a sequence when `APP_PROFILE` is `staging` or `production`, because anyone who tries the obvious could sign any token.
    ///
    /// Should not be a repetition or a sequence when `APP_PROFILE` is `development`, because staging and production refuse it.
    ///
    /// Must not be a placeholder when `APP_PROFILE` is `staging` or `production`, because anyone who reads the example could pass for the service.
    ///
    /// Should not be a placeholder when `APP_PROFILE` is `development`.
    ///
    /// Rotate every 90 days. Keep the old value in `JWT_SECRET_PREVIOUS` until clients have moved.
    ///
    /// As `JWT_SECRET`, or in a file whose path is in `JWT_SECRET_FILE`; not both.
    pub secret: Option<Secret>,
    /// The outgoing key. Its tokens stay valid until this variable is removed.
    ///
    /// `JWT_SECRET_PREVIOUS`: secret, one-line text.
    ///
    /// Default: not set.
    ///
    /// Must be set only together with `JWT_SECRET`, because an outgoing key has a successor.
    ///
    /// Must differ from `JWT_SECRET`, because a key that replaces itself is no rotation.
    ///
    /// Must be at least 32 bytes long when `APP_PROFILE` is `staging` or `production`, because RFC 7518 §3.2 wants a key at least as long as the SHA-256 hash.
    ///
    /// Should be at least 32 bytes long when `APP_PROFILE` is `development`, because staging and production refuse a shorter one.
    ///
    /// Must not be a repetition or a sequence when `APP_PROFILE` is `staging` or `production`, because anyone who tries the obvious could sign any token.
    ///
    /// Should not be a repetition or a sequence when `APP_PROFILE` is `development`, because staging and production refuse it.
    ///
    /// Must not be a placeholder when `APP_PROFILE` is `staging` or `production`, because anyone who reads the example could pass for the service.
    ///
    /// Should not be a placeholder when `APP_PROFILE` is `development`.
    ///
    /// As `JWT_SECRET_PREVIOUS`, or in a file whose path is in `JWT_SECRET_PREVIOUS_FILE`; not both.
    pub secret_previous: Option<Secret>,
}

/// How many requests one client may make.
#[derive(Debug, Clone)]
pub struct RateLimit {
    /// Refuse requests beyond the limit.
    ///
    /// `RATE_LIMIT_ENABLED`: `true` or `false`.
    ///
    /// Default: `true`.
    ///
    /// Should be `true` when `APP_PROFILE` is `production`, because one client could exhaust the service.
    pub enabled: bool,
    /// Requests that one client may make in a window.
    ///
    /// `RATE_LIMIT_MAX_REQUESTS`: whole number from 1 to 1000000.
    ///
    /// Default in development: `1000`.
    ///
    /// Default in staging and production: `100`.
    pub max_requests: u32,
    /// Length of the window in seconds.
    ///
    /// `RATE_LIMIT_WINDOW_SECONDS`: whole number from 1 to 86400.
    ///
    /// Default: `60`.
    pub window_seconds: u32,
}

/// The headers that tell browsers what to refuse.
#[derive(Debug, Clone)]
pub struct Security {
    /// Send strict security headers.
    ///
    /// `SECURITY_STRICT_MODE`: `true` or `false`.
    ///
    /// Default in development: `false`.
    ///
    /// Default in staging and production: `true`.
    ///
    /// Must be `true` when `APP_PROFILE` is `production`, because without strict headers browsers do not protect the users.
    pub strict_mode: bool,
    /// The Content-Security-Policy header.
    ///
    /// `SECURITY_CSP`: one-line text.
    ///
    /// Default in development: `default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'`.
    ///
    /// Default in staging and production: `default-src 'self'; script-src 'self'; style-src 'self'`.
    ///
    /// Should not contain `'unsafe-inline'` when `APP_PROFILE` is `production`, because it lets injected scripts run.
    pub csp: String,
}

/// Which other web sites may call the API from a browser.
#[derive(Debug, Clone)]
pub struct CrossOriginRequests {
    /// Origins that a browser may call the API from. None when unset.
    ///
    /// `CORS_ALLOWED_ORIGINS`: comma-separated list, each item: origin (scheme, host and optional port) or `*`.
    ///
    /// Default: not set.
    ///
    /// Must not contain `*` when `APP_PROFILE` is `production`, because every web site could call the API.
    pub allowed_origins: Option<Vec<String>>,
}

/// What `APP_PROFILE` may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AppProfile {
    /// `development`
    Development,
    /// `staging`
    Staging,
    /// `production`
    Production,
}

#[rustfmt::skip]
impl AppProfile {
    /// All of them, in order.
    pub const ALL: [Self; 3] = [Self::Development, Self::Staging, Self::Production];

    /// Return the word, as it is written in an environment.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Development => "development",
            Self::Staging => "staging",
            Self::Production => "production",
        }
    }

    fn read(text: &str) -> Self {
        let is_meant = |word: &&Self| word.as_str() == text;
        *Self::ALL.iter().find(is_meant).expect("a word that was checked is one of these")
    }
}

/// What `DATABASE_TYPE` may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DatabaseType {
    /// `memory`
    Memory,
    /// `convex`
    Convex,
}

#[rustfmt::skip]
impl DatabaseType {
    /// All of them, in order.
    pub const ALL: [Self; 2] = [Self::Memory, Self::Convex];

    /// Return the word, as it is written in an environment.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Memory => "memory",
            Self::Convex => "convex",
        }
    }

    fn read(text: &str) -> Self {
        let is_meant = |word: &&Self| word.as_str() == text;
        *Self::ALL.iter().find(is_meant).expect("a word that was checked is one of these")
    }
}

/// A profile: it decides on defaults and rules.
pub type Profile = AppProfile;

impl Settings {
    /// Load the settings from the environment of this process.
    ///
    /// # Errors
    ///
    /// If there is an error among its problems; it lists all of them, warnings too.
    pub fn load() -> Result<Self, InvalidEnvironmentError> {
        Self::from(&environment())
    }

    /// Load the settings from an environment.
    ///
    /// # Errors
    ///
    /// If there is an error among its problems; it lists all of them, warnings too.
    pub fn from(environ: &Environ) -> Result<Self, InvalidEnvironmentError> {
        let (values, problems, _) = judged(Source::new(environ, None));
        if has_errors(&problems) {
            return Err(InvalidEnvironmentError { problems });
        }
        Ok(Self::of(&values))
    }
}

#[rustfmt::skip]
impl Settings {
    fn of(values: &Values<'_>) -> Self {
        Self {
            profile: ProfileSection {
                profile: required(values, 0, AppProfile::read),
            },
            server: Server {
                port: required(values, 1, integer::<u16>),
                shutdown_timeout_seconds: required(values, 2, integer::<u16>),
            },
            logging: Logging {
                log: required(values, 3, str::to_owned),
            },
            database: Database {
                database_type: required(values, 4, DatabaseType::read),
                convex_deployment_url: optional(values, 5, secret),
            },
            authentication: Authentication {
                enabled: required(values, 6, flag),
                jwks_urls: optional(values, 7, list(secret)),
                jwks_cache_seconds: required(values, 8, integer::<u32>),
                audience: optional(values, 9, str::to_owned),
                issuer: optional(values, 10, str::to_owned),
            },
            token_signing: TokenSigning {
                secret: optional(values, 11, secret),
                secret_previous: optional(values, 12, secret),
            },
            rate_limit: RateLimit {
                enabled: required(values, 13, flag),
                max_requests: required(values, 14, integer::<u32>),
                window_seconds: required(values, 15, integer::<u32>),
            },
            security: Security {
                strict_mode: required(values, 16, flag),
                csp: required(values, 17, str::to_owned),
            },
            cross_origin_requests: CrossOriginRequests {
                allowed_origins: optional(values, 18, list(str::to_owned)),
            },
        }
    }
}

// Texts.

/// Say whether Python takes a character for white space.
fn is_white_space(letter: char) -> bool {
    letter.is_whitespace() || ('\x1c'..='\x1f').contains(&letter)
}

/// Return a text without some letters at its ends.
fn stripped<'a>(text: &'a str, letters: &[char]) -> &'a str {
    text.trim_matches(|letter| letters.contains(&letter))
}

/// Return the number of characters.
fn length_of(text: &str) -> usize {
    text.chars().count()
}

/// Return what is before the first separator, and what is after it; all is before it where there is none.
fn partition<'a>(text: &'a str, separator: &str) -> (&'a str, &'a str) {
    text.split_once(separator).unwrap_or((text, ""))
}

/// Return the same of the last separator; without one, all is after it.
fn partition_at_last<'a>(text: &'a str, separator: &str) -> (&'a str, &'a str) {
    text.rsplit_once(separator).unwrap_or(("", text))
}

fn is_latin_letter(letter: char) -> bool {
    letter.is_ascii_alphabetic()
        || letter > '\u{ff}'
        || matches!(letter, 'ª' | 'µ' | 'º' | 'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ÿ')
}

/// Say whether a character is a letter or a digit.
fn is_letter_or_digit(letter: char) -> bool {
    is_latin_letter(letter)
        || letter.is_ascii_digit()
        || matches!(letter, '²' | '³' | '¹' | '¼'..='¾')
}

/// Say whether a text is letters and digits.
fn is_alphanumeric(text: &str) -> bool {
    !text.is_empty() && text.chars().all(is_letter_or_digit)
}

/// Say whether a text is letters.
fn is_alphabetic(text: &str) -> bool {
    !text.is_empty() && text.chars().all(is_latin_letter)
}

/// Say whether a text is a name as environments have them.
fn is_name(text: &str) -> bool {
    !text.starts_with(|letter: char| letter.is_ascii_digit())
        && !text.is_empty()
        && text
            .bytes()
            .all(|letter| letter.is_ascii_alphanumeric() || letter == b'_')
}

// Problems.

/// How much a problem matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Severity {
    /// The service must not start.
    Error,
    /// The service may start.
    Warning,
}

impl fmt::Display for Severity {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Error => "error",
            Self::Warning => "warning",
        })
    }
}

/// One thing that is wrong: `rule` is a slug, `line` that of the env file.
///
/// Neither `message` nor `remedy` ever holds a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    pub variable: String,
    pub rule: &'static str,
    pub severity: Severity,
    pub message: String,
    pub remedy: String,
    pub line: Option<usize>,
}

impl fmt::Display for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (severity, rule) = (self.severity, self.rule);
        write!(
            formatter,
            "{severity}[{rule}]: {} {}",
            self.message, self.remedy
        )
    }
}

/// An environment breaks rules; `problems` lists all of them, warnings too.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvalidEnvironmentError {
    pub problems: Vec<Problem>,
}

impl fmt::Display for InvalidEnvironmentError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("the environment is not valid:")?;
        self.problems
            .iter()
            .try_for_each(|problem| write!(formatter, "\n{problem}"))
    }
}

impl std::error::Error for InvalidEnvironmentError {}

/// Say whether one of the problems is an error.
#[must_use]
pub fn has_errors(problems: &[Problem]) -> bool {
    problems
        .iter()
        .any(|problem| problem.severity == Severity::Error)
}

// Settings.

/// The value of a secret, which `Debug` and `Display` do not show.
#[derive(Clone)]
pub struct Secret(String);

impl Secret {
    /// Return the value. Whatever shows it is to be found by this name.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Secret(…)")
    }
}

impl fmt::Display for Secret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Secret(…)")
    }
}

/// A number that no type of Rust's is sure to hold, as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number(String);

impl Number {
    /// Return the digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Return the number as a type of the service's choice.
    ///
    /// # Errors
    ///
    /// If the type cannot hold it.
    pub fn parse<T: FromStr>(&self) -> Result<T, T::Err> {
        self.0.parse()
    }
}

impl fmt::Display for Number {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// Return the environment of this process; NUL takes the place of what is not UTF-8.
#[must_use]
pub fn environment() -> Environ {
    std::env::vars_os()
        .map(|(name, value)| (text_of(name), text_of(value)))
        .collect()
}

fn text_of(raw: OsString) -> String {
    raw.into_string()
        .unwrap_or_else(|raw| raw.to_string_lossy().replace('\u{fffd}', "\0"))
}

/// Read a value that every valid environment has.
fn required<T>(values: &Values<'_>, place: usize, typed: impl Fn(&str) -> T) -> T {
    optional(values, place, typed).expect("a valid environment has this value")
}

/// Read a value that an environment may lack.
fn optional<T>(values: &Values<'_>, place: usize, typed: impl Fn(&str) -> T) -> Option<T> {
    values.texts[place].as_deref().map(typed)
}

fn list<T>(typed: impl Fn(&str) -> T) -> impl Fn(&str) -> Vec<T> {
    move |text| items(text).map(&typed).collect()
}

fn flag(text: &str) -> bool {
    text == "true"
}

fn secret(text: &str) -> Secret {
    Secret(text.to_owned())
}

/// Read a whole number, within bounds that its type holds.
fn integer<T: FromStr>(text: &str) -> T {
    parsed(text)
}

fn number(text: &str) -> Number {
    Number(text.to_owned())
}

fn parsed<T: FromStr>(text: &str) -> T {
    text.parse()
        .ok()
        .expect("a number that was checked fits its type")
}

// Tables.

/// An environment: names and their values. NUL in a value stands for what is not UTF-8.
pub type Environ = BTreeMap<String, String>;

/// The message and remedy of a cause, by its name.
type Remedy = (&'static str, &'static str, &'static str);

/// A message by what is wrong: rule, severity, message, remedy.
type Message = (&'static str, Slug, Severity, &'static str, &'static str);

/// One variable: `label` words its kind, `yields_to` are those that keep it from being read.
struct Variable {
    name: &'static str,
    is_secret: bool,
    has_file: bool,
    kind: &'static Kind,
    label: &'static str,
    default: Option<&'static str>,
    rules: &'static [Rule],
    old_names: &'static [&'static str],
    deprecated: Option<&'static str>,
    yields_to: &'static [&'static str],
}

/// Defaults by the index of their variable.
type Defaults = &'static [(usize, Option<&'static str>)];

/// The rules of one service; `borrowed_defaults` has the indexes of a variable and of the one whose value it has by
/// default, `prefixes` begin names that only this service uses.
struct Tables {
    service: &'static str,
    profile_variable: Option<&'static str>,
    profiles: &'static [&'static str],
    default_profile: &'static str,
    variables: &'static [Variable],
    profile_defaults: &'static [(&'static str, Defaults)],
    borrowed_defaults: &'static [(usize, usize)],
    messages: &'static [Message],
    remedies: &'static [Remedy],
    external: &'static [&'static str],
    prefixes: &'static [&'static str],
}

/// An environment under the profile that takes the place of the one it chooses. An empty value is an unset one.
#[derive(Clone, Copy)]
struct Source<'a> {
    environ: &'a Environ,
    profile: Option<&'static str>,
}

impl<'a> Source<'a> {
    fn new(environ: &'a Environ, profile: Option<Profile>) -> Self {
        let profile = profile.map(Profile::as_str);
        Self { environ, profile }
    }

    /// Return what a variable is set to.
    fn get(self, name: &str) -> Option<&'a str> {
        if self.profile.is_some() && TABLES.profile_variable == Some(name) {
            return self.profile;
        }
        self.environ
            .get(name)
            .map(String::as_str)
            .filter(|text| !text.is_empty())
    }
}

/// The effective values in their written form, in the order of the variables.
struct Values<'a> {
    texts: Vec<Option<Cow<'a, str>>>,
}

impl Values<'_> {
    /// Return the value of a variable.
    fn get(&self, name: &str) -> Option<&str> {
        let place = TABLES
            .variables
            .iter()
            .position(|variable| variable.name == name)?;
        self.texts[place].as_deref()
    }
}

// Forms.

/// A slug of what is wrong with a text.
type Slug = &'static str;

/// A kind of value: what finds the fault of a text, and what limits it. Bounds are texts, and compared as such.
#[derive(Clone, Copy)]
struct Kind {
    name: &'static str,
    fault: fn(&Kind, &str) -> Option<Slug>,
    least: Option<&'static str>,
    most: Option<&'static str>,
    /// The bounds as messages have them, empty where there is none.
    written_least: &'static str,
    written_most: &'static str,
    above: bool,
    below: bool,
    whole: bool,
    /// The words of a choice, the schemes of a URL, the units of a quantity, the top of a JSON document.
    words: &'static [&'static str],
    pattern: Option<&'static str>,
    item: Option<&'static Kind>,
}

/// One-line text, and what other kinds leave as it is here.
const TEXT: Kind = Kind {
    name: "text",
    fault: text_fault,
    least: None,
    most: None,
    written_least: "",
    written_most: "",
    above: false,
    below: false,
    whole: false,
    words: &[],
    pattern: None,
    item: None,
};
static MULTILINE_TEXT: Kind = Kind {
    name: "multiline-text",
    fault: multiline_text_fault,
    ..TEXT
};
const LAST_PORT: u32 = 65535;
const LONGEST_LABEL: usize = 63;
const PARTS_OF_AN_ADDRESS: usize = 4;
const MOST_DIGITS: usize = 1000;
const WEB_SCHEMES: [&str; 4] = ["http", "https", "ws", "wss"];

/// Split a list as it is written.
fn items(text: &str) -> impl Iterator<Item = &str> {
    text.split(',')
        .map(|part| stripped(part, &[' ', '\t']))
        .filter(|item| !item.is_empty())
}

/// Say whether a text counts as a value: an empty text is unset, and so is a list without items.
fn is_set(kind: &Kind, text: &str) -> bool {
    !text.is_empty() && (kind.name != "list" || items(text).next().is_some())
}

/// Return what a secret of a kind may be in a file: plain text has as many lines as it wants there.
fn in_file(kind: &'static Kind) -> &'static Kind {
    if kind.name == "text" {
        &MULTILINE_TEXT
    } else {
        kind
    }
}

/// Return the slug of the rule of form that a text breaks.
fn fault(kind: &Kind, text: &str) -> Option<Slug> {
    (kind.fault)(kind, text)
}

/// Return the slug of a malformed text unless the condition of its form holds.
fn malformed_unless(holds: bool) -> Option<Slug> {
    if holds {
        None
    } else {
        Some("malformed")
    }
}

/// Say whether a text can be a value: without NUL, which stands for what is not UTF-8, and the letters `forbidden`.
fn is_text(text: &str, forbidden: &str) -> bool {
    !text
        .chars()
        .any(|letter| letter == '\0' || forbidden.contains(letter))
}

/// Say whether a text is made of the digits 0 to 9.
fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|letter| letter.is_ascii_digit())
}

/// Compare two decimal numbers by their digits, of which there may be any number.
fn order(one: &str, other: &str) -> Ordering {
    let ((is_below, one), (is_other_below, other)) = (magnitude(one), magnitude(other));
    match (is_below, is_other_below) {
        (false, false) => one.cmp(&other),
        (true, true) => other.cmp(&one),
        (true, false) => Ordering::Less,
        (false, true) => Ordering::Greater,
    }
}

/// Return whether a number is below zero, how many digits it has before the point, these, and those after it.
fn magnitude(text: &str) -> (bool, (usize, &str, &str)) {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let digits = whole.trim_start_matches(['-', '+']);
    let (digits, part) = (digits.trim_start_matches('0'), part.trim_end_matches('0'));
    let is_zero = digits.is_empty() && part.is_empty();
    let is_below = whole.starts_with('-') && !is_zero;
    (is_below, (digits.len(), digits, part))
}

/// Return the slug of a number that is not within the bounds of its kind.
fn range_fault(kind: &Kind, number: &str) -> Option<Slug> {
    let is_above = kind.least.map_or(true, |least| {
        let than_least = order(number, least);
        than_least == Ordering::Greater || (!kind.above && than_least == Ordering::Equal)
    });
    let is_below = kind.most.map_or(true, |most| {
        let than_most = order(number, most);
        than_most == Ordering::Less || (!kind.below && than_most == Ordering::Equal)
    });
    if is_above && is_below {
        None
    } else {
        Some("out-of-range")
    }
}

/// Return a number without the `-` that it may begin with.
fn without_sign<'a>(kind: &Kind, text: &'a str) -> &'a str {
    if kind.least.map_or(true, |least| least.starts_with('-')) {
        text.strip_prefix('-').unwrap_or(text)
    } else {
        text
    }
}

fn list_fault(kind: &Kind, text: &str) -> Option<Slug> {
    let item = kind.item.unwrap_or(&TEXT);
    let count = items(text).count().to_string();
    items(text)
        .find_map(|part| fault(item, part))
        .or_else(|| range_fault(kind, &count).and(Some("malformed")))
}

fn text_fault(_kind: &Kind, text: &str) -> Option<Slug> {
    malformed_unless(is_text(text, "\r\n"))
}

fn multiline_text_fault(_kind: &Kind, text: &str) -> Option<Slug> {
    let line_ends = ['\r', '\n'];
    let is_open = text.starts_with(line_ends) || text.ends_with(line_ends);
    malformed_unless(is_text(text, "") && !is_open)
}

fn flag_fault(_kind: &Kind, text: &str) -> Option<Slug> {
    malformed_unless(text == "true" || text == "false")
}

fn choice_fault(kind: &Kind, text: &str) -> Option<Slug> {
    if kind.words.contains(&text) {
        None
    } else {
        Some("not-a-choice")
    }
}

fn integer_fault(kind: &Kind, text: &str) -> Option<Slug> {
    let digits = without_sign(kind, text);
    if !is_number(digits) {
        return Some("malformed");
    }
    if digits.trim_start_matches('0').len() > MOST_DIGITS {
        return Some("out-of-range");
    }
    range_fault(kind, text)
}

fn url_fault(kind: &Kind, text: &str) -> Option<Slug> {
    let (scheme, rest) = text.split_once("://").unwrap_or((text, ""));
    if !kind.words.contains(&scheme) || !rest.bytes().all(|letter| letter.is_ascii_graphic()) {
        return Some("malformed");
    }
    let whole = rest.split(['/', '?', '#']).next().unwrap_or("");
    let (user, authority) = whole.rsplit_once('@').unwrap_or(("", whole));
    let is_local = !WEB_SCHEMES.contains(&scheme) && rest.starts_with('/');
    malformed_unless(is_local || (!user.contains('@') && is_authority(authority)))
}

fn origin_fault(_kind: &Kind, text: &str) -> Option<Slug> {
    let (scheme, authority) = text.split_once("://").unwrap_or((text, ""));
    let is_web = scheme == "http" || scheme == "https";
    malformed_unless(text == "*" || (is_web && is_authority(authority)))
}

/// Say whether a text is a host, or an IPv6 address in brackets, with an optional port.
fn is_authority(text: &str) -> bool {
    let after = if let Some(inner) = text.strip_prefix('[') {
        match inner.split_once(']') {
            Some((address, after)) if (2..46).contains(&address.len()) && is_address(address) => {
                after
            }
            _ => return false,
        }
    } else {
        let end = text.find(':').unwrap_or(text.len());
        if !is_host_name(&text[..end]) {
            return false;
        }
        &text[end..]
    };
    match after.strip_prefix(':') {
        None => after.is_empty(),
        Some(port) => {
            let number = port.parse::<u32>().unwrap_or(0);
            is_number(port) && port.len() <= 5 && (1..=LAST_PORT).contains(&number)
        }
    }
}

/// Say whether a text has the letters of an IPv6 address.
fn is_address(text: &str) -> bool {
    text.bytes()
        .all(|letter| letter.is_ascii_hexdigit() || letter == b':' || letter == b'.')
}

/// Say whether a text is a host's name, which may end in a dot, or an IPv4 address: all that ends in a number.
fn is_host_name(text: &str) -> bool {
    let bare = text.strip_suffix('.').unwrap_or(text);
    if is_number(partition_at_last(bare, ".").1) {
        text.split('.').count() == PARTS_OF_AN_ADDRESS && text.split('.').all(is_byte)
    } else {
        bare.split('.').all(is_label)
    }
}

fn is_byte(text: &str) -> bool {
    text.parse::<u8>()
        .map_or(false, |number| number.to_string() == text)
}

fn is_label(text: &str) -> bool {
    (1..=LONGEST_LABEL).contains(&text.len())
        && !text.starts_with('-')
        && !text.ends_with('-')
        && text
            .bytes()
            .all(|letter| letter.is_ascii_alphanumeric() || b"_-".contains(&letter))
}

// Runs.

const DIGITS: [char; 10] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];
const COUNTED: &str = "1234567890123456789012345678901234567890123456789012345678901234567890\
                       1234567890123456789012345678901234567890";
const BETWEEN_BLOCKS: &str = "-_ ./:";
const LONGEST_UNIT: usize = 16;
const LONGEST_SEQUENCE: usize = 100;
const SHORTEST_BLOCK: usize = 3;
const SHORTEST_WALK: usize = 3;
const SHORTEST_OF_WALKS: usize = 6;
const SHORTEST_COUNTED: usize = 8;
const TURNS_OF_CHANCE: usize = 24;
const STEPS_OF_CHANCE: usize = 12;

/// Say whether the whole text is a repetition, counted blocks, or runs of an alphabet or a keyboard.
fn is_guessable(text: &str) -> bool {
    let length = length_of(text);
    let whole = text.to_lowercase();
    let lower: Vec<char> = whole.chars().collect();
    for size in 1..=LONGEST_UNIT.min(length / 2) {
        if lower.len() >= size && lower[size..] == lower[..lower.len() - size] {
            let unit: String = lower[..size].iter().collect();
            return size == 1 || (size < 7 && length >= 3 * size) || is_sequence(&unit);
        }
    }
    if length == 1 || is_sequence(&whole) || is_walk(&lower) {
        return true;
    }
    let bare: String = whole
        .chars()
        .filter(|letter| !BETWEEN_BLOCKS.contains(*letter))
        .collect();
    is_counted(&bare)
        || (bare.len() != whole.len()
            && length_of(&bare) >= SHORTEST_COUNTED
            && is_guessable(&bare))
}

/// Say whether fingers made a text that looks random: letters and digits take turns, or letters go up by one or two.
fn is_typed(text: &str) -> bool {
    let lower: Vec<char> = text.to_lowercase().chars().collect();
    let every_second = |first: usize| lower.iter().skip(first).step_by(2).collect::<String>();
    let (odd, even) = (every_second(0), every_second(1));
    for (letters, digits) in [(&odd, &even), (&even, &odd)] {
        if lower.len() >= SHORTEST_COUNTED
            && letters.bytes().all(|letter| letter.is_ascii_lowercase())
            && digits.bytes().all(|letter| letter.is_ascii_digit())
        {
            let is_base_16 = letters.bytes().all(|letter| letter <= b'f');
            return is_sequence(letters)
                || (!is_base_16 && (lower.len() >= TURNS_OF_CHANCE || is_sequence(digits)));
        }
    }
    let latin: Vec<u32> = lower
        .iter()
        .filter(|letter| letter.is_ascii_lowercase())
        .map(|letter| u32::from(*letter))
        .collect();
    let steps = || latin.windows(2).map(|pair| (pair[1] + 26 - pair[0]) % 26);
    // Of letters that are digits to the base of 16, many are close to the one before.
    let in_order = steps().filter(|step| (1..3).contains(step)).count();
    steps().count() >= STEPS_OF_CHANCE
        && latin.iter().any(|letter| *letter > u32::from('f'))
        && in_order * 10 >= steps().count() * 7
}

/// Say whether a word is a run such as `123`, `abc`, `abc123`, `абвг` or `0123456789abcdef`.
fn is_sequence(lower: &str) -> bool {
    let length = length_of(lower);
    if !(4..=LONGEST_SEQUENCE).contains(&length) {
        let is_count = length == SHORTEST_WALK && "012345678901 098765432109".contains(lower);
        return lower == "abc" || lower == "xyz" || is_count;
    }
    if is_within_sequences(lower) || COUNTED.contains(lower) {
        return true;
    }
    let codes = || lower.chars().map(|letter| i64::from(u32::from(letter)));
    for step in [1, -1] {
        if codes()
            .zip(codes().skip(1))
            .all(|(before, after)| after - before == step)
        {
            return true;
        }
    }
    for letters in [
        lower.trim_end_matches(DIGITS),
        lower.trim_start_matches(DIGITS),
    ] {
        let count = length_of(letters);
        if count > 2 && count + 2 < length {
            let digits = lower.replacen(letters, "", 1);
            if is_sequence(letters) && is_sequence(&digits) {
                return true;
            }
        }
    }
    false
}

fn is_within_sequences(lower: &str) -> bool {
    !lower.contains([' ', '\n']) && SEQUENCES.contains(lower)
}

/// Say whether a text is made of runs of three characters and more, such as `abc123xyz789!@#`.
fn is_walk(lower: &[char]) -> bool {
    if !(SHORTEST_OF_WALKS..=LONGEST_SEQUENCE).contains(&lower.len()) {
        return false;
    }
    let is_run = |start: usize, end: usize| {
        is_within_sequences(&lower[start..end].iter().collect::<String>())
    };
    let mut start = 0;
    while start < lower.len() {
        let mut end = start + SHORTEST_WALK;
        if end > lower.len() || !is_run(start, end) {
            return false;
        }
        while end < lower.len() && is_run(start, end + 1) {
            end += 1;
        }
        start = end;
    }
    true
}

/// Say whether a text is made of blocks of one character each, such as `aaaaabbbbb`.
fn is_counted(lower: &str) -> bool {
    let letters: Vec<char> = lower.chars().collect();
    let blocks = 1 + letters.windows(2).filter(|pair| pair[0] != pair[1]).count();
    letters.len() >= SHORTEST_COUNTED && blocks * SHORTEST_BLOCK <= letters.len()
}

// Weights.

const LONGEST_PART: usize = 80;
const LONGEST_WORD: usize = 15;
const MOST_UNKNOWN: usize = 8;
const LEAST_RANDOM_DIGITS: usize = 7;
const NOISE: i32 = -99;

/// Return the weight of a word in lower case, if it is known; the words of each first letter are in order.
fn weight_of(word: &str) -> Option<i32> {
    let words = WEIGHTS.get(usize::from(*word.as_bytes().first()?))?;
    let place = words.binary_search_by_key(&word, |(known, _)| known);
    place.ok().map(|place| words[place].1)
}

/// Say whether a part is `xxxx`, `0000` or the like, or goes on so after a vendor's letters.
fn is_filler(part: &str) -> bool {
    let last = part.chars().next_back().unwrap_or(' ');
    let bare = length_of(part.trim_end_matches(last));
    let run = length_of(part) - bare;
    let goes_on = ("xX0".contains(last) && run > 5 && bare < 9)
        || ("xX".contains(last) && run > 4 && bare < 3);
    (bare == 0 && run > 2) || goes_on
}

/// Say whether a part is a year of ours, which says nothing of the words beside it.
fn is_year(part: &str) -> bool {
    part.len() == 4 && (part.starts_with("19") || part.starts_with("20")) && is_number(part)
}

/// Weigh the words of a text: above zero where it is known, below where it is not, NOISE where it is no word.
fn weights_of(text: &str) -> Vec<i32> {
    let mut weights = Vec::new();
    let mut odd = Vec::new();
    let mut unknown = 0;
    let mut rest = text;
    while !rest.is_empty() {
        let end = rest
            .find(|letter| !is_letter_or_digit(letter))
            .unwrap_or(rest.len());
        let (part, after) = rest.split_at(end);
        if let Some(letter) = after.chars().next() {
            if !"-_. :/,@".contains(letter) && !odd.contains(&letter) {
                odd.push(letter);
            }
            rest = &after[letter.len_utf8()..];
        } else {
            rest = after;
        }
        if part.is_empty() || is_year(part) {
            continue;
        }
        part_weights(part, &mut weights);
        let last = weights.last().copied().unwrap_or(0);
        unknown += usize::from(last < 0);
        if last == NOISE || unknown > MOST_UNKNOWN {
            return vec![NOISE];
        }
    }
    if odd.len() > 1 && !text.contains(' ') {
        weights.push(odd.iter().fold(2, |weight, _| weight - 2));
    }
    weights
}

/// Weigh the words that are written together in one run of letters and digits.
fn part_weights(part: &str, weights: &mut Vec<i32>) {
    if is_filler(part) {
        weights.push(if length_of(part) > 5 { 5 } else { 2 });
        return;
    }
    let plain = if part.is_ascii() {
        part.to_owned()
    } else {
        part.to_lowercase().chars().map(without_accent).collect()
    };
    let lower = plain.to_lowercase();
    if let Some(weight) = weight_of(&lower) {
        weights.push(weight);
    } else if !lower.is_ascii() {
        let is_known = STEMS.iter().any(|stem| lower.contains(stem));
        weights.push(if is_known {
            4
        } else {
            -i32::from(length_of(&lower) > 2)
        });
    } else if is_typed(&plain) {
        weights.push(5);
    } else if is_sequence(&lower) {
        weights.push(2);
    } else {
        weights.extend(run_weights(&split(&plain, false)));
    }
}

fn without_accent(letter: char) -> char {
    if letter.is_ascii() {
        return letter;
    }
    ACCENTS
        .iter()
        .find(|group| group.contains(letter))
        .and_then(|group| group.chars().next())
        .unwrap_or(letter)
}

/// Weigh runs of letters and of digits that take turns.
fn run_weights(runs: &[&str]) -> Vec<i32> {
    let mut weights = Vec::new();
    if runs.len() > 4 || runs.iter().map(|run| run.len()).sum::<usize>() > LONGEST_PART {
        return vec![NOISE];
    }
    for run in runs {
        let lower = run.to_ascii_lowercase();
        if is_sequence(&lower) {
            weights.push(1);
        } else if is_number(run) {
            weights.push(if run.len() < LEAST_RANDOM_DIGITS {
                0
            } else {
                NOISE
            });
        } else if runs.len() > 1 && run.len() < 3 {
            return vec![NOISE];
        } else {
            let known = segment(&lower);
            weights.extend(if known.is_empty() {
                hump_weights(&split(run, true), runs.len() == 1)
            } else {
                known
            });
        }
    }
    let unknown = weights.iter().filter(|weight| **weight < 0).count();
    if weights.contains(&NOISE) || (runs.len() > 1 && unknown > 1) {
        return vec![NOISE];
    }
    weights
}

/// Weigh the words of a run of letters in camel case.
fn hump_weights(humps: &[&str], alone: bool) -> Vec<i32> {
    let mut weights = Vec::new();
    for hump in humps {
        let lower = hump.to_ascii_lowercase();
        let known = match weight_of(&lower) {
            Some(weight) if lower.len() > 1 => vec![weight],
            _ => segment(&lower),
        };
        if known.is_empty() {
            if hump.len() > LONGEST_WORD || (hump.len() < 4 && !(alone && humps.len() == 1)) {
                return vec![NOISE];
            }
            weights.push(match hump.len() {
                9.. => -4,
                3 | 4 => -1,
                _ => -2,
            });
        }
        weights.extend(known);
    }
    weights
}

/// Split ASCII where letters meet digits, or where camel case has its humps.
fn split(part: &str, camel_case: bool) -> Vec<&str> {
    let letters = part.as_bytes();
    let mut pieces = Vec::new();
    let mut start = 0;
    for place in 1..letters.len() {
        let (letter, before) = (letters[place], letters[place - 1]);
        let is_lower_after = letters.get(place + 1).map_or(false, u8::is_ascii_lowercase);
        let is_hump =
            letter.is_ascii_uppercase() && (before.is_ascii_lowercase() || is_lower_after);
        if (camel_case && is_hump) || letter.is_ascii_digit() != before.is_ascii_digit() {
            pieces.push(&part[start..place]);
            start = place;
        }
    }
    pieces.push(&part[start..]);
    pieces
}

/// Weigh known words that are written together, such as `supersecretkey`; nothing where a rest remains.
fn segment(letters: &str) -> Vec<i32> {
    for end in (2..=letters.len().min(LONGEST_WORD)).rev() {
        let (word, after) = letters.split_at(end);
        if end == 2 && !SHORT_WORDS_RUN_TOGETHER.contains(&word) {
            continue;
        }
        if let Some(weight) = weight_of(word) {
            let rest = segment(after);
            if !rest.is_empty() || after.is_empty() {
                return [vec![weight], rest].concat();
            }
        }
    }
    Vec::new()
}

// Prose.

const WORDS_FOR_A_SECRET: [&str; 5] = ["pass", "password", "passwd", "pwd", "secret"];
const VOWELS: &str = "aeiouy";
const BASE_64: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

fn is_in_ascii(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|letter| letter.is_ascii_alphabetic())
}

fn ends_with_a_word_for_a_secret(lower: &str) -> bool {
    WORDS_FOR_A_SECRET.iter().any(|word| lower.ends_with(word))
}

/// Say whether a text is one word and a year or a count, such as `Bluebird2024!` or `bluebird123`.
fn is_word_and_count(text: &str) -> bool {
    let bare = text.trim_end_matches(['!', '?', '.', '*', '#', '$', '@']);
    let letters = bare.trim_end_matches(DIGITS);
    let (word, count) = (
        letters.trim_end_matches(['-', '_', '@']),
        &bare[letters.len()..],
    );
    let mut after_the_first = word.chars();
    after_the_first.next();
    let rest = after_the_first.as_str();
    let length = length_of(word);
    let is_word =
        is_alphabetic(word) && (rest == rest.to_lowercase() || rest == rest.to_uppercase());
    let is_start = "1234567890".starts_with(count);
    let is_count = is_start && length < if count.len() == 1 { 8 } else { 16 };
    let is_named = count.len() > 2 && is_start && is_in_ascii(word) && (3..31).contains(&length);
    is_named
        || (is_word
            && (3..16).contains(&length)
            && !count.is_empty()
            && (is_year(count) || is_count))
}

/// Say whether a text is a name and a word for a secret, run together, such as `acmepass` or `OrderDeskSecret`.
fn is_named_word(text: &str) -> bool {
    let lower = text.to_lowercase();
    is_in_ascii(&lower) && (7..31).contains(&lower.len()) && ends_with_a_word_for_a_secret(&lower)
}

/// Say whether a text is one short word, such as `alpha`: its vowels and consonants take turns.
fn is_short_word(text: &str) -> bool {
    if !(3..9).contains(&text.len()) || !text.bytes().all(|letter| letter.is_ascii_lowercase()) {
        return false;
    }
    let shape: String = text
        .chars()
        .map(|letter| if VOWELS.contains(letter) { 'v' } else { 'c' })
        .collect();
    !shape.contains("cccc") && !shape.contains("vvv") && shape.contains('v')
}

/// Say whether a text asks its reader to do something, as in `replace-with-your-key`.
fn is_request(text: &str) -> bool {
    let request = text.to_lowercase().replace(['-', '_'].as_ref(), " ");
    REQUESTS
        .iter()
        .any(|beginning| request.starts_with(beginning))
        || request.ends_with(" replace me")
        || request.ends_with(" change me")
}

/// Say whether a text is some words of a language, whichever, as people write them: at most a third is none.
fn is_prose(text: &str) -> bool {
    let punctuation = |letter| ".,;:!?-'\"()’".contains(letter);
    let is_word = |word: &&str| {
        let bare = word.trim_matches(punctuation).replace('\'', "");
        bare.is_empty() || is_alphabetic(&bare)
    };
    let words = || text.split(is_white_space).filter(|word| !word.is_empty());
    words().count() > 2 && 3 * words().filter(is_word).count() >= 2 * words().count()
}

/// Say whether a text is one or two names before a word for a secret, or a note that names begin after.
fn is_name_and_note(text: &str, weights: &[i32]) -> bool {
    let bare = text.replace(['-', '_'].as_ref(), "");
    let is_spaced = bare.len() != text.len();
    let unknown = weights.iter().filter(|weight| **weight < 0).count();
    let (first, last) = match (weights.first(), weights.last()) {
        (Some(first), Some(last)) if is_alphanumeric(&bare) => (*first, *last),
        _ => return false,
    };
    if unknown == 2
        && weights.len() == 3
        && is_spaced
        && ends_with_a_word_for_a_secret(&bare.to_lowercase())
    {
        return true;
    }
    let is_named = unknown == 1 && first < 0 && last == 2 && is_spaced && !weights.contains(&0);
    let is_short = weights.len() < 4 || (weights.iter().sum::<i32>() > 0 && !text.contains('-'));
    let known = weights.iter().filter(|weight| **weight > 0).count();
    (is_named && is_short) || (unknown < 3 && first == 4 && known > 1 && last > 0)
}

/// Return the printable ASCII that a text is base64 of; an empty text if it is none.
fn decoded(text: &str) -> String {
    let bare = text.trim_end_matches('=');
    if text.len() & 3 != 0 || text.len() - bare.len() > 2 {
        return String::new();
    }
    let (mut inside, mut bits, mut pending) = (String::new(), 0, 0);
    for letter in bare.bytes() {
        let code = match BASE_64.iter().position(|known| *known == letter) {
            Some(code) => code,
            None => return String::new(),
        };
        bits = bits * 64 + code;
        pending += 6;
        if pending > 7 {
            pending -= 8;
            let [.., byte] = ((bits >> pending) & 255).to_be_bytes();
            if !(32..127).contains(&byte) {
                return String::new();
            }
            inside.push(char::from(byte));
            bits &= 255;
        }
    }
    inside
}

// References.

const REFERENCE: &str = "reference";
const COMMAND: &str = "command";

/// Return what nothing has resolved or run, REFERENCE or COMMAND; an empty text if `text` is neither.
fn unresolved(text: &str) -> &'static str {
    if is_command(text) {
        return COMMAND;
    }
    let begins = BEGINNINGS
        .iter()
        .any(|beginning| text.starts_with(beginning));
    if begins || is_wrapped(text) || is_address_of_a_secret(text) {
        REFERENCE
    } else {
        ""
    }
}

/// Say whether a text is a command of a shell, in the shell's marks or without.
fn is_command(text: &str) -> bool {
    for (opening, closing) in [("$(", ")"), ("`", "`")] {
        let inner = text
            .strip_prefix(opening)
            .and_then(|rest| rest.strip_suffix(closing));
        if let Some(inner) = inner.filter(|inner| !inner.is_empty()) {
            return is_expression(inner);
        }
    }
    let (first, rest) = partition(text, " ");
    let is_argument = |word: &str| {
        OF_COMMANDS
            .iter()
            .any(|beginning| word.starts_with(beginning))
    };
    COMMANDS.contains(&first) && rest.split(' ').any(is_argument)
}

/// Say whether the whole text is a variable, or an expression in the marks of a template.
fn is_wrapped(text: &str) -> bool {
    let is_in_marks = |marks: &[&str]| {
        text.strip_prefix(marks[0])
            .and_then(|rest| rest.strip_suffix(marks[1]))
            .map_or(false, is_expression)
    };
    let is_variable = |name: &str| {
        name.len() > 3
            && name.contains('_')
            && name.starts_with(|letter: char| letter.is_ascii_uppercase())
            && name.bytes().all(|letter| {
                letter.is_ascii_uppercase() || letter.is_ascii_digit() || letter == b'_'
            })
    };
    WRAPPED.chunks(2).any(is_in_marks) || text.strip_prefix('$').map_or(false, is_variable)
}

fn is_expression(inner: &str) -> bool {
    stripped(inner, &[' ', '=', '-', '{', '}'])
        .starts_with(|letter: char| letter.is_ascii_alphanumeric() || "_./$'\"".contains(letter))
}

/// Say whether a text names a secret in a store: `vault:…`, `arn:aws:secretsmanager:…`, `projects/x/secrets/y`.
fn is_address_of_a_secret(text: &str) -> bool {
    let mut parts = text.split('/');
    if parts.next() == Some("projects") && parts.nth(1) == Some("secrets") && parts.next().is_some()
    {
        return true;
    }
    let is_of_a_scheme = |letter: u8| letter.is_ascii_alphanumeric() || b"+-.".contains(&letter);
    let (scheme, rest) = partition(text, ":");
    if rest.is_empty() || scheme.is_empty() || !scheme.bytes().all(is_of_a_scheme) {
        return false;
    }
    if scheme == "arn" {
        let (_, resource) = partition(rest, ":");
        return rest.starts_with("aws")
            && CLOUD_SERVICES
                .iter()
                .any(|service| resource.starts_with(service));
    }
    if scheme == "https" {
        return VAULTS.iter().any(|vault| rest.contains(vault));
    }
    let lower = scheme.to_lowercase();
    let has_one_of = |words: &[&str]| {
        lower
            .split(['+', '-', '.'])
            .any(|name| words.contains(&name))
    };
    if has_one_of(&STORES) {
        return true;
    }
    let is_of_a_path = |letter: u8| letter.is_ascii_lowercase() || b"/_-.#".contains(&letter);
    let is_path = rest.starts_with("//")
        || STORES.contains(&partition(rest, ":").0)
        || (rest.contains('/') && rest.bytes().all(is_of_a_path));
    is_path && has_one_of(&FOLLOWED_BY_A_PATH)
}

// Placeholders.

const PLACEHOLDER: &str = "placeholder";
const MARKS: [char; 8] = ['<', '{', '(', '[', '%', '_', '@', '$'];
const BETWEEN_WORDS: [char; 3] = [' ', '_', '-'];
const DECORATION: [char; 10] = ['!', '@', '#', '$', '%', '^', '&', '*', '(', ')'];
const ADDRESS_NOTES: [&str; 4] = ["change", "replace", "please", "insert"];
const DISGUISES: [(char, char); 8] = [
    ('0', 'o'),
    ('1', 'i'),
    ('3', 'e'),
    ('4', 'a'),
    ('5', 's'),
    ('7', 't'),
    ('@', 'a'),
    ('$', 's'),
];
const LONGEST_JUDGED: usize = 1000;
const DEEPEST: usize = 4;

/// Say whether a text is a stand-in rather than a secret.
fn looks_like_placeholder(text: &str) -> bool {
    !stand_in(text).is_empty()
}

/// Return what a text is in the place of a secret, "placeholder", "reference" or "command"; empty if it is one.
fn stand_in(text: &str) -> &'static str {
    if !text.is_empty() && text.chars().all(is_white_space) {
        return PLACEHOLDER;
    }
    stands_in(text, DEEPEST)
}

fn placeholder_if(holds: bool) -> &'static str {
    if holds {
        PLACEHOLDER
    } else {
        ""
    }
}

/// Judge a text, or what is inside it: the password of an address, the value of an assignment, the rest of a key.
fn stands_in(text: &str, depth: usize) -> &'static str {
    let trimmed = stripped(text.trim_matches(is_white_space), &['"', '\'']);
    let on_one_line = if trimmed.contains("\\n") {
        Cow::from(trimmed.replace("\\n", " "))
    } else {
        Cow::from(trimmed)
    };
    let is_long = length_of(&on_one_line) > LONGEST_JUDGED;
    let found = if is_long {
        ""
    } else {
        unresolved(&on_one_line)
    };
    let text = on_one_line.trim_matches('`');
    if !found.is_empty() {
        return found;
    }
    if is_guessable(text) {
        return placeholder_if(length_of(text) > 2 || "xX*#?-_•….".contains(text));
    }
    if length_of(text) > LONGEST_JUDGED || depth == 0 {
        return "";
    }
    if is_template(text) {
        let is_expanded = text.contains("${") || text.contains("{{");
        return if is_expanded { REFERENCE } else { PLACEHOLDER };
    }
    if trails_off(text) {
        return PLACEHOLDER;
    }
    for piece in text.split(|letter| is_white_space(letter) || ";&?".contains(letter)) {
        let (key, value) = partition(piece, "=");
        let key = || key.to_lowercase().replace('_', "");
        if !value.trim_matches('=').is_empty() && SECRET_KEYS.iter().any(|end| key().ends_with(end))
        {
            return stands_in(value, depth - 1);
        }
    }
    if !partition(text, "://").0.contains(' ') && (text.contains("://") || text.contains("@tcp(")) {
        return of_url(text, depth - 1);
    }
    let inside = decoded(text.strip_prefix("base64:").unwrap_or(text));
    if !inside.is_empty() && !stands_in(&inside, depth - 1).is_empty() {
        return PLACEHOLDER;
    }
    placeholder_if(if is_hostname(text) {
        is_address_to_fill_in(text)
    } else {
        is_note(text, depth - 1)
    })
}

fn is_hostname(text: &str) -> bool {
    let (_, domain) = partition_at_last(text, ".");
    TOP_LEVEL_DOMAINS.contains(&domain)
        && domain != text
        && text == text.to_lowercase()
        && !text.contains(['_', ' '])
}

/// Say whether a text explains itself, perhaps after the letters that a vendor's keys begin with.
fn is_note(text: &str, depth: usize) -> bool {
    for rest in VENDORS
        .iter()
        .filter_map(|vendor| text.strip_prefix(vendor))
    {
        let is_example = rest.ends_with("EXAMPLE") && length_of(rest) == 16;
        if is_example || !stands_in(rest, depth).is_empty() {
            return true;
        }
    }
    if is_short_word(text) || is_request(text) {
        return true;
    }
    let plain = text.trim_end_matches(DECORATION);
    let text = if text.len() - plain.len() > 2 {
        plain
    } else {
        text
    };
    text.to_lowercase() == "n/a"
        || (text.ends_with("EXAMPLEKEY") && length_of(text) == 40)
        || is_word_and_count(text)
        || is_named_word(text)
        || is_explained(text)
        || is_disguised(text)
}

/// Say whether a text is a template, or has a hole that stands alone, as in `Bearer <token>`.
fn is_template(text: &str) -> bool {
    if !text.contains(MARKS) {
        return false;
    }
    for marks in TEMPLATES.chunks(2) {
        let (opening, closing) = (marks[0], marks[1]);
        let mut from = 0;
        while let Some(start) = text[from..].find(opening).map(|place| from + place) {
            let opened = &text[start + opening.len()..];
            let (inner, after) = match opened.split_once(closing) {
                Some((inner, after)) if length_of(inner) <= 100 => (inner, after),
                _ => break,
            };
            if start == 0 && after.is_empty() && (is_hole(inner) || is_prose(inner)) {
                return true;
            }
            if is_hole_within(inner, &text[..start], after) {
                return true;
            }
            from = start + 1;
        }
    }
    text.strip_prefix('$').map_or(false, |name| {
        is_alphanumeric(&name.replace('_', "")) && is_named(name)
    })
}

/// Say whether a hole of letters stands alone, or among known words.
fn is_hole_within(inner: &str, before: &str, after: &str) -> bool {
    let plain = inner.replace(BETWEEN_WORDS.as_ref(), "");
    if !is_alphabetic(&plain) {
        return false;
    }
    let is_apart = |letter: Option<char>| !letter.map_or(false, is_letter_or_digit);
    let is_alone = is_apart(before.chars().next_back()) && is_apart(after.chars().next());
    let is_name = || {
        let weights = weights_of(inner);
        weights.iter().sum::<i32>() > 0 && weights.iter().all(|weight| *weight >= 0)
    };
    (is_alone && length_of(&plain) > 2 && is_name()) || are_words(&format!("{before} {after}"), 1)
}

fn is_hole(inner: &str) -> bool {
    let is_in_one_case = inner == inner.to_lowercase() || inner == inner.to_uppercase();
    let is_word = is_alphabetic(&inner.replace(BETWEEN_WORDS.as_ref(), ""))
        && is_in_one_case
        && !weights_of(inner).contains(&NOISE);
    is_word || inner == "..." || is_named(inner) || is_disguised(inner)
}

/// Say whether a text is at least so many words, all of them known.
fn are_words(text: &str, least: usize) -> bool {
    let weights = weights_of(text);
    weights.len() >= least && weights.iter().all(|weight| *weight > 0)
}

/// Say whether a text reads as the name of a secret, or as a note about one.
fn is_named(text: &str) -> bool {
    weights_of(text).iter().sum::<i32>() > 0
}

fn trails_off(text: &str) -> bool {
    if text.contains('…') || text.starts_with("...") || text.ends_with("...") {
        return true;
    }
    if text.ends_with("***") || text.ends_with("•••") {
        return !weights_of(text).contains(&NOISE);
    }
    text.matches("...").count() == 1
        && text
            .chars()
            .all(|letter| "-_.:/@= {}\"',;".contains(letter) || is_letter_or_digit(letter))
}

/// Judge the password of a URL, or the address where it has none.
fn of_url(text: &str, depth: usize) -> &'static str {
    let (scheme, rest) = partition_at_last(text, "://");
    let authority = rest.split(['/', '?', '#']).next().unwrap_or("");
    let (credentials, _) = partition_at_last(authority, "@");
    if let Some((user, password)) = credentials.split_once(':') {
        if password.is_empty() || password == user {
            return PLACEHOLDER;
        }
        return stands_in(&password.replace("%40", "@"), depth);
    }
    if !credentials.is_empty() && scheme.starts_with("http") {
        return stands_in(credentials, depth);
    }
    placeholder_if(is_address_to_fill_in(rest))
}

/// Say whether a label of an address is a note, such as `your-project` or `xxxx`.
fn is_address_to_fill_in(address: &str) -> bool {
    let weights = weights_of(address);
    if weights.contains(&NOISE) {
        return false;
    }
    let lower = address.to_lowercase();
    let is_known = !weights.is_empty() && weights.iter().all(|weight| *weight > 0);
    if lower.contains("/your/") || (is_known && weights.iter().max() == Some(&4)) {
        return true;
    }
    let mut fillers = 0;
    for label in lower.split(['/', '@', ':', '.']) {
        let is_said = label.split(['_', '-']).any(|word| word == "your")
            || (label.starts_with("your") && is_named(label));
        let is_asked =
            ADDRESS_NOTES.iter().any(|note| label.starts_with(note)) && are_words(label, 3);
        if (is_said && label != "your") || is_asked {
            return true;
        }
        let length = length_of(label);
        if length > 2 && is_filler(label) {
            fillers += if length == 3 { 1 } else { 2 };
        }
    }
    fillers > 1
}

/// Say whether the words of a text are those of a note, or of a lazy author.
fn is_explained(text: &str) -> bool {
    let weights = weights_of(text);
    let count = |least: i32| weights.iter().filter(|weight| **weight >= least).count();
    let unknown = weights.len() - count(0);
    let (known, telling, total) = (count(1), count(2), weights.iter().sum::<i32>());
    if unknown == 0 {
        return total > 1;
    }
    let is_sentence = text.contains(' ') && weights.len() > 4 && telling > 0;
    if (known >= 2 * unknown && ((telling > 1 && total > 0) || is_sentence))
        || (telling > 1 && telling >= 2 * unknown)
        || (total > 1 && !text.is_ascii())
        || (!weights.contains(&NOISE) && is_name_and_note(text, &weights))
    {
        return true;
    }
    if unknown == 1 {
        return total > 0 && telling > 0 && (count(3) > 0 || known > 1 || weights.len() < 4);
    }
    let at_the_ends = weights.iter().take(1).chain(weights.iter().rev().take(2));
    at_the_ends.max() > Some(&2) && total > 0 && known > 2 * unknown
}

/// Say whether the text is one such as `P@ssw0rd`.
fn is_disguised(text: &str) -> bool {
    let bare =
        text.trim_end_matches(|letter: char| letter.is_ascii_digit() || "!?.*#".contains(letter));
    let plain_letter = |letter: char| {
        DISGUISES
            .iter()
            .find(|(disguise, _)| *disguise == letter)
            .map_or(letter, |(_, plain)| *plain)
    };
    [text, bare, &bare.replace('@', "-")].iter().any(|plain| {
        let undisguised: String = plain.chars().map(plain_letter).collect();
        (4..25).contains(&length_of(plain)) && undisguised != *plain && {
            let weights = weights_of(&undisguised);
            weights.iter().all(|weight| *weight > 0) && weights.iter().max() > Some(&1)
        }
    })
}

// Names.

const LENGTH_OF_A_LONG_WORD: usize = 6;
const MOST_EDITS_OF_A_NAME: usize = 3;
/// Kubernetes sets names with these parts in every container, for each service of the namespace.
const OF_SERVICE_LINKS: [&str; 2] = ["_SERVICE_", "_PORT"];

/// Names that are known, and which of them another one is a slip of.
///
/// A slip is another case, one edit (a letter more, less, other, or swapped with its neighbour), one edit in each word
/// (two in a long one, three in all), or one word left out of three or more.
struct Names {
    known: &'static [Variable],
}

impl Names {
    /// Return the known name that `name` is a slip of.
    fn nearest(&self, name: &str) -> Option<&'static str> {
        if !is_name(name) {
            return None;
        }
        let upper = name.to_ascii_uppercase();
        let names = || self.known.iter().map(|variable| variable.name);
        if let Some(same) = names().find(|known| *known == upper) {
            return Some(same);
        }
        let letters = upper.as_bytes();
        let (begin, end) = (letters.first(), letters.last());
        let of_one_begin = |known: &&str| known.as_bytes().first() == begin;
        let of_one_end = |known: &&str| known.as_bytes().last() == end;
        let (mut found, mut least) = (None, MOST_EDITS_OF_A_NAME + 1);
        for known in names()
            .filter(of_one_begin)
            .chain(names().filter(of_one_end))
        {
            if upper.len() < known.len() + 4 && known.len() < upper.len() + 4 {
                let edits = if is_one_edit(letters, known.as_bytes()) {
                    1
                } else {
                    edits_of(&upper, known)
                };
                if edits < least {
                    (found, least) = (Some(known), edits);
                }
            }
        }
        // Without one of its words, a name still begins or ends as it did.
        let is_like = |known: &&str| of_one_begin(known) || of_one_end(known);
        found.or_else(|| {
            names()
                .filter(is_like)
                .find(|known| lacks_a_word(&upper, known))
        })
    }
}

/// Say whether a name begins like one of the service's own, and looks like a name: it may be a piece of a secret.
fn is_own_name(name: &str, prefixes: &[&str]) -> bool {
    prefixes.iter().any(|prefix| name.starts_with(prefix))
        && is_name(name)
        && !name.bytes().any(|letter| letter.is_ascii_lowercase())
        && name.bytes().any(|letter| letter.is_ascii_uppercase())
        && !OF_SERVICE_LINKS.iter().any(|part| name.contains(part))
}

/// Say whether a name is another one of three words or more without one of them.
fn lacks_a_word(name: &str, known: &str) -> bool {
    let words = || name.split('_');
    let theirs = || known.split('_');
    if known.len() <= name.len() {
        return false;
    }
    let count = theirs().count();
    if count < 3 || words().count() + 1 != count {
        return false;
    }
    (0..count).any(|left_out| {
        let kept = theirs().enumerate().filter(|(place, _)| *place != left_out);
        kept.map(|(_, word)| word).eq(words())
    })
}

/// Return how many edits lead from words to others; more than the most if they are no slip of them.
fn edits_of(name: &str, known: &str) -> usize {
    let none = MOST_EDITS_OF_A_NAME + 1;
    if name.split('_').count() != known.split('_').count() {
        return none;
    }
    let mut total = 0;
    for (word, theirs) in name.split('_').zip(known.split('_')) {
        if word == theirs {
            continue;
        }
        let most = if theirs.len() >= LENGTH_OF_A_LONG_WORD {
            2
        } else {
            1
        };
        // Most words differ in more letters than an edit accounts for, which is found sooner than a distance.
        if word
            .chars()
            .filter(|letter| !theirs.contains(*letter))
            .count()
            > most
        {
            return none;
        }
        let edits = distance(word, theirs);
        total += edits;
        if total > MOST_EDITS_OF_A_NAME || edits > most {
            return none;
        }
    }
    if total == 0 {
        none
    } else {
        total
    }
}

fn is_one_edit(one: &[u8], other: &[u8]) -> bool {
    let start = one
        .iter()
        .zip(other)
        .take_while(|(letter, theirs)| letter == theirs)
        .count();
    let (one, other) = (&one[start..], &other[start..]);
    let after = |letters: &[u8], count: usize| letters.get(count..).unwrap_or(&[]).to_vec();
    let is_swapped = one.len() > 1
        && other.len() > 1
        && one[0] == other[1]
        && one[1] == other[0]
        && one[2..] == other[2..];
    after(one, 1) == after(other, 1)
        || after(one, 1) == other
        || one == after(other, 1)
        || is_swapped
}

/// Return the number of edits between two words: insertions, deletions, changes, swaps of neighbours.
fn distance(one: &str, other: &str) -> usize {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let mut before_last: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=other.len()).collect();
    for row in 1..=one.len() {
        let mut current = vec![row];
        for column in 1..=other.len() {
            let (letter, theirs) = (one[row - 1], other[column - 1]);
            let changed = last[column - 1] + usize::from(letter != theirs);
            let mut cost = changed.min(last[column] + 1).min(current[column - 1] + 1);
            if row > 1 && column > 1 && letter == other[column - 2] && one[row - 2] == theirs {
                cost = cost.min(before_last[column - 2] + 1);
            }
            current.push(cost);
        }
        before_last = last;
        last = current;
    }
    last[other.len()]
}

// Secret files.

const FILE_SUFFIX: &str = "_FILE";
const CREDENTIALS_DIRECTORY: &str = "CREDENTIALS_DIRECTORY";
const MOST_BYTES_OF_A_SECRET: u64 = 64 * 1024;
#[cfg(unix)]
const TIME_FOR_A_WRITER: std::time::Duration = std::time::Duration::from_secs(10);

/// Return the value of the secret `name`, if there is one.
///
/// It may be the variable itself, a file whose path is in `NAME_FILE`, or a file called `name`, in capitals or
/// not, in `$CREDENTIALS_DIRECTORY`. A file's content counts less one trailing newline.
///
/// # Errors
///
/// What keeps it from being read: `file-conflict` (it arrives twice), `folder-unreadable`, `file-unreadable`,
/// `file-too-large` (over 64 KiB) or `file-not-text` (not UTF-8).
fn read_secret<'a>(environ: Source<'a>, name: &str) -> Result<Option<Cow<'a, str>>, Slug> {
    let value = environ.get(name);
    let mut paths: Vec<PathBuf> = Vec::new();
    paths.extend(
        environ
            .get(&[name, FILE_SUFFIX].concat())
            .map(PathBuf::from),
    );
    if let Some(directory) = environ.get(CREDENTIALS_DIRECTORY) {
        let lower = name.to_lowercase();
        let spellings = [name, &lower];
        for spelling in &spellings[..if lower == name { 1 } else { 2 }] {
            let path = Path::new(directory).join(spelling);
            match fs::symlink_metadata(&path) {
                Ok(_) => paths.push(path),
                Err(error) => {
                    let is_closed = error.kind() == io::ErrorKind::PermissionDenied;
                    if is_closed || !Path::new(directory).is_dir() {
                        return Err("folder-unreadable");
                    }
                }
            }
        }
    }
    match (&paths[..], value) {
        ([], _) => Ok(value.map(Cow::from)),
        ([path, others @ ..], None) if others.iter().all(|other| is_same(path, other)) => {
            content(path)
        }
        _ => Err("file-conflict"),
    }
}

#[cfg(unix)]
fn is_same(path: &Path, other: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (fs::metadata(path), fs::metadata(other)) {
        (Ok(one), Ok(other)) => (one.dev(), one.ino()) == (other.dev(), other.ino()),
        _ => false,
    }
}

#[cfg(not(unix))]
fn is_same(path: &Path, other: &Path) -> bool {
    matches!((fs::canonicalize(path), fs::canonicalize(other)), (Ok(one), Ok(other)) if one == other)
}

/// Open a file. A pipe waits for its writer, and is given up where nothing writes into it.
#[cfg(unix)]
fn opened(path: &Path) -> io::Result<fs::File> {
    use std::os::unix::fs::FileTypeExt;
    if !fs::metadata(path)?.file_type().is_fifo() {
        return fs::File::open(path);
    }
    let (sender, outcome) = std::sync::mpsc::channel();
    let path = path.to_path_buf();
    std::thread::spawn(move || sender.send(fs::File::open(path)));
    outcome
        .recv_timeout(TIME_FOR_A_WRITER)
        .unwrap_or_else(|_| Err(io::ErrorKind::TimedOut.into()))
}

#[cfg(not(unix))]
fn opened(path: &Path) -> io::Result<fs::File> {
    fs::File::open(path)
}

fn content(path: &Path) -> Result<Option<Cow<'static, str>>, Slug> {
    let mut bytes = Vec::new();
    opened(path)
        .and_then(|file| {
            file.take(MOST_BYTES_OF_A_SECRET + 1)
                .read_to_end(&mut bytes)
        })
        .map_err(|_| "file-unreadable")?;
    if bytes.len() as u64 > MOST_BYTES_OF_A_SECRET {
        return Err("file-too-large");
    }
    let mut text = String::from_utf8(bytes).map_err(|_| "file-not-text")?;
    if text.ends_with('\n') {
        text.pop();
        if text.ends_with('\r') {
            text.pop();
        }
    }
    Ok(Some(text).filter(|text| !text.is_empty()).map(Cow::from))
}

// Env file.

const MOST_BYTES_OF_A_LINE: usize = 64 * 1024;
const BARE_CHARACTERS: &str = "_-./:@%+=,?*!^{}[]~";
const SPACES: [char; 2] = [' ', '\t'];
const QUOTES: [char; 2] = ['\'', '"'];
const KNOWN_ESCAPES: &str = "\\'\"$ n";

/// What an env file says.
///
/// `values` maps each name to its value, the first where there are two, and `lines` to its line number from 1. `traps`
/// lists what readers differ about as line number, name or nothing, and trap; the name of a variable is known only
/// where the line assigns one.
#[derive(Default)]
struct EnvFile {
    values: Environ,
    lines: BTreeMap<String, usize>,
    traps: Vec<(usize, String, &'static str)>,
}

impl EnvFile {
    fn new(text: &str) -> Self {
        let mut file = Self::default();
        let bare = text.strip_prefix('\u{feff}').unwrap_or(text);
        if bare.len() < text.len() {
            file.note(1, "", &["byte-order-mark"]);
        }
        let mut lines: Vec<&str> = bare.split('\n').collect();
        let last = lines.last().copied().unwrap_or("");
        if last.is_empty() {
            lines.pop();
        } else if last.ends_with(SPACES) {
            file.note(lines.len(), "", &["space-at-end-of-file"]);
        } else {
            file.note(lines.len(), "", &["no-final-newline"]);
        }
        if let Some(returning) = lines.iter().position(|line| line.contains('\r')) {
            file.note(returning + 1, "", &["carriage-return"]);
            for line in &mut lines {
                *line = line.strip_suffix('\r').unwrap_or(line);
            }
        }
        let mut number = 0;
        while number < lines.len() {
            number += 1;
            number += file.read_line(number, &lines);
        }
        file.traps.sort_by_key(|(line, _, _)| *line);
        file
    }

    /// Read the line of that number; return how many more belong to its value.
    fn read_line(&mut self, number: usize, lines: &[&str]) -> usize {
        let line = lines[number - 1];
        let mut traps = Vec::new();
        if line.len() >= MOST_BYTES_OF_A_LINE {
            traps.push("long-line");
        }
        let mut bare = line.trim_start_matches(SPACES);
        match bare.chars().next() {
            None if line.is_empty() => {}
            None => traps.push("blank-line-with-spaces"),
            Some('#') if line.ends_with('\\') => traps.push("comment-goes-on"),
            Some('#') => {}
            Some(';') => traps.push("semicolon-comment"),
            Some(_) => {
                if bare != line {
                    traps.push("indented");
                }
                if bare.starts_with("export ") || bare.starts_with("export\t") {
                    traps.push("export");
                    bare = bare["export ".len()..].trim_start_matches(SPACES);
                }
                return self.read_assignment(number, bare, traps, &lines[number..]);
            }
        }
        self.note(number, "", &traps);
        0
    }

    fn read_assignment(
        &mut self,
        number: usize,
        bare: &str,
        mut traps: Vec<&'static str>,
        following: &[&str],
    ) -> usize {
        let is_assigned = bare.contains('=');
        let (mut name, raw) = partition(bare, "=");
        if name.ends_with(SPACES) || raw.starts_with(SPACES) {
            traps.push("spaces-round-equals");
            name = name.trim_end_matches(SPACES);
        }
        if !is_name(name) {
            let is_dotted = is_name(&name.replace('.', "_")) && !name.starts_with('.');
            traps.push(match (is_assigned, is_dotted) {
                (false, _) => "no-assignment",
                (true, true) => "dotted-name",
                (true, false) => "bad-name",
            });
            name = "";
        } else if !is_assigned {
            traps.push("no-assignment");
        } else if self.values.contains_key(name) {
            traps.push("duplicate");
        }
        let mut more = 0;
        if is_assigned {
            let trimmed = raw.trim_start_matches(SPACES);
            let value = if trimmed.starts_with(QUOTES) {
                let (value, taken) = quoted(trimmed, &mut traps, following);
                more = taken;
                value
            } else {
                unquoted(raw, &mut traps)
            };
            if !name.is_empty() && !self.values.contains_key(name) {
                self.values.insert(name.to_owned(), value);
                self.lines.insert(name.to_owned(), number);
            }
        }
        self.note(number, name, &traps);
        more
    }

    fn note(&mut self, line: usize, name: &str, traps: &[&'static str]) {
        self.traps
            .extend(traps.iter().map(|trap| (line, name.to_owned(), *trap)));
    }
}

fn unquoted(raw: &str, traps: &mut Vec<&'static str>) -> String {
    if raw.starts_with('#') {
        traps.push("hash-first");
        return String::new();
    }
    let comment = raw
        .match_indices('#')
        .find(|(place, _)| raw[..*place].ends_with(SPACES));
    let mut bare = raw;
    if let Some((place, _)) = comment {
        traps.push(comment_trap(&raw[..place], &raw[place..]));
        bare = raw[..place].trim_end_matches(SPACES);
    }
    if bare.ends_with(SPACES) && !bare.chars().all(is_white_space) {
        traps.push("space-at-end");
    }
    bare = stripped(bare, &SPACES);
    if bare.contains(SPACES) {
        traps.push("unquoted-space");
    } else if bare.contains(['$', '`']) {
        traps.push("expansion");
    } else if bare.contains(['\'', '"', '\\']) {
        traps.push("unquoted-quote");
    } else if bare.contains('#') {
        traps.push("unquoted-hash");
    } else if !is_plain(bare) {
        traps.push("unquoted-special");
    }
    bare.to_owned()
}

/// Name the trap of a comment on the line of a value: dotenvy skips one only if a single space stands before it.
fn comment_trap(before: &str, comment: &str) -> &'static str {
    let spaces = before
        .chars()
        .rev()
        .take(2)
        .filter(|letter| is_white_space(*letter));
    if spaces.count() == 2 && comment.contains(QUOTES) {
        "comment-with-quote"
    } else {
        "inline-comment"
    }
}

fn is_plain(raw: &str) -> bool {
    let is_bare = |letter: char| {
        letter.is_ascii_alphanumeric()
            || BARE_CHARACTERS.contains(letter)
            || !(letter.is_ascii() || is_noncharacter(letter))
    };
    let expands =
        raw.starts_with('~') || raw.contains(":~") || raw != raw.trim_matches(is_white_space);
    !expands && raw.chars().all(is_bare)
}

fn is_noncharacter(letter: char) -> bool {
    u32::from(letter) & 0xfffe == 0xfffe || ('\u{fdd0}'..='\u{fdef}').contains(&letter)
}

/// Return what is between the quotes, and how many of the lines that follow it takes.
fn quoted(raw: &str, traps: &mut Vec<&'static str>, following: &[&str]) -> (String, usize) {
    let is_single = raw.starts_with('\'');
    let mut line = &raw[1..];
    let mut end = end_of(line, is_single);
    let mut held = String::new();
    let mut taken = 0;
    while end.is_none() {
        held.push_str(line);
        held.push('\n');
        if let Some(next) = following.get(taken) {
            line = next;
        } else {
            traps.push("unclosed-quote");
            return (raw[1..].to_owned(), 0);
        }
        taken += 1;
        end = end_of(line, is_single);
    }
    let end = end.unwrap_or(0);
    if taken > 0 {
        traps.push("many-lines");
    }
    held.push_str(&line[..end]);
    traps.extend(trap_after(&line[end + 1..]));
    if is_single {
        if held.ends_with('\\') {
            traps.push("backslash-before-quote");
        } else if held.contains("${") || held.contains("\\\\") {
            traps.push("single-quoted-special");
        }
        return (held, taken);
    }
    let (value, escapes) = unescaped(&held);
    if held.contains('$') {
        traps.push("double-quoted-dollar");
    } else if escapes
        .chars()
        .any(|letter| !KNOWN_ESCAPES.contains(letter))
    {
        traps.push("double-quoted-escape");
    } else if !escapes.is_empty() || held.contains('`') {
        traps.push("double-quoted-special");
    }
    (value, taken)
}

/// Name the trap of what is after a closing quote.
fn trap_after(tail: &str) -> Option<&'static str> {
    let comment = tail.trim_start_matches(SPACES);
    if comment.is_empty() {
        return Some("space-at-end").filter(|_| !tail.is_empty());
    }
    Some(
        if comment.len() == tail.len() || !comment.starts_with('#') {
            "text-after-quote"
        } else {
            comment_trap(&tail[..tail.len() - comment.len()], comment)
        },
    )
}

/// Return where the closing quote is; a backslash hides one among double quotes.
fn end_of(text: &str, is_single: bool) -> Option<usize> {
    let quote = if is_single { '\'' } else { '"' };
    let is_hidden = |place: usize| {
        let before = &text[..place];
        (before.len() - before.trim_end_matches('\\').len()) % 2 == 1
    };
    text.match_indices(quote)
        .map(|(place, _)| place)
        .find(|place| is_single || !is_hidden(*place))
}

/// Return a text without its backslashes, as dotenvy does, and the letters behind them.
fn unescaped(held: &str) -> (String, String) {
    let (mut value, mut escapes) = (String::new(), String::new());
    let mut is_escaped = false;
    for letter in held.chars() {
        if is_escaped {
            escapes.push(letter);
            value.push(if letter == 'n' { '\n' } else { letter });
        } else if letter != '\\' {
            value.push(letter);
        }
        is_escaped = letter == '\\' && !is_escaped;
    }
    (value, escapes)
}

// Corrections.

/// A cause, and the change that takes it away.
type Change = (&'static str, fn(&Kind, &str) -> String);

/// Kinds by their names, and what is tried on their texts.
type ChangesOfKinds = (&'static [&'static str], &'static [Change]);

static OF_ANY_KIND: [Change; 4] = [
    ("line-break", without_line_break),
    ("blank-around", |_, text| {
        text.trim_matches(is_white_space).to_owned()
    }),
    ("quotes", without_quotes),
    ("blank-inside", |_, text| text.replace(is_white_space, "")),
];
static OF_SOME_KINDS: [ChangesOfKinds; 12] = [
    (
        &["integer", "decimal", "number", "duration", "size"],
        &[
            ("thousands", without_thousands),
            ("plus", |_, text| text.trim_start_matches('+').to_owned()),
            ("unit", without_unit),
            ("decimals", without_decimals),
        ],
    ),
    (&["duration", "size"], &[("no-unit", with_unit)]),
    (
        &["url", "origin"],
        &[("scheme-case", with_lower_scheme), ("scheme", with_scheme)],
    ),
    (&["url"], &[("other-scheme", with_other_scheme)]),
    (
        &["origin"],
        &[
            ("slash", |_, text| text.trim_end_matches('/').to_owned()),
            ("path", without_path),
        ],
    ),
    (
        &["path"],
        &[("home", |_, text| text.trim_start_matches('~').to_owned())],
    ),
    (&["host", "host-and-port"], &[("host-alone", host_alone)]),
    (&["host"], &[("port", without_port)]),
    (
        &["host-and-port"],
        &[("no-port", |_, text| [text, ":1"].concat())],
    ),
    (&["email"], &[("address-alone", address_alone)]),
    (
        &["host", "host-and-port", "email", "url", "origin"],
        &[
            ("dots", |_, text| in_host(text, without_extra_dots)),
            ("hyphen", |_, text| {
                in_labels(text, |label| label.trim_matches('-'))
            }),
            ("label-long", |_, text| in_labels(text, shortened)),
            ("address", |_, text| in_host(text, with_letter_at_end)),
        ],
    ),
    (
        &["shaped-text"],
        &[
            ("lower-case", |_, text| text.to_lowercase()),
            ("upper-case", |_, text| text.to_uppercase()),
        ],
    ),
];

/// Return the changes that are tried on a text of a kind, those of all kinds first.
fn changes_of(kind: &'static str) -> impl Iterator<Item = &'static Change> {
    let of_kind = OF_SOME_KINDS
        .iter()
        .filter(move |(names, _)| names.contains(&kind));
    OF_ANY_KIND
        .iter()
        .chain(of_kind.flat_map(|(_, changes)| changes.iter()))
}

fn without_line_break(_kind: &Kind, text: &str) -> String {
    stripped(text, &['\r', '\n'])
        .replace("\r\n", " ")
        .replace('\n', " ")
}

fn without_quotes(_kind: &Kind, text: &str) -> String {
    let first = text
        .chars()
        .next()
        .filter(|letter| "'\"`".contains(*letter));
    match first {
        Some(quote) if text.len() > 1 && text.ends_with(quote) => {
            text[1..text.len() - 1].to_owned()
        }
        Some(_) if text.len() == 1 => String::new(),
        _ => text.to_owned(),
    }
}

fn is_of_figures(text: &str) -> bool {
    text.bytes().all(|letter| letter.is_ascii_digit())
}

fn without_thousands(_kind: &Kind, text: &str) -> String {
    let with_commas = text.replace(['_', '\'', ' '], ",");
    let digits = with_commas.replace(',', "");
    let groups: Vec<&str> = with_commas.trim_start_matches('-').split(',').collect();
    // What fewer or more figures follow is perhaps a decimal comma.
    let is_grouped = groups.len() > 1
        && groups[groups.len() - 1].len() == 3
        && !groups[0].trim_matches('0').is_empty();
    if is_grouped && is_of_figures(digits.trim_start_matches('-')) {
        digits
    } else {
        text.to_owned()
    }
}

fn without_unit(_kind: &Kind, text: &str) -> String {
    let is_of_a_unit = |letter: char| letter.is_ascii_alphabetic() || "%µ ".contains(letter);
    let number = text.trim_end_matches(is_of_a_unit);
    let is_number = number.is_empty() || number.ends_with(|letter: char| letter.is_ascii_digit());
    (if is_number { number } else { text }).to_owned()
}

fn with_unit(kind: &Kind, text: &str) -> String {
    let ends_in_figure = text.ends_with(|letter: char| letter.is_ascii_digit());
    let units = if ends_in_figure { kind.words } else { &[] };
    let mut with_each = units.iter().map(|unit| [text, unit].concat());
    with_each
        .find(|changed| fault(kind, changed).is_none())
        .unwrap_or_else(|| text.to_owned())
}

fn without_decimals(_kind: &Kind, text: &str) -> String {
    let (number, decimals) = partition(text, ".");
    (if is_of_figures(decimals) {
        number
    } else {
        text
    })
    .to_owned()
}

fn with_lower_scheme(_kind: &Kind, text: &str) -> String {
    match text.split_once("://") {
        Some((scheme, rest)) => [&scheme.to_lowercase(), "://", rest].concat(),
        None => text.to_owned(),
    }
}

/// Return the scheme that a text without one is likely to lack: the last of a URL's.
fn scheme_of(kind: &Kind) -> &'static str {
    kind.words
        .last()
        .filter(|_| kind.name == "url")
        .unwrap_or(&"https")
}

fn with_scheme(kind: &Kind, text: &str) -> String {
    if text.contains("://") {
        text.to_owned()
    } else {
        [scheme_of(kind), "://", text].concat()
    }
}

fn with_other_scheme(kind: &Kind, text: &str) -> String {
    [scheme_of(kind), "://", partition(text, "://").1].concat()
}

fn without_path(_kind: &Kind, text: &str) -> String {
    match text.split_once("://") {
        Some((scheme, rest)) => [scheme, "://", partition(rest, "/").0].concat(),
        None => text.to_owned(),
    }
}

fn host_alone(_kind: &Kind, text: &str) -> String {
    partition(partition_at_last(text, "://").1, "/")
        .0
        .to_owned()
}

fn without_port(_kind: &Kind, text: &str) -> String {
    let (host, port) = partition_at_last(text, ":");
    (if is_of_figures(port) { host } else { text }).to_owned()
}

/// Change the host of a text: what follows scheme and user, up to port, path or query.
fn in_host(text: &str, change: impl Fn(&str) -> String) -> String {
    let rest = text.split_once("://").map_or(text, |(_, rest)| rest);
    let authority = rest.split(['/', '?', '#']).next().unwrap_or("");
    let place = partition_at_last(authority, "@").1;
    let host = partition(place, ":").0;
    let start = text.len() - rest.len() + authority.len() - place.len();
    let (before, after) = (&text[..start], &text[start + host.len()..]);
    [before, &change(host), after].concat()
}

fn in_labels(text: &str, change: fn(&str) -> &str) -> String {
    in_host(text, |host| {
        host.split('.').map(change).collect::<Vec<_>>().join(".")
    })
}

/// Make what ends in a number a name.
fn with_letter_at_end(host: &str) -> String {
    let is_number = host.ends_with(|letter: char| letter.is_ascii_digit());
    [host, if is_number { "a" } else { "" }].concat()
}

fn without_extra_dots(host: &str) -> String {
    let labels: Vec<&str> = host.split('.').filter(|label| !label.is_empty()).collect();
    labels.join(".")
}

fn shortened(label: &str) -> &str {
    label.get(..LONGEST_LABEL).unwrap_or(label)
}

fn address_alone(_kind: &Kind, text: &str) -> String {
    match text.split_once('<') {
        Some((_, address)) => partition(address, ">").0.to_owned(),
        None => text.replacen("mailto:", "", 1),
    }
}

// Causes.

/// Why a value is refused: the name of the cause, what of the schema was meant, and the text with that put right.
///
/// What was meant is a word or a bound. All are empty where no cause can be told.
#[derive(Clone, Default)]
struct Cause {
    name: &'static str,
    meant: &'static str,
    corrected: String,
}

const MEANT_TRUE: [&str; 6] = ["1", "on", "t", "true", "y", "yes"];
const MEANT_FALSE: [&str; 6] = ["0", "off", "f", "false", "n", "no"];
const LONGEST_EXPLAINED: usize = 200;
const SHORTEST_ABBREVIATION: usize = 3;
const LENGTH_OF_A_LONG_CHOICE: usize = 5;
/// Return why `text` has not the form of `kind`.
fn cause_of_form(kind: &Kind, text: &str) -> Cause {
    if let Some(item) = kind.item {
        let mut parts: Vec<&str> = items(text).collect();
        if let Some(place) = parts.iter().position(|part| fault(item, part).is_some()) {
            let cause = cause_of_form(item, parts[place]);
            parts[place] = &cause.corrected;
            let corrected = Some(parts.join(","))
                .filter(|text| !cause.corrected.is_empty() && fault(kind, text).is_none());
            return Cause {
                corrected: corrected.unwrap_or_default(),
                ..cause
            };
        }
        return of_count(kind, parts.len(), "items-few", "items-many");
    }
    if text.is_empty() {
        return Cause {
            name: "empty",
            ..Cause::default()
        };
    }
    if length_of(text) > LONGEST_EXPLAINED {
        return Cause::default();
    }
    if fault(kind, text) == Some("out-of-range") {
        return of_range(kind, text);
    }
    for (name, change) in changes_of(kind.name) {
        let corrected = change(kind, text);
        if !corrected.is_empty() && corrected != text && fault(kind, &corrected).is_none() {
            let is_of_a_scheme = *name == "scheme" || *name == "other-scheme";
            return Cause {
                name,
                meant: if is_of_a_scheme { scheme_of(kind) } else { "" },
                corrected,
            };
        }
    }
    of_words(kind, text)
}

/// Return the word that was meant by a text, or the length that it lacks or is over.
fn of_words(kind: &Kind, text: &str) -> Cause {
    match kind.name {
        "choice" => nearest(kind.words, text),
        "flag" => {
            let lower = text.to_lowercase();
            let meant = if MEANT_TRUE.contains(&&*lower) {
                "true"
            } else if MEANT_FALSE.contains(&&*lower) {
                "false"
            } else {
                return nearest(&["true", "false"], text);
            };
            word_meant(meant, &lower)
        }
        "shaped-text" => {
            let any_length = Kind {
                least: None,
                most: None,
                ..*kind
            };
            if fault(&any_length, text).is_some() {
                return Cause::default();
            }
            of_count(kind, length_of(text), "text-short", "text-long")
        }
        "duration" | "size" => {
            let of_unit = |unit: &'static str| {
                let kept = length_of(text).saturating_sub(unit.len());
                let corrected: String = text.chars().take(kept).chain(unit.chars()).collect();
                let is_meant = text.to_lowercase() == corrected.to_lowercase();
                Some(Cause {
                    name: "case",
                    meant: unit,
                    corrected,
                })
                .filter(|cause| is_meant && fault(kind, &cause.corrected).is_none())
            };
            kind.words
                .iter()
                .find_map(|unit| of_unit(unit))
                .unwrap_or_default()
        }
        _ => Cause::default(),
    }
}

/// Return which of the bounds of letters or items is passed.
fn of_count(kind: &Kind, count: usize, few: &'static str, many: &'static str) -> Cause {
    let is_past = |bound: &&str, side| order(&count.to_string(), bound) == side;
    let least = kind.least.filter(|least| is_past(least, Ordering::Less));
    let most = kind.most.filter(|most| is_past(most, Ordering::Greater));
    match (least, most) {
        (Some(least), _) => bound(few, least),
        (_, Some(most)) => bound(many, most),
        _ => Cause::default(),
    }
}

fn bound(name: &'static str, meant: &'static str) -> Cause {
    Cause {
        name,
        meant,
        corrected: String::new(),
    }
}

/// Return why a value breaks a check, likewise.
fn cause_of_breach(rule: &Rule, kind: &Kind, text: Option<&str>) -> Cause {
    let is_list = kind.name == "list";
    let text = text.unwrap_or("");
    match rule.check {
        "not-be-placeholder" => {
            let parts = if is_list {
                items(text).collect()
            } else {
                vec![text]
            };
            let mut names = parts.into_iter().map(stand_in);
            let name = names.find(|name| !name.is_empty() && *name != PLACEHOLDER);
            bound(name.unwrap_or(""), "")
        }
        "equal" | "be-one-of" => {
            let choice = Kind {
                name: "choice",
                fault: choice_fault,
                words: rule.words,
                ..TEXT
            };
            let mut parts = items(text).filter(|part| fault(&choice, part).is_some());
            cause_of_form(
                &choice,
                if is_list {
                    parts.next().unwrap_or("")
                } else {
                    text
                },
            )
        }
        _ => Cause::default(),
    }
}

/// Return what is said of a profile that there is not, and the profile that is judged in.
fn cause_of_profile(
    profiles: &'static [&'static str],
    text: &str,
    otherwise: &'static str,
) -> Cause {
    match nearest_word(profiles, text) {
        "" => bound("no-profile", otherwise),
        meant => bound("profile", meant),
    }
}

/// Put what `remedies` say of a cause in the place of what a problem says in general.
fn explained(mut problem: Problem, cause: &Cause, remedies: &[Remedy]) -> Problem {
    if let Some((_, message, remedy)) = remedies.iter().find(|(name, _, _)| *name == cause.name) {
        let facts = [("variable", &*problem.variable), ("meant", cause.meant)];
        let (message, remedy) = (filled(message, &facts), filled(remedy, &facts));
        if !message.is_empty() {
            problem.message = message;
        }
        problem.remedy = remedy;
    }
    problem
}

/// Return a template with the facts in its braces.
fn filled(template: &str, facts: &[(&str, &str)]) -> String {
    let mut text = String::with_capacity(template.len());
    let mut rest = template;
    while let Some(place) = rest.find(['{', '}']) {
        text.push_str(&rest[..place]);
        let (brace, after) = rest[place..].split_at(1);
        if let Some(doubled) = after.strip_prefix(brace) {
            text.push_str(brace);
            rest = doubled;
            continue;
        }
        let (name, after) = partition(after, "}");
        let fact = facts.iter().find(|(fact, _)| *fact == name);
        text.push_str(fact.map_or("", |(_, fact)| fact));
        rest = after;
    }
    text.push_str(rest);
    text
}

/// Return the only word that a text is a slip or an abbreviation of; an empty text if there is none such.
fn nearest_word(words: &'static [&'static str], text: &str) -> &'static str {
    let lower = text.trim_matches(is_white_space).to_lowercase();
    let length = length_of(&lower);
    if lower.is_empty() || length > LONGEST_EXPLAINED {
        return "";
    }
    let most = |word: &str| 1 + usize::from(length_of(word) > LENGTH_OF_A_LONG_CHOICE);
    let is_alike = |word: &str| word.to_lowercase() == lower;
    let is_short =
        |word: &str| length >= SHORTEST_ABBREVIATION && word.to_lowercase().starts_with(&lower);
    let is_slip = |word: &str| distance(&lower, &word.to_lowercase()) <= most(word);
    let tests: [&dyn Fn(&str) -> bool; 3] = [&is_alike, &is_short, &is_slip];
    for is_meant in tests {
        let mut meant = words.iter().filter(|word| is_meant(word));
        if let (Some(word), None) = (meant.next(), meant.next()) {
            return word;
        }
    }
    ""
}

fn nearest(words: &'static [&'static str], text: &str) -> Cause {
    match nearest_word(words, text) {
        "" => Cause::default(),
        word => word_meant(word, &text.to_lowercase()),
    }
}

fn word_meant(word: &'static str, lower: &str) -> Cause {
    Cause {
        name: if word.to_lowercase() == lower {
            "case"
        } else {
            "near"
        },
        meant: word,
        corrected: word.to_owned(),
    }
}

/// Return which bound of a number or a quantity is passed, and the bound as it is written.
fn of_range(kind: &Kind, text: &str) -> Cause {
    let without_most = Kind {
        most: None,
        ..*kind
    };
    let is_below = kind.least.is_some() && fault(&without_most, text).is_some();
    let (meant, name) = match (is_below, kind.above, kind.below) {
        (true, true, _) => (kind.written_least, "not-above"),
        (true, false, _) => (kind.written_least, "too-small"),
        (false, _, true) => (kind.written_most, "not-below"),
        (false, _, false) => (kind.written_most, "too-large"),
    };
    if meant.is_empty() {
        Cause::default()
    } else {
        bound(name, meant)
    }
}

// Rules.

/// When a rule applies.
enum Condition {
    Is(&'static str, &'static [&'static str]),
    IsSet(&'static str),
    Unset(&'static str),
}

/// A rule of a variable; `words` are what its check asks for: words, a scheme or the names of variables.
struct Rule {
    slug: Slug,
    severity: Severity,
    check: &'static str,
    words: &'static [&'static str],
    least: usize,
    conditions: &'static [Condition],
    message: &'static str,
    remedy: &'static str,
}

/// Say whether all conditions hold.
fn applies(conditions: &[Condition], values: &Values<'_>) -> bool {
    conditions.iter().all(|condition| match condition {
        Condition::Is(name, words) => values.get(name).map_or(false, |text| words.contains(&text)),
        Condition::IsSet(name) => values.get(name).is_some(),
        Condition::Unset(name) => values.get(name).is_none(),
    })
}

/// Say whether a variable's effective `text` passes a check; of what is not set, only `present` asks anything.
///
/// # Panics
///
/// If the check is not known.
fn passes(rule: &Rule, kind: &Kind, text: Option<&str>, values: &Values<'_>) -> bool {
    let are_set = || {
        rule.words
            .iter()
            .filter(|name| values.get(name).is_some())
            .count()
    };
    match rule.check {
        "at-least-one" => return are_set() > 0,
        "at-most-one" => return are_set() <= 1,
        "all-or-none" => return are_set() == 0 || are_set() == rule.words.len(),
        _ => {}
    }
    let text = match text {
        Some(text) => text,
        None => return rule.check != "present",
    };
    let is_list = kind.name == "list";
    let all = |passes: &dyn Fn(&str) -> bool| {
        if is_list {
            items(text).all(passes)
        } else {
            passes(text)
        }
    };
    let other = || rule.words.first().and_then(|name| values.get(name));
    match rule.check {
        "present" => true,
        "absent" => false,
        "equal" => rule.words.contains(&text),
        "be-one-of" => all(&|part| rule.words.contains(&part)),
        "be-none-of" | "not-be-example" => all(&|part| !rule.words.contains(&part)),
        "use-scheme" => all(&|part| {
            let after = |scheme: &&str| part.strip_prefix(*scheme);
            rule.words
                .iter()
                .filter_map(after)
                .any(|rest| rest.starts_with("://"))
        }),
        "have-bytes" => text.len() >= rule.least,
        "not-be-placeholder" => all(&|part| !looks_like_placeholder(part)),
        "not-be-guessable" => all(&|part| !is_guessable(part)),
        "differ-from" => other() != Some(text),
        "accompany" => other().is_some(),
        "not-contain" => {
            let lower = text.to_lowercase();
            let is_held = |word: String| {
                if is_list {
                    items(&lower).any(|part| part == word)
                } else {
                    lower.contains(&word)
                }
            };
            !rule.words.iter().any(|word| is_held(word.to_lowercase()))
        }
        check => panic!("there is no check {check}"),
    }
}

/// Give each variable of `sources` that has no value that of its source; return which they are.
///
/// What the source has no form for, they have none for either.
fn borrow<'a>(
    values: &mut Values<'a>,
    broken: &mut [Option<Fault<'a>>],
    sources: &[(usize, usize)],
) -> Vec<usize> {
    let mut borrowing: Vec<usize> = sources.iter().map(|(place, _)| *place).collect();
    borrowing.retain(|place| values.texts[*place].is_none());
    for (place, source) in sources {
        if borrowing.contains(place) {
            let (text, fault) = (values.texts[*source].clone(), broken[*source].clone());
            values.texts[*place] = text;
            broken[*place] = fault.or(broken[*place].take());
        }
    }
    borrowing
}

/// Return the problems without those whose message an earlier one has: what is said of several variables.
fn told_once(problems: Vec<Problem>) -> Vec<Problem> {
    let mut once: Vec<Problem> = Vec::with_capacity(problems.len());
    for problem in problems {
        if once.iter().all(|other| other.message != problem.message) {
            once.push(problem);
        }
    }
    once
}

/// Put the problems of an env file in the order of its lines: a profile that there is not first, no line last.
fn in_order_of_lines(problems: &mut [Problem], profile_variable: Option<&str>) {
    problems.sort_by_key(|problem| {
        let is_of_profile =
            profile_variable == Some(&problem.variable) && problem.rule == "not-a-choice";
        (!is_of_profile, problem.line.is_none(), problem.line)
    });
}

// Redaction.

const LENGTH_CLASSES: [usize; 3] = [16, 32, 64];
/// So many letters of a secret in a row are a piece of it; one that is shorter is hidden where it is whole, or lacks one.
const LETTERS_OF_A_PIECE: usize = 12;
const LEAST_TO_BE_CUT: usize = 8;
const LETTERS_OF_BASE_64: &[u8; 64] =
    b"abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz0123456789+/";

/// The pieces of secrets by which another text is found to hold one: as it is, reversed, in capitals or encoded.
///
/// How an address begins, up to its host, is no secret.
#[derive(Default)]
struct Pieces {
    by_length: BTreeMap<usize, BTreeSet<Vec<char>>>,
}

impl Pieces {
    fn add(&mut self, secret: &str) {
        for form in forms_of(partition_at_last(secret, "://").1) {
            let form: Vec<char> = form.chars().collect();
            let length = if form.len() >= LEAST_TO_BE_CUT {
                LETTERS_OF_A_PIECE.min(form.len() - 1)
            } else {
                form.len()
            };
            let pieces = self.by_length.entry(length).or_default();
            pieces.extend((0..=form.len() - length).map(|at| form[at..at + length].to_vec()));
        }
    }

    /// Say whether a text holds a piece of a secret.
    fn are_in(&self, text: &str) -> bool {
        let lower: Vec<char> = text.to_lowercase().chars().collect();
        self.by_length.iter().any(|(length, pieces)| match length {
            0 => true,
            _ => lower.windows(*length).any(|part| pieces.contains(part)),
        })
    }
}

fn forms_of(secret: &str) -> Vec<String> {
    let mut forms = vec![secret.to_lowercase()];
    if length_of(secret) < LEAST_TO_BE_CUT {
        return forms;
    }
    forms.push(secret.chars().rev().collect::<String>().to_lowercase());
    forms.push(secret.bytes().flat_map(in_base_16).collect());
    forms.push(secret.bytes().flat_map(in_a_url).collect());
    for shift in 0..3 {
        // In a longer text each letter may begin at three places of a group.
        let encoded = in_base_64(shift, secret.as_bytes());
        forms.push(encoded.replace('+', "-").replace('/', "_"));
        forms.push(encoded);
    }
    forms
}

fn in_base_16(byte: u8) -> [char; 2] {
    let digit = |value: u8| char::from(b"0123456789abcdef"[usize::from(value)]);
    [digit(byte >> 4), digit(byte & 15)]
}

fn in_a_url(byte: u8) -> Vec<char> {
    if byte.is_ascii_alphanumeric() {
        vec![char::from(byte.to_ascii_lowercase())]
    } else {
        [&['%'][..], &in_base_16(byte)].concat()
    }
}

/// Return bytes in base64, in lower case, without the group that zeros before them begin.
fn in_base_64(shift: usize, raw: &[u8]) -> String {
    let bytes = [&vec![0; shift][..], raw].concat();
    let digits = bytes.chunks(3).flat_map(|group| {
        let byte = |place: usize| u32::from(group.get(place).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        let code = move |place: usize| (bits >> (18 - 6 * place)) & 63;
        (0..=group.len()).map(move |place| char::from(LETTERS_OF_BASE_64[code(place) as usize]))
    });
    digits.skip(if shift > 0 { 4 } else { 0 }).collect()
}

/// Return roughly how long a secret is.
fn length_class(text: &str) -> String {
    let mut least = 0;
    for bound in LENGTH_CLASSES {
        if text.len() < bound {
            return if least == 0 {
                format!("fewer than {bound} bytes")
            } else {
                format!("{least} to {} bytes", bound - 1)
            };
        }
        least = bound;
    }
    format!("{least} bytes or more")
}

/// Return a text in which no URL shows what comes before its last `@`.
fn without_credentials(text: &str) -> String {
    let words = text.split(' ').map(|word| match word.split_once("://") {
        Some((scheme, rest)) if rest.contains('@') => {
            format!("{scheme}://(hidden)@{}", partition_at_last(rest, "@").1)
        }
        _ => word.to_owned(),
    });
    words.collect::<Vec<_>>().join(" ")
}

// Validator.

const UNREADABLE: &str = "unreadable";

/// Return every error and warning about an environment, in the order of the variables.
///
/// `profile` takes the place of the one that the environment chooses.
#[must_use]
pub fn check(environ: &Environ, profile: Option<Profile>) -> Vec<Problem> {
    judged(Source::new(environ, profile)).1
}

/// Return every error and warning about the text of an env file and nothing else; those of its lines come first.
#[must_use]
pub fn check_env_file(text: &str, profile: Option<Profile>) -> Vec<Problem> {
    let file = EnvFile::new(text);
    let mut problems: Vec<Problem> = file
        .traps
        .iter()
        .map(|(line, name, trap)| of_line(*line, name, trap))
        .collect();
    for mut problem in check(&file.values, profile) {
        let line = file.lines.get(&problem.variable);
        let line_of_file = || file.lines.get(&[&problem.variable, FILE_SUFFIX].concat());
        problem.line = line.or_else(line_of_file).copied();
        problems.push(problem);
    }
    in_order_of_lines(&mut problems, TABLES.profile_variable);
    problems
}

/// What `judged` returns.
type Judgement<'a> = (Values<'a>, Vec<Problem>, Vec<Option<Slug>>);

/// Return the effective values, every problem, and the slug of each value without a form.
///
/// A malformed value counts as its default where the rules of others ask for it; its own rules are passed over.
fn judged(environ: Source<'_>) -> Judgement<'_> {
    let (mut values, mut broken) = read(environ);
    let borrowing = borrow(&mut values, &mut broken, TABLES.borrowed_defaults);
    let mut problems: Vec<Problem> = Vec::new();
    for (place, variable) in TABLES.variables.iter().enumerate() {
        let name = variable.name;
        for old in variable
            .old_names
            .iter()
            .filter(|old| environ.get(old).is_some())
        {
            problems.push(worded("renamed", old, &[("new", name)]));
        }
        if let (Some(advice), Some(_)) = (variable.deprecated, environ.get(name)) {
            problems.push(worded("deprecated", name, &[("advice", advice)]));
        }
        if broken[place].is_some() && borrowing.contains(&place) {
            continue;
        }
        if let Some(fault) = &broken[place] {
            let file = [name, FILE_SUFFIX].concat();
            let facts = [("file", &*file), ("kind", variable.label)];
            let mut problem = worded(fault.slug, name, &facts);
            if let Some((kind, text)) = &fault.read {
                let cause = cause_of(place, kind, text, &mut values);
                problem = explained(problem, &cause, TABLES.remedies);
            }
            // What was meant by a profile decides on all the rest.
            let is_first = TABLES.profile_variable == Some(name);
            problems.insert(if is_first { 0 } else { problems.len() }, problem);
        } else {
            breaches(place, &values, &mut problems);
        }
    }
    let mut once = told_once(problems);
    unknown(environ.environ, &mut once);
    let slugs = broken
        .into_iter()
        .map(|fault| fault.map(|fault| fault.slug));
    (values, once, slugs.collect())
}

/// Return what may be logged: of a secret whether it is set and how long, of the others the effective value.
///
/// What is malformed, or holds a secret's value, is not shown.
#[must_use]
pub fn redacted(environ: &Environ, profile: Option<Profile>) -> BTreeMap<&'static str, String> {
    let source = Source::new(environ, profile);
    let (values, _, broken) = judged(source);
    let each = || TABLES.variables.iter().zip(&values.texts);
    let mut pieces = Pieces::default();
    for (variable, text) in each().filter(|(variable, _)| variable.is_secret) {
        for text in text.as_deref().into_iter().chain(source.get(variable.name)) {
            std::iter::once(text)
                .chain(items(text))
                .filter(|piece| !piece.is_empty())
                .for_each(|piece| pieces.add(piece));
        }
    }
    let shown = each().zip(&broken).map(|((variable, text), slug)| {
        let told = match (slug, text) {
            (Some(slug), _) => (*slug).to_owned(),
            (None, None) => "unset".to_owned(),
            (None, Some(text)) if variable.is_secret => format!("set ({})", length_class(text)),
            (None, Some(text)) if pieces.are_in(text) => {
                "hidden: holds the value of a secret".to_owned()
            }
            (None, Some(text)) => without_credentials(text),
        };
        (variable.name, told)
    });
    shown.collect()
}

fn chosen_profile(environ: Source<'_>) -> &'static str {
    if let Some(profile) = environ.profile {
        return profile;
    }
    let chosen = TABLES
        .profile_variable
        .and_then(|name| environ.get(name))
        .unwrap_or("");
    if let Some(profile) = TABLES.profiles.iter().find(|profile| **profile == chosen) {
        return profile;
    }
    match nearest_word(TABLES.profiles, chosen) {
        "" => TABLES.default_profile,
        profile => profile,
    }
}

/// What is wrong with a value that has no form, and its kind and text where it was read.
#[derive(Clone)]
struct Fault<'a> {
    slug: Slug,
    read: Option<(&'static Kind, Cow<'a, str>)>,
}

/// Return the effective values, and what is wrong with each that has no form.
fn read(environ: Source<'_>) -> (Values<'_>, Vec<Option<Fault<'_>>>) {
    let chosen = chosen_profile(environ);
    let mut texts: Vec<Option<Cow<'_, str>>> = TABLES
        .variables
        .iter()
        .map(|variable| variable.default.map(Cow::from))
        .collect();
    let of_profile = TABLES
        .profile_defaults
        .iter()
        .filter(|(name, _)| *name == chosen);
    for (place, default) in of_profile.flat_map(|(_, defaults)| *defaults) {
        texts[*place] = default.map(Cow::from);
    }
    let mut broken = vec![None; texts.len()];
    for (place, variable) in TABLES.variables.iter().enumerate() {
        let is_given = |name: &&str| environ.get(name).is_some();
        if variable.yields_to.iter().any(is_given) {
            continue;
        }
        let given = environ.get(variable.name);
        let read = if variable.has_file {
            read_secret(environ, variable.name)
        } else {
            Ok(given.map(Cow::from))
        };
        let text = match read {
            Ok(Some(text)) => text,
            Ok(None) => continue,
            Err(slug) => {
                broken[place] = Some(Fault { slug, read: None });
                // Set, though nobody can say to what: presence is all that other rules may ask of it.
                texts[place] = Some(Cow::from(UNREADABLE));
                continue;
            }
        };
        let kind = if given.is_some() {
            variable.kind
        } else {
            in_file(variable.kind)
        };
        if !is_set(kind, &text) {
            continue;
        }
        let slug = fault(kind, &text);
        if let Some(slug) = slug {
            broken[place] = Some(Fault {
                slug,
                read: Some((kind, text.clone())),
            });
        }
        // Other rules see the default in the place of a malformed value.
        if slug.is_none() || texts[place].is_none() {
            texts[place] = Some(text);
        }
    }
    (Values { texts }, broken)
}

/// Return why a value has no form; nothing where what would be right breaks a rule.
fn cause_of(place: usize, kind: &Kind, text: &str, values: &mut Values<'_>) -> Cause {
    if TABLES.profile_variable == Some(TABLES.variables[place].name) {
        return cause_of_profile(TABLES.profiles, text, TABLES.default_profile);
    }
    let cause = cause_of_form(kind, text);
    if cause.corrected.is_empty() {
        return cause;
    }
    let mut problems = Vec::new();
    let corrected = Some(Cow::from(cause.corrected.clone()));
    let before = std::mem::replace(&mut values.texts[place], corrected);
    breaches(place, values, &mut problems);
    values.texts[place] = before;
    if has_errors(&problems) {
        Cause::default()
    } else {
        cause
    }
}

fn breaches(place: usize, values: &Values<'_>, problems: &mut Vec<Problem>) {
    let variable = &TABLES.variables[place];
    let text = values.texts[place].as_deref();
    for rule in variable.rules {
        if applies(rule.conditions, values) && !passes(rule, variable.kind, text, values) {
            let problem = Problem {
                variable: variable.name.to_owned(),
                rule: rule.slug,
                severity: rule.severity,
                message: rule.message.to_owned(),
                remedy: rule.remedy.to_owned(),
                line: None,
            };
            let cause = cause_of_breach(rule, variable.kind, text);
            problems.push(explained(problem, &cause, TABLES.remedies));
        }
    }
}

fn is_known(name: &str) -> bool {
    let of_file = name.strip_suffix(FILE_SUFFIX);
    let is_of = |variable: &Variable| {
        variable.name == name
            || (variable.has_file && of_file == Some(variable.name))
            || variable.old_names.contains(&name)
    };
    TABLES.external.contains(&name) || TABLES.variables.iter().any(is_of)
}

fn unknown(environ: &Environ, problems: &mut Vec<Problem>) {
    let names = Names {
        known: TABLES.variables,
    };
    for name in environ.keys().filter(|name| !is_known(name)) {
        if let Some(meant) = names.nearest(name) {
            problems.push(worded("misspelt", name, &[("meant", meant)]));
        } else if is_own_name(name, TABLES.prefixes) {
            problems.push(worded("unknown", name, &[]));
        }
    }
}

/// Word what is wrong with a line; a name is shown if it is known, for it may be a piece of a secret.
fn of_line(line: usize, name: &str, trap: &str) -> Problem {
    let (name, subject) = if is_known(name) {
        (name, format!("`{name}`"))
    } else {
        ("", "This line".to_owned())
    };
    Problem {
        line: Some(line),
        ..worded(trap, name, &[("subject", &subject)])
    }
}

fn worded(what: &str, variable: &str, facts: &[(&str, &str)]) -> Problem {
    let message = TABLES.messages.iter().find(|(name, ..)| *name == what);
    let (_, rule, severity, message, remedy) = message.expect("every fault has its message");
    let all = [
        facts,
        &[("variable", variable), ("service", TABLES.service)],
    ]
    .concat();
    Problem {
        variable: variable.to_owned(),
        rule,
        severity: *severity,
        message: filled(message, &all),
        remedy: filled(remedy, &all),
        line: None,
    }
}

// Tables.

#[rustfmt::skip]
static REQUESTS: [&str; 17] = [
    "replace with ", "replace me ", "replace this ", "change me ", "change this ", "change to ",
    "generate a ", "generate with ", "generate your ", "insert your ", "put your ", "enter your ",
    "add your ", "paste your ", "set your ", "use your ", "fill in ",
];

#[rustfmt::skip]
static STEMS: [&str; 152] = [
    "парол", "секрет", "ключ", "токен", "замени", "встав", "измени", "смени", "укажи", "сгенер",
    "случайн", "длинн", "символ", "ваш", "твой", "твоя", "твоё", "твои", "пример", "введ", "прод",
    "бази", "здесь", "сюда", "змін", "замін", "твій", "свій", "тут", "密钥", "密码", "密碼", "口令", "秘密", "秘钥",
    "金鑰", "令牌", "随机", "隨機", "字符", "替换", "替換", "更改", "修改", "改成", "生成", "输入", "填", "请", "此处", "这里", "至少",
    "默认", "可选", "パスワード", "変更", "あなた", "ここ", "キー", "トークン", "シークレット", "入力", "文字", "任意", "비밀", "변경", "입력",
    "여기", "당신", "토큰", "시크릿", "암호", "랜덤", "임의", "발급", "교체", "실제", "पासवर्ड", "कुंजी", "आपक", "यहाँ",
    "गुप्त", "अपन", "डाल", "كلمة", "مفتاح", "هنا", "السر", "رمز", "غير", "أدخل", "свой", "своя",
    "поменяй", "строка", "строку", "вкажіть", "базы", "данных", "您", "你", "换成", "換成", "密鑰", "更換", "更换",
    "设置", "設定", "自定义", "自己", "随便", "秘匿", "ください", "置き換え", "例", "바꾸", "사용자", "문자열", "예시", "키를", "किय",
    "यहां", "बदल", "पासकोड", "تغيير", "اكتب", "ادخل", "المرور", "سري", "الخاص", "كود", "λέξη", "κωδικός",
    "κλειδί", "μυστικό", "εδώ", "αλλάξτε", "סיסמה", "סוד", "מפתח", "כאן", "החלף", "شما", "عبور", "کلید",
    "รหัสผ่าน", "กุญแจ", "ความลับ", "ที่นี่", "เปลี่ยน", "значени", "данны",
];

#[rustfmt::skip]
static ACCENTS: [&str; 13] = [
    "aáàâãäåąạảấầẩẫậắằẳẵặ", "cçćč", "dđ", "eéèêëęẻẽẹếềểễệ", "gğ", "iíìîïıỉĩị", "lł", "nñń",
    "oóòôõöỏọốồổỗộớờởỡợ", "sşśš", "uúùûüủũụưứừửữự", "yýỳỷỹỵ", "zżźž",
];

#[rustfmt::skip]
static SEQUENCES: &str = "\n012345678901234567890123456789 987654321098765432109876543210 abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz\nzyxwvutsrqponmlkjihgfedcba 0123456789abcdef0123456789abcdef0123456789abcdef fedcba9876543210\nqwertyuiopasdfghjklzxcvbnm poiuytrewq lkjhgfdsa qwertzuiop azertyuiop 1q2w3e4r5t6y7u8i9o0p 1qaz2wsx3edc4rfv5tgb6yhn\nqazwsxedcrfvtgb zxcvbnm,./ asdfghjkl;' qwertyuiop[] !@#$%^&*()_+-=[]{}|;':\",./<>? )(*&^%$#@! 1qazxsw23edcvfr4\nzaq12wsx ,lo98ik, йцукенгшщзхъ фывапролджэ ячсмитьбю\n";

#[rustfmt::skip]
static TEMPLATES: [&str; 26] = [
    "<", ">", "${{", "}}", "${", "}", "#{", "}", "{{", "}}", "{", "}", "$(", ")", "(", ")", "[", "]",
    "%(", ")s", "%", "%", "__", "__", "@@", "@@",
];

#[rustfmt::skip]
static VENDORS: [&str; 8] = ["AKIA", "ASIA", "AIzaSy", "AIza", "AC", "0x", "EAA", "SG."];

#[rustfmt::skip]
static SECRET_KEYS: [&str; 7] = ["password", "pwd", "secret", "token", "apikey", "accountkey", "accesskey"];

#[rustfmt::skip]
static TOP_LEVEL_DOMAINS: [&str; 18] = [
    "com", "org", "net", "io", "dev", "app", "internal", "cloud", "local", "systems", "co", "eu", "ai",
    "info", "tech", "corp", "lan", "test",
];

#[rustfmt::skip]
static SHORT_WORDS_RUN_TOGETHER: [&str; 4] = ["my", "db", "is", "to"];

#[rustfmt::skip]
static STORES: [&str; 34] = [
    "op", "vault", "ssm", "sm", "kms", "awssm", "gcpsm", "keyvault", "azurekeyvault", "keyvaultref",
    "secretref", "awssecrets", "gcpsecrets", "doppler", "infisical", "bws", "akeyless", "secretmanager",
    "secretsmanager", "lockbox", "onepassword", "1password", "hcvault", "hashivault", "lastpass",
    "bitwarden", "conjur", "berglas", "keychain", "keyring", "sops", "encrypted", "cipher", "summon",
];

#[rustfmt::skip]
static FOLLOWED_BY_A_PATH: [&str; 14] = [
    "bw", "pass", "secret", "secrets", "ref", "env", "file", "k8s", "kubernetes", "gcp", "aws", "azure",
    "gsm", "chamber",
];

#[rustfmt::skip]
static CLOUD_SERVICES: [&str; 4] = ["secretsmanager", "ssm", "kms", "parameter"];

#[rustfmt::skip]
static WRAPPED: [&str; 22] = [
    "${", "}", "{{", "}}", "#{", "}#", "#{", "}", "%{", "}", "<%", "%>", "((", "))", "ENC[", "]", "ENC(",
    ")", "{cipher}", "", "{vault}", "",
];

#[rustfmt::skip]
static BEGINNINGS: [&str; 9] = [
    "@Microsoft.KeyVault(", "@Microsoft.AppConfiguration(", "$ANSIBLE_VAULT;", "!vault",
    "-----BEGIN AGE ENCRYPTED FILE-----", "-----BEGIN PGP MESSAGE-----", "age-encryption.org/",
    "/run/secrets/", "ref+",
];

#[rustfmt::skip]
static VAULTS: [&str; 2] = [".vault.azure.net/secrets/", ".vault.azure.net/keys/"];

#[rustfmt::skip]
static COMMANDS: [&str; 36] = [
    "openssl", "pwgen", "uuidgen", "uuid", "apg", "mkpasswd", "htpasswd", "head", "dd", "tr", "cat",
    "echo", "python", "python3", "node", "npx", "npm", "php", "rails", "rake", "bin/rails", "ruby",
    "perl", "docker", "kubectl", "vault", "aws", "gcloud", "az", "op", "pass", "bundle", "artisan", "wg",
    "date", "curl",
];

#[rustfmt::skip]
static OF_COMMANDS: [&str; 11] = ["-", "/", "rand", "secret", "secrets", "auth", "artisan", "key:generate", "generate", "read", "get"];

#[rustfmt::skip]
static WEIGHTS: [&[(&str, i32)]; 128] = [
    &[],
    &[],
    &[],
    &[],
    &[],
    &[],
    &[],
    &[],
    &[],
    &[],
    &[],
    &[],
    &[],
    &[],
    &[],
    &[],
    &[],
    &[],
    &[],
    &[],
    &[],
    &[],
    &[],
    &[],
    &[],
    &[],
    &[],
    &[],
    &[],
    &[],
    &[],
    &[],
    &[],
    &[],
    &[],
    &[],
    &[],
    &[],
    &[],
    &[],
    &[],
    &[],
    &[],
    &[],
    &[],
    &[],
    &[],
    &[],
    &[],
    &[],
    &[],
    &[],
    &[],
    &[],
    &[],
    &[],
    &[],
    &[],
    &[],
    &[],
    &[],
    &[],
    &[],
    &[],
    &[],
    &[],
    &[],
    &[],
    &[],
    &[],
    &[],
    &[],
    &[],
    &[],
    &[],
    &[],
    &[],
    &[],
    &[],
    &[],
    &[],
    &[],
    &[],
    &[],
    &[],
    &[],
    &[],
    &[],
    &[],
    &[],
    &[],
    &[],
    &[],
    &[],
    &[],
    &[],
    &[],
    &[("a", 1), ("aber", 1), ("about", 1), ("above", 1), ("acak", 1), ("access", 1), ("accesskey", 2), ("accesstoken", 2), ("account", 1), ("actual", 1), ("adatbazis", 1), ("adauga", 4), ("add", 1), ("address", 1), ("addyour", 4), ("adgangskode", 2), ("admin", 2), ("administrator", 2), ("adminpass", 2), ("aendern", 4), ("aes", 1), ("aes256", 1), ("after", 1), ("again", 1), ("agent", 1), ("ai", 1), ("airflow", 2), ("airtable", 1), ("ajouter", 4), ("al", 1), ("alchemy", 1), ("aleatoire", 1), ("aleatoires", 1), ("aleatoria", 1), ("aleatorio", 1), ("aleatorios", 1), ("algolia", 1), ("algorithm", 1), ("alpha", 1), ("alphanumeric", 1), ("als", 1), ("also", 1), ("altere", 4), ("am", 1), ("aman", 1), ("an", 1), ("anahtar", 2), ("anahtari", 2), ("anahtarim", 2), ("anahtariniz", 2), ("anahtarinizi", 2), ("and", 1), ("anda", 4), ("andermich", 4), ("andern", 4), ("andra", 4), ("anon", 1), ("another", 1), ("ant", 1), ("anthropic", 1), ("anvandare", 1), ("anwendung", 1), ("any", 1), ("anything", 1), ("ao", 1), ("aos", 1), ("api", 1), ("apikey", 2), ("apisecret", 2), ("apiurl", 1), ("aplicacao", 1), ("aplicacion", 1), ("aplicativo", 1), ("app", 1), ("appid", 1), ("application", 1), ("apps", 1), ("appsecret", 2), ("aqui", 4), ("are", 1), ("artisan", 1), ("as", 1), ("ascii", 1), ("asecret", 2), ("ask", 1), ("assistant", 1), ("at", 1), ("atau", 1), ("au", 1), ("auch", 1), ("audience", 1), ("auf", 1), ("aus", 1), ("auth", 1), ("authentication", 1), ("authorization", 1), ("authtoken", 2), ("aux", 1), ("avain", 2), ("avec", 1), ("averysecret", 2), ("aws", 1), ("az", 1), ("azure", 1)],
    &[("back", 1), ("backend", 1), ("backup", 1), ("bad", 1), ("ban", 1), ("banco", 1), ("bar", 2), ("bardzo", 1), ("baru", 1), ("base", 1), ("base32", 1), ("base64", 1), ("basedatos", 1), ("baseurl", 1), ("basis", 1), ("baz", 2), ("baza", 1), ("baze", 1), ("bazy", 1), ("bcrypt", 1), ("bd", 1), ("be", 1), ("bearer", 1), ("because", 1), ("been", 1), ("before", 1), ("begin", 1), ("bei", 1), ("beispiel", 2), ("below", 1), ("beni", 1), ("benim", 1), ("benutzer", 1), ("best", 1), ("beta", 1), ("better", 1), ("between", 1), ("bezpieczne", 1), ("bezpieczny", 1), ("bi", 1), ("bij", 1), ("billing", 1), ("bir", 1), ("bis", 1), ("bit", 1), ("bits", 1), ("bitte", 1), ("bizim", 1), ("blog", 1), ("bogus", 4), ("bot", 1), ("botfather", 1), ("both", 1), ("brevo", 1), ("broker", 1), ("buchstaben", 1), ("bucket", 1), ("bucketname", 1), ("build", 1), ("bunu", 1), ("buraya", 4), ("business", 1), ("by", 1), ("byt", 4), ("byte", 1), ("bytes", 1)],
    &[("cafebabe", 2), ("callback", 1), ("cambia", 4), ("cambiame", 4), ("cambiami", 4), ("cambiar", 4), ("can", 1), ("captcha", 1), ("caracter", 1), ("caractere", 1), ("caracteres", 1), ("caratteri", 1), ("cart", 1), ("casuale", 1), ("cat", 1), ("cbc", 1), ("ce", 1), ("cert", 1), ("certificate", 1), ("ces", 1), ("cet", 1), ("cette", 1), ("chaine", 1), ("change", 2), ("changed", 1), ("changeit", 4), ("changeme", 4), ("changer", 4), ("changethis", 4), ("changez", 4), ("char", 1), ("character", 1), ("characters", 1), ("chars", 1), ("chat", 1), ("chatbot", 1), ("chave", 2), ("chaves", 2), ("che", 1), ("checkout", 1), ("cheie", 2), ("chi", 1), ("chiave", 2), ("chiavi", 2), ("cho", 1), ("chuoi", 1), ("ci", 1), ("cipher", 1), ("claude", 1), ("clave", 2), ("clavesecreta", 2), ("cle", 2), ("clef", 2), ("clefs", 2), ("clerk", 1), ("client", 1), ("clientid", 1), ("clientsecret", 2), ("cloud", 1), ("cloudflare", 1), ("cloudinary", 1), ("cluster", 1), ("co", 1), ("code", 1), ("cohere", 1), ("cok", 1), ("colar", 4), ("cole", 4), ("collez", 4), ("coloca", 4), ("colocar", 4), ("coloque", 4), ("com", 1), ("commit", 1), ("common", 1), ("como", 1), ("company", 1), ("compila", 4), ("compilare", 4), ("complejo", 1), ("complessa", 1), ("completa", 4), ("completar", 4), ("completati", 4), ("complexa", 1), ("complexe", 1), ("complexo", 1), ("compose", 1), ("compte", 1), ("con", 1), ("confidential", 4), ("config", 1), ("configure", 1), ("configured", 1), ("conn", 1), ("connection", 1), ("console", 1), ("contoh", 2), ("contrasena", 2), ("contrasenia", 2), ("convex", 1), ("cookie", 1), ("corp", 1), ("corporate", 1), ("correo", 1), ("cors", 1), ("could", 1), ("courriel", 1), ("credential", 2), ("credentials", 2), ("crm", 1), ("cron", 1), ("crt", 1), ("cserelje", 4), ("csrf", 1), ("cua", 1), ("cualquiera", 1), ("cuando", 1), ("cuenta", 1), ("cui", 1), ("curta", 1), ("curto", 1), ("custom", 1)],
    &[("da", 1), ("dados", 1), ("daemon", 1), ("dai", 1), ("dan", 1), ("dans", 1), ("danych", 1), ("dari", 1), ("das", 1), ("dashboard", 1), ("dass", 1), ("dat", 1), ("data", 1), ("databas", 1), ("database", 1), ("databaze", 1), ("datadog", 1), ("date", 1), ("datenbank", 1), ("datos", 1), ("db", 1), ("dbname", 1), ("dbpass", 2), ("de", 1), ("deadbeef", 2), ("debug", 1), ("deepseek", 1), ("default", 2), ("defined", 1), ("definir", 4), ("deger", 1), ("degil", 1), ("degistir", 4), ("degistirin", 4), ("dein", 4), ("deine", 4), ("deinen", 4), ("deiner", 4), ("deines", 4), ("del", 1), ("dem", 1), ("demo", 2), ("den", 1), ("dengan", 1), ("deploy", 1), ("deploying", 1), ("deployment", 1), ("der", 1), ("des", 1), ("desarrollo", 1), ("desenvolvimento", 1), ("dessous", 1), ("dessus", 1), ("dev", 2), ("development", 2), ("developpement", 1), ("deze", 1), ("di", 1), ("did", 1), ("die", 1), ("dien", 4), ("dienst", 1), ("dificil", 1), ("digit", 1), ("digits", 1), ("diisi", 4), ("din", 4), ("directus", 1), ("discord", 1), ("disini", 4), ("dit", 1), ("ditt", 4), ("django", 1), ("dla", 1), ("dlouhe", 1), ("dlugi", 1), ("dlugie", 1), ("do", 1), ("docker", 1), ("does", 1), ("doesn", 1), ("doi", 1), ("doldur", 4), ("doldurun", 4), ("domain", 1), ("don", 1), ("donde", 1), ("donnees", 1), ("donotcommit", 4), ("donotuse", 4), ("dont", 1), ("dontuse", 4), ("doplnte", 4), ("dos", 1), ("dragon", 2), ("druga", 1), ("drugi", 1), ("dsn", 1), ("du", 1), ("duga", 1), ("dugacak", 1), ("dugacka", 1), ("dummy", 4), ("dummyvalue", 2), ("dung", 1), ("duper", 1), ("durch", 1), ("during", 1)],
    &[("e2e", 1), ("each", 1), ("ecommerce", 1), ("editme", 4), ("een", 1), ("egy", 1), ("eigene", 1), ("eigenes", 1), ("ein", 1), ("eine", 1), ("einen", 1), ("einfuegen", 4), ("einfugen", 4), ("eingeben", 4), ("einsetzen", 4), ("eintragen", 4), ("ejemplo", 2), ("el", 1), ("elastic", 2), ("eller", 1), ("email", 1), ("embedding", 1), ("embeddings", 1), ("empty", 2), ("en", 1), ("encoded", 1), ("encrypt", 1), ("encrypted", 1), ("encryption", 1), ("end", 1), ("endpoint", 1), ("endpoints", 1), ("endre", 4), ("enough", 1), ("enter", 1), ("enterprise", 1), ("entrez", 4), ("entwicklung", 1), ("env", 1), ("environment", 1), ("eros", 1), ("ersatt", 4), ("ersetze", 4), ("ersetzen", 4), ("ersetzt", 4), ("es", 1), ("esempio", 2), ("esimerkki", 2), ("essa", 1), ("essas", 1), ("esse", 1), ("essere", 1), ("esta", 1), ("estas", 1), ("este", 1), ("estes", 1), ("esto", 1), ("et", 1), ("etherscan", 1), ("etre", 1), ("every", 1), ("example", 2), ("exempel", 2), ("exemple", 2), ("exemplo", 2), ("expiration", 1), ("expires", 1), ("expiry", 1), ("external", 1)],
    &[("facebook", 1), ("facil", 1), ("fake", 4), ("fallback", 2), ("falta", 4), ("favor", 1), ("fc", 1), ("felhasznalo", 1), ("few", 1), ("file", 1), ("filename", 1), ("fill", 1), ("filled", 1), ("fillin", 4), ("fillme", 4), ("fillthis", 4), ("final", 1), ("firebase", 1), ("first", 1), ("fixme", 4), ("fixture", 2), ("fixtures", 2), ("flask", 1), ("foo", 2), ("for", 1), ("format", 1), ("fort", 1), ("forte", 1), ("fra", 1), ("fran", 1), ("free", 1), ("from", 1), ("frontend", 1), ("fuer", 1), ("fur", 1), ("fyll", 4)],
    &[("ganti", 4), ("gantilah", 4), ("gateway", 1), ("gcm", 1), ("gcp", 1), ("gebruiker", 1), ("gebruikers", 1), ("gegen", 1), ("geheim", 2), ("geheime", 2), ("geheimem", 1), ("geheimen", 1), ("geheimer", 2), ("geheimes", 2), ("geheimnis", 2), ("geheimwort", 2), ("gemini", 1), ("genera", 1), ("generada", 1), ("generado", 1), ("generate", 2), ("generated", 2), ("generating", 1), ("generator", 1), ("genere", 1), ("generee", 1), ("gerada", 1), ("gerado", 1), ("gerar", 1), ("gere", 1), ("get", 1), ("gh", 1), ("gho", 1), ("ghp", 1), ("ghs", 1), ("girin", 4), ("github", 1), ("gitlab", 1), ("gizli", 2), ("global", 1), ("glpat", 1), ("gmail", 1), ("gocspx", 1), ("goeshere", 4), ("good", 1), ("google", 1), ("googleusercontent", 1), ("gpt", 1), ("grafana", 2), ("groq", 1), ("gsk", 1), ("gtm", 1), ("guclu", 1), ("guess", 2), ("guessable", 2), ("guessing", 2), ("guest", 2), ("guid", 1), ("gunakan", 1), ("guvenli", 1)],
    &[("hackme", 2), ("had", 1), ("har", 4), ("hardcoded", 1), ("has", 1), ("hash", 1), ("hashed", 2), ("hasla", 2), ("haslo", 2), ("have", 1), ("he", 1), ("hello", 2), ("hello1", 2), ("hemlig", 2), ("hemliga", 2), ("hemlighet", 2), ("hemligt", 2), ("hemmelig", 2), ("hemmelighed", 2), ("hemmelighet", 2), ("here", 4), ("heroku", 1), ("heslo", 2), ("het", 1), ("hex", 1), ("hex32", 1), ("hexadecimal", 1), ("hexadecimale", 1), ("hf", 1), ("hidden", 2), ("hier", 4), ("hmac", 1), ("hoac", 1), ("hosszu", 1), ("host", 1), ("hostname", 1), ("how", 1), ("hs", 1), ("hs256", 1), ("http", 1), ("https", 1), ("huggingface", 1), ("hunter", 2)],
    &[("i", 1), ("ici", 4), ("icin", 1), ("id", 1), ("ids", 1), ("if", 1), ("ihr", 4), ("ihre", 4), ("ihren", 4), ("ihrer", 4), ("il", 1), ("ile", 1), ("iloveyou", 2), ("im", 1), ("imposta", 4), ("in", 1), ("incolla", 4), ("indsat", 4), ("inference", 1), ("infoga", 4), ("informe", 4), ("infura", 1), ("ingresa", 4), ("ini", 1), ("injected", 1), ("inlocuiti", 4), ("insecure", 4), ("insecurekey", 2), ("insere", 4), ("inserisci", 4), ("insert", 4), ("insira", 4), ("instagram", 1), ("install", 1), ("instance", 1), ("inte", 1), ("internal", 1), ("into", 1), ("invalid", 2), ("invoice", 1), ("invullen", 4), ("ipsum", 1), ("irja", 4), ("is", 1), ("isi", 4), ("isikan", 4), ("isilah", 4), ("isn", 1), ("isso", 1), ("issuer", 1), ("ist", 1), ("isto", 1), ("it", 1), ("its", 1), ("itu", 1), ("iv", 1)],
    &[("jaka", 1), ("jaki", 1), ("jangan", 1), ("je", 1), ("jelszo", 2), ("jest", 1), ("jeton", 2), ("jetons", 2), ("jetonu", 2), ("jks", 1), ("jouw", 4), ("jouwe", 4), ("just", 1), ("jwt", 1), ("jwtkey", 2), ("jwtsecret", 2)],
    &[("kalian", 4), ("kami", 1), ("kamu", 4), ("karakter", 1), ("katalaluan", 2), ("katasandi", 2), ("kayttaja", 1), ("keep", 1), ("kendi", 4), ("kennwort", 2), ("key", 2), ("keyboard", 2), ("keycloak", 2), ("keyid", 1), ("keys", 2), ("keystore", 1), ("khau", 2), ("khoa", 1), ("khoabimat", 2), ("kita", 1), ("klic", 2), ("kljuc", 2), ("kljucevi", 2), ("klucz", 2), ("klucze", 2), ("knows", 1), ("kodrahasia", 2), ("komplexes", 1), ("konto", 1), ("korvaa", 4), ("kuat", 1), ("kulcs", 2), ("kullanici", 1), ("kunci", 2), ("ky", 1)],
    &[("la", 1), ("lab", 1), ("labs", 1), ("lang", 1), ("lange", 1), ("langen", 1), ("langer", 1), ("langes", 1), ("langt", 1), ("laravel", 2), ("larga", 1), ("largo", 1), ("las", 1), ("last", 1), ("later", 1), ("latest", 1), ("le", 1), ("lead", 1), ("least", 1), ("length", 1), ("lengthy", 1), ("les", 1), ("less", 1), ("letmein", 2), ("letter", 1), ("letters", 1), ("leur", 1), ("leurs", 1), ("level", 1), ("lieu", 1), ("like", 1), ("lin", 1), ("linkedin", 1), ("lisaa", 4), ("live", 1), ("llm", 1), ("lm", 1), ("lo", 1), ("local", 2), ("localhost", 2), ("log", 1), ("logging", 1), ("logs", 1), ("long", 1), ("longer", 1), ("longo", 1), ("longue", 1), ("lorem", 2), ("los", 1), ("losen", 2), ("losenord", 2), ("losowe", 1), ("losowy", 1), ("lozenord", 2), ("lozinka", 2), ("lozinke", 2), ("lsv2", 1), ("lunga", 1), ("lungo", 1)],
    &[("ma", 1), ("maar", 1), ("made", 1), ("mail", 1), ("mailer", 1), ("mailgun", 1), ("mais", 1), ("make", 1), ("making", 1), ("manage", 1), ("managed", 1), ("manager", 1), ("manh", 1), ("mapbox", 1), ("maps", 1), ("mariadb", 2), ("mas", 1), ("masked", 2), ("master", 1), ("masukkan", 4), ("mat", 1), ("matkhau", 2), ("max", 1), ("maximum", 1), ("may", 1), ("md", 1), ("mdp", 2), ("me", 1), ("mea", 1), ("mein", 1), ("meine", 1), ("meinem", 1), ("meinen", 1), ("meiner", 1), ("mele", 1), ("meno", 1), ("menos", 1), ("merkkia", 1), ("mes", 1), ("met", 1), ("meta", 1), ("metrics", 1), ("mettez", 4), ("mettre", 4), ("meu", 1), ("mi", 1), ("mia", 1), ("mich", 1), ("mig", 1), ("might", 1), ("mij", 1), ("mijn", 1), ("min", 1), ("mina", 1), ("mindestens", 1), ("mine", 1), ("minha", 1), ("minimaal", 1), ("minimal", 1), ("minimum", 1), ("minio", 2), ("minun", 1), ("mio", 1), ("mis", 1), ("missing", 2), ("mistral", 1), ("mit", 1), ("mitt", 1), ("mnemonic", 1), ("mnie", 1), ("mock", 2), ("mocne", 1), ("mocny", 1), ("mode", 1), ("model", 1), ("models", 1), ("modifica", 4), ("modificar", 4), ("modificare", 4), ("modifier", 4), ("modifyme", 4), ("moi", 1), ("moj", 1), ("moja", 1), ("moje", 1), ("mojehaslo", 2), ("molto", 1), ("mon", 1), ("mongo", 2), ("mongodb", 2), ("monitor", 1), ("monkey", 2), ("more", 1), ("most", 1), ("motdepasse", 2), ("motsdepasse", 2), ("mudar", 4), ("mude", 4), ("muito", 1), ("muj", 1), ("must", 1), ("muy", 1), ("my", 1), ("myapp", 1), ("mycket", 1), ("mydb", 1), ("mypass", 2), ("myproject", 1), ("mysql", 2)],
    &[("n8n", 1), ("na", 1), ("naar", 1), ("nach", 1), ("nahodny", 1), ("nahradte", 4), ("name", 1), ("nao", 1), ("nase", 1), ("nasz", 1), ("nasza", 1), ("nay", 1), ("need", 1), ("needs", 1), ("nei", 1), ("nel", 1), ("nella", 1), ("neon", 1), ("neu", 1), ("neue", 1), ("neuen", 1), ("neuer", 1), ("neues", 1), ("never", 1), ("neveruse", 4), ("new", 1), ("next", 1), ("nextauth", 1), ("ngau", 1), ("nguoi", 1), ("nhap", 4), ("nhapvao", 4), ("nhien", 1), ("nicht", 1), ("nie", 1), ("niet", 1), ("nieuw", 1), ("nieuwe", 1), ("nightly", 1), ("nil", 2), ("nilai", 1), ("no", 1), ("nobody", 1), ("node", 1), ("noegle", 2), ("nogle", 2), ("nokkel", 2), ("non", 1), ("nonce", 1), ("none", 2), ("nope", 4), ("nosecret", 2), ("nossa", 1), ("nossas", 1), ("nosso", 1), ("nossos", 1), ("nostra", 1), ("nostro", 1), ("not", 1), ("nothing", 2), ("notification", 1), ("notifications", 1), ("notion", 1), ("notset", 4), ("nou", 1), ("noua", 1), ("nova", 1), ("nove", 1), ("novo", 1), ("now", 1), ("nowa", 1), ("nowe", 1), ("nowy", 1), ("npm", 1), ("nuestro", 1), ("nueva", 1), ("nuevo", 1), ("null", 2), ("number", 1), ("numeri", 1), ("nur", 1), ("nutzer", 1), ("nvapi", 1), ("ny", 1), ("nyckel", 2), ("nytt", 1)],
    &[("oauth", 1), ("obtain", 1), ("och", 1), ("oder", 1), ("odoo", 1), ("of", 1), ("ogni", 1), ("ohne", 1), ("ok", 1), ("okta", 1), ("olan", 1), ("old", 1), ("ollama", 2), ("oma", 1), ("on", 1), ("once", 1), ("onde", 1), ("onder", 1), ("only", 1), ("ons", 1), ("onto", 1), ("ontwikkeling", 1), ("onze", 1), ("ook", 1), ("op", 1), ("openai", 1), ("openrouter", 1), ("openssl", 1), ("operator", 1), ("optional", 2), ("or", 1), ("order", 1), ("orders", 1), ("org", 1), ("origin", 1), ("ornek", 2), ("other", 1), ("others", 1), ("ou", 1), ("our", 1), ("output", 1), ("ovde", 4), ("ovdje", 4), ("over", 1), ("overwriteme", 4), ("own", 1), ("owner", 1)],
    &[("panel", 1), ("panjang", 1), ("para", 1), ("parola", 2), ("parolam", 2), ("parolaniz", 2), ("parole", 2), ("pass", 2), ("pass1", 2), ("passcode", 2), ("passe", 2), ("passord", 2), ("passphrase", 2), ("passw0rd", 2), ("passwd", 2), ("passwds", 2), ("password", 2), ("passwords", 2), ("passwort", 2), ("passwrd", 2), ("paste", 1), ("pat", 1), ("payment", 1), ("payments", 1), ("paypal", 1), ("pcsk", 1), ("pega", 4), ("pela", 1), ("pelas", 1), ("pelda", 2), ("pelo", 1), ("pelos", 1), ("pem", 1), ("pengguna", 1), ("pepper", 1), ("per", 1), ("personal", 1), ("phase", 1), ("php", 1), ("phrase", 1), ("pinecone", 1), ("pitka", 1), ("piu", 1), ("pk", 1), ("plaats", 4), ("placeholder", 4), ("placeholdervalue", 2), ("plaid", 1), ("please", 4), ("plus", 1), ("podaj", 4), ("podmien", 4), ("pon", 4), ("poner", 4), ("pool", 1), ("por", 1), ("port", 1), ("portal", 1), ("posta", 1), ("postgres", 2), ("posthog", 1), ("pour", 1), ("pplx", 1), ("precompile", 1), ("preencha", 4), ("preencher", 4), ("premium", 1), ("preprod", 1), ("preview", 1), ("priklad", 2), ("primary", 1), ("printable", 1), ("private", 1), ("privatekey", 2), ("prod", 1), ("producao", 1), ("produccion", 1), ("production", 1), ("produkcji", 1), ("produksi", 1), ("produto", 1), ("produzione", 1), ("proj", 1), ("project", 1), ("projectid", 1), ("promeni", 4), ("promijeni", 4), ("provide", 1), ("provided", 1), ("provider", 1), ("proxy", 1), ("prueba", 1), ("przyklad", 2), ("pswd", 2), ("pt", 1), ("public", 1), ("publickey", 2), ("publishable", 1), ("purposes", 1), ("push", 1), ("put", 1), ("puternica", 1), ("putyour", 4), ("pw", 2), ("pw1", 2), ("pwd", 2), ("python", 1)],
    &[("qa", 1), ("qualquer", 1), ("quando", 1), ("que", 1), ("questa", 1), ("questo", 1), ("queue", 1), ("qui", 1), ("quite", 1), ("quoi", 1), ("qwerty", 2)],
    &[("r2", 1), ("r8", 1), ("rabbitmq", 2), ("rahasia", 2), ("rahsia", 2), ("rails", 1), ("railway", 1), ("rand", 1), ("random", 2), ("rastgele", 1), ("rat", 1), ("razorpay", 1), ("re", 1), ("reader", 1), ("readme", 1), ("real", 1), ("really", 1), ("recaptcha", 1), ("redacted", 4), ("redirect", 1), ("redis", 2), ("redmine", 1), ("reemplace", 4), ("reemplaza", 4), ("reemplazar", 4), ("refresh", 1), ("region", 1), ("release", 1), ("rellena", 4), ("rellenar", 4), ("removed", 2), ("remplacer", 4), ("remplacez", 4), ("remplir", 4), ("render", 1), ("renseigner", 4), ("replace", 4), ("replaced", 1), ("replaceme", 4), ("replacethis", 4), ("replica", 1), ("required", 2), ("resend", 1), ("resource", 1), ("restore", 1), ("role", 1), ("root", 2), ("rootpass", 2), ("rotate", 1), ("rotated", 1), ("rotateme", 4), ("rotation", 1), ("rounds", 1), ("router", 1), ("rs", 1), ("rs256", 1), ("rsa", 1), ("run", 1), ("runtime", 1)],
    &[("s", 1), ("s3", 1), ("sa", 1), ("saas", 1), ("safe", 1), ("saisir", 4), ("saisissez", 4), ("saker", 1), ("sakert", 1), ("salainen", 2), ("salasana", 2), ("salt", 1), ("same", 1), ("sample", 2), ("sampledata", 2), ("sandbox", 1), ("sandi", 2), ("sangat", 1), ("sans", 1), ("satunnainen", 1), ("saya", 1), ("scheduler", 1), ("schimbati", 4), ("schluessel", 2), ("schluesselwort", 2), ("schlussel", 2), ("search", 1), ("secret", 2), ("secreta", 2), ("secretas", 2), ("secrete", 2), ("secretkey", 2), ("secretkeys", 2), ("secreto", 2), ("secretos", 2), ("secrets", 2), ("secretul", 2), ("secure", 1), ("secured", 1), ("securise", 1), ("securisee", 1), ("see", 1), ("seecret", 2), ("seed", 1), ("segredo", 2), ("segreta", 2), ("segreti", 2), ("segreto", 2), ("segura", 1), ("seguro", 1), ("sehr", 1), ("sekret", 2), ("sem", 4), ("sendgrid", 1), ("senha", 2), ("senhas", 2), ("senin", 4), ("sentry", 1), ("senza", 1), ("sera", 1), ("server", 1), ("serveur", 1), ("service", 1), ("services", 1), ("servidor", 1), ("ses", 1), ("session", 1), ("sessionsecret", 2), ("set", 1), ("setme", 4), ("sett", 4), ("settings", 1), ("setze", 4), ("seu", 4), ("seus", 4), ("sha", 1), ("sha256", 1), ("share", 1), ("shared", 2), ("she", 1), ("shh", 2), ("shhh", 2), ("shhhh", 2), ("shhhhh", 2), ("shop", 1), ("shopify", 1), ("should", 1), ("sicher", 1), ("sichere", 1), ("sicherem", 1), ("sicherer", 1), ("sicheres", 1), ("sicret", 2), ("sicura", 1), ("sid", 1), ("sifra", 2), ("sifre", 2), ("sifreler", 2), ("sifreleri", 2), ("sifrem", 2), ("sifren", 2), ("sifreniz", 2), ("sifrenizi", 2), ("sign", 1), ("signing", 1), ("silne", 1), ("silny", 1), ("sim", 1), ("sind", 1), ("sini", 4), ("site", 1), ("sizin", 4), ("sk", 1), ("skift", 4), ("slack", 1), ("sleutel", 2), ("sleutels", 2), ("slumpad", 1), ("sms", 1), ("smtp", 1), ("so", 1), ("some", 1), ("something", 2), ("son", 1), ("sono", 1), ("sostituire", 4), ("sostituisci", 4), ("sous", 1), ("spotify", 1), ("sql", 1), ("ssl", 1), ("stable", 1), ("stage", 1), ("staging", 1), ("standby", 1), ("stark", 1), ("starke", 1), ("starker", 1), ("starkes", 1), ("starkt", 1), ("starter", 1), ("stay", 1), ("step", 1), ("sterk", 1), ("sterke", 1), ("still", 1), ("storage", 1), ("store", 1), ("stored", 1), ("strapi", 1), ("string", 2), ("stripe", 1), ("strong", 1), ("stub", 2), ("studio", 1), ("su", 4), ("sua", 4), ("suas", 1), ("substitua", 4), ("substituir", 4), ("such", 1), ("sul", 1), ("sulla", 1), ("supabase", 1), ("super", 1), ("superman", 2), ("supersecret", 4), ("sur", 1), ("sustituir", 4), ("sustituye", 4), ("sviluppo", 1), ("symbol", 1), ("symbols", 1)],
    &[("t", 1), ("ta", 1), ("tahan", 4), ("tajemstvi", 2), ("tajna", 2), ("tajne", 2), ("tajny", 2), ("tbd", 4), ("team", 1), ("tecken", 1), ("tekens", 1), ("telegram", 1), ("temp", 2), ("temporary", 2), ("tenant", 1), ("tenantid", 1), ("tes", 1), ("test", 2), ("teste", 1), ("testing", 2), ("tests", 2), ("text", 1), ("tg", 1), ("than", 1), ("that", 1), ("thay", 4), ("the", 1), ("then", 1), ("there", 1), ("these", 1), ("they", 1), ("this", 1), ("tier", 1), ("tietokanta", 1), ("till", 1), ("time", 1), ("titkos", 2), ("titok", 2), ("tls", 1), ("tmp", 2), ("to", 1), ("tobemodified", 4), ("todo", 4), ("toi", 1), ("token", 2), ("tokens", 2), ("ton", 1), ("too", 1), ("toor", 2), ("topic", 1), ("topsecret", 2), ("tra", 1), ("trace", 1), ("tracing", 1), ("trage", 4), ("tres", 1), ("trial", 1), ("trocar", 4), ("troque", 4), ("trustno", 2), ("truststore", 1), ("tu", 4), ("tua", 4), ("tukar", 4), ("tunnus", 2), ("tuo", 4), ("turnstile", 1), ("tus", 4), ("tutaj", 4), ("tutti", 1), ("tvly", 1), ("tvoj", 4), ("tvoja", 4), ("tvoju", 4), ("tvuj", 4), ("twilio", 1), ("twitter", 1), ("twoj", 4), ("twoja", 4), ("twoje", 4), ("tylko", 1), ("type", 1)],
    &[("ua", 1), ("uat", 1), ("uber", 1), ("udskift", 4), ("ueber", 1), ("uit", 1), ("uj", 1), ("ultra", 1), ("um", 1), ("uma", 1), ("un", 1), ("una", 1), ("unas", 1), ("und", 1), ("undefined", 2), ("under", 1), ("une", 1), ("unesi", 4), ("unguessable", 2), ("unica", 1), ("unico", 1), ("unicode", 1), ("unique", 1), ("uno", 1), ("unos", 1), ("unsafe", 4), ("unset", 4), ("unter", 1), ("until", 1), ("untuk", 1), ("update", 1), ("updateme", 4), ("upisi", 4), ("upstash", 1), ("uri", 1), ("url", 1), ("use", 1), ("used", 1), ("user", 2), ("userid", 1), ("username", 2), ("userpass", 2), ("using", 1), ("ustaw", 4), ("usuario", 1), ("usuarios", 1), ("ut", 1), ("utente", 1), ("utenti", 1), ("utf", 1), ("utf8", 1), ("utilisateur", 1), ("utilisateurs", 1), ("utilizator", 1), ("uuid", 1), ("uuidgen", 2), ("uusi", 1), ("uw", 4), ("uzivatel", 1), ("uzun", 1), ("uzupelnij", 4), ("uzytkownik", 1)],
    &[("v1", 1), ("v2", 1), ("v3", 1), ("va", 1), ("vahva", 1), ("vaihda", 4), ("valeur", 1), ("valor", 1), ("valore", 1), ("valtoztasd", 4), ("value", 2), ("values", 1), ("van", 1), ("vao", 1), ("var", 1), ("variable", 1), ("vart", 1), ("vas", 4), ("vasa", 4), ("vase", 4), ("vasu", 4), ("vault", 1), ("vaults", 1), ("ve", 1), ("veilig", 1), ("veilige", 1), ("veletlen", 1), ("verander", 4), ("verbose", 1), ("vercel", 1), ("veritabani", 1), ("version", 1), ("vervang", 4), ("very", 1), ("veya", 1), ("vidu", 2), ("voice", 1), ("vom", 1), ("von", 1), ("voor", 1), ("voorbeeld", 2), ("vor", 1), ("vos", 4), ("vostra", 4), ("vostro", 4), ("votre", 4), ("vuestra", 4), ("vuestro", 4), ("vul", 4)],
    &[("waarde", 1), ("wachtwoord", 2), ("wachtwoorden", 2), ("wallet", 1), ("wants", 1), ("wartosc", 1), ("was", 1), ("wasz", 4), ("we", 1), ("weather", 1), ("web", 1), ("webhook", 1), ("webhooks", 1), ("webhookurl", 1), ("webpass", 2), ("welcome", 2), ("well", 1), ("wenn", 1), ("werden", 1), ("were", 1), ("wert", 1), ("what", 1), ("whatever", 2), ("whatsapp", 1), ("whatsoever", 2), ("when", 1), ("where", 1), ("which", 1), ("while", 1), ("who", 1), ("whsec", 1), ("why", 1), ("wie", 1), ("wijzig", 4), ("will", 1), ("willekeurig", 1), ("willekeurige", 1), ("wird", 1), ("with", 1), ("wklej", 4), ("word", 1), ("wordpress", 2), ("words", 1), ("worker", 1), ("world", 1), ("would", 1), ("wpisz", 4), ("writer", 1), ("wrong", 4), ("wstaw", 4), ("www", 1)],
    &[("x", 1), ("xai", 1), ("xapp", 1), ("xoxb", 1), ("xoxp", 1)],
    &[("yang", 1), ("yaz", 1), ("yazin", 4), ("yeni", 1), ("yes", 1), ("you", 1), ("your", 4), ("yours", 4), ("yourself", 4), ("youtube", 1)],
    &[("zadejte", 4), ("zameni", 4), ("zamijeni", 4), ("zeichen", 1), ("ziffern", 1), ("zmente", 4), ("zmien", 4), ("znakow", 1), ("znaku", 1), ("zoho", 1), ("zonder", 1), ("zoom", 1), ("zufallige", 1), ("zufalliger", 1), ("zugangsdaten", 2), ("zum", 1), ("zur", 1)],
    &[],
    &[],
    &[],
    &[],
    &[],
];

#[rustfmt::skip]
static TABLES: Tables = Tables {
    service: "Estuary",
    profile_variable: Some("APP_PROFILE"),
    profiles: &["development", "staging", "production"],
    default_profile: "development",
    variables: &[
        Variable {
            name: "APP_PROFILE", is_secret: false,
            has_file: false,
            kind: &Kind { name: "choice", fault: choice_fault, words: &["development", "staging", "production"], ..TEXT },
            label: "one of `development`, `staging` or `production`",
            default: Some("development"),
            rules: &[
            ],
            old_names: &[],
            deprecated: None,
            yields_to: &[],
        },
        Variable {
            name: "PORT", is_secret: false,
            has_file: false,
            kind: &Kind { name: "integer", fault: integer_fault, least: Some("1"), most: Some("65535"), written_least: "1", written_most: "65535", ..TEXT },
            label: "a whole number from 1 to 65535",
            default: Some("3000"),
            rules: &[
            ],
            old_names: &[],
            deprecated: None,
            yields_to: &[],
        },
        Variable {
            name: "SHUTDOWN_TIMEOUT_SECONDS", is_secret: false,
            has_file: false,
            kind: &Kind { name: "integer", fault: integer_fault, least: Some("1"), most: Some("300"), written_least: "1", written_most: "300", ..TEXT },
            label: "a whole number from 1 to 300",
            default: Some("30"),
            rules: &[
            ],
            old_names: &[],
            deprecated: None,
            yields_to: &[],
        },
        Variable {
            name: "RUST_LOG", is_secret: false,
            has_file: false,
            kind: &Kind { name: "text", fault: text_fault, ..TEXT },
            label: "one-line text",
            default: Some("estuary=debug,tower_http=debug"),
            rules: &[
                Rule { slug: "forbidden-content", severity: Severity::Error,
                    check: "not-contain", words: &["debug", "trace"],
                    least: 0,
                    conditions: &[Condition::Is("APP_PROFILE", &["production"])],
                    message: "`RUST_LOG` must not contain `debug` or `trace` when `APP_PROFILE` is `production`, because debug logs show how configuration is loaded.", remedy: "Choose another value for `RUST_LOG`." },
            ],
            old_names: &[],
            deprecated: None,
            yields_to: &[],
        },
        Variable {
            name: "DATABASE_TYPE", is_secret: false,
            has_file: false,
            kind: &Kind { name: "choice", fault: choice_fault, words: &["memory", "convex"], ..TEXT },
            label: "one of `memory` or `convex`",
            default: Some("memory"),
            rules: &[
                Rule { slug: "value-refused", severity: Severity::Warning,
                    check: "be-none-of", words: &["memory"],
                    least: 0,
                    conditions: &[Condition::Is("APP_PROFILE", &["production"])],
                    message: "`DATABASE_TYPE` should not be `memory` when `APP_PROFILE` is `production`, because a restart loses everything.", remedy: "Choose another value for `DATABASE_TYPE`." },
            ],
            old_names: &[],
            deprecated: None,
            yields_to: &[],
        },
        Variable {
            name: "CONVEX_DEPLOYMENT_URL", is_secret: true,
            has_file: true,
            kind: &Kind { name: "url", fault: url_fault, words: &["http", "https"], ..TEXT },
            label: "an `http` or `https` URL",
            default: None,
            rules: &[
                Rule { slug: "missing", severity: Severity::Error,
                    check: "present", words: &[],
                    least: 0,
                    conditions: &[Condition::Is("DATABASE_TYPE", &["convex"])],
                    message: "`CONVEX_DEPLOYMENT_URL` must be set when `DATABASE_TYPE` is `convex`.", remedy: "Set `CONVEX_DEPLOYMENT_URL`." },
                Rule { slug: "insecure-url", severity: Severity::Error,
                    check: "use-scheme", words: &["https"],
                    least: 0,
                    conditions: &[Condition::Is("APP_PROFILE", &["staging", "production"])],
                    message: "`CONVEX_DEPLOYMENT_URL` must use the scheme `https` when `APP_PROFILE` is `staging` or `production`, because the URL itself grants access, and `http` shows it to the network.", remedy: "Begin every URL in `CONVEX_DEPLOYMENT_URL` with `https://`." },
                Rule { slug: "placeholder", severity: Severity::Error,
                    check: "not-be-placeholder", words: &[],
                    least: 0,
                    conditions: &[Condition::Is("APP_PROFILE", &["staging", "production"])],
                    message: "`CONVEX_DEPLOYMENT_URL` must not be a placeholder when `APP_PROFILE` is `staging` or `production`, because anyone who reads the example could pass for the service.", remedy: "Replace the placeholder in `CONVEX_DEPLOYMENT_URL` with the real secret." },
                Rule { slug: "placeholder", severity: Severity::Warning,
                    check: "not-be-placeholder", words: &[],
                    least: 0,
                    conditions: &[Condition::Is("APP_PROFILE", &["development"])],
                    message: "`CONVEX_DEPLOYMENT_URL` should not be a placeholder when `APP_PROFILE` is `development`.", remedy: "Replace the placeholder in `CONVEX_DEPLOYMENT_URL` with the real secret." },
            ],
            old_names: &[],
            deprecated: None,
            yields_to: &[],
        },
        Variable {
            name: "AUTH_ENABLED", is_secret: false,
            has_file: false,
            kind: &Kind { name: "flag", fault: flag_fault, ..TEXT },
            label: "`true` or `false`",
            default: Some("false"),
            rules: &[
                Rule { slug: "wrong-value", severity: Severity::Error,
                    check: "equal", words: &["true"],
                    least: 0,
                    conditions: &[Condition::Is("APP_PROFILE", &["production"])],
                    message: "`AUTH_ENABLED` must be `true` when `APP_PROFILE` is `production`, because an open API in production is never intended.", remedy: "Set `AUTH_ENABLED` to `true`, or remove it where that is the default." },
            ],
            old_names: &[],
            deprecated: None,
            yields_to: &[],
        },
        Variable {
            name: "AUTH_JWKS_URLS", is_secret: true,
            has_file: true,
            kind: &Kind { name: "list", fault: list_fault, item: Some(&Kind { name: "url", fault: url_fault, words: &["http", "https"], ..TEXT }), ..TEXT },
            label: "a comma-separated list, each item: `http` or `https` URL",
            default: None,
            rules: &[
                Rule { slug: "insecure-url", severity: Severity::Error,
                    check: "use-scheme", words: &["https"],
                    least: 0,
                    conditions: &[Condition::Is("APP_PROFILE", &["staging", "production"])],
                    message: "`AUTH_JWKS_URLS` must use the scheme `https` when `APP_PROFILE` is `staging` or `production`, because anyone who can change the keys on their way can sign any token.", remedy: "Begin every URL in `AUTH_JWKS_URLS` with `https://`." },
                Rule { slug: "placeholder", severity: Severity::Error,
                    check: "not-be-placeholder", words: &[],
                    least: 0,
                    conditions: &[Condition::Is("APP_PROFILE", &["staging", "production"])],
                    message: "`AUTH_JWKS_URLS` must not be a placeholder when `APP_PROFILE` is `staging` or `production`, because anyone who reads the example could pass for the service.", remedy: "Replace the placeholder in `AUTH_JWKS_URLS` with the real secret." },
                Rule { slug: "placeholder", severity: Severity::Warning,
                    check: "not-be-placeholder", words: &[],
                    least: 0,
                    conditions: &[Condition::Is("APP_PROFILE", &["development"])],
                    message: "`AUTH_JWKS_URLS` should not be a placeholder when `APP_PROFILE` is `development`.", remedy: "Replace the placeholder in `AUTH_JWKS_URLS` with the real secret." },
            ],
            old_names: &[],
            deprecated: None,
            yields_to: &[],
        },
        Variable {
            name: "AUTH_JWKS_CACHE_SECONDS", is_secret: false,
            has_file: false,
            kind: &Kind { name: "integer", fault: integer_fault, least: Some("60"), most: Some("86400"), written_least: "60", written_most: "86400", ..TEXT },
            label: "a whole number from 60 to 86400",
            default: Some("3600"),
            rules: &[
            ],
            old_names: &[],
            deprecated: None,
            yields_to: &[],
        },
        Variable {
            name: "AUTH_AUDIENCE", is_secret: false,
            has_file: false,
            kind: &Kind { name: "text", fault: text_fault, ..TEXT },
            label: "one-line text",
            default: None,
            rules: &[
            ],
            old_names: &[],
            deprecated: None,
            yields_to: &[],
        },
        Variable {
            name: "AUTH_ISSUER", is_secret: false,
            has_file: false,
            kind: &Kind { name: "url", fault: url_fault, words: &["http", "https"], ..TEXT },
            label: "an `http` or `https` URL",
            default: None,
            rules: &[
            ],
            old_names: &[],
            deprecated: None,
            yields_to: &[],
        },
        Variable {
            name: "JWT_SECRET", is_secret: true,
            has_file: true,
            kind: &Kind { name: "text", fault: text_fault, ..TEXT },
            label: "one-line text",
            default: None,
            rules: &[
                Rule { slug: "missing", severity: Severity::Error,
                    check: "present", words: &[],
                    least: 0,
                    conditions: &[Condition::Is("AUTH_ENABLED", &["true"]), Condition::Unset("AUTH_JWKS_URLS")],
                    message: "`JWT_SECRET` must be set when `AUTH_ENABLED` is `true`, unless `AUTH_JWKS_URLS` is set.", remedy: "Set `JWT_SECRET` or `AUTH_JWKS_URLS`." },
                Rule { slug: "too-short", severity: Severity::Error,
                    check: "have-bytes", words: &[],
                    least: 32,
                    conditions: &[Condition::Is("APP_PROFILE", &["staging", "production"])],
                    message: "`JWT_SECRET` must be at least 32 bytes long when `APP_PROFILE` is `staging` or `production`, because RFC 7518 §3.2 wants a key at least as long as the SHA-256 hash.", remedy: "Generate a new value of at least 32 bytes for `JWT_SECRET`: `openssl rand -base64 32`." },
                Rule { slug: "too-short", severity: Severity::Warning,
                    check: "have-bytes", words: &[],
                    least: 32,
                    conditions: &[Condition::Is("APP_PROFILE", &["development"])],
                    message: "`JWT_SECRET` should be at least 32 bytes long when `APP_PROFILE` is `development`, because staging and production refuse a shorter one.", remedy: "Generate a new value of at least 32 bytes for `JWT_SECRET`: `openssl rand -base64 32`." },
                Rule { slug: "guessable", severity: Severity::Error,
                    check: "not-be-guessable", words: &[],
                    least: 0,
                    conditions: &[Condition::Is("APP_PROFILE", &["staging", "production"])],
                    message: "`JWT_SECRET` must not be a repetition or a sequence when `APP_PROFILE` is `staging` or `production`, because anyone who tries the obvious could sign any token.", remedy: "Generate a random value for `JWT_SECRET`: `openssl rand -base64 32`." },
                Rule { slug: "guessable", severity: Severity::Warning,
                    check: "not-be-guessable", words: &[],
                    least: 0,
                    conditions: &[Condition::Is("APP_PROFILE", &["development"])],
                    message: "`JWT_SECRET` should not be a repetition or a sequence when `APP_PROFILE` is `development`, because staging and production refuse it.", remedy: "Generate a random value for `JWT_SECRET`: `openssl rand -base64 32`." },
                Rule { slug: "placeholder", severity: Severity::Error,
                    check: "not-be-placeholder", words: &[],
                    least: 0,
                    conditions: &[Condition::Is("APP_PROFILE", &["staging", "production"])],
                    message: "`JWT_SECRET` must not be a placeholder when `APP_PROFILE` is `staging` or `production`, because anyone who reads the example could pass for the service.", remedy: "Replace the placeholder in `JWT_SECRET` with the real secret." },
                Rule { slug: "placeholder", severity: Severity::Warning,
                    check: "not-be-placeholder", words: &[],
                    least: 0,
                    conditions: &[Condition::Is("APP_PROFILE", &["development"])],
                    message: "`JWT_SECRET` should not be a placeholder when `APP_PROFILE` is `development`.", remedy: "Replace the placeholder in `JWT_SECRET` with the real secret." },
            ],
            old_names: &[],
            deprecated: None,
            yields_to: &[],
        },
        Variable {
            name: "JWT_SECRET_PREVIOUS", is_secret: true,
            has_file: true,
            kind: &Kind { name: "text", fault: text_fault, ..TEXT },
            label: "one-line text",
            default: None,
            rules: &[
                Rule { slug: "unaccompanied", severity: Severity::Error,
                    check: "accompany", words: &["JWT_SECRET"],
                    least: 0,
                    conditions: &[],
                    message: "`JWT_SECRET_PREVIOUS` must be set only together with `JWT_SECRET`, because an outgoing key has a successor.", remedy: "Set `JWT_SECRET` too, or remove `JWT_SECRET_PREVIOUS`." },
                Rule { slug: "same-value", severity: Severity::Error,
                    check: "differ-from", words: &["JWT_SECRET"],
                    least: 0,
                    conditions: &[],
                    message: "`JWT_SECRET_PREVIOUS` must differ from `JWT_SECRET`, because a key that replaces itself is no rotation.", remedy: "Generate a new value for `JWT_SECRET`, and keep the old one in `JWT_SECRET_PREVIOUS`." },
                Rule { slug: "too-short", severity: Severity::Error,
                    check: "have-bytes", words: &[],
                    least: 32,
                    conditions: &[Condition::Is("APP_PROFILE", &["staging", "production"])],
                    message: "`JWT_SECRET_PREVIOUS` must be at least 32 bytes long when `APP_PROFILE` is `staging` or `production`, because RFC 7518 §3.2 wants a key at least as long as the SHA-256 hash.", remedy: "Generate a new value of at least 32 bytes for `JWT_SECRET_PREVIOUS`: `openssl rand -base64 32`." },
                Rule { slug: "too-short", severity: Severity::Warning,
                    check: "have-bytes", words: &[],
                    least: 32,
                    conditions: &[Condition::Is("APP_PROFILE", &["development"])],
                    message: "`JWT_SECRET_PREVIOUS` should be at least 32 bytes long when `APP_PROFILE` is `development`, because staging and production refuse a shorter one.", remedy: "Generate a new value of at least 32 bytes for `JWT_SECRET_PREVIOUS`: `openssl rand -base64 32`." },
                Rule { slug: "guessable", severity: Severity::Error,
                    check: "not-be-guessable", words: &[],
                    least: 0,
                    conditions: &[Condition::Is("APP_PROFILE", &["staging", "production"])],
                    message: "`JWT_SECRET_PREVIOUS` must not be a repetition or a sequence when `APP_PROFILE` is `staging` or `production`, because anyone who tries the obvious could sign any token.", remedy: "Generate a random value for `JWT_SECRET_PREVIOUS`: `openssl rand -base64 32`." },
                Rule { slug: "guessable", severity: Severity::Warning,
                    check: "not-be-guessable", words: &[],
                    least: 0,
                    conditions: &[Condition::Is("APP_PROFILE", &["development"])],
                    message: "`JWT_SECRET_PREVIOUS` should not be a repetition or a sequence when `APP_PROFILE` is `development`, because staging and production refuse it.", remedy: "Generate a random value for `JWT_SECRET_PREVIOUS`: `openssl rand -base64 32`." },
                Rule { slug: "placeholder", severity: Severity::Error,
                    check: "not-be-placeholder", words: &[],
                    least: 0,
                    conditions: &[Condition::Is("APP_PROFILE", &["staging", "production"])],
                    message: "`JWT_SECRET_PREVIOUS` must not be a placeholder when `APP_PROFILE` is `staging` or `production`, because anyone who reads the example could pass for the service.", remedy: "Replace the placeholder in `JWT_SECRET_PREVIOUS` with the real secret." },
                Rule { slug: "placeholder", severity: Severity::Warning,
                    check: "not-be-placeholder", words: &[],
                    least: 0,
                    conditions: &[Condition::Is("APP_PROFILE", &["development"])],
                    message: "`JWT_SECRET_PREVIOUS` should not be a placeholder when `APP_PROFILE` is `development`.", remedy: "Replace the placeholder in `JWT_SECRET_PREVIOUS` with the real secret." },
            ],
            old_names: &[],
            deprecated: None,
            yields_to: &[],
        },
        Variable {
            name: "RATE_LIMIT_ENABLED", is_secret: false,
            has_file: false,
            kind: &Kind { name: "flag", fault: flag_fault, ..TEXT },
            label: "`true` or `false`",
            default: Some("true"),
            rules: &[
                Rule { slug: "wrong-value", severity: Severity::Warning,
                    check: "equal", words: &["true"],
                    least: 0,
                    conditions: &[Condition::Is("APP_PROFILE", &["production"])],
                    message: "`RATE_LIMIT_ENABLED` should be `true` when `APP_PROFILE` is `production`, because one client could exhaust the service.", remedy: "Set `RATE_LIMIT_ENABLED` to `true`, or remove it where that is the default." },
            ],
            old_names: &[],
            deprecated: None,
            yields_to: &[],
        },
        Variable {
            name: "RATE_LIMIT_MAX_REQUESTS", is_secret: false,
            has_file: false,
            kind: &Kind { name: "integer", fault: integer_fault, least: Some("1"), most: Some("1000000"), written_least: "1", written_most: "1000000", ..TEXT },
            label: "a whole number from 1 to 1000000",
            default: Some("1000"),
            rules: &[
            ],
            old_names: &[],
            deprecated: None,
            yields_to: &[],
        },
        Variable {
            name: "RATE_LIMIT_WINDOW_SECONDS", is_secret: false,
            has_file: false,
            kind: &Kind { name: "integer", fault: integer_fault, least: Some("1"), most: Some("86400"), written_least: "1", written_most: "86400", ..TEXT },
            label: "a whole number from 1 to 86400",
            default: Some("60"),
            rules: &[
            ],
            old_names: &[],
            deprecated: None,
            yields_to: &[],
        },
        Variable {
            name: "SECURITY_STRICT_MODE", is_secret: false,
            has_file: false,
            kind: &Kind { name: "flag", fault: flag_fault, ..TEXT },
            label: "`true` or `false`",
            default: Some("false"),
            rules: &[
                Rule { slug: "wrong-value", severity: Severity::Error,
                    check: "equal", words: &["true"],
                    least: 0,
                    conditions: &[Condition::Is("APP_PROFILE", &["production"])],
                    message: "`SECURITY_STRICT_MODE` must be `true` when `APP_PROFILE` is `production`, because without strict headers browsers do not protect the users.", remedy: "Set `SECURITY_STRICT_MODE` to `true`, or remove it where that is the default." },
            ],
            old_names: &[],
            deprecated: None,
            yields_to: &[],
        },
        Variable {
            name: "SECURITY_CSP", is_secret: false,
            has_file: false,
            kind: &Kind { name: "text", fault: text_fault, ..TEXT },
            label: "one-line text",
            default: Some("default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'"),
            rules: &[
                Rule { slug: "forbidden-content", severity: Severity::Warning,
                    check: "not-contain", words: &["'unsafe-inline'"],
                    least: 0,
                    conditions: &[Condition::Is("APP_PROFILE", &["production"])],
                    message: "`SECURITY_CSP` should not contain `'unsafe-inline'` when `APP_PROFILE` is `production`, because it lets injected scripts run.", remedy: "Choose another value for `SECURITY_CSP`." },
            ],
            old_names: &[],
            deprecated: None,
            yields_to: &[],
        },
        Variable {
            name: "CORS_ALLOWED_ORIGINS", is_secret: false,
            has_file: false,
            kind: &Kind { name: "list", fault: list_fault, item: Some(&Kind { name: "origin", fault: origin_fault, ..TEXT }), ..TEXT },
            label: "a comma-separated list, each item: origin (scheme, host and optional port) or `*`",
            default: None,
            rules: &[
                Rule { slug: "forbidden-content", severity: Severity::Error,
                    check: "not-contain", words: &["*"],
                    least: 0,
                    conditions: &[Condition::Is("APP_PROFILE", &["production"])],
                    message: "`CORS_ALLOWED_ORIGINS` must not contain `*` when `APP_PROFILE` is `production`, because every web site could call the API.", remedy: "Choose another value for `CORS_ALLOWED_ORIGINS`." },
            ],
            old_names: &[],
            deprecated: None,
            yields_to: &[],
        },
    ],
    profile_defaults: &[
        ("staging", &[(0, Some("staging")), (3, Some("estuary=debug,tower_http=info")), (6, Some("true")), (14, Some("100")), (16, Some("true")), (17, Some("default-src 'self'; script-src 'self'; style-src 'self'"))]),
        ("production", &[(0, Some("production")), (3, Some("estuary=info,tower_http=warn")), (6, Some("true")), (14, Some("100")), (16, Some("true")), (17, Some("default-src 'self'; script-src 'self'; style-src 'self'"))]),
    ],
    borrowed_defaults: &[],
    messages: &[
        ("malformed", "malformed", Severity::Error, "`{variable}` is malformed: it must be {kind}.", "Set `{variable}` to a value of that form."),
        ("out-of-range", "out-of-range", Severity::Error, "`{variable}` is out of range: it must be {kind}.", "Set `{variable}` to a value in this range."),
        ("not-a-choice", "not-a-choice", Severity::Error, "`{variable}` must be {kind} (values are case-sensitive).", "Set `{variable}` to one of these values."),
        ("file-conflict", "file-conflict", Severity::Error, "`{variable}` is given in more than one way.", "Give it once: as `{variable}`, in the file that `{file}` names, or in a folder of secrets."),
        ("folder-unreadable", "file-unreadable", Severity::Error, "The folder of secrets that should hold `{variable}` cannot be read.", "Set `--secrets-dir` or `CREDENTIALS_DIRECTORY` to a folder that the service can read."),
        ("file-unreadable", "file-unreadable", Severity::Error, "The file of `{variable}` cannot be read.", "Set `{file}` to the path of a file that the service can read."),
        ("file-too-large", "file-too-large", Severity::Error, "The file of `{variable}` is larger than 64 KiB.", "Point `{file}` at the file that holds the secret alone."),
        ("file-not-text", "file-not-text", Severity::Error, "The file of `{variable}` is not UTF-8 text.", "Write the secret to the file as UTF-8 text."),
        ("misspelt", "unknown-variable", Severity::Warning, "`{variable}` is not a variable of {service}, and nothing reads it.", "Did you mean `{meant}`? If not, remove it."),
        ("unknown", "unknown-variable", Severity::Warning, "`{variable}` is not a variable of {service}, although its name begins like one.", "Correct its name, or remove it: nothing reads it."),
        ("renamed", "renamed", Severity::Warning, "`{variable}` was renamed to `{new}`, and nothing reads the old name.", "Set `{new}` instead."),
        ("deprecated", "deprecated", Severity::Warning, "`{variable}` is deprecated.", "{advice}"),
        ("byte-order-mark", "unreadable-line", Severity::Error, "The file begins with a byte order mark: dotenvy stops there, and shells and Node ignore the first variable.", "Save the file as UTF-8 without a byte order mark."),
        ("semicolon-comment", "unreadable-line", Severity::Error, "This line begins with a semicolon: systemd takes it for a comment, dotenvy stops there, shells run it.", "Begin a comment with `#`."),
        ("no-assignment", "unreadable-line", Severity::Error, "{subject} assigns nothing: dotenvy stops there, and shells run it as a command.", "Write it as `NAME=value`, or as a comment."),
        ("bad-name", "unreadable-line", Severity::Error, "This line has a name that is not made of letters, digits and `_`: dotenvy and shells do not read it.", "Use the letters A to Z, digits and `_`, no digit first."),
        ("hash-first", "unportable-value", Severity::Error, "{subject} has an unquoted value that begins with `#`: dotenvy, npm dotenv and Node read an empty value.", "Put the value in single quotes."),
        ("double-quoted-escape", "unreadable-line", Severity::Error, "{subject} has an escape in double quotes that dotenvy does not support: it stops there.", "Put the value in single quotes."),
        ("backslash-before-quote", "unreadable-line", Severity::Error, "{subject} has a backslash before the closing quote: dotenvy reads the quote as part of the value and goes on.", "Choose a value that does not end in a backslash: readers disagree on this one however it is written."),
        ("space-at-end-of-file", "unreadable-line", Severity::Error, "The file ends in white space without a new line: dotenvy stops at such a line.", "Remove the white space, and end the file with a newline."),
        ("dotted-name", "unportable-line", Severity::Warning, "This line has a name with a dot in it: shells do not read it.", "Use the letters A to Z, digits and `_`, no digit first."),
        ("unquoted-space", "unreadable-line", Severity::Error, "{subject} has white space in an unquoted value: dotenvy stops there, and shells run the second word.", "Put the value in single quotes."),
        ("unquoted-quote", "unreadable-line", Severity::Error, "{subject} has a quote or a backslash in an unquoted value: dotenvy and shells stop there or drop it.", "Put the value in single quotes."),
        ("double-quoted-dollar", "unreadable-line", Severity::Error, "{subject} has a `$` in double quotes: dotenvy stops there or inserts another variable, as shells do.", "Put the value in single quotes."),
        ("unclosed-quote", "unreadable-line", Severity::Error, "{subject} opens a quote that is never closed: dotenvy and shells ignore the rest of the file.", "Close the quote on the same line."),
        ("text-after-quote", "unreadable-line", Severity::Error, "{subject} has text after the closing quote: dotenvy stops there or appends it, and other readers differ.", "Put the whole value in the quotes."),
        ("comment-with-quote", "unreadable-line", Severity::Error, "{subject} has a comment with a quote in it after the value: dotenvy ignores the rest of the file.", "Move the comment to a separate line."),
        ("expansion", "unportable-value", Severity::Error, "{subject} has a `$` or a backtick: dotenvy and shells insert another value, and shells may run it.", "Put the value in single quotes."),
        ("unquoted-hash", "unportable-value", Severity::Warning, "{subject} has a `#` in an unquoted value: npm dotenv, Node and dotenvx read it as the start of a comment.", "Put the value in single quotes."),
        ("unquoted-special", "unportable-value", Severity::Warning, "{subject} has a character in an unquoted value that shells interpret or readers strip.", "Put the value in single quotes."),
        ("single-quoted-special", "unportable-value", Severity::Warning, "{subject} has `${{` or two backslashes in single quotes: python-dotenv changes them.", "Choose a value without it: readers disagree on this one however it is written."),
        ("double-quoted-special", "unportable-value", Severity::Warning, "{subject} has a backslash or a backtick in double quotes: every reader escapes it differently.", "Put the value in single quotes."),
        ("many-lines", "unportable-value", Severity::Warning, "{subject} goes on over several lines: `docker run` and kubectl read one line only.", "Write the value on one line, or put it into a file."),
        ("inline-comment", "unportable-value", Severity::Warning, "{subject} has a comment after its value: systemd, `docker run` and kubectl read it as part of the value.", "Move the comment to a separate line."),
        ("space-at-end", "unportable-value", Severity::Warning, "{subject} ends in white space: `docker run` and kubectl read it as part of the value.", "Remove the white space, or quote the value."),
        ("export", "unportable-line", Severity::Warning, "{subject} begins with `export`: systemd, `docker run` and kubectl do not support it.", "Remove `export`."),
        ("indented", "unportable-line", Severity::Warning, "{subject} begins with white space, which not every reader skips.", "Begin the line with the name."),
        ("spaces-round-equals", "unportable-line", Severity::Warning, "{subject} has white space around `=`: shells run the name as a command, and kubectl refuses it.", "Write `NAME=value` without spaces."),
        ("blank-line-with-spaces", "unportable-line", Severity::Warning, "This line looks empty but holds white space, which not every reader skips.", "Empty the line."),
        ("comment-goes-on", "unportable-line", Severity::Warning, "This comment ends in a backslash: systemd reads the next line as part of it.", "End the comment with another character."),
        ("carriage-return", "unportable-line", Severity::Warning, "The lines end in carriage returns: shells read them as part of the values.", "Save the file with Unix line endings (LF)."),
        ("no-final-newline", "unportable-line", Severity::Warning, "The last line has no newline at its end, and not every reader reads such a line.", "End the file with a newline."),
        ("long-line", "unportable-line", Severity::Warning, "{subject} is longer than 64 KiB: kubectl silently stops there.", "Put the value into a file."),
        ("duplicate", "duplicate-variable", Severity::Error, "{subject} is set twice: dotenvy uses the first line, other readers the last, and kubectl refuses both.", "Keep one of the lines."),
    ],
    remedies: &[
        ("empty", "", "Remove `{variable}` or give it a value: an empty text does not leave it unset."),
        ("line-break", "", "Remove the line break from the value of `{variable}`."),
        ("blank-around", "", "Remove the white space around the value of `{variable}`."),
        ("blank-inside", "", "Remove the white space inside the value of `{variable}`."),
        ("quotes", "", "Remove the quotes: they are part of the value of `{variable}`."),
        ("thousands", "", "Remove the thousands separators from `{variable}`."),
        ("plus", "", "Remove the plus sign from `{variable}`."),
        ("unit", "", "Leave out the unit: `{variable}` takes the number alone."),
        ("decimals", "", "Leave out the decimal point: `{variable}` takes a whole number."),
        ("scheme", "", "Begin `{variable}` with a scheme, such as `{meant}://`."),
        ("scheme-case", "", "Write the scheme of `{variable}` in lower case."),
        ("other-scheme", "", "Use another scheme in `{variable}`, such as `{meant}://`."),
        ("slash", "", "Remove the slash at the end of `{variable}`."),
        ("path", "", "Remove the path from `{variable}`: an origin ends after the host and port."),
        ("dots", "", "Remove the extra dot from the host in `{variable}`."),
        ("hyphen", "", "Remove the hyphen at the start or end of a part of the host in `{variable}`."),
        ("label-long", "", "Shorten the host in `{variable}`: each part between dots has at most 63 characters."),
        ("address", "", "Write the IPv4 address in `{variable}` as four numbers from 0 to 255, without leading zeros."),
        ("case", "", "Use `{meant}`: upper and lower case differ."),
        ("profile", "", "Did you mean `{meant}`? The rest was checked in that profile."),
        ("no-profile", "", "Choose one of these profiles. The rest was checked in `{meant}`, the default."),
        ("near", "", "Did you mean `{meant}`?"),
        ("too-small", "", "Set `{variable}` to at least {meant}."),
        ("too-large", "", "Set `{variable}` to at most {meant}."),
        ("reference", "`{variable}` is a reference that nothing has resolved.", "Start the service with the tool that resolves it, or set `{variable}` to the secret itself."),
        ("command", "`{variable}` is a command that nothing has run.", "Run the command, and set `{variable}` to what it prints."),
    ],
    external: &["RUST_BACKTRACE", "TOKIO_WORKER_THREADS"],
    prefixes: &["AUTH_", "JWT_", "RATE_LIMIT_", "SECURITY_", "CORS_"],
};
