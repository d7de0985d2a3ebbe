//! What judging an environment brings to light, and how it is told.

use std::fmt;

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
