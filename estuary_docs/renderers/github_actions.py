"""GitHub Actions: a workflow whose one step that deploys gets the secrets."""

from estuary_docs.catalogue import Catalogue, Variable
from estuary_docs.deployment import deployment
from estuary_docs.platform_names import GITHUB, secret_names
from estuary_docs.snippet import block, header, indented, joined, key, quoted

EXPRESSION = "${{"


def render(catalogue: Catalogue, notice: str) -> str:
    """Return a workflow for the catalogue's profile; raises SchemaError for a name that GitHub cannot take.

    https://docs.github.com/actions/reference/security/secrets and .../workflows-and-actions/workflow-syntax
    """
    plan = deployment(catalogue)
    names = secret_names(GITHUB, plan.secrets)

    def secrets(variables: tuple[Variable, ...]) -> list[str]:
        return [f"{key(variable.name)}: ${{{{ secrets.{names[variable.name]} }}}}" for variable in variables]

    settings = [f"{key(name)}: {quoted(_literal(value))}" for name, value in plan.settings.items()]
    environment = [f"    environment: {quoted(catalogue.profile)}"] if catalogue.profile_variable else []
    store = "Environments: only jobs of that environment can read them" if environment else "Secrets and variables"
    return joined(
        [
            *header(
                notice,
                plan,
                f"Store the secrets under Settings, {store}. One that is not stored arrives empty, which counts as not "
                "set.",
            ),
            "name: Deploy",
            "on:",
            "  push:",
            "    branches: [main]",
            "permissions:",
            "  contents: read",
            "concurrency: deploy",
            "jobs:",
            "  deploy:",
            "    runs-on: ubuntu-latest",
            "    timeout-minutes: 15",
            *environment,
            "    steps:",
            "      - uses: actions/checkout@v7",
            "        with:",
            "          persist-credentials: false",
            "      - name: Deploy",
            "        run: ./deploy.sh",
            *indented(block("env:", [*settings, *secrets(plan.required)], secrets(plan.optional)), 8),
        ]
    )


def _literal(value: str) -> str:
    """Return a value in which GitHub finds no expression but one that is `${{` itself."""
    return value.replace(EXPRESSION, f"{EXPRESSION} '{EXPRESSION}' }}}}")
