"""Files that describe an API: OpenAPI, Swagger and AsyncAPI, in YAML and JSON."""

from pathlib import Path

import pytest

from estuary_docs.drift.reading.facts import FileFacts, facts
from estuary_docs.drift.reading.inventory import inventory
from estuary_docs.drift.settings import DriftSettings
from tests.drift.findings.test_trees import rules, write

VIPER = (
    'package main\nimport "github.com/spf13/viper"\nfunc main() {\n\tviper.SetEnvPrefix("shop")\n'
    '\tviper.AutomaticEnv()\n\t_ = viper.GetString("port") + viper.GetString("mail.host")\n}\n'
)
SAMPLE = """paths:
  /pods:
    post:
      example:
        kind: Pod
        metadata: {name: a}
        spec:
          containers:
            - name: a
              env: [{name: SHOP_GHOST, value: "1"}]
      schema:
        mail_host: text
"""
API = {"openapi.yaml": f"# The shop.\nopenapi: 3.1.0\n{SAMPLE}", "swagger.yml": f"info: {{}}\nswagger: '2.0'\n{SAMPLE}"}
JSON = (
    '{{\n  "{}": "3.0.0",\n  "components": {{}},\n  "kind": "Template",\n'
    '  "objects": [{{"containers": [{{"name": "a", "env": [{{"name": "SHOP_GHOST", "value": "1"}}]}}]}}]\n}}\n'
)
API |= {"openapi.json": JSON.format("openapi"), "events.json": JSON.format("asyncapi")}


@pytest.mark.parametrize("path", API)
def test_a_description_of_an_api_claims_nothing(tmp_path: Path, path: str) -> None:
    """Its samples are of requests, and its keys are no settings."""
    write(tmp_path, {path: API[path]})
    taken = inventory(tmp_path, DriftSettings())
    assert (taken.mentions, taken.keys, taken.images) == ((), frozenset(), frozenset())


def test_a_description_of_an_api_documents_no_setting(tmp_path: Path) -> None:
    """A property of a request that is called as a setting is does not tell of it, as a file of settings does."""
    source = {"main.go": VIPER, "README.md": "The environment variable `SHOP_PORT`.\n"}
    assert "SHOP_MAIL_HOST" not in rules(tmp_path, source | {"config.yaml": SAMPLE})
    (tmp_path / "config.yaml").unlink()
    told = rules(tmp_path, source | {"openapi.yaml": API["openapi.yaml"]})
    assert told == {"SHOP_MAIL_HOST": {"read-but-undocumented"}}


def test_a_key_of_settings_that_is_called_like_one_of_a_description_is_one(tmp_path: Path) -> None:
    """Only the number of the format that follows makes it a description."""
    write(tmp_path, {"config.yaml": "openapi: true\nmail:\n  host: a\n"})
    assert "MAIL_HOST" in inventory(tmp_path, DriftSettings()).keys


@pytest.mark.parametrize(
    ("path", "text", "name"),
    [
        ("package.json", '{"dependencies": {\n  "openapi": "1.0.1",\n  "openai": "^4"\n}}\n', "openai"),
        ("application.yml", "swagger: 2.0\ninfo:\n  app: shop\nurl: ${DB_URL}\n", "DB_URL"),
        ("application.yml", "docs:\n  swagger: 2.0\npaths:\n  url: ${DB_URL}\n", "DB_URL"),
    ],
)
def test_what_names_a_format_and_describes_no_api_is_read(tmp_path: Path, path: str, text: str, name: str) -> None:
    """The format stands at the top of a description, beside the paths, channels or components that it describes."""
    write(tmp_path, {path: text})
    told = facts(tmp_path, path)
    assert isinstance(told, FileFacts)
    assert name in {*told.packages, *told.words, *(mention.name for mention in told.mentions)}
