"""The rules of `drift --store` in words: severity, meaning, reason, remedy, and what to do."""

# What a store alone can tell.
STORE_RULES = {
    "not-in-store": (
        "error",
        "A secret that the schema requires in the store's profile is not in the store.",
        "`{name}` is required in the profile {profile}, and the store {store} has no entry {entry}.",
        "Store `{name}` as {entry}.",
        "Store the secret under the name in the report, or correct the template in `[tool.estuary-docs.stores]`.",
    ),
    "unknown-entry": (
        "warning",
        "The store has an entry where the service's secrets are, and the schema has no variable for it.",
        "The store {store} has the entry {entry}, and the schema has no variable for it{suggestion}.",
        "Rename the entry or delete it, or declare `{name}` in the schema.",
        "Rename the entry if its name is misspelled. Delete it if nothing reads it: it can still leak.",
    ),
    "overdue": (
        "warning",
        "A secret is older than the period in which the schema wants it replaced, by a day, and no rotation goes on.",
        "`{name}` was last changed {days} days ago, and rotates every {period} days.",
        "Replace `{name}`: {command}.",
        "Run `estuary-docs rotate` where the schema names an overlap; otherwise have a new secret issued.",
    ),
    "window-left-open": (
        "warning",
        "A rotation was begun and not finished: the second key is in the store for a day longer than `window-hours`.",
        "`{name}` is in the store {store} for {hours} hours, so `{other}` has two valid keys.",
        "Finish the rotation: {command}.",
        "Go on with `estuary-docs rotate`. Until then the outgoing key opens everything that the new one does.",
    ),
    "stored-in-clear": (
        "error",
        "The store keeps a secret unencrypted.",
        "The store {store} keeps `{name}` unencrypted, so anyone who can list its entries' values reads it.",
        "Store `{name}` encrypted, as a SecureString, and replace its value.",
        "Write a new value with the type `SecureString`, and delete the old parameter with its history.",
    ),
    "extractable": (
        "error",
        "A key in a hardware module can leave it.",
        "The module of the store {store} lets `{name}` out: it is extractable, or not marked as sensitive.",
        "Generate a new `{name}` in the module with CKA_SENSITIVE and without CKA_EXTRACTABLE.",
        "A copy may exist outside of the module, so make a new key: `estuary-docs rotate` does.",
    ),
}
