"""The words a schema may use. A schema imports from here, and from nowhere else in the engine.

The words use pydantic and each other; only `Settings.from_environ` reaches up, to the reader of schemas.
To add a word, define it in the module of its kind (facts, checks, rules, markers, kinds, sections) and export it here.
"""

from estuary_docs.runtimes.python.problems import InvalidEnvironmentError, Problem
from estuary_docs.vocabulary.checks import (
    Accompany,
    BeNoneOf,
    BeOneOf,
    Check,
    DifferFrom,
    Equal,
    HaveBytes,
    NotBeGuessable,
    NotBePlaceholder,
    NotContain,
    Present,
    UseScheme,
)
from estuary_docs.vocabulary.markers import External, deprecated, example, per_profile, renamed_from, rotates
from estuary_docs.vocabulary.rules import (
    Must,
    Should,
    all_or_none,
    at_least_one,
    at_most_one,
    forbidden_when,
    required_when,
    when,
)
from estuary_docs.vocabulary.sections import Section, Settings
from estuary_docs.vocabulary.types import (
    Email,
    Host,
    HostAndPort,
    MultilineText,
    Origin,
    SecretMultilineText,
    SecretUrl,
    Size,
    Url,
    duration,
    schemes,
    size,
    units,
)

__all__ = [
    "Accompany",
    "BeNoneOf",
    "BeOneOf",
    "Check",
    "DifferFrom",
    "Email",
    "Equal",
    "External",
    "HaveBytes",
    "Host",
    "HostAndPort",
    "InvalidEnvironmentError",
    "MultilineText",
    "Must",
    "NotBeGuessable",
    "NotBePlaceholder",
    "NotContain",
    "Origin",
    "Present",
    "Problem",
    "SecretMultilineText",
    "SecretUrl",
    "Section",
    "Settings",
    "Should",
    "Size",
    "Url",
    "UseScheme",
    "all_or_none",
    "at_least_one",
    "at_most_one",
    "deprecated",
    "duration",
    "example",
    "forbidden_when",
    "per_profile",
    "renamed_from",
    "required_when",
    "rotates",
    "schemes",
    "size",
    "units",
    "when",
]
