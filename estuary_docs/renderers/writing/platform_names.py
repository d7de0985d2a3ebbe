"""The names that services, profiles and secrets take on each platform, whose alphabets differ."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from estuary_docs.catalogue.model import Catalogue, Variable
from estuary_docs.errors import SchemaError

# Two of them and a hyphen make the longest name of a Cloud Run service.
MOST_CHARACTERS_OF_A_SLUG = 24
# What YAML 1.1 reads as something other than a string.
WORDS_OF_YAML = frozenset(("true", "false", "yes", "no", "on", "off", "y", "n", "null"))


@dataclass(frozen=True)
class Platform:
    """A place that holds secrets: which names it takes, and how a variable's name becomes one of them."""

    title: str
    alphabet: re.Pattern[str]
    translate: Callable[[str], str] = str
    ignores_case: bool = False


# https://docs.docker.com/reference/compose-file/secrets/
COMPOSE = Platform("Compose", re.compile("[a-z0-9_.-]+"), str.lower)
# https://kubernetes.io/docs/concepts/configuration/secret/
KUBERNETES = Platform("Kubernetes", re.compile("[A-Za-z0-9_.-]{1,253}"))
# https://www.freedesktop.org/software/systemd/man/latest/systemd.exec.html, LoadCredential=
SYSTEMD = Platform("systemd", re.compile("[a-z0-9_.-]{1,255}"), str.lower)
# https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html
SECRETS_MANAGER = Platform("AWS Secrets Manager", re.compile("[A-Za-z0-9/_+=.@-]{1,512}"))
# https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-su-create.html
PARAMETER_STORE = Platform("AWS Parameter Store", re.compile("[A-Za-z0-9/_.-]{1,1011}"))
# https://cloud.google.com/secret-manager/docs/reference/rest/v1/projects.secrets/create
SECRET_MANAGER = Platform("Google Secret Manager", re.compile("[A-Za-z0-9_-]{1,255}"))
# https://learn.microsoft.com/azure/key-vault/general/about-keys-secrets-certificates
KEY_VAULT = Platform(
    "Azure Key Vault", re.compile("[0-9A-Za-z-]{1,127}"), lambda name: name.replace("_", "-"), ignores_case=True
)
# https://learn.microsoft.com/azure/container-apps/manage-secrets
CONTAINER_APPS = Platform(
    "Azure Container Apps",
    re.compile("[a-z0-9](?:[a-z0-9-]*[a-z0-9])?"),
    lambda name: name.lower().replace("_", "-").strip("-"),
)
# https://docs.github.com/actions/reference/security/secrets
GITHUB = Platform(
    "GitHub",
    re.compile("(?!GITHUB_)[A-Z_][A-Z0-9_]*", re.IGNORECASE),
    # GitHub keeps names that begin so for itself.
    lambda name: f"SERVICE_{name}" if name.upper().startswith("GITHUB_") else name,
    ignores_case=True,
)
# https://docs.gitlab.com/ci/variables/
GITLAB = Platform("GitLab", re.compile("[A-Za-z0-9_]{1,255}"))
# https://developer.hashicorp.com/vault/docs/secrets/kv/kv-v2
VAULT = Platform("Vault", re.compile("[A-Za-z0-9/_.-]{1,512}"))
# A label is any text; one that a URI of RFC 7512 writes as it is needs no escaping.
PKCS11 = Platform("the module", re.compile("[A-Za-z0-9_.-]{1,255}"))
# A mounted file, or a credential of systemd.
FILES = Platform("a folder", re.compile("[A-Za-z0-9_.-]{1,255}"))


def entry_name(platform: Platform, name: str, template: str) -> str:
    """Return a name as a platform spells it, where a template has it."""
    translated = platform.translate(name)
    return template.replace("{NAME}", translated).replace("{name}", translated.lower())


def secret_names(platform: Platform, variables: Iterable[Variable], template: str = "{NAME}") -> dict[str, str]:
    """Return the name on `platform` of each variable, by the variable's own name, as `template` has it.

    Raises SchemaError if the platform does not take a name, or cannot tell two of them apart.
    """
    names: dict[str, str] = {}
    taken: dict[str, str] = {}
    for variable in variables:
        name = entry_name(platform, variable.name, template)
        if not platform.alphabet.fullmatch(name):
            raise SchemaError(variable.name, f"can have no name in {platform.title}", "rename the variable")
        owner = taken.setdefault(name.lower() if platform.ignores_case else name, variable.name)
        if owner != variable.name:
            raise SchemaError(variable.name, f"has the name of {owner} in {platform.title}", "rename one of them")
        names[variable.name] = name
    return names


def service_name(catalogue: Catalogue) -> str:
    """Return the service's title as every platform takes it: lower-case letters, digits and hyphens."""
    return _slug(catalogue.title, "service")


def place_name(catalogue: Catalogue, separator: str = "-") -> str:
    """Return the name of the service in its profile, such as `estuary-production`."""
    profile = [_slug(catalogue.profile, "profile")] if catalogue.profile_variable else []
    return separator.join([service_name(catalogue), *profile])


def image_name(catalogue: Catalogue) -> str:
    """Return the image that snippets deploy: a stand-in for the reader to replace."""
    return f"registry.example.com/{service_name(catalogue)}:1.0.0"


def _slug(text: str, fallback: str) -> str:
    slug = "-".join(re.findall("[a-z0-9]+", text.lower()))
    named = slug if slug[:1].isalpha() and slug not in WORDS_OF_YAML else f"{fallback}-{slug}"
    return named[:MOST_CHARACTERS_OF_A_SLUG].rstrip("-")
