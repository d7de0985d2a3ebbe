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
    "@ai-sdk/google": ("GOOGLE_GENERATIVE_AI_API_KEY",),
    "@ai-sdk/groq": ("GROQ_API_KEY",),
    "@ai-sdk/mistral": ("MISTRAL_API_KEY",),
    "@ai-sdk/openai": ("OPENAI_API_KEY",),
    "@ai-sdk/xai": ("XAI_API_KEY",),
    "@anthropic-ai/sdk": ("ANTHROPIC_API_KEY",),
    "@astrojs/node": SERVING,
    "@auth/core": ("AUTH_SECRET", "AUTH_TRUST_HOST", "AUTH_URL"),
    "@auth0/nextjs-auth0": (
        *("APP_BASE_URL", "AUTH0_BASE_URL", "AUTH0_CLIENT_ID", "AUTH0_CLIENT_SECRET", "AUTH0_DOMAIN"),
        *("AUTH0_ISSUER_BASE_URL", "AUTH0_SECRET"),
    ),
    "@clerk/nextjs": ("CLERK_SECRET_KEY",),
    "@google/genai": ("GEMINI_API_KEY", "GOOGLE_API_KEY"),
    "@medusajs/medusa": SERVING,
    "@openrouter/ai-sdk-provider": ("OPENROUTER_API_KEY",),
    "@react-router/serve": SERVING,
    "@remix-run/serve": SERVING,
    "@strapi/plugin-users-permissions": ("JWT_SECRET",),
    "@sveltejs/adapter-node": (*SERVING, "BODY_SIZE_LIMIT", "HOST_HEADER", "ORIGIN", "PROTOCOL_HEADER", "XFF_DEPTH"),
    "@trigger.dev/sdk": ("TRIGGER_ACCESS_TOKEN", "TRIGGER_API_URL", "TRIGGER_SECRET_KEY"),
    "@upstash/redis": ("UPSTASH_REDIS_REST_TOKEN", "UPSTASH_REDIS_REST_URL"),
    "@vercel/blob": ("BLOB_READ_WRITE_TOKEN",),
    "@vercel/edge-config": ("EDGE_CONFIG",),
    "@vercel/kv": ("KV_REST_API_TOKEN", "KV_REST_API_URL"),
    "@vercel/postgres": ("POSTGRES_URL",),
    "@workos-inc/authkit-nextjs": (
        *("NEXT_PUBLIC_WORKOS_REDIRECT_URI", "WORKOS_API_KEY", "WORKOS_CLIENT_ID", "WORKOS_COOKIE_PASSWORD"),
    ),
    "better-auth": ("BETTER_AUTH_SECRET", "BETTER_AUTH_URL"),
    "cloudinary": ("CLOUDINARY_URL",),
    "dub": ("DUB_API_KEY",),
    "groq-sdk": ("GROQ_API_KEY",),
    "inngest": ("INNGEST_BASE_URL", "INNGEST_DEV", "INNGEST_EVENT_KEY", "INNGEST_SIGNING_KEY"),
    "langfuse": ("LANGFUSE_BASEURL", "LANGFUSE_HOST", "LANGFUSE_PUBLIC_KEY", "LANGFUSE_SECRET_KEY"),
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
    "replicate": ("REPLICATE_API_TOKEN",),
    "resend": ("RESEND_API_KEY",),
    "twilio": ("TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN"),
    "uploadthing": ("UPLOADTHING_TOKEN",),
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
