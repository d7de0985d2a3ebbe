//! What typed settings are made of: secrets that do not show themselves, numbers of any length, and sound texts read.

use std::ffi::OsString;
use std::fmt;
use std::str::FromStr;

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
