"""From a folder to its mentions: the tree, the facts of each file, the cache, and names resolved across files.

It asks the readers of `languages` and `places`, and git through the project's repository.
To take in another kind of file, register its reader there; nothing here knows a format.
"""
