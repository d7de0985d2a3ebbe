"""The command that makes a key, as sentences and pages show it."""

# openssl wraps more; `\0` joins lines with nothing between them (POSIX, paste).
MOST_BYTES_ON_A_LINE = 48
JOINING_LINES = " | paste -sd '\\0' -"


def random_key(count: int) -> str:
    """Return the command that prints so many random bytes in base64, on one line."""
    return f"openssl rand -base64 {count}{'' if count <= MOST_BYTES_ON_A_LINE else JOINING_LINES}"
