"""GitLab CI: a job that deploys, its secrets in the project's CI/CD variables."""

from estuary_docs.catalogue.model import Catalogue, Variable
from estuary_docs.renderers.writing.entry_names import entries
from estuary_docs.renderers.writing.snippet import key, quoted
from estuary_docs.renderers.writing.template import Slot, Template
from estuary_docs.validation.deployment import deployment


def render(catalogue: Catalogue, notice: str) -> str:
    """Return a pipeline for the catalogue's profile; raises SchemaError for a name that GitLab cannot take.

    A secret is in the job's environment under its own name without a line here; `NAME: $NAME` would refer to itself.
    https://docs.gitlab.com/ci/variables/
    """
    return template(catalogue).filled(deployment(catalogue), notice)


def template(catalogue: Catalogue) -> Template:
    """Return the pipeline before it is filled in; raises the same."""
    names = entries(catalogue, "gitlab").names(catalogue.secrets)

    def needed(variable: Variable) -> list[str]:
        return [f'- test -n "${names[variable.name]}"']

    environment = [f"  environment: {quoted(catalogue.profile)}"] if catalogue.profile_variable else []
    return Template(
        "Store each secret under Settings, CI/CD, Variables, masked and protected: masked ones do not show in the log "
        "(one line, no spaces, 8 characters or more), protected ones reach protected branches and tags only. The job "
        "finds them in its environment; the script stops where one is missing.",
        [
            "deploy:",
            "  stage: deploy",
            *environment,
            "  rules:",
            "    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH",
            Slot("variables:", 2, _setting),
            "  script:",
            Slot(indent=4, secret=needed),
            "    - ./deploy.sh",
        ],
    )


def _setting(name: str, value: str) -> list[str]:
    """Return a line whose value GitLab takes as it is, though it may hold a `$`."""
    return [
        f"{key(name)}: {{value: {quoted(value)}, expand: false}}" if "$" in value else f"{key(name)}: {quoted(value)}"
    ]
