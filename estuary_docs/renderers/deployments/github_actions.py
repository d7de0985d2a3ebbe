"""GitHub Actions: a workflow whose one step that deploys gets the secrets."""

from estuary_docs.catalogue.model import Catalogue, Variable
from estuary_docs.renderers.writing.actions import pinned
from estuary_docs.renderers.writing.entry_names import entries
from estuary_docs.renderers.writing.snippet import key, quoted
from estuary_docs.renderers.writing.template import Slot, Template
from estuary_docs.validation.deployment import deployment

EXPRESSION = "${{"


def render(catalogue: Catalogue, notice: str) -> str:
    """Return a workflow for the catalogue's profile; raises SchemaError for a name that GitHub cannot take.

    https://docs.github.com/actions/reference/security/secrets and .../workflows-and-actions/workflow-syntax
    """
    return template(catalogue).filled(deployment(catalogue), notice)


def template(catalogue: Catalogue) -> Template:
    """Return the workflow before it is filled in; raises the same."""
    names = entries(catalogue, "github").names(catalogue.secrets)

    def secret(variable: Variable) -> list[str]:
        return [f"{key(variable.name)}: ${{{{ secrets.{names[variable.name]} }}}}"]

    environment = [f"    environment: {quoted(catalogue.profile)}"] if catalogue.profile_variable else []
    store = "Environments: only jobs of that environment can read them" if environment else "Secrets and variables"
    empty = "" if catalogue.takes_empty else ", which counts as not set"
    return Template(
        f"Store the secrets under Settings, {store}. One that is not stored arrives empty{empty}.",
        [
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
            f"      - uses: {pinned('actions/checkout')}",
            "        with:",
            "          persist-credentials: false",
            "      - name: Deploy",
            "        run: ./deploy.sh",
            Slot("env:", 8, _setting, secret),
        ],
    )


def _setting(name: str, value: str) -> list[str]:
    """Return a line in whose value GitHub finds no expression but one that is `${{` itself."""
    literal = value.replace(EXPRESSION, f"{EXPRESSION} '{EXPRESSION}' }}}}")
    return [f"{key(name)}: {quoted(literal)}"]
