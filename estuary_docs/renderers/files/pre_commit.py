"""pre-commit: hooks that keep secrets out of commits and generated files current."""

from estuary_docs.catalogue.model import Catalogue
from estuary_docs.renderers.writing.snippet import comment, joined

HOOKS = """\
repos:
  - repo: https://github.com/gitleaks/gitleaks
    rev: v8.30.1
    hooks:
      - id: gitleaks
  - repo: https://github.com/pre-commit/pre-commit-hooks
    rev: v6.0.0
    hooks:
      - id: detect-private-key
  - repo: local
    hooks:
      - id: estuary-docs-check
        name: generated files are current
        entry: estuary-docs check
        language: system
        pass_filenames: false
        always_run: true"""


def render(catalogue: Catalogue, notice: str) -> str:  # noqa: ARG001 - the hooks are the same for every schema
    """Return a configuration for pre-commit: https://pre-commit.com/#adding-pre-commit-plugins-to-your-project."""
    advice = "Run `pre-commit install` once in every clone. gitleaks reads the rules in .gitleaks.toml."
    return joined([f"# {notice}", "#", *comment(advice), *HOOKS.splitlines()])
