"""Every place that names a variable, on small files whose traps are labelled by hand."""

import json
from collections.abc import Iterator
from dataclasses import asdict, fields
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from estuary_docs.drift.mention import Mention, Undecided
from estuary_docs.drift.places import (
    PLACES,
    claims,
    compose,
    example,
    github_actions,
    kubernetes,
    manual,
    markdown,
    package_json,
    yaml_tree,
)
from tests.conftest import ROOT

LABELLED = ROOT / "tests" / "drift" / "samples" / "places"
CASES = sorted(path.parent for path in LABELLED.glob("*/expected.json"))
DEFAULTS = {each.name: each.default for model in (Undecided, Mention) for each in fields(model)}
FORMS = [import_module(f"estuary_docs.drift.places.{name}") for name in PLACES]


def found(folder: Path) -> Iterator[dict[str, Any]]:
    """Yield what the places read in a folder, as the labels spell it: without what is as usual."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.name != "expected.json":
            text = path.read_bytes().decode("utf-8")
            name = path.relative_to(folder).as_posix()
            for form in FORMS:
                if form.applies(name, text[:4096]):
                    for one in form.read(text, name):
                        told = {key: value for key, value in asdict(one).items() if value != DEFAULTS.get(key, ())}
                        yield json.loads(json.dumps(told))


def in_order(mentions: Any) -> list[dict[str, Any]]:
    """Return labels in an order of their own."""
    return sorted(mentions, key=lambda one: (one["file"], one["line"], json.dumps(one, sort_keys=True)))


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_the_places_find_what_is_labelled_and_nothing_else(folder: Path) -> None:
    """Each mention has its label, each label its mention."""
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    assert in_order(found(folder)) == in_order(expected)


def test_there_are_enough_traps() -> None:
    """The labels cover every form, at least sixty places and what is no variable."""
    labels = [one for case in CASES for one in json.loads((case / "expected.json").read_text(encoding="utf-8"))]
    assert len(labels) >= 60
    assert {one["role"] for one in labels if "role" in one} == {"documented", "example", "other", "read", "set"}


def test_config_maps_and_secrets_are_set_where_a_container_takes_them_from() -> None:
    """A key is set by its own line, in the unit of the container, under the prefix that this asks for."""
    text = (LABELLED / "deploy" / "k8s" / "api.yaml").read_text(encoding="utf-8")
    given = [one for one in kubernetes.attribute(_mentions(kubernetes, text, "k8s/api.yaml")) if one.role == "set"]
    unit = "Deployment/orders/api"
    assert [(one.name, one.line, one.value, one.certainty) for one in given if one.unit == unit] == [
        ("PORT", 17, "8080", "likely"),
        ("JWT_SECRET", 19, None, "certain"),
        ("REGION", 22, "eu", "certain"),
        ("POD_IP", 25, None, "certain"),
        ("REGION_NAME", 40, "eu", "certain"),
        ("SEC_TOKEN", 47, "example", "certain"),
        ("SEC_BROKEN", 47, None, "certain"),
        ("SEC_PLAIN_TOKEN", 48, "placeholder", "certain"),
        ("*", 31, None, "dynamic"),
    ]


def test_what_no_container_takes_stays_held() -> None:
    """A ConfigMap that nothing names sets nothing."""
    text = "kind: ConfigMap\nmetadata: {name: a}\ndata: {LOOSE: x}\n"
    assert [one.role for one in kubernetes.attribute(_mentions(kubernetes, text, "a.yaml"))] == ["other"]


def test_env_files_are_named_with_the_unit_that_reads_them() -> None:
    """A file outside the tree, or one whose name is computed, is none of the repository's."""
    text = (LABELLED / "deploy" / "docker-compose.yml").read_text(encoding="utf-8")
    assert list(compose.env_files(text, "deploy/docker-compose.yml")) == [
        ("deploy/compose:api", "example/orders:${TAG:-latest}", "deploy/deploy/api.env"),
        ("deploy/compose:api", "example/orders:${TAG:-latest}", "deploy/.env"),
        ("deploy/compose:worker", "example/worker", "deploy/deploy/api.env"),
        ("deploy/compose:worker", "example/worker", "deploy/.env"),
        ("deploy/compose:db", "postgres:16", "deploy/db.env"),
    ]
    assert list(compose.env_files("services: [", "compose.yml")) == []
    overlay = (LABELLED / "deploy" / "k8s" / "overlay" / "kustomization.yaml").read_text(encoding="utf-8")
    assert list(kubernetes.env_files(overlay, "k8s/overlay/kustomization.yaml")) == [
        ("configmap/orders-config", "", "k8s/overlay/overlay.env"),
        ("secret/generated", "", "k8s/secret.env"),
    ]


@pytest.mark.parametrize("named", ["/etc/x", "~/x", "../x", "a/../../x", "${X}.env", "a\\b", ""])
def test_a_file_outside_the_tree_is_not_read(named: str) -> None:
    """Nothing that an inspected file says leads out of the repository."""
    assert compose.file_below("docker-compose.yml", named) == ""


def test_an_env_file_that_a_deployment_reads_is_set() -> None:
    """Its variables belong to the unit that reads it; what it hides in a comment is not set."""
    assert list(example.read_set("A_B=1\n# C_D=2\n", ".env", "compose:api", "img")) == [
        Mention("A_B", ".env", 1, "set", "1", unit="compose:api", image="img")
    ]


def _mentions(form: ModuleType, text: str, path: str) -> list[Mention]:
    return [one for one in form.read(text, path) if isinstance(one, Mention)]


PATHS = sorted({path.relative_to(case).as_posix() for case in CASES for path in case.rglob("*") if path.is_file()})
TEXTS = {
    path.relative_to(case).as_posix(): path.read_bytes().decode("utf-8")
    for case in CASES
    for path in case.rglob("*")
    if path.is_file()
}


@given(text=st.text(max_size=300), path=st.sampled_from(PATHS))
def test_no_text_makes_a_reader_fail(text: str, path: str) -> None:
    """Whatever a file holds, a reader tells mentions, or what it could not make sense of."""
    for form in FORMS:
        form.applies(path, text)
        assert all(isinstance(one, Mention | Undecided) for one in form.read(text, path))


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(data=st.data())
def test_no_mutilated_file_makes_a_reader_fail(data: st.DataObject) -> None:
    """A file that is cut, doubled or filled with rubbish is read as far as it goes, with lines that it has."""
    path = data.draw(st.sampled_from(PATHS))
    text = TEXTS[path]
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(start, min(len(text), start + 40)))
        rubbish = st.sampled_from(
            ["", "\n", "\t", '"', "'", "{{", "}}", "[", "- ", ": ", "&a", "*a", "`", "|", "\x00", "\ud800"]
        )
        text = text[:start] + data.draw(rubbish) + text[end:]
    lines = text.count("\n") + text.count("\r") + 1
    assert all(0 <= one.line <= lines for form in FORMS for one in form.read(text, path))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[" * 200, "is nested too deeply"),
        ("a: [", "is not valid YAML"),
        ("\ud800", "is not valid Unicode"),
        (
            "a: &a {"
            + ",".join(f"k{i}: 1" for i in range(1000))
            + "}\n"
            + "".join(f"b{i}: {{<<: *a}}\n" for i in range(200)),
            "merges too much",
        ),
    ],
)
def test_what_is_no_yaml_or_too_much_of_it_is_named(text: str, reason: str) -> None:
    """A malformed file, and one that is made to explode, ends in a reason."""
    assert [one.reason for one in yaml_tree.documents(text, "x.yaml") if isinstance(one, Undecided)] == [reason]


def test_a_text_that_ends_too_soon_is_named_at_its_last_line() -> None:
    """No reason stands on a line that the file does not have."""
    assert [one.line for one in yaml_tree.documents("\n{{", "x.yaml") if isinstance(one, Undecided)] == [2]


def test_aliases_do_not_explode() -> None:
    """A file of a few lines that stands for millions of nodes is walked once."""
    bomb = "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 30))
    (document,) = yaml_tree.documents(bomb, "x.yaml")
    assert not isinstance(document, Undecided)
    assert sum(1 for _ in yaml_tree.walk(document)) < 100
    assert list(
        compose.read("services:\n  a:\n    x: &r [*r]\n" + "    <<: [*r, {environment: [A_B=1]}]\n", "compose.yml")
    )


@pytest.mark.parametrize(
    "text", ['\ufeffFIRST=1\r\nSECOND="2"\r\n', "FIRST=1\nSECOND='2'", "export FIRST=1\n\n  SECOND=2 # two\n"]
)
def test_marks_and_line_ends_of_windows_change_nothing(text: str) -> None:
    """A byte-order mark and carriage returns are no part of a name or a value."""
    assert [(one.name, one.value) for one in _mentions(example, text, ".env")] == [("FIRST", "1"), ("SECOND", "2")]


@pytest.mark.parametrize(
    ("path", "role"),
    [
        (".env", "example"),
        (".env.example", "example"),
        (".env.production.example", "example"),
        (".env.local", "example"),
        ("deploy/app.env", "example"),
        ("app.env.sample", "example"),
        ("env.template", "example"),
        ("config.example.toml", "example"),
        ("deploy/production.env", "set"),
        (".env.staging", "set"),
        (".env.test", "other"),
        ("tests/fixtures/.env", "other"),
        ("tests/.env.example", "other"),
        ("environment.ts", None),
        (".env.d.ts", None),
        ("envoy.yaml", None),
        ("config.toml", None),
        ("src/env.rs", None),
        (".envrc", None),
    ],
)
def test_a_file_s_name_says_whether_it_shows_or_sets(path: str, role: str | None) -> None:
    """What names a deployed profile sets; any other environment is an example, whatever its profile."""
    found_roles = [one.role for one in _mentions(example, "A_B=1\n", path)] if example.applies(path, "") else [None]
    assert found_roles == [role]


@pytest.mark.parametrize(
    ("text", "default"),
    [
        ("Default: `3000`", "3000"),
        ("**Default:** `3000`", "3000"),
        ('defaults to `"info"`', "info"),
        ("(default `x y`)", "x y"),
        ("(default 3000)", "3000"),
        ("(default: 3000)", "3000"),
        ("The default is true.", "true"),
        ("By default: 'b'", "b"),
        ("default = https://example.org/x", "https://example.org/x"),
        ("defaults to 30 seconds", None),
        ("defaults to `30 seconds`", None),
        ("defaults to fast", None),
        ("defaults to the value of `PORT`", None),
        ("defaults to `5` in production", None),
        ("Default: `5` (production)", None),
        ("Default: `5` or `6`", None),
        ("Default: `5`. The default is `6`.", None),
        ("Default: ::1.", None),
        ("Default: :8080", None),
        ("Default: `::1`", "::1"),
        ("Default: none", None),
        ("Default: `none`", None),
        ("Default: `<your value>`", None),
        ("Default: `${HOME}/x`", None),
        ("Default: ``", None),
        ("No word of it", None),
    ],
)
def test_a_sentence_claims_one_plain_default_or_none(text: str, default: str | None) -> None:
    """A claim is one value that holds everywhere; a unit, a condition or a choice makes it none."""
    assert claims.claimed(text, "LOG_LEVEL") == default


@pytest.mark.parametrize(
    ("text", "default"),
    [
        ("`3000`", "3000"),
        ("3000", "3000"),
        ('`"3000"`', "3000"),
        ("**`b`**", "b"),
        ("`30` (seconds)", "30"),
        ("`30` (production: 60)", None),
        ("`a`, or `b`", None),
        ("`a` / `b`", None),
        ("", None),
        ("-", None),
        ("\u2014", None),
        ("(none)", None),
        ("*required*", None),
        ("unset", None),
        ("`[]`", None),
        ("two words", None),
    ],
)
def test_a_cell_claims_a_value_or_none(text: str, default: str | None) -> None:
    """A dash, a word for nothing and a sentence are no defaults."""
    assert claims.cell(text) == default


@pytest.mark.parametrize(
    ("form", "path", "head", "applies"),
    [
        ("compose", "docker-compose.yml", "services:", True),
        ("compose", "deploy/api.compose.yaml", "services:", True),
        ("compose", "compose.yml", "x: 1", False),
        ("compose", "decomposer.yml", "services:", False),
        ("compose", "docker/basic.yml", "# One\n\nservices:\n  app: # ours\n\n    image: a\n", True),
        ("compose", "dev.yaml", "services:\r\n  app:\r\n    build: .\r\n", True),
        ("compose", "dev.txt", "services:\n  app:\n    image: a\n", False),
        ("compose", "ci.yml", "services:\n  - docker:dind\njob:\n  image: a\n", False),
        ("compose", "config/services.yaml", "services:\n  App\\Mailer:\n    class: A\n", False),
        ("compose", "job.yml", "jobs:\n  test:\n    services:\n      db:\n        image: a\n", False),
        ("kubernetes", "a.yaml", "kind: Pod", True),
        ("kubernetes", "kustomization.yaml", "", True),
        ("kubernetes", "a.yaml", "kinds: x", False),
        ("kubernetes", "a.json", "kind: Pod", False),
        ("dockerfile", "Dockerfile", "", True),
        ("dockerfile", "api.Dockerfile", "", True),
        ("dockerfile", "Dockerfile.dev", "", True),
        ("dockerfile", "Dockerfile.dockerignore", "", False),
        ("dockerfile", "dockerfile.md", "", False),
        ("github_actions", ".github/workflows/ci.yml", "", True),
        ("github_actions", "docs/workflows/ci.yml", "", False),
        ("gitlab_ci", ".gitlab-ci.yml", "", True),
        ("gitlab_ci", ".gitlab/ci/build.yml", "", True),
        ("gitlab_ci", "ci.yml", "", False),
        ("systemd", "a/x.service", "[Unit]", True),
        ("systemd", "x.service.d/override.conf", "[Service]", True),
        ("systemd", "nginx.conf", "[x]", False),
        ("procfile", "Procfile", "", True),
        ("procfile", "Procfile.dev", "", True),
        ("makefile", "rules.mk", "", True),
        ("makefile", "Makefile.md", "", False),
        ("ecs", "task.json", '"containerDefinitions"', True),
        ("ecs", "package.json", "{}", False),
        ("node_config", "config/custom-environment-variables.yml", "", True),
        ("node_config", "config/default.json", "", False),
        ("package_json", "web/package.json", "{}", True),
        ("package_json", "web/tsconfig.json", "{}", False),
        ("placeholders", "src/main/resources/application-prod.yml", "", True),
        ("placeholders", "conf/application.conf", "", True),
        ("placeholders", "conf/application.yml", "kind: Application\n", False),
        ("placeholders", "k8s/application.yml", "", False),
        ("placeholders", "config/packages/doctrine.yaml", "url: '%env(DB_URL)%'\n", True),
        ("placeholders", "config/services.yaml", "services:\n  a:\n    image: a\n", False),
        ("placeholders", "config/database.yml", "host: x", False),
        ("helm_values", "chart/values-prod.yaml", "", True),
        ("helm_values", "default_values.py", "", False),
        ("hcl", "main.tf", "x", True),
        ("toml_tables", "fly.staging.toml", "", True),
        ("toml_tables", "Cargo.toml", "", False),
        ("platforms", "render.yaml", "", True),
        ("platforms", "x.yaml", "Type: AWS::Lambda::Function", True),
        ("platforms", "x.yaml", "", False),
        ("markdown", "README", "", True),
        ("markdown", "a.mdx", "", True),
        ("markdown", "a.txt", "", False),
        ("html", "index.html", "", True),
        ("html", "a.css", "", False),
        ("manual", "docs/app.1", '.\\" a page\n.TH APP 1', True),
        ("manual", "docs/app.8", ".Dd January 1, 2024", True),
        ("manual", "docs/release-1.2", "# Notes", False),
        ("manual", "docs/app.txt", ".TH APP 1", False),
    ],
)
def test_a_form_knows_its_files(form: str, path: str, head: str, applies: bool) -> None:  # noqa: FBT001 - a label
    """A file is read by the form that its name, or its beginning, tells."""
    assert import_module(f"estuary_docs.drift.places.{form}").applies(path, head) == applies


WORKFLOW = """
jobs:
  ship:
    runs-on: ubuntu-latest
    steps:
      - run: gauge upload report
        env: {GAUGE_KEY: "${{ secrets.GAUGE_KEY }}", GAUGE_LEVEL: "90"}
      - run: python ship.py
        env:
          SHIP_KEY: ${{ secrets.SHIP_KEY }}
      - uses: acme/notes@v1
        with: {token: "${{ secrets.NOTES_TOKEN }}"}
"""


def test_a_secret_for_a_program_of_others_is_no_setting_of_the_service() -> None:
    """A workflow's step hands a secret to what it runs, which need not be the repository's own."""
    told = [one for one in github_actions.read(WORKFLOW, ".github/workflows/ship.yml") if isinstance(one, Mention)]
    roles = {one.name: (one.role, one.note) for one in told}
    assert roles["GAUGE_KEY"] == ("other", "tool")
    assert roles["GAUGE_LEVEL"][0] == roles["SHIP_KEY"][0] == "set"


def test_a_secret_that_is_handed_on_under_another_name_is_used() -> None:
    """The repository's own secret is not a variable, and a document may still list it."""
    assert github_actions.words(WORKFLOW, "a.yml") == {"NOTES_TOKEN"}


def test_names_with_remarks_between_them_lead_an_item_together() -> None:
    """A list of variables may give each its default in brackets."""
    text = "# Environment variables\n\n- `SHELF_COUNT` (default `3`), `DEPTH` (default `4`) and `WIDTH`: of the stock\n"
    told = [one for one in markdown.read(text, "README.md") if isinstance(one, Mention) and not one.note]
    assert [(one.name, one.default) for one in told] == [("SHELF_COUNT", "3"), ("DEPTH", "4"), ("WIDTH", None)]


def test_another_variable_is_no_default() -> None:
    """What stands in brackets behind a name may be the name of the variable that it follows."""
    text = "# Environment variables\n\n- `SHELF_COUNT` (default `ROOM_COUNT`), `DEPTH`: of the stock\n"
    told = [one for one in markdown.read(text, "README.md") if isinstance(one, Mention)]
    assert {one.default for one in told} == {None}


def test_an_error_in_yaml_stands_on_a_line_of_the_file() -> None:
    """Also where the parser only notices it behind the last one."""
    assert [one.line for one in github_actions.read("{{", "a.yml") if isinstance(one, Undecided)] == [1]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Set the `ORCHARD_MODE` environment variable to `READ_ONLY` or `READ_WRITE`.", ["ORCHARD_MODE"]),
        ("The `ORCHARD_MODE` environment variable can be set to `READ_ONLY`.", ["ORCHARD_MODE"]),
        ("Set `ORCHARD_KEY` to the value of the environment variable `OTHER_KEY`.", ["ORCHARD_KEY", "OTHER_KEY"]),
        ("```\n  -p, --port <PORT>\n          Where to listen [env: ORCHARD_PORT=80]\n```", ["ORCHARD_PORT"]),
        (
            "```\n-p, --port <port>       ORCHARD_PORT=5000\n[path]  ORCHARD_PATH=.\n```",
            ["ORCHARD_PORT", "ORCHARD_PATH"],
        ),
        ("```\nrun --config   file=a ORCHARD_PORT=5000\n```", []),
        ("```sh\nORCHARD_PORT=80 orchard serve\n```", ["ORCHARD_PORT"]),
        ("```sh\nTARGET_TEST=a make watch\n```", []),
        ("```sh\nORCHARD_CI=1 cargo test --workspace\n```", []),
        ("# Upgrading from 1.2\n```\nORCHARD_PORT=80\n```", []),
        ("## Migration guide\n### Names\n| Variable | Default |\n|---|---|\n| `ORCHARD_PORT` | 80 |", []),
        ("## Migrations\n```\nORCHARD_PORT=80\n```", ["ORCHARD_PORT"]),
        ("| Old variable | New variable |\n|---|---|\n| `ORCHARD_OLD` | `ORCHARD_NEW` |", ["ORCHARD_NEW"]),
    ],
)
def test_a_document_is_certain_of_what_it_tells_of_and_not_of_values_nor_of_the_past(
    text: str, told: list[str]
) -> None:
    """What a variable is set to, what `--help` prints, and what was renamed look alike."""
    assert [one.name for one in _mentions(markdown, text, "README.md") if one.certainty == "certain"] == told


MANUAL = r""".TH ACME 1
.SH OPTIONS
.B OUT_OF_PLACE
.SH "ENVIRONMENT VARIABLES"
.TP
.B APP_PORT
The port, unless \fBNOT_AN_ITEM\fR is set. Default is 8080.
.TP
\fBAPP_HOST\fR=address
.It Ev APP_DIR
.Ev EDITOR ,
.B DEBUG true or false
.B Lower case
.SH FILES
.B NOT_HERE
"""


def test_a_manual_page_documents_what_its_environment_lists() -> None:
    """Items count below that heading alone; what their text names in passing does not."""
    found_ = [(one.name, one.line, one.role, one.certainty) for one in _mentions(manual, MANUAL, "acme.1")]
    lines = {"APP_PORT": 6, "APP_HOST": 9, "APP_DIR": 10, "EDITOR": 11, "DEBUG": 12}
    assert found_ == [(name, line, "documented", "certain") for name, line in lines.items()]


def test_the_body_of_a_response_is_no_list_of_variables() -> None:
    """A block without a language that also assigns what is no variable's name shows something else."""
    response = "```text\nSID=one\nLSID=two\nAuth=three\n```\n"
    assert list(_mentions(markdown, response, "api.md")) == []
    assert [one.name for one in _mentions(markdown, response.replace("Auth", "AUTH"), "api.md")] == [
        "SID",
        "LSID",
        "AUTH",
    ]


def test_the_end_of_a_name_is_no_name() -> None:
    """A table may name what goes before only once, and what is no variable may be said to be none."""
    text = "| Variable | What |\n| --- | --- |\n| `SHELF_COUNT` / `_DEPTH` | of the stock |\n\n"
    text += "The bound is `SHELF_LIMIT`, a constant, not an env var.\n"
    told = [one for one in markdown.read(text, "README.md") if isinstance(one, Mention)]
    assert [(one.name, one.certainty) for one in told] == [
        ("SHELF_COUNT", "certain"),
        ("_DEPTH", "likely"),
        ("SHELF_LIMIT", "likely"),
    ]


def test_a_value_and_a_hole_are_no_variables() -> None:
    """What a sentence gives as a default may look like an assignment, and so may a form of it with holes."""
    text = "# Environment variables\n\nThe label. Default: `SHELF={depth}`. Pairs are written `{TYPE}={VALUE}`.\n"
    told = [one for one in markdown.read(text, "README.md") if isinstance(one, Mention)]
    assert [one for one in told if one.certainty == "certain"] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            '{"scripts": {"start": "serve -l $SHOP_PORT"}, "dependencies": {"next": "1"}}',
            {"SHOP_PORT", "PORT", "HOSTNAME"},
        ),
        ('{"dependencies": ["next"], "devDependencies": {"resend": "1", "other": "1"}}', {"RESEND_API_KEY"}),
        ("[]", set()),
        ("{", set()),
    ],
)
def test_what_a_package_depends_on_reads_variables_of_its_own(text: str, expected: set[str]) -> None:
    """A framework takes its port from the environment though no source of the repository says so."""
    assert package_json.words(text, "package.json") == expected
    assert not list(package_json.read(text, "package.json"))


def test_names_alone_in_a_block_are_a_list() -> None:
    """A block that holds a name a line documents each; what is more than likely it does not say."""
    listed = list(markdown.read("```\nSHELF_COUNT\nSHELF_DEPTH\n```\n", "README.md"))
    assert [(one.name, one.line, one.certainty) for one in listed if isinstance(one, Mention)] == [
        ("SHELF_COUNT", 2, "likely"),
        ("SHELF_DEPTH", 3, "likely"),
    ]


def test_a_command_that_its_block_cuts_off_is_read() -> None:
    """A line that goes on where the block ends sets its variables all the same."""
    assert [one.name for one in _mentions(markdown, "```sh\nSHELF_COUNT=1 run \\\n```\n", "README.md")] == [
        "SHELF_COUNT"
    ]


def test_an_entry_without_a_name_sets_nothing() -> None:
    """What stands in a container's `env` and is no pair of name and value is passed over."""
    text = "kind: Pod\nspec:\n  containers:\n    - name: a\n      image: a\n      env:\n"
    text += "        - stray\n        - {name: [a]}\n        - {name: SHELF_COUNT, value: '1'}\n"
    assert [one.name for one in _mentions(kubernetes, text, "pod.yaml")] == ["SHELF_COUNT"]
