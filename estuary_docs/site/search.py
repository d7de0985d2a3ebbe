"""The site's search: names of variables are found by any of their words."""

from collections.abc import Mapping
from typing import Any

# The default separators do not split at "_", so that "secret" would not find JWT_SECRET.
OF_NAMES = r"""[\s\-_,:!=\[\]()"`/.]+|(?!\b)(?=[A-Z][a-z])"""
PLUGINS = ("search", "material/search")


def split_names(config: Mapping[str, Any]) -> None:
    """Let the search plugin of a site split names into words too, unless its separator knows of "_" already.

    A plugin that has made its index by now has given it the separator too.
    """
    plugins = config.get("plugins") or {}
    for plugin in filter(None, map(plugins.get, PLUGINS)):
        # A plugin is a table in Zensical, and an object elsewhere.
        index = getattr(plugin, "search_index", None)
        own = plugin["config"] if isinstance(plugin, Mapping) else plugin.config
        for options in (own, *([index.config] if index is not None else [])):
            separator = options.get("separator") or ""
            if "_" not in separator:
                options["separator"] = f"{separator}|{OF_NAMES}".removeprefix("|")
