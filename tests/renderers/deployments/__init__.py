"""How snippets are judged by the checkers of their platforms, and read as the platforms read them."""
