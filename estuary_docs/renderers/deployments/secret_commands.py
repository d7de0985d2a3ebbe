"""The commands that put each required secret where a platform's snippet looks for it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from estuary_docs.catalogue.model import Catalogue, Variable
from estuary_docs.renderers.writing.entry_names import entries
from estuary_docs.renderers.writing.platform_names import (
    COMPOSE,
    SYSTEMD,
    Platform,
    place_name,
    secret_names,
    service_name,
)
from estuary_docs.renderers.writing.secret_values import generator, is_key
from estuary_docs.validation.deployment import deployment

# What cannot be generated is typed, and appears nowhere.
TYPED = "{{ read -rsp '{name}: ' value && printf '%s\\n' \"$value\"; }}"

# A line of an env file, in which a value in single quotes is taken as it is: what would end the quotes is refused.
GENERATED_LINE = "{generator} | sed \"s/.*/{name}='&'/\""
TYPED_LINE = (
    "{{ read -rsp '{name}: ' value && case \"$value\" in *\\'* | *\\\\) "
    "echo '{name}: choose a value without a single quote and without a backslash at its end' >&2 && false ;; "
    '*) printf "{name}=\'%s\'\\n" "$value" ;; esac; }}'
)


@dataclass(frozen=True)
class Store:
    """Where a platform keeps secrets: how entries are named, and what a value is handed to.

    `before` comes first, then what secrets in `files` need, and `after` last. Where the platform hands over files,
    `variable` is for a secret that may not arrive in one.
    """

    names: Callable[[Catalogue, Iterable[Variable]], dict[str, str]]
    sink: str
    before: str = ""
    variable: str = ""
    files: str = ""
    after: str = ""


def _files(platform: Platform) -> Callable[[Catalogue, Iterable[Variable]], dict[str, str]]:
    return lambda _catalogue, variables: secret_names(platform, variables)


def _entries(kind: str) -> Callable[[Catalogue, Iterable[Variable]], dict[str, str]]:
    return lambda catalogue, variables: entries(catalogue, kind).names(variables)


STORES = {
    "compose": Store(
        _files(COMPOSE), "{source} > secrets/{entry}", "umask 077", "{line} >> .env", files="mkdir -p secrets"
    ),
    "kubernetes": Store(
        _entries("kubernetes"),
        "{source} | sed 's/^/{name}=/' >> secrets.env",
        "umask 077\n: > secrets.env",
        after="kubectl create secret generic {container} --from-env-file=secrets.env\nshred --remove secrets.env",
    ),
    "systemd": Store(
        _files(SYSTEMD),
        "{source} | sudo install --mode=0600 /dev/stdin /etc/{service}/{entry}",
        "sudo install --directory --mode=0700 /etc/{service}",
        "{line} | sudo tee --append /etc/{service}/settings.env > /dev/null\n"
        "sudo chmod 0600 /etc/{service}/settings.env",
    ),
    # What lies there already, encrypted for the machine.
    "systemd-encrypted": Store(
        _files(SYSTEMD),
        "sudo systemd-creds encrypt --name={entry} /etc/{service}/{entry} /etc/{service}/{entry}.cred\n"
        "sudo shred --remove /etc/{service}/{entry}",
        variable="# {name} is no file: it stays in /etc/{service}/settings.env, where systemd encrypts nothing.",
    ),
    "ecs-task": Store(
        _entries("aws-secretsmanager"),
        "{source} | tr -d '\\n' > secret.txt\n"
        "aws secretsmanager create-secret --name {entry} --secret-string file://secret.txt\nshred --remove secret.txt",
        "umask 077",
    ),
    "cloud-run": Store(
        _entries("google"),
        "{source} | tr -d '\\n' | gcloud secrets create {entry} --data-file=-\n"
        "gcloud secrets add-iam-policy-binding {entry} \\\n"
        "  --member=serviceAccount:{place}@your-project.iam.gserviceaccount.com \\\n"
        "  --role=roles/secretmanager.secretAccessor",
        "gcloud iam service-accounts create {place}",
    ),
    "key-vault": Store(
        _files(COMPOSE), "{source} | tr -d '\\n' > secrets/{entry}", "umask 077", files="mkdir -p secrets"
    ),
}


def secret_commands(catalogue: Catalogue, output_format: str) -> str:
    """Return the commands for the secrets that the catalogue's profile requires, as a script for a shell."""
    store = STORES[output_format]
    plan = deployment(catalogue)
    names = store.names(catalogue, plan.secrets)
    facts = {
        "service": service_name(catalogue),
        "place": place_name(catalogue),
        "container": entries(catalogue, "kubernetes").container.rpartition("/")[2],
    }
    files = store.files if any(variable.has_file for variable in plan.required) else ""
    commands = [
        (store.sink if variable.has_file else store.variable or store.sink).format(
            source=_source(variable), line=_line(variable), entry=names[variable.name], name=variable.name, **facts
        )
        for variable in plan.required
    ]
    return "\n".join(filter(None, (store.before.format(**facts), files, *commands, store.after.format(**facts))))


def _source(variable: Variable) -> str:
    return generator(variable) if is_key(variable) else TYPED.format(name=variable.name)


def _line(variable: Variable) -> str:
    if is_key(variable):
        return GENERATED_LINE.format(generator=generator(variable), name=variable.name)
    return TYPED_LINE.format(name=variable.name)
