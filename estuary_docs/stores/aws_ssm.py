"""AWS Systems Manager Parameter Store.

https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_DescribeParameters.html
"""

from collections.abc import Iterator, Mapping
from typing import Any

from estuary_docs.renderers.writing.entry_names import Entries
from estuary_docs.stores import aws
from estuary_docs.stores.store import ConflictError, Entry, Secret
from estuary_docs.stores.versioned import TAG, VersionedStore

MOST_A_PAGE = 50
WRITING = [
    *("ssm:AddTagsToResource", "ssm:DeleteParameter", "ssm:GetParameter", "ssm:ListTagsForResource"),
    "ssm:PutParameter",
]


class Kind(VersionedStore):
    """Parameters whose names begin as the template does."""

    def __init__(self, name: str, entries: Entries) -> None:
        self.name = name
        self.begin, self.end = entries.ends
        self.client = aws.client(name, "ssm")

    @staticmethod
    def policy(entries: Entries, *, rotates: bool) -> str:
        """Return a policy of IAM; DescribeParameters knows no resource, and never returns a value."""
        resource = f"parameter/{'*'.join(entries.ends).lstrip('/')}"
        return aws.statement(WRITING if rotates else [], "ssm", resource, ["ssm:DescribeParameters"])

    def entries(self) -> Iterator[Entry]:
        """Yield parameters by name, time and type, one call for each fifty."""
        yield from self._described("BeginsWith", self.begin)

    def dated(self, entry: Entry) -> Entry:
        """Return the entry: the list has the time of the value."""
        return entry

    def entry(self, name: str) -> Entry | None:
        """Return one parameter without its value."""
        return next(self._described("Equals", name), None)

    def _described(self, option: str, text: str) -> Iterator[Entry]:
        filters = [{"Key": "Name", "Option": option, "Values": [text]}] if text else []
        with aws.errors(self.name, "ssm:DescribeParameters"):
            pages = self.client.get_paginator("describe_parameters").paginate(
                PaginationConfig={"PageSize": MOST_A_PAGE}, ParameterFilters=filters
            )
            for page in pages:
                for parameter in page["Parameters"]:
                    if parameter["Name"].startswith(self.begin) and parameter["Name"].endswith(self.end):
                        yield self._entry(parameter)

    def read(self, name: str) -> Secret | None:
        """Return the current value; of `name:1`, a version."""
        errors = self.client.exceptions
        with aws.errors(self.name, "ssm:GetParameter"):
            try:
                parameter = self.client.get_parameter(Name=name, WithDecryption=True)["Parameter"]
            except (errors.ParameterNotFound, errors.ParameterVersionNotFound):
                return None
        return Secret(parameter["Value"].encode())

    def earlier(self, name: str) -> Iterator[Secret | None]:
        """Yield the values of the versions before; AWS keeps a hundred."""
        entry = self.entry(name)
        yield from (self.read(f"{name}:{number}") for number in range(int(entry.version) - 1 if entry else 0, 0, -1))

    def put(self, name: str, value: Secret, entry: Entry | None) -> None:
        """Write a value as a SecureString; one that is new is refused where another operator made it first.

        Parameter Store has no other condition: two operators who swap at once write the same two values.
        """
        if entry is not None:
            self.expect(name, entry)
        with aws.errors(self.name, "ssm:PutParameter"):
            try:
                answer = self.client.put_parameter(
                    Name=name, Value=value.text, Type="SecureString", Overwrite=entry is not None
                )
            except self.client.exceptions.ParameterAlreadyExists:
                raise ConflictError(self.name, name) from None
        if entry is not None and answer["Version"] != int(entry.version) + 1:
            raise ConflictError(self.name, name)

    def remove(self, name: str, expected: Entry) -> None:
        """Delete a parameter with all its versions."""
        self.expect(name, expected)
        with aws.errors(self.name, "ssm:DeleteParameter"):
            try:
                self.client.delete_parameter(Name=name)
            except self.client.exceptions.ParameterNotFound:
                raise ConflictError(self.name, name) from None

    def tag(self, name: str, text: str | None = None) -> str | None:
        """Keep the text as a tag."""
        where = {"ResourceType": "Parameter", "ResourceId": name}
        if text is not None:
            with aws.errors(self.name, "ssm:AddTagsToResource"):
                self.client.add_tags_to_resource(**where, Tags=[{"Key": TAG, "Value": text}])
            return text
        with aws.errors(self.name, "ssm:ListTagsForResource"):
            tags = self.client.list_tags_for_resource(**where)["TagList"]
        return next((str(tag["Value"]) for tag in tags if tag["Key"] == TAG), None)

    @staticmethod
    def _entry(parameter: Mapping[str, Any]) -> Entry:
        encrypted = parameter["Type"] == "SecureString"
        return Entry(parameter["Name"], parameter["LastModifiedDate"], str(parameter["Version"]), encrypted)
