"""GitLab CI: a job that deploys, its secrets in the project's CI/CD variables."""

from estuary_docs.catalogue import Catalogue, Variable
from estuary_docs.deployment import deployment
from estuary_docs.platform_names import GITLAB, secret_names
from estuary_docs.snippet import block, header, indented, joined, key, off, quoted


def render(catalogue: Catalogue, notice: str) -> str:
    """Return a pipeline for the catalogue's profile; raises SchemaError for a name that GitLab cannot take.

    A secret is in the job's environment under its own name without a line here; `NAME: $NAME` would refer to itself.
    https://docs.gitlab.com/ci/variables/
    """
    plan = deployment(catalogue)
    names = secret_names(GITLAB, plan.secrets)

    def needed(variables: tuple[Variable, ...]) -> list[str]:
        return [f'- test -n "${names[variable.name]}"' for variable in variables]

    environment = [f"  environment: {quoted(catalogue.profile)}"] if catalogue.profile_variable else []
    settings = [f"{key(name)}: {_literal(value)}" for name, value in plan.settings.items()]
    return joined(
        [
            *header(
                notice,
                plan,
                "Store each secret under Settings, CI/CD, Variables, masked and protected: masked ones do not show in "
                "the log (one line, no spaces, 8 characters or more), protected ones reach protected branches and tags "
                "only. The job finds them in its environment; the script stops where one is missing.",
            ),
            "deploy:",
            "  stage: deploy",
            *environment,
            "  rules:",
            "    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH",
            *indented(block("variables:", settings)),
            "  script:",
            *indented([*needed(plan.required), *off(needed(plan.optional))], 4),
            "    - ./deploy.sh",
        ]
    )


def _literal(value: str) -> str:
    """Return a value that GitLab takes as it is, though it holds a `$`."""
    return f"{{value: {quoted(value)}, expand: false}}" if "$" in value else quoted(value)
