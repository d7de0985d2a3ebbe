"""Hold documents, examples, deployments, code and schema against each other, without running any of them.

`reading` takes a folder in through `languages` and `places`, `findings` compares, `reports` shows; `commands` alone
loads a schema.
To add a rule, word it in `rules`, find it in `findings`, and test what it finds and what it leaves alone.
"""
