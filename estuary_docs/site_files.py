"""The mkdocs-macros module for the files that servers and robots ask for, named in `mkdocs.yml` after the macros."""

from estuary_docs.site.site_files import on_post_build

__all__ = ["on_post_build"]
