"""Which secrets can be rotated here, how a new key is made, and who rotates the others."""

import secrets
from base64 import b64encode

from estuary_docs.catalogue.model import Catalogue, Variable
from estuary_docs.errors import ProjectError
from estuary_docs.stores.store import Secret
from estuary_docs.validation.breaches import broken_rules
from estuary_docs.vocabulary.kinds import Text, fault

SIZES = (32, 48, 64, 96)


def secret_of(catalogue: Catalogue, name: str) -> Variable:
    """Return a secret by its name; raises ProjectError where there is none of that name, or it does not rotate."""
    variable = next((secret for secret in catalogue.secrets if secret.name == name), None)
    if variable is None:
        names = ", ".join(secret.name for secret in catalogue.secrets if secret.rotation)
        raise ProjectError("SECRET", f"is not a secret of the schema; those that rotate are: {names or 'none'}")
    if variable.rotation is None:
        raise ProjectError(name, "does not rotate; add rotates(every_days=..., overlap=...) to it in the schema")
    return variable


def is_ours(variable: Variable) -> bool:
    """Say whether the service itself defines the value, and two of them can be valid at once."""
    rotation = variable.rotation
    overlaps = rotation is not None and rotation.overlap is not None
    return overlaps and variable.obtained_from is None and isinstance(variable.kind, Text)


def new_key(catalogue: Catalogue, variable: Variable) -> Secret:
    """Return random bytes in base64 that the schema accepts; raises ProjectError where it accepts none.

    They come from the system's source of randomness, 256 bits or more.
    """
    values = {setting.name: setting.defaults[catalogue.profile] for setting in catalogue.variables}
    if catalogue.profile_variable:
        values[catalogue.profile_variable] = catalogue.profile
    for size in SIZES:
        value = b64encode(secrets.token_bytes(size)).decode()
        values[variable.name] = value
        broken = [rule for rule in broken_rules(variable, values) if rule.severity == "error"]
        if not broken and not fault(variable.kind, value):
            return Secret(value.encode())
    raise ProjectError(variable.name, "takes no random text by its rules in the schema; make the value by hand")


def steps_of_others(variable: Variable, entry: str) -> str:
    """Return who rotates a secret that the service does not define, and the steps."""
    source = variable.obtained_from
    who = f"whoever issues it: {source}" if source else "whoever issues it"
    days = f" every {variable.rotation.every_days} days" if variable.rotation else ""
    lines = [
        f"{variable.name} is not generated here. It is replaced{days} by {who}.",
        f"  1. Create a second value at {source or 'the issuer'}; keep the old one valid.",
        f"  2. Store it as {entry}, from a file or standard input, not on a command line.",
        "  3. Deploy, and check that the service works.",
        f"  4. Revoke the old value at {source or 'the issuer'}.",
    ]
    return "".join(f"{line}\n" for line in lines)
