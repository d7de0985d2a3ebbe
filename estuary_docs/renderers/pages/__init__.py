"""The formats that only a page can hold: Markdown and HTML.

They use the catalogue and what renderers share, and are pure functions; their looks and scripts lie in `site`.
To add one, write a module with `render(catalogue, notice) -> str` and add its line to `RENDERERS`.
"""
