"""The mkdocs-macros module that a site's `mkdocs.yml` names."""

from estuary_docs.site.macros import define_env, on_post_build

__all__ = ["define_env", "on_post_build"]
