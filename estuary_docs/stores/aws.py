"""What both stores of AWS share: the SDK, which knows how to authenticate, and errors as lines."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from estuary_docs.errors import missing_extra
from estuary_docs.stores.store import refused, unreachable

ACCOUNT = "arn:aws:{service}:*:*:{resource}"
DENIED = {"AccessDenied", "AccessDeniedException", "UnauthorizedOperation"}


def client(store: str, service: str) -> Any:  # noqa: ANN401 - boto3 makes its classes as it runs
    """Return boto3's client of a service; raises ProjectError without boto3, StoreError without a region."""
    try:
        import boto3  # noqa: PLC0415 - an extra
        from botocore.exceptions import BotoCoreError  # noqa: PLC0415
    except ImportError:
        raise missing_extra(f"store {store}", "boto3", "aws") from None
    try:
        return boto3.client(service)
    except (BotoCoreError, ValueError):
        raise unreachable(store, "no region is configured; set AWS_REGION, or a profile by AWS_PROFILE") from None


@contextmanager
def errors(store: str, permission: str) -> Iterator[None]:
    """Turn what the SDK raises into one line; a ClientError that says more than that goes on."""
    from botocore.exceptions import BotoCoreError, ClientError  # noqa: PLC0415

    try:
        yield
    except ClientError as error:
        code = str(error.response.get("Error", {}).get("Code", ""))
        if code in DENIED:
            raise refused(store, permission) from None
        raise unreachable(store, f"{permission} failed with {code or 'an error'}") from None
    except BotoCoreError as error:
        raise unreachable(store, f"AWS cannot be reached or used ({type(error).__name__})") from None


def statement(actions: list[str], service: str, resource: str, open_to_all: list[str]) -> str:
    """Return a policy: actions on the service's resources, and those that AWS grants for all resources alone."""
    statements: list[dict[str, Any]] = []
    if open_to_all:
        statements.append({"Effect": "Allow", "Action": open_to_all, "Resource": "*"})
    if actions:
        where = ACCOUNT.format(service=service, resource=resource)
        statements.append({"Effect": "Allow", "Action": actions, "Resource": where})
    return json.dumps({"Version": "2012-10-17", "Statement": statements}, indent=2) + "\n"
