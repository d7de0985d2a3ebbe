"""Azure Key Vault and Container Apps: a script that stores the secrets and hands them to the service."""

from collections.abc import Mapping
from shlex import quote

from estuary_docs.catalogue.model import Catalogue, Variable
from estuary_docs.renderers.writing.entry_names import entries
from estuary_docs.renderers.writing.platform_names import (
    COMPOSE,
    CONTAINER_APPS,
    place_name,
    secret_names,
    service_name,
)
from estuary_docs.renderers.writing.snippet import PROFILE_DEFAULTS, comment, header, indented, joined, off
from estuary_docs.validation.deployment import deployment


def render(catalogue: Catalogue, notice: str) -> str:
    """Return a bash script for the catalogue's profile.

    Key Vault takes no underscore, so `JWT_SECRET` becomes `JWT-SECRET`; raises SchemaError for two names that meet
    there, or one that either service cannot take. A value on the command line would be in the process list.
    https://learn.microsoft.com/azure/container-apps/manage-secrets
    """
    plan = deployment(catalogue)
    files = secret_names(COMPOSE, plan.secrets)
    vault = entries(catalogue, "azure")
    stored = vault.names(plan.secrets)
    references = secret_names(CONTAINER_APPS, plan.secrets)
    place = place_name(catalogue)

    def store(variables: tuple[Variable, ...]) -> list[str]:
        return [
            f'az keyvault secret set --vault-name "${{vault}}" --output none --name {stored[variable.name]} '
            f"--file secrets/{files[variable.name]}"
            for variable in variables
        ]

    def refer(variables: tuple[Variable, ...]) -> list[str]:
        return [
            f'"{references[variable.name]}=keyvaultref:https://${{vault}}.vault.azure.net/secrets/{stored[variable.name]},'
            'identityref:system"'
            for variable in variables
        ]

    def use(variables: tuple[Variable, ...]) -> list[str]:
        return [f"{variable.name}=secretref:{references[variable.name]}" for variable in variables]

    def settings(values: Mapping[str, str]) -> list[str]:
        return [_word(f"{name}={value}") for name, value in values.items()]

    # Without a secret that is required there is nothing to store, and the whole part is switched off.
    maybe_off = off if plan.required else list[str]
    storing = [
        f"vault={vault.container}",
        *store(plan.required),
        *maybe_off(store(plan.optional)),
        "references=(",
        *indented([*refer(plan.required), *maybe_off(refer(plan.optional))]),
        ")",
        'az containerapp secret set "${app[@]}" --output none --secrets "${references[@]}"',
    ]
    environment = [
        *settings(plan.settings),
        *(comment(PROFILE_DEFAULTS) if plan.defaults else ()),
        *settings(plan.defaults),
        *use(plan.required),
        *off(use(plan.optional)),
    ]
    return joined(
        [
            "#!/usr/bin/env bash",
            *header(
                notice,
                plan,
                "Write each secret into its file below secrets without a line break at the end, because Key Vault "
                "keeps that too; delete the files afterwards. The app's own identity must have the role Key Vault "
                "Secrets User.",
            ),
            "set -euo pipefail",
            "",
            "# Put the names of your own app, resource group and vault in.",
            f"app=(--name {service_name(catalogue)} --resource-group {place})",
            *(storing if plan.required else off(storing) if plan.optional else ()),
            "environment=(",
            *indented(environment),
            ")",
            'az containerapp update "${app[@]}" --output none --set-env-vars "${environment[@]}"',
        ]
    )


def _word(text: str) -> str:
    """Return a text as an element of an array; one with a comma is quoted, because it looks like two of them."""
    return f"'{text}'" if "," in text and quote(text) == text else quote(text)
