"""Where the site offers its files: addresses that stay."""

CATALOGUE = "catalogue.json"
JSON_SCHEMA = "downloads/environment.schema.json"
SETTINGS_SCHEMA = "downloads/estuary-docs.schema.json"
VALIDATOR = "downloads/validation.py"
VALIDATOR_MODULE = "downloads/validation.mjs"
SETTINGS_OF_GO = "downloads/settings.go"
SETTINGS_OF_RUST = "downloads/settings.rs"
TYPES_OF_VALIDATOR = "downloads/validation.d.mts"
TYPES_OF_ENVIRONMENT = "downloads/env.d.ts"
# The two pages that renderings link to, wherever they are.
REFERENCE = "reference.md"
RULES = "troubleshooting.md"
PAGES = (REFERENCE, RULES)
TROUBLESHOOTING = "troubleshooting/"
CONTENT_SECURITY_POLICY = "csp.txt"
HEADERS = "_headers"
ROBOTS = "robots.txt"
LANGUAGE_MODELS = "llms.txt"


def env_example(profile: str) -> str:
    """Return the address of the example file of a profile."""
    return f"downloads/{profile}.env.example"
