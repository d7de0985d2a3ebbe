"""Vault Agent: each secret as a file that the service finds by `NAME_FILE`, and a restart when one changes."""

from collections.abc import Iterable

from estuary_docs.catalogue.model import Catalogue, Variable
from estuary_docs.renderers.writing.entry_names import entries
from estuary_docs.renderers.writing.platform_names import SYSTEMD, place_name, secret_names, service_name
from estuary_docs.renderers.writing.snippet import comment, header, joined, off, quoted
from estuary_docs.validation.deployment import deployment

LOOKUP = '{{{{ with secret "{path}" }}}}{value}{{{{ end }}}}'


def render(catalogue: Catalogue, notice: str) -> str:
    """Return the agent's configuration for the catalogue's profile; raises SchemaError for a name that Vault refuses.

    https://developer.hashicorp.com/vault/docs/agent-and-proxy/agent/template
    """
    plan = deployment(catalogue)
    store, files = entries(catalogue, "vault"), secret_names(SYSTEMD, plan.secrets)
    names, service = store.names(plan.secrets), service_name(catalogue)

    def template(path: str, value: str, file: str) -> list[str]:
        return [
            "template {",
            f"  contents    = {quoted(LOOKUP.format(path=path, value=value))}",
            f"  destination = {quoted(f'/run/{service}/{file}')}",
            '  perms       = "0600"',
            "  error_on_missing_key = true",
            f"  exec {{ command = {_words('systemctl', 'restart', service)} }}",
            "}",
        ]

    def templates(variables: Iterable[Variable]) -> list[str]:
        return [
            line
            for variable in variables
            for line in (
                f"# The service finds it by {variable.file_name}=/run/{service}/{files[variable.name]}",
                *template(
                    f"{store.container}/data/{names[variable.name]}", "{{ .Data.data.value }}", files[variable.name]
                ),
            )
        ]

    role = f"database/creds/{place_name(catalogue)}"
    return joined(
        [
            *header(
                notice,
                plan,
                "The agent logs in, writes each secret into a file, and restarts the service when one has changed. "
                "Put in the address of your server and your way to log in. An entry has one field: value.",
            ),
            "vault {",
            '  address = "https://vault.example.com:8200"',
            "}",
            "auto_auth {",
            '  method "approle" {',
            "    config = {",
            f"      role_id_file_path   = {quoted(f'/etc/{service}/role-id')}",
            f"      secret_id_file_path = {quoted(f'/etc/{service}/secret-id')}",
            "    }",
            "  }",
            "}",
            *templates(plan.required),
            *off(templates(plan.optional)),
            *comment(
                "Credentials that Vault makes for a database: the agent renews the lease, and writes new ones when it "
                "ends. Take the # off, and name your role."
            ),
            *off(template(role, "{{ .Data.username }}:{{ .Data.password }}", "database")),
        ]
    )


def _words(*words: str) -> str:
    return f"[{', '.join(map(quoted, words))}]"
