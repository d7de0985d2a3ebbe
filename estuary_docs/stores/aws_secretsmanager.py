"""AWS Secrets Manager. https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_ListSecrets.html."""

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from estuary_docs.renderers.writing.entry_names import Entries
from estuary_docs.stores import aws
from estuary_docs.stores.store import ConflictError, Entry, Secret
from estuary_docs.stores.versioned import TAG, VersionedStore

MOST_A_PAGE = 100
PREVIOUS = "AWSPREVIOUS"
READING = ["secretsmanager:ListSecretVersionIds"]
WRITING = [
    *("secretsmanager:CreateSecret", "secretsmanager:DeleteSecret", "secretsmanager:DescribeSecret"),
    *("secretsmanager:GetSecretValue", "secretsmanager:PutSecretValue", "secretsmanager:TagResource"),
]


class Kind(VersionedStore):
    """Secrets whose names begin as the template does."""

    def __init__(self, name: str, entries: Entries) -> None:
        self.name = name
        self.begin, self.end = entries.ends
        self.client = aws.client(name, "secretsmanager")

    @staticmethod
    def policy(entries: Entries, *, rotates: bool) -> str:
        """Return a policy of IAM; listing knows no resource, and never returns a value."""
        actions = READING + (WRITING if rotates else [])
        return aws.statement(
            actions, "secretsmanager", f"secret:{'*'.join(entries.ends)}*", ["secretsmanager:ListSecrets"]
        )

    def entries(self) -> Iterator[Entry]:
        """Yield secrets by name and time, one call for each hundred."""
        filters = [{"Key": "name", "Values": [self.begin]}] if self.begin else []
        with aws.errors(self.name, "secretsmanager:ListSecrets"):
            pages = self.client.get_paginator("list_secrets").paginate(MaxResults=MOST_A_PAGE, Filters=filters)
            for page in pages:
                for description in page["SecretList"]:
                    if description["Name"].startswith(self.begin) and description["Name"].endswith(self.end):
                        yield self._entry(description)

    def dated(self, entry: Entry) -> Entry:
        """Return the entry with the time of its value: a new tag changes the time in a list, and no value."""
        with aws.errors(self.name, "secretsmanager:ListSecretVersionIds"):
            answer = self.client.list_secret_version_ids(SecretId=entry.name)
        times = [
            version["CreatedDate"] for version in answer["Versions"] if "AWSCURRENT" in version.get("VersionStages", ())
        ]
        return Entry(entry.name, times[0] if times else entry.changed, entry.version)

    def entry(self, name: str) -> Entry | None:
        """Return one secret without its value."""
        with aws.errors(self.name, "secretsmanager:DescribeSecret"):
            try:
                description = self.client.describe_secret(SecretId=name)
            except self.client.exceptions.ResourceNotFoundException:
                return None
        return None if "DeletedDate" in description else self.dated(self._entry(description))

    def read(self, name: str) -> Secret | None:
        """Return the current value."""
        return self._value(SecretId=name)

    def earlier(self, name: str) -> Iterator[Secret | None]:
        """Yield the values before: the one that was current last, and then those without a stage by their dates."""
        with aws.errors(self.name, "secretsmanager:ListSecretVersionIds"):
            versions = self.client.list_secret_version_ids(SecretId=name, IncludeDeprecated=True)["Versions"]
        # The last one in a list is the newest of one second; what has a stage of its own was never current.
        before = [version for version in reversed(versions) if version.get("VersionStages", []) in ([], [PREVIOUS])]
        before.sort(key=lambda version: (bool(version.get("VersionStages")), version["CreatedDate"]), reverse=True)
        yield from (self._value(SecretId=name, VersionId=version["VersionId"]) for version in before)

    def _value(self, **which: str) -> Secret | None:
        errors = self.client.exceptions
        with aws.errors(self.name, "secretsmanager:GetSecretValue"):
            try:
                answer = self.client.get_secret_value(**which)
            except (errors.ResourceNotFoundException, errors.InvalidRequestException):
                return None
        text = answer.get("SecretString")
        return None if text is None else Secret(text.encode())

    def put(self, name: str, value: Secret, entry: Entry | None) -> None:
        """Write a value under a request token that follows from the version before it.

        AWS takes a token once: of two operators who saw the same version, the second one is refused.
        """
        errors = self.client.exceptions
        with aws.errors(self.name, "secretsmanager:PutSecretValue"):
            try:
                self._put(name, value, entry)
            except (errors.ResourceExistsException, errors.ResourceNotFoundException):
                raise ConflictError(self.name, name) from None

    def remove(self, name: str, expected: Entry) -> None:
        """Delete a secret at once: its value is still a version of the other entry."""
        self.expect(name, expected)
        with aws.errors(self.name, "secretsmanager:DeleteSecret"):
            self.client.delete_secret(SecretId=name, ForceDeleteWithoutRecovery=True)

    def tag(self, name: str, text: str | None = None) -> str | None:
        """Keep the text as a tag."""
        if text is not None:
            with aws.errors(self.name, "secretsmanager:TagResource"):
                self.client.tag_resource(SecretId=name, Tags=[{"Key": TAG, "Value": text}])
            return text
        with aws.errors(self.name, "secretsmanager:DescribeSecret"):
            tags = self.client.describe_secret(SecretId=name).get("Tags", [])
        return next((str(tag["Value"]) for tag in tags if tag["Key"] == TAG), None)

    def _put(self, name: str, value: Secret, entry: Entry | None) -> None:
        if entry is None:
            self.client.create_secret(Name=name, SecretString=value.text)
            return
        self.expect(name, entry)
        token = str(uuid5(NAMESPACE_URL, f"{name} {entry.version}"))
        self.client.put_secret_value(SecretId=name, SecretString=value.text, ClientRequestToken=token)

    @staticmethod
    def _entry(description: Mapping[str, Any]) -> Entry:
        stages = description.get("SecretVersionsToStages") or description.get("VersionIdsToStages") or {}
        current = next((version for version, names in stages.items() if "AWSCURRENT" in names), "")
        return Entry(description["Name"], description.get("LastChangedDate") or description.get("CreatedDate"), current)
