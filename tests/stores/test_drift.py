"""`drift --store` in every store: each rule is provoked and reported, and no value crosses the wire."""

import json
import os
import subprocess
import sys
from base64 import b64encode
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from importlib.util import find_spec
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from estuary_docs.catalogue.model import Catalogue
from estuary_docs.cli.program import main
from estuary_docs.drift.findings.ignores import without_ignored
from estuary_docs.drift.findings.stores import Comparison, compared
from estuary_docs.drift.rules import Finding
from estuary_docs.drift.settings import DriftSettings, Ignore
from estuary_docs.drift.store_rules import STORE_RULES
from estuary_docs.errors import EstuaryDocsError
from estuary_docs.renderers.writing.entry_names import entries_of
from estuary_docs.stores.registry import KINDS, open_store
from estuary_docs.stores.store import Entry, RotatingStore, Secret
from estuary_docs.vocabulary.markers import External
from tests.stores import places, servers
from tests.stores.places import CANARY, StoreHarness
from tests.stores.servers import START

OLD = START - timedelta(days=200)
NOW = START + timedelta(hours=1)
LATER = datetime.now(UTC) + timedelta(days=200)


def findings(place: StoreHarness, shop: Catalogue, now: datetime) -> list[Finding]:
    """Return what is wrong with a store."""
    told = replace(shop, stores=(place.address,))
    store, entries = open_store(told, place.address)
    return compared(store, Comparison(place.address, entries, told), now)


def rules(found: list[Finding]) -> set[tuple[str, str]]:
    """Return the name and the rule of each finding."""
    return {(each.name, each.rule) for each in found}


def test_every_rule_about_names_and_ages(place: StoreHarness, shop: Catalogue) -> None:
    """A secret that is missing, one with a slip in its name, one that is too old, and a window that is open."""
    place.put("SIGN_KEY", CANARY)
    place.put("SIGN_KEY_PREVIOUS", CANARY + "2")
    place.put("PAY_TOKN", CANARY)
    assert rules(findings(place, shop, LATER)) == {
        ("PAY_TOKEN", "not-in-store"),
        ("PAY_TOKN", "unknown-entry"),
        ("SIGN_KEY", "overdue"),
        ("SIGN_KEY_PREVIOUS", "window-left-open"),
    }


def test_no_value_crosses_the_wire(place: StoreHarness, shop: Catalogue) -> None:
    """Whatever drift asks of a store, the answers hold no value, and no request asks for one."""
    place.put("SIGN_KEY", CANARY)
    place.put("SIGN_KEY_PREVIOUS", CANARY + "2")
    findings(place, shop, LATER)
    assert place.wire.requests
    assert CANARY.encode() not in place.wire.sent
    assert b64encode(CANARY.encode())[:40] not in bytes(place.wire.sent)
    assert not any(
        word in each for each in place.wire.requests for word in ("GetSecretValue", "GetParameter", ":access")
    )


@dataclass
class Listed:
    """A store whose entries a test chooses."""

    held: Mapping[str, Entry]
    silence: str = ""

    def entries(self) -> Iterator[Entry]:
        """Yield them."""
        yield from self.held.values()

    def dated(self, entry: Entry) -> Entry:
        """Return the entry."""
        return entry


@pytest.mark.parametrize(
    ("entry", "rule"),
    [
        (Entry("/shop/production/SIGN_KEY", NOW, encrypted=False), "stored-in-clear"),
        (Entry("/shop/production/SIGN_KEY", NOW, extractable=True), "extractable"),
        (Entry("/shop/production/SIGN_KEY", NOW - timedelta(days=91, hours=1)), "overdue"),
        (Entry("/shop/production/SIGN_KEY", NOW - timedelta(days=90, hours=23)), ""),
        (Entry("/shop/production/SIGN_KEY"), ""),
        (Entry("/shop/production/SIGN_KEY_PREVIOUS", NOW - timedelta(hours=49)), "window-left-open"),
        (Entry("/shop/production/SIGN_KEY_PREVIOUS", NOW - timedelta(hours=47)), ""),
        (Entry("/shop/production/SHOP_PROFILE", NOW, encrypted=False), ""),
        (Entry("/shop/production/NOTHING_LIKE_IT", NOW), "unknown-entry"),
    ],
    ids=lambda each: str(each)[:60],
)
def test_what_an_entry_breaks(shop: Catalogue, entry: Entry, rule: str) -> None:
    """Each rule at its limit: by the age, by the attributes and by the name."""
    address = places.at("aws-ssm")
    told = replace(shop, stores=(address,))
    comparison = Comparison(address, entries_of(address, told), told)
    found = compared(Listed({entry.name: entry}), comparison, NOW)  # type: ignore[arg-type] # it lists, no more
    about = [each for each in found if each.places[1].file.endswith(entry.name)]
    assert [each.rule for each in about] == ([rule] if rule else [])
    assert all("{" not in each.why + each.remedy for each in found)


@pytest.mark.parametrize(("hours", "found"), [(47, []), (49, ["overdue", "window-left-open"])])
def test_a_rotation_that_goes_on_is_not_overdue(shop: Catalogue, hours: int, found: list[str]) -> None:
    """A pipeline that runs `--due` every day begins it when the period is over, and both keys stay for the window."""
    address = places.at("aws-ssm")
    told = replace(shop, stores=(address,))
    held = [Entry("/shop/production/SIGN_KEY", NOW - timedelta(days=93))]
    held += [Entry("/shop/production/SIGN_KEY_PREVIOUS", NOW - timedelta(hours=hours))]
    comparison = Comparison(address, entries_of(address, told), told)
    told_of = compared(Listed({each.name: each for each in held}), comparison, NOW)  # type: ignore[arg-type] # likewise
    assert [each.rule for each in told_of if each.name.startswith("SIGN")] == found


@pytest.mark.parametrize(
    ("changed", "remark"),
    [
        (None, ["production has no date of {}, so its age is not known"]),
        (NOW + timedelta(days=1), ["production has a date of {} that has not come yet, so its age is not known"]),
        (NOW + timedelta(minutes=1), []),
        (NOW, []),
    ],
    ids=str,
)
def test_an_age_that_is_not_known_is_noted(shop: Catalogue, changed: datetime | None, remark: list[str]) -> None:
    """A key without a date, or with one in the future, would never be overdue."""
    address, name = places.at("aws-ssm"), "/shop/production/SIGN_KEY"
    told = replace(shop, stores=(address,))
    comparison = Comparison(address, entries_of(address, told), told)
    compared(Listed({name: Entry(name, changed)}), comparison, NOW)  # type: ignore[arg-type] # it lists, no more
    assert comparison.remarks == [each.format(name) for each in remark]


def test_the_time_at_its_place_opens_a_window(shop: Catalogue) -> None:
    """An old key that was just replaced is old, and its window is not."""
    address, name = places.at("aws-ssm"), "/shop/production/SIGN_KEY_PREVIOUS"
    told = replace(shop, stores=(address,))
    comparison = Comparison(address, entries_of(address, told), told)
    entry = Entry(name, NOW - timedelta(days=200), placed=NOW)
    found = compared(Listed({name: entry}), comparison, NOW)  # type: ignore[arg-type] # it lists, no more
    assert {each.rule for each in found} == {"not-in-store"}


@pytest.mark.parametrize("kind", ["github", "azure"])
def test_a_remedy_names_no_command_that_refuses(kind: str, shop: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    """`rotate` cannot write to some stores, so the steps by hand are the remedy there."""
    with places.faked(kind, listing(kind), monkeypatch) as place:
        (found,) = [each for each in findings(place, shop, NOW) if each.rule == "overdue"]
        assert "estuary-docs rotate" not in found.remedy
        assert f"a store of the kind {kind}" in found.remedy


def test_what_others_read_is_spelled_as_the_platform_does(shop: Catalogue) -> None:
    """A vault has no underscores, and a folder may have small letters."""
    for kind, template, name in (("azure", None, "PATH-OF-OTHERS"), ("folder", "/kept/{name}", "path_of_others")):
        address = places.at(kind, template)
        told = replace(shop, stores=(address,), external=(External("PATH_OF_OTHERS", "others", "A path."),))
        comparison = Comparison(address, entries_of(address, told), told)
        found = compared(Listed({name: Entry(name, NOW)}), comparison, NOW)  # type: ignore[arg-type] # it lists, no more
        assert {each.rule for each in found} == {"not-in-store"}


@pytest.mark.parametrize("form", ["sarif", "github", "text", "json"])
def test_a_name_that_is_no_text_is_reported(folder: Path, form: str) -> None:
    """Also one that would be a command of a runner, or end the line."""
    (Path(os.fsdecode(os.fsencode(folder) + b"/a\xff\n##[error]b"))).write_text("any")
    told = run(f"drift --store production --format {form}")
    assert told.exit_code == 1
    if form == "json":
        assert json.loads(told.stdout)
    else:
        assert "a??#?[error]b" in told.stdout
        assert "##[" not in told.stdout
        assert told.stdout.encode()


def test_a_folder_is_found_from_the_root_of_the_project(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its path in the settings counts from there, wherever the command is run."""
    project(folder.parent, 'production = "folder:kept/{name}"')
    (folder.parent / "below").mkdir()
    monkeypatch.chdir(folder.parent / "below")
    told = run("drift .. --store production")
    assert (told.exit_code, told.stderr) == (1, "")


def test_an_ignore_hides_a_finding_and_is_reported_when_idle() -> None:
    """With a reason, as in drift."""
    found = [Finding("SIGN_KEY", "overdue", "warning", (), "", "")]
    hidden = DriftSettings(ignore=(Ignore("SIGN_*", "overdue", "meant"),))
    idle = DriftSettings(ignore=(Ignore("OTHER", "overdue", "meant"), Ignore("X", "never-read", "meant")))
    assert without_ignored(found, (), hidden, STORE_RULES)[0] == []
    assert [each.rule for each in without_ignored(found, (), idle, STORE_RULES)[0]] == ["overdue", "unused-ignore"]


def listing(kind: str) -> servers.Fake:
    """Return a fake that lists alone, with an old key and a name with a slip."""
    names = {"SIGN_KEY": OLD, "PAY_TOKN": OLD}
    match kind:
        case "github":
            return servers.GitHub(held=names | {f"PAD_{number}": OLD for number in range(150)})
        case "gitlab":
            return servers.GitLab(held=dict.fromkeys((*names, *(f"PAD_{number}" for number in range(150))), CANARY))
        case _:
            return servers.Azure(held={name.replace("_", "-"): time for name, time in names.items()})


@pytest.mark.parametrize("kind", ["github", "gitlab", "azure"])
def test_stores_that_only_list(kind: str, shop: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    """Names, ages where there are any, every page, and no value; they cannot rotate."""
    service = listing(kind)
    with places.faked(kind, service, monkeypatch) as place:
        if isinstance(service, servers.Azure):
            service.held |= {f"PAD-{number}": OLD for number in range(60)}
            service.address = os.environ["AZURE_KEYVAULT_URL"]
        found = findings(place, shop, NOW)
        overdue = set() if kind == "gitlab" else {("SIGN_KEY", "overdue")}
        slip = "PAY-TOKN" if kind == "azure" else "PAY_TOKN"
        told = {each for each in rules(found) if "PAD" not in each[0]}
        assert told == {("PAY_TOKEN", "not-in-store"), (slip, "unknown-entry")} | overdue
        assert len([each for each in found if "PAD" in each.name]) == (60 if kind == "azure" else 150)
        assert CANARY.encode() not in place.wire.sent
        store, _ = open_store(replace(shop, stores=(place.address,)), place.address)
        assert not isinstance(store, RotatingStore)


@pytest.mark.parametrize("kind", sorted(places.ENVIRONMENTS.keys() - {"aws-secretsmanager", "aws-ssm"}))
def test_a_refusal_is_one_line_that_names_what_is_missing(
    kind: str, shop: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The store, the permission, and the command that prints the policy."""
    with places.faked(kind, servers.Fake(failures={"GET": 403, "POST": 403}), monkeypatch) as place:
        with pytest.raises(
            EstuaryDocsError, match=r"store production: refuses: the identity lacks .+store-policy"
        ) as told:
            findings(place, shop, NOW)
        assert "\n" not in str(told.value)


@pytest.mark.parametrize("kind", sorted(places.ENVIRONMENTS.keys() - {"aws-secretsmanager", "aws-ssm", "google"}))
def test_without_credentials_the_error_says_which(
    kind: str, shop: Catalogue, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """One line names the variable, or the command that prints what it holds."""
    for name in places.ENVIRONMENTS[kind]:
        monkeypatch.delenv(name, raising=False)
    for name in ("GH_TOKEN", "KUBERNETES_SERVICE_HOST", "IDENTITY_ENDPOINT"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    address = places.at(kind)
    with pytest.raises(EstuaryDocsError, match=r"store production: needs [A-Z_]+"):
        open_store(replace(shop, stores=(address,)), address)


def test_a_token_for_metadata_alone_is_enough_for_vault(shop: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    """The policy that `store-policy` prints grants `metadata/` and no `data/`: drift works, a value is refused."""
    with places.faked("vault", servers.Vault(), monkeypatch) as place:
        monkeypatch.setenv("VAULT_TOKEN", "metadata-only")
        place.put("SIGN_KEY", CANARY)
        assert rules(findings(place, shop, LATER)) >= {("SIGN_KEY", "overdue")}
        store, _ = open_store(replace(shop, stores=(place.address,)), place.address)
        assert isinstance(store, RotatingStore)
        with pytest.raises(EstuaryDocsError, match="`read` on secret/data/"):
            store.read("shop/production/SIGN_KEY")


def project(folder: Path, stores: str, ignore: str = "") -> None:
    """Write a project that uses the shop's schema."""
    text = f'[tool.estuary-docs]\nschema = "tests.stores.shop:Shop"\n\n[tool.estuary-docs.stores]\n{stores}\n{ignore}'
    (folder / "pyproject.toml").write_text(text)


def run(line: str) -> Result:
    """Run a command."""
    return CliRunner().invoke(main, line.split(), prog_name="estuary-docs")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder of secrets of a project, which is the working directory."""
    monkeypatch.chdir(tmp_path)
    kept = tmp_path / "kept"
    kept.mkdir()
    (kept / "sign_key").write_text(CANARY)
    (kept / "pay_tokn").write_text(CANARY)
    os.utime(kept / "sign_key", (1.7e9, 1.7e9))
    (kept / "sign_key").chmod(0)
    project(tmp_path, f'production = "folder:{kept.as_posix()}/{{name}}"')
    return kept


def test_the_command_reports_in_every_format(folder: Path) -> None:
    """Text, JSON, SARIF and annotations have the same findings, the place in the settings, and no value."""
    expected = {"not-in-store", "overdue", "unknown-entry"}
    text = run("drift --store production")
    assert text.exit_code == 1
    told = json.loads(run("drift --store production --format json").stdout)["findings"]
    assert {each["rule"] for each in told} == expected
    assert {each["places"][0]["file"] for each in told} == {"pyproject.toml"}
    assert {each["places"][0]["line"] for each in told} == {5}
    sarif = json.loads(run("drift --store production --format sarif").stdout)["runs"][0]["results"]
    assert {each["ruleId"] for each in sarif} == expected
    assert run("drift --store production --format github").stdout.count("::") == 2 * len(expected)
    assert CANARY not in text.output
    assert folder.name in text.output


def test_baseline_ignores_and_several_stores(folder: Path, tmp_path: Path) -> None:
    """What a baseline knows is not reported again, in one run over two stores; an ignore needs its reason."""
    ignore = '[[tool.estuary-docs.drift.ignore]]\nname = "PAY_TOKEN"\nrule = "not-in-store"\nreason = "later"\n'
    address = f"folder:{folder.as_posix()}/{{name}}"
    second = f'second = {{ store = "{address}", profile = "development" }}'
    project(tmp_path, f'production = "{address}"\n{second}', ignore)
    both = "drift --store production --store second"
    told = run(both)
    assert "PAY_TOKEN" not in told.stdout.replace("PAY_TOKEN` has", "")
    assert told.stdout.count("[overdue]") == 2
    assert run(f"{both} --baseline known.json --update-baseline").exit_code == 0
    assert run(f"{both} --baseline known.json").exit_code == 0
    assert "never-read is a rule of a run without --store" in run(f"{both} --rule never-read").stderr
    # A rule of stores is not idle where a folder is inspected.
    assert "unused-ignore" not in run("drift . --with-schema").stdout


@pytest.mark.parametrize(
    ("stores", "line", "complaint"),
    [
        ('x = "folder:/a"', "drift --store x", "must be KIND:TEMPLATE"),
        ('x = "folder:/{NAME}/b/{OTHER}"', "drift --store x", "must be KIND:TEMPLATE"),
        ('x = { store = "folder:/a/{NAME}", window-hours = "a" }', "drift --store x", "window-hours as a number"),
        ('x = "cupboard:/a/{NAME}"', "drift --store x", "is of no kind that is known"),
        ('x = "azure:{NAME}"', "drift --store x", "needs a template such as"),
        ('x = "folder:/a/{NAME}"', "drift --store y", "the stores there are: x"),
        ('x = "folder:/nowhere-at-all/{NAME}"', "drift --store x", "cannot list /nowhere-at-all: No such file"),
        ('x = "folder:/a/{NAME}"', "drift --store x --explain SIGN_KEY", "takes neither"),
    ],
    ids=str,
)
def test_wrong_usage_is_one_line(folder: Path, tmp_path: Path, stores: str, line: str, complaint: str) -> None:
    """It names the key, the store or the option, and the exit code is 2."""
    assert folder
    project(tmp_path, stores)
    told = run(line)
    assert (told.exit_code, told.stdout) == (2, "")
    assert complaint in told.stderr
    assert told.stderr.count("\n") == 1


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_policy(kind: str, folder: Path) -> None:
    """`show store-policy` prints it without any SDK, credential or server."""
    assert folder
    told = run(f"show store-policy --store {kind} --profile production")
    assert told.exit_code == 0
    assert "names and ages" in told.stdout


def test_a_secret_shows_nothing() -> None:
    """Neither its text nor its representation holds the value."""
    assert CANARY not in f"{Secret(CANARY.encode())} {Secret(CANARY.encode())!r} {[Secret(CANARY.encode())]}"
    assert Secret(b"a") == Secret(b"a")
    assert Secret(b"a") != Secret(b"b")
    with pytest.raises(TypeError):
        hash(Secret(b"a"))


def test_five_hundred_entries_take_one_call_for_each_page(
    request: pytest.FixtureRequest, shop: Catalogue, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Of Secrets Manager: five lists of a hundred, and one call for the one secret whose age matters."""
    monkeypatch.setenv("HOME", str(tmp_path))
    with ExitStack() as stack:
        place = stack.enter_context(places.aws("aws-secretsmanager", request.getfixturevalue("moto"), monkeypatch))
        for number in range(499):
            place.put(f"PAD_{number}", CANARY)
        place.put("SIGN_KEY", CANARY)
        assert len(findings(place, shop, datetime.now(UTC))) == 500
        assert [each.rpartition(".")[2] for each in place.wire.requests] == ["ListSecrets"] * 5 + [
            "ListSecretVersionIds"
        ]


def test_without_the_sdk_the_error_names_the_extra(shop: Catalogue) -> None:
    """One line says what to install."""
    if find_spec("boto3"):
        pytest.skip("boto3 is installed here")
    address = places.at("aws-ssm")
    with pytest.raises(EstuaryDocsError, match=r"store production: boto3 is not installed; run: pip install .+\[aws\]"):
        open_store(replace(shop, stores=(address,)), address)


def test_a_run_without_a_store_loads_none() -> None:
    """Neither a store nor its SDK is imported where none is named."""
    script = "from click.testing import CliRunner; from estuary_docs.cli.program import main; import sys; "
    script += "CliRunner().invoke(main, ['drift', '--help']); CliRunner().invoke(main, ['check']); "
    script += "print(*(each for each in sys.modules if each.startswith(('estuary_docs.stores', 'boto', 'pkcs11'))))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, text=True)
    assert done.stdout.split() == []
