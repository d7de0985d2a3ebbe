"""The files other than source that name variables: one module for each form, and one line here.

A module has `applies(path: str, head: str) -> bool`, which tells by a file's path and, where that is not enough, by
its first lines, whether it is of that form; and `read(text: str, path: str) -> Iterator[Mention | Undecided]`, a pure
function of one file, which raises nothing for a malformed one. Where several apply, each reads the file.
To add a form, write its module, which uses mentions and its neighbours here, and name it in `PLACES`.
"""

PLACES: tuple[str, ...] = (
    "compose",
    "dockerfile",
    "ecs",
    "example",
    "github_actions",
    "gitlab_ci",
    "hcl",
    "helm_values",
    "html",
    "kubernetes",
    "makefile",
    "manual",
    "markdown",
    "node_config",
    "package_json",
    "placeholders",
    "platforms",
    "procfile",
    "systemd",
    "toml_tables",
)
