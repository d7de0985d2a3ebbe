"""The variables that the frameworks and libraries of a Node package read for themselves.

Sources: the pages on configuration of each (`https://nextjs.org/docs`, `https://probot.github.io/docs/configuration/`,
`https://svelte.dev/docs/kit/adapter-node`, `https://docs.strapi.io/cms/features/users-permissions`, ...).
"""

import json
import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from estuary_docs.drift.mention import Mention, Undecided
from estuary_docs.drift.places.env_options import of_lines
from estuary_docs.drift.places.fences import EXPANDED

SERVING = ("PORT", "HOST")
# Scripts that run tests, which the service has no part in.
OF_TESTS = re.compile(r"test|e2e|lint|bench|storybook", re.IGNORECASE)
READ_BY = {
    "@ai-sdk/anthropic": ("ANTHROPIC_API_KEY",),
    "@ai-sdk/openai": ("OPENAI_API_KEY",),
    "@anthropic-ai/sdk": ("ANTHROPIC_API_KEY",),
    "@astrojs/node": SERVING,
    "@auth/core": ("AUTH_SECRET", "AUTH_TRUST_HOST", "AUTH_URL"),
    "@clerk/nextjs": ("CLERK_SECRET_KEY",),
    "@medusajs/medusa": SERVING,
    "@react-router/serve": SERVING,
    "@remix-run/serve": SERVING,
    "@strapi/plugin-users-permissions": ("JWT_SECRET",),
    "@sveltejs/adapter-node": (*SERVING, "BODY_SIZE_LIMIT", "HOST_HEADER", "ORIGIN", "PROTOCOL_HEADER", "XFF_DEPTH"),
    "@upstash/redis": ("UPSTASH_REDIS_REST_TOKEN", "UPSTASH_REDIS_REST_URL"),
    "@vercel/blob": ("BLOB_READ_WRITE_TOKEN",),
    "@vercel/postgres": ("POSTGRES_URL",),
    "better-auth": ("BETTER_AUTH_SECRET", "BETTER_AUTH_URL"),
    "cloudinary": ("CLOUDINARY_URL",),
    "next": ("HOSTNAME", "PORT"),
    "next-auth": ("AUTH_SECRET", "AUTH_TRUST_HOST", "AUTH_URL", "NEXTAUTH_SECRET", "NEXTAUTH_URL"),
    "nuxt": (*SERVING, "NITRO_HOST", "NITRO_PORT"),
    "openai": ("OPENAI_API_KEY", "OPENAI_BASE_URL"),
    "probot": (
        *SERVING,
        *("APP_ID", "GHE_HOST", "GHE_PROTOCOL", "LOG_FORMAT", "LOG_LEVEL", "LOG_LEVEL_IN_STRING", "LOG_MESSAGE_KEY"),
        *("PRIVATE_KEY", "PRIVATE_KEY_PATH", "REDIS_URL", "WEBHOOK_PATH", "WEBHOOK_PROXY_URL", "WEBHOOK_SECRET"),
    ),
    "react-scripts": (*SERVING, "HTTPS"),
    "resend": ("RESEND_API_KEY",),
}


def applies(path: str, head: str) -> bool:  # noqa: ARG001 - the name tells
    """Say whether a file describes a Node package."""
    return PurePosixPath(path).name == "package.json"


def read(text: str, path: str) -> Iterator[Mention | Undecided]:  # noqa: ARG001 - it names no variable itself
    """Yield nothing: what it says of variables are words."""
    yield from ()


def env_files(text: str, path: str) -> Iterator[tuple[str, str, str]]:
    """Yield (unit, image, path) of each env file that a script gives to a program."""
    scripts = _parsed(text).get("scripts")
    for name, script in scripts.items() if isinstance(scripts, dict) else ():
        if isinstance(script, str) and not OF_TESTS.search(name):
            for _, image, file in of_lines(((1, script),), path):
                yield f"{path}:{name}", image, file


def words(text: str, _path: str) -> set[str]:
    """Return the variables that a package's scripts expand, and those that its dependencies read."""
    expanded = set(EXPANDED.findall(text))
    package = _parsed(text)
    groups = [package.get(key) for key in ("dependencies", "devDependencies")]
    named = {name for group in groups if isinstance(group, dict) for name in group}
    return expanded | {variable for name in named for variable in READ_BY.get(name, ())}


def _parsed(text: str) -> dict[str, Any]:
    try:
        package = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return package if isinstance(package, dict) else {}
