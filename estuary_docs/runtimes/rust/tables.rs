//! The tables of a service, an environment, and the values that both give its variables.

use std::borrow::Cow;
use std::collections::BTreeMap;

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
