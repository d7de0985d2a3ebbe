"""Amazon ECS: a task definition, its secrets in AWS Secrets Manager."""

import json

from estuary_docs.catalogue.model import Catalogue
from estuary_docs.renderers.writing.entry_names import entries
from estuary_docs.renderers.writing.platform_names import place_name, service_name
from estuary_docs.validation.deployment import deployment

# The account that Amazon's own documentation uses, and the suffix that it shows.
ACCOUNT = "111122223333"
REGION = "eu-central-1"
SUFFIX = "AbCdEf"


def render(catalogue: Catalogue, notice: str) -> str:
    """Return a Fargate task definition for the catalogue's profile.

    JSON has no comments: the notice, and which settings are defaults of the profile, are labels of the container, and
    optional secrets are left out. Raises SchemaError for a name that Secrets Manager cannot take.
    https://docs.aws.amazon.com/AmazonECS/latest/developerguide/secrets-envvar-secrets-manager.html
    """
    plan = deployment(catalogue)
    names = entries(catalogue, "aws-secretsmanager").names(plan.secrets)
    service = service_name(catalogue)
    store = f"arn:aws:secretsmanager:{REGION}:{ACCOUNT}:secret"
    defaults = {"defaults-of-this-profile": ", ".join(plan.defaults)} if plan.defaults else {}
    container = {
        "dockerLabels": {"notice": notice, **defaults},
        "name": service,
        "image": f"{ACCOUNT}.dkr.ecr.{REGION}.amazonaws.com/{service}:1.0.0",
        "essential": True,
        "user": "65532:65532",
        "readonlyRootFilesystem": True,
        "environment": [{"name": name, "value": value} for name, value in (plan.settings | plan.defaults).items()],
        "secrets": [
            {"name": variable.name, "valueFrom": f"{store}:{names[variable.name]}-{SUFFIX}"}
            for variable in plan.required
        ],
    }
    task = {
        "containerDefinitions": [container],
        "family": place_name(catalogue),
        "requiresCompatibilities": ["FARGATE"],
        "networkMode": "awsvpc",
        "cpu": "256",
        "memory": "512",
        "executionRoleArn": f"arn:aws:iam::{ACCOUNT}:role/{service}-execution",
    }
    return json.dumps(task, indent=2, ensure_ascii=False) + "\n"
