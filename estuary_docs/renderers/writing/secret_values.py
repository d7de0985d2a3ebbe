"""Where the value of a secret comes from: a generator, where the service alone defines it, or somewhere else."""

from estuary_docs.catalogue.model import Variable
from estuary_docs.vocabulary.checks import HaveBytes, NotBeGuessable
from estuary_docs.vocabulary.kinds import Text
from estuary_docs.wording.commands import random_key

FEWEST_BYTES = 32


def is_key(variable: Variable) -> bool:
    """Say whether the service itself defines the secret, so that a random key will do: its rules ask for strength."""
    asks_for_strength = any(isinstance(rule.check, HaveBytes | NotBeGuessable) for rule in variable.rules)
    return type(variable.kind) is Text and variable.obtained_from is None and asks_for_strength


def generator(variable: Variable) -> str:
    """Return the command that prints a random key which is long enough for a secret."""
    least = (rule.check.least for rule in variable.rules if isinstance(rule.check, HaveBytes))
    return random_key(max(FEWEST_BYTES, *least, 0))
