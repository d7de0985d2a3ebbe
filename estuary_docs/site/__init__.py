"""What a MkDocs site gets from a schema: the macros, their look and scripts, links, guides and files for servers.

It uses the project and the renderers; mkdocs is imported by its plugin and by nothing else.
To add a script or style, put it into `assets` and name it in `page_assets` for the format that needs it.
"""
