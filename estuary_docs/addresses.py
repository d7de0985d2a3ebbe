"""Where the site offers its files: addresses that stay."""

CATALOGUE = "catalogue.json"
VALIDATOR = "downloads/validation.py"
VALIDATOR_MODULE = "downloads/validation.mjs"
TROUBLESHOOTING = "troubleshooting/"


def env_example(profile: str) -> str:
    """Return the address of the example file of a profile."""
    return f"downloads/{profile}.env.example"
