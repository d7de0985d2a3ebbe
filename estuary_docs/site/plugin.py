"""The MkDocs plugin `estuary-docs`: mkdocs-macros, without the `main.py` that it would run beside `mkdocs.yml`.

A service's own program is often called so. Modules that `mkdocs.yml` names are imported as ever.
"""

from importlib import import_module

from mkdocs.exceptions import PluginError
from mkdocs_macros.plugin import DEFAULT_MODULE_NAME, MacrosPlugin

MACROS = "estuary_docs.macros"


class EstuaryDocsPlugin(MacrosPlugin):  # type: ignore[no-untyped-call]
    """mkdocs-macros with the macros of `estuary_docs.macros`, and no module but those that `modules` lists."""

    def _load_modules(self) -> None:
        """Import what is listed, `estuary_docs.macros` first; raises PluginError where a local module is named."""
        if self.config["module_name"] != DEFAULT_MODULE_NAME:
            raise PluginError("mkdocs.yml: the plugin estuary-docs takes no module_name; list the module in `modules`")
        self.config["modules"] = [MACROS, *(name for name in self.config["modules"] if name != MACROS)]
        self._pre_macro_functions: list[object] = []
        self._post_macro_functions: list[object] = []
        self._post_build_functions: list[object] = []
        for name in self.config["modules"]:
            self._load_module(import_module(name), name)  # type: ignore[no-untyped-call]
