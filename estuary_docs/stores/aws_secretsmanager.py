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
                for told in page["SecretList"]:
                    if told["Name"].startswith(self.begin) and told["Name"].endswith(self.end):
                        yield self._entry(told)

    def dated(self, entry: Entry) -> Entry:
        """Return the entry with the time of its value: a new tag changes the time in a list, and no value."""
        with aws.errors(self.name, "secretsmanager:ListSecretVersionIds"):
            told = self.client.list_secret_version_ids(SecretId=entry.name)
        times = [each["CreatedDate"] for each in told["Versions"] if "AWSCURRENT" in each.get("VersionStages", ())]
        return Entry(entry.name, times[0] if times else entry.changed, entry.version)

    def entry(self, name: str) -> Entry | None:
        """Return one secret without its value."""
        with aws.errors(self.name, "secretsmanager:DescribeSecret"):
            try:
                told = self.client.describe_secret(SecretId=name)
            except self.client.exceptions.ResourceNotFoundException:
                return None
        return None if "DeletedDate" in told else self.dated(self._entry(told))

    def read(self, name: str) -> Secret | None:
        """Return the current value."""
        return self._value(SecretId=name)

    def earlier(self, name: str) -> Iterator[Secret | None]:
        """Yield the values before: the one that was current last, and then those without a stage by their dates."""
        with aws.errors(self.name, "secretsmanager:ListSecretVersionIds"):
            told = self.client.list_secret_version_ids(SecretId=name, IncludeDeprecated=True)["Versions"]
        # The last one in a list is the newest of one second; what has a stage of its own was never current.
        before = [each for each in reversed(told) if each.get("VersionStages", []) in ([], [PREVIOUS])]
        before.sort(key=lambda each: (bool(each.get("VersionStages")), each["CreatedDate"]), reverse=True)
        yield from (self._value(SecretId=name, VersionId=each["VersionId"]) for each in before)

    def _value(self, **which: str) -> Secret | None:
        errors = self.client.exceptions
        with aws.errors(self.name, "secretsmanager:GetSecretValue"):
            try:
                told = self.client.get_secret_value(**which)
            except (errors.ResourceNotFoundException, errors.InvalidRequestException):
                return None
        text = told.get("SecretString")
        return None if text is None else Secret(text.encode())

    def put(self, name: str, value: Secret, seen: Entry | None) -> None:
        """Write a value under a request token that follows from the version before it.

        AWS takes a token once: of two operators who saw the same version, the second one is refused.
        """
        errors = self.client.exceptions
        with aws.errors(self.name, "secretsmanager:PutSecretValue"):
            try:
                self._put(name, value, seen)
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
        return next((str(each["Value"]) for each in tags if each["Key"] == TAG), None)

    def _put(self, name: str, value: Secret, seen: Entry | None) -> None:
        if seen is None:
            self.client.create_secret(Name=name, SecretString=value.text)
            return
        self.expect(name, seen)
        token = str(uuid5(NAMESPACE_URL, f"{name} {seen.version}"))
        self.client.put_secret_value(SecretId=name, SecretString=value.text, ClientRequestToken=token)

    @staticmethod
    def _entry(told: Mapping[str, Any]) -> Entry:
        stages = told.get("SecretVersionsToStages") or told.get("VersionIdsToStages") or {}
        current = next((each for each, names in stages.items() if "AWSCURRENT" in names), "")
        return Entry(told["Name"], told.get("LastChangedDate") or told.get("CreatedDate"), current)
