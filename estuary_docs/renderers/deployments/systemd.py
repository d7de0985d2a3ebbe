"""systemd: a service unit with its settings, and its secrets as credentials."""

import re

from estuary_docs.catalogue.model import Catalogue, Variable
from estuary_docs.errors import SchemaError
from estuary_docs.renderers.writing.dotenv import NONCHARACTERS
from estuary_docs.renderers.writing.platform_names import SYSTEMD, secret_names, service_name
from estuary_docs.renderers.writing.template import Slot, Template
from estuary_docs.validation.deployment import deployment

# systemd holds a line with one of these not to be UTF-8, and ignores it.
REFUSED = re.compile(f"[{NONCHARACTERS}]")
HARDENING = """\
DynamicUser=yes
CapabilityBoundingSet=
LockPersonality=yes
MemoryDenyWriteExecute=yes
NoNewPrivileges=yes
PrivateDevices=yes
ProtectClock=yes
ProtectControlGroups=yes
ProtectHome=yes
ProtectHostname=yes
ProtectKernelLogs=yes
ProtectKernelModules=yes
ProtectKernelTunables=yes
ProtectSystem=strict
RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX
RestrictNamespaces=yes
RestrictRealtime=yes
SystemCallArchitectures=native
SystemCallFilter=@system-service"""


def render(catalogue: Catalogue, notice: str) -> str:
    """Return a unit for the catalogue's profile; raises SchemaError for a value or a name that systemd cannot take.

    https://www.freedesktop.org/software/systemd/man/latest/systemd.exec.html; a file that `LoadCredential=` names
    may belong to root alone: systemd hands the service a copy that only the service can read.
    """
    return template(catalogue).filled(deployment(catalogue), notice)


def template(catalogue: Catalogue) -> Template:
    """Return the unit before it is filled in; raises SchemaError for a name that systemd cannot take."""
    names = secret_names(SYSTEMD, catalogue.secrets)
    service = service_name(catalogue)

    def credential(variable: Variable) -> list[str]:
        name = names[variable.name]
        if not variable.has_file:
            return [f"# {variable.name} is set in /etc/{service}/settings.env, owner root, mode 0600."]
        return [f"LoadCredential={name}:/etc/{service}/{name}", f'Environment="{variable.file_name}=%d/{name}"']

    in_files = any(variable.has_file for variable in catalogue.secrets)
    return Template(
        f"Write each secret into the file below /etc/{service} that LoadCredential= names: owner root, mode 0600. "
        "systemd 250 or newer gives the service a copy that no other user can read."
        if in_files
        else "",
        [
            "[Unit]",
            f"Description={service}",
            "Wants=network-online.target",
            "After=network-online.target",
            "",
            "[Service]",
            f"ExecStart=/usr/local/bin/{service}",
            "Restart=on-failure",
            Slot(setting=_assignment),
            "# Settings may also be in a file, one NAME=value per line.",
            f"EnvironmentFile=-/etc/{service}/settings.env",
            Slot(secret=credential),
            *HARDENING.splitlines(),
            "",
            "[Install]",
            "WantedBy=multi-user.target",
        ],
    )


def _assignment(name: str, value: str) -> list[str]:
    if REFUSED.search(value):
        raise SchemaError(name, "has a value that no systemd unit can hold", "remove the noncharacters of Unicode")
    escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%")
    return [f'Environment="{name}={escaped}"']
