"""Deployment snippets: what each platform's own checker says, and what the service finds in its environment."""

import base64
import re
import subprocess
import tomllib
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from config_schema import EstuarySettings
from estuary_docs.catalogue.model import Catalogue, Section, Variable
from estuary_docs.errors import SchemaError
from estuary_docs.macros import define_env
from estuary_docs.project.settings import find_project
from estuary_docs.renderers import DEPLOYMENTS, FILES, notice, render
from estuary_docs.renderers.deployments.systemd import REFUSED
from estuary_docs.renderers.writing.dotenv import assignment
from estuary_docs.renderers.writing.platform_names import (
    CONTAINER_APPS,
    GITHUB,
    KEY_VAULT,
    KUBERNETES,
    Platform,
    place_name,
    secret_names,
    service_name,
)
from estuary_docs.renderers.writing.snippet import key, quoted
from estuary_docs.runtimes.python.placeholders import looks_like_placeholder
from estuary_docs.validation.deployment import deployment
from estuary_docs.vocabulary.checks import Present
from estuary_docs.vocabulary.kinds import Text
from estuary_docs.vocabulary.rules import Must
from tests.conftest import needs
from tests.renderers.deployments.checkers import CHECK, complaints
from tests.renderers.deployments.environments import READ, genuine, secrets_of
from tests.sites import build_site, copy_project

Load = Callable[..., Catalogue]
PROFILES = ("development", "staging", "production")
WITHOUT_ENVIRONMENT = {"pre-commit", "gitleaks"}
WITHOUT_COMMENTS = {"ecs-task"}
SWITCHED_OFF = re.compile(r"(?m)^( *)#(?=\S|  )(?!!)")


def switched_on(text: str) -> str:
    """Return a snippet with every optional line switched on."""
    return SWITCHED_OFF.sub(r"\1", text)


def toy(*variables: Variable, title: str = "Toy") -> Catalogue:
    """Return a catalogue of one section, without profiles."""
    section = Section("Toy", "A section.", variables)
    return Catalogue("toy", title, "A toy.", None, ("default",), "default", (section,))


def setting(name: str, value: str) -> Variable:
    """Return a variable that a deployment must set to `value`."""
    return Variable(name, "Odd.", Text(), secret=False, defaults={"default": None}, rules=(ALWAYS,), example=value)


def secret(name: str, *rules: Must) -> Variable:
    """Return a secret."""
    return Variable(name, "Key.", Text(), secret=True, defaults={"default": None}, rules=rules, example="change-me")


ALWAYS = Must(Present())
# What Estuary's strict profiles give other values than hold without a profile.
OWN_DEFAULTS = {"RUST_LOG", "AUTH_ENABLED", "RATE_LIMIT_MAX_REQUESTS", "SECURITY_STRICT_MODE", "SECURITY_CSP"}


def test_every_deployment_format_has_its_checker_and_its_reader() -> None:
    """A new format for files is judged by its platform's checker, and read as its platform reads it."""
    assert set(CHECK) == set(DEPLOYMENTS)
    assert set(READ) == set(CHECK) - WITHOUT_ENVIRONMENT


@pytest.mark.parametrize("output_format", CHECK)
def test_a_platform_accepts_the_snippet(catalogue: Catalogue, tmp_path: Path, output_format: str) -> None:
    """In every profile the platform's checker accepts a snippet, as it stands and with every optional line on."""
    texts = [render(catalogue.in_profile(profile), output_format) for profile in PROFILES]
    assert complaints(output_format, tmp_path, *texts, *map(switched_on, texts)) == ""
    assert (list(map(switched_on, texts)) == texts) == (output_format in WITHOUT_ENVIRONMENT | WITHOUT_COMMENTS)


@pytest.mark.parametrize(
    ("output_format", "right", "wrong"),
    [
        ("compose", "read_only: true", "readonly: true"),
        ("compose", '"production"', "{}"),
        ("kubernetes", "stringData:", "stringdata:"),
        ("kubernetes", '"production"', "3000"),
        ("external-secrets", "secretKey", "key"),
        ("external-secrets", "external-secrets.io/v1", "external-secrets.io/v1beta1"),
        ("systemd", "ProtectHome", "ProtectHomes"),
        ("systemd", "LoadCredential=jwt_secret:", "LoadCredential=:"),
        ("ecs-task", ":111122223333:secret", "::secret"),
        ("ecs-task", '"environment"', '"env"'),
        ("cloud-run", '"${arguments[@]}"', "$arguments"),
        ("key-vault", '"${references[@]}"', "${references[@]}"),
        ("github-actions", "secrets.JWT_SECRET }}", "secret.JWT_SECRET }}"),
        ("github-actions", "contents: read", "content: read"),
        ("gitlab-ci", '"production"\n  rules', "[production]\n  rules"),
        ("gitlab-ci", "stage: deploy", "stages: deploy"),
        ("pre-commit", "rev: v6.0.0", "version: v6.0.0"),
        ("pre-commit", "pass_filenames", "pass_filename"),
        ("gitleaks", "secretGroup = 1", "secretGroup = 2"),
        ("gitleaks", "useDefault", "use_default"),
        ("gitleaks", "(?:https?://)?", "(?=https?://)?"),
    ],
)
def test_a_checker_sees_what_is_wrong(
    catalogue: Catalogue, tmp_path: Path, output_format: str, right: str, wrong: str
) -> None:
    """Each checker complains of a snippet with a fault."""
    text = render(catalogue.in_profile("production"), output_format)
    assert right in text
    assert complaints(output_format, tmp_path, text.replace(right, wrong)) != ""


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("output_format", READ)
def test_whoever_follows_the_snippet_has_a_valid_environment(
    catalogue: Catalogue, tmp_path: Path, output_format: str, profile: str
) -> None:
    """With the real secrets in place of references and placeholders there is no error and no warning.

    What the profile gives values of its own is in the environment too.
    """
    chosen = catalogue.in_profile(profile)
    text = render(chosen, output_format)
    plan = deployment(chosen)
    environ = READ[output_format](text, chosen, tmp_path)
    assert EstuarySettings.problems(environ) == []
    assert EstuarySettings.from_environ(environ).profile.profile == profile
    assert environ.items() >= (plan.settings | plan.defaults).items()
    assert {name.removesuffix("_FILE") for name in environ} == {
        *plan.settings,
        *plan.defaults,
        *(variable.name for variable in plan.required),
    }
    if output_format not in WITHOUT_COMMENTS:
        environ = READ[output_format](switched_on(text), chosen, tmp_path)
        assert EstuarySettings.problems(environ) == []
        assert {name.removesuffix("_FILE") for name in environ} == {
            *plan.settings,
            *plan.defaults,
            *secrets_of(catalogue),
        }


@pytest.mark.parametrize("profile", PROFILES)
def test_only_what_differs_from_what_holds_anyway_is_set(catalogue: Catalogue, profile: str) -> None:
    """A deployment sets the profile, its own defaults, what it requires, and what warnings leave no choice about."""
    plan = deployment(catalogue.in_profile(profile))
    pinned = {"DATABASE_TYPE": "convex"} if profile == "production" else {}
    required = {"development": [], "staging": ["JWT_SECRET"], "production": ["CONVEX_DEPLOYMENT_URL", "JWT_SECRET"]}
    assert plan.settings == {"APP_PROFILE": profile} | pinned
    own = set() if profile == "development" else OWN_DEFAULTS
    assert plan.defaults == {each.name: each.defaults[profile] for each in catalogue.variables if each.name in own}
    assert [variable.name for variable in plan.required] == required[profile]
    assert {variable.name for variable in plan.secrets} == {variable.name for variable in catalogue.secrets}


@pytest.mark.parametrize("output_format", CHECK)
def test_no_snippet_holds_anything_like_a_secret(catalogue: Catalogue, output_format: str) -> None:
    """Where a snippet gives a secret a value at all, the value is a placeholder."""
    for profile in PROFILES:
        text = switched_on(render(catalogue.in_profile(profile), output_format))
        for variable in catalogue.secrets:
            for value in re.findall(rf'\b{variable.name}"?[=:] *"?([^\s"]+)', text):
                is_reference = value.startswith(("secretref:", "$", "estuary-"))
                assert is_reference or looks_like_placeholder(value), (output_format, value)


@pytest.mark.parametrize("output_format", CHECK)
def test_a_copied_snippet_says_how_to_have_it_anew(catalogue: Catalogue, output_format: str) -> None:
    """What a reader copies claims no notice, which would make it an orphan, and names the command that prints it."""
    text = render(catalogue.in_profile("production"), output_format, for_copying=True)
    assert notice(catalogue) not in text
    assert f"`estuary-docs show {output_format} --profile production`" in text


@pytest.mark.parametrize("output_format", CHECK)
def test_a_snippet_carries_the_notice_near_its_top(catalogue: Catalogue, output_format: str) -> None:
    """A committed snippet is known by the notice in its first lines."""
    text = render(catalogue, output_format)
    assert notice(catalogue) in "".join(text.splitlines()[:5])
    assert text.endswith("\n")
    assert not text.endswith("\n\n")


VALUES = st.one_of(
    st.text("aZ09_-./:@%+=,?*!^{}[]~ '\"\\$`#;()&|<>é\t", min_size=1, max_size=12),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r\n"), min_size=1, max_size=8),
    st.sampled_from(
        ["true", "3000", "0x1F", "null", "~", "yes", "1e3", "1_000", "2026-11-24", "12:30:45", "=", "!x", "- a", "a: b"]
    ),
    st.sampled_from(
        ["$HOME", "$$", "${X}", "${{ secrets.X }}", "${{", "%d", "%%", "a,b", "a,;|@~#b", "^;^", "\\", '"']
    ),
    st.sampled_from(
        ["\x85", "\u2028", "\ufeff", "\x7f", "\ufdd0", "\U0001f600", " a ", "'", "''", "a\\", "--name", "*"]
    ),
)


@pytest.mark.parametrize("output_format", READ)
def test_any_value_comes_through_as_it_is(output_format: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Whatever the value of a setting, the platform hands exactly that to the service."""
    folder = tmp_path_factory.mktemp("values")

    @settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.lists(VALUES, min_size=40, max_size=40))
    def come_through(values: list[str]) -> None:
        expected = {
            f"V{index}": value
            for index, value in enumerate(values)
            if not (output_format == "systemd" and REFUSED.search(value))
        }
        odd = toy(*(setting(name, value) for name, value in expected.items()))
        assert READ[output_format](render(odd, output_format), odd, folder) == expected

    come_through()


def test_a_value_that_a_unit_cannot_hold_is_refused() -> None:
    """A unit loses a line with a noncharacter, so no such line is written."""
    with pytest.raises(SchemaError, match="NAME: has a value that no systemd unit can hold"):
        render(toy(setting("NAME", "\ufdd0")), "systemd")


def test_a_unit_s_odd_values_are_accepted(tmp_path: Path) -> None:
    """A unit takes quotes, backslashes, specifiers, control characters and other scripts in a value."""
    odd = toy(*(setting(f"V{index}", value) for index, value in enumerate(['"\\', "%d %", "\x07\t\x1b", "é\x85😀"])))
    assert complaints("systemd", tmp_path, render(odd, "systemd")) == ""


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        # Required: an example, then a word of the choice, then a stand-in of the right form.
        ("name: Annotated[str, example('a')]\n'''N.'''", {"NAME": "a"}),
        ("name: Literal['a', 'b']\n'''N.'''", {"NAME": "a"}),
        ("name: bool\n'''N.'''", {"NAME": "true"}),
        ("name: Annotated[int, Field(ge=7, le=9)]\n'''N.'''", {"NAME": "7"}),
        ("name: str\n'''N.'''", {"NAME": "your-name"}),
        ("name: list[Origin]\n'''N.'''", {"NAME": "https://your-name.example.com"}),
        ("name: Annotated[str, Must(HaveBytes(99))]\n'''N.'''", {"NAME": "your-name"}),
        (
            "name: Annotated[str | None, Must(Present()), Must(BeOneOf(('x', 'y')))] = None\n'''N.'''",
            {"NAME": "your-name"},
        ),
        ("name: Annotated[Literal['a', 'b'], Must(BeOneOf(('b',)))]\n'''N.'''", {"NAME": "b"}),
        # Refused by a warning: set where one word is left, and left to the reader where there is a choice, or none.
        ("name: Annotated[Literal['a', 'b'], Should(BeNoneOf(('a',)))] = 'a'\n'''N.'''", {"NAME": "b"}),
        ("name: Annotated[Literal['a', 'b', 'c'], Should(BeNoneOf(('a',)))] = 'a'\n'''N.'''", {}),
        ("name: Annotated[bool, Should(Equal('true'))] = False\n'''N.'''", {"NAME": "true"}),
        ("name: Annotated[str, Should(NotContain(('a',)))] = 'a'\n'''N.'''", {}),
        ("name: Annotated[str, Should(Equal('b'))] = 'a'\n'''N.'''", {"NAME": "b"}),
        # One setting brings the rule of another into force, and that one a third.
        (
            """
a: Annotated[Literal['x', 'y'], Should(Equal('y'))] = 'x'
'''A.'''
b: Annotated[Literal['p', 'q', 'r'], Must(BeOneOf(('q', 'r')), when(A='y'))] = 'p'
'''B.'''
c: Annotated[int | None, Field(ge=1, le=2), required_when(B='q')] = None
'''C.'''
""",
            {"A": "y", "B": "q", "C": "1"},
        ),
        # A setting that must not stand alone brings its companion.
        (
            """
a: Annotated[str, Must(Accompany('B')), example('x')]
'''A.'''
b: Annotated[str | None, example('y')] = None
'''B.'''
""",
            {"A": "x", "B": "y"},
        ),
    ],
)
def test_what_is_set_follows_from_the_catalogue(schema: Load, body: str, expected: dict[str, str]) -> None:
    """Each setting that is needed has a value that the catalogue offers, and none is set without need."""
    assert deployment(schema(body)).settings == expected


@pytest.mark.parametrize("output_format", CHECK)
def test_a_service_without_profiles_and_secrets_has_its_snippets(output_format: str, tmp_path: Path) -> None:
    """A schema that has neither profiles nor secrets nor anything to set gives a snippet that its checker accepts."""
    text = render(toy(title="On"), output_format)
    assert complaints(output_format, tmp_path, text) == ""
    assert "default" not in text.lower().replace("usedefault", "").replace("runtimedefault", "").replace(
        "ci_default_branch", ""
    )


def test_names_are_slugs_that_every_platform_takes() -> None:
    """A title becomes lower-case letters, digits and hyphens, begins with a letter and is no word of YAML."""
    titles = {
        "Estuary": "estuary",
        "My 2nd API!": "my-2nd-api",
        "3D": "service-3d",
        "日本": "service",
        "No": "service-no",
    }
    assert {title: service_name(toy(title=title)) for title in titles} == titles
    assert service_name(toy(title="A" * 23 + " bc")) == "a" * 23
    assert place_name(replace(toy(), profile_variable="P", profile="EU West"), "/") == "toy/eu-west"
    assert key("NO") == '"NO"'
    assert yaml.safe_load(quoted("\x85😀\ufdd0")) == "\x85😀\ufdd0"


@pytest.mark.parametrize(
    ("platform", "names", "complaint"),
    [
        (KEY_VAULT, ("A_B", "A-B"), "A-B: has the name of A_B in Azure Key Vault; rename one of them"),
        (KEY_VAULT, ("A_B", "a_b"), "a_b: has the name of A_B in Azure Key Vault; rename one of them"),
        (KEY_VAULT, ("A" * 128,), "can have no name in Azure Key Vault"),
        (CONTAINER_APPS, ("__",), "__: can have no name in Azure Container Apps; rename the variable"),
        (CONTAINER_APPS, ("A", "_A"), "_A: has the name of A in Azure Container Apps"),
        (CONTAINER_APPS, ("A", "a"), "a: has the name of A in Azure Container Apps"),
        (GITHUB, ("GITHUB_KEY", "SERVICE_GITHUB_KEY"), "SERVICE_GITHUB_KEY: has the name of GITHUB_KEY in GitHub"),
        (GITHUB, ("KEY", "Key"), "Key: has the name of KEY in GitHub"),
    ],
)
def test_names_that_a_platform_cannot_take_or_tell_apart_are_refused(
    platform: Platform, names: tuple[str, ...], complaint: str
) -> None:
    """A secret whose name the platform refuses, or confuses with another's, is an error that names it."""
    with pytest.raises(SchemaError) as caught:
        secret_names(platform, map(secret, names))
    assert complaint in str(caught.value)


@pytest.mark.parametrize(
    ("platform", "name", "translated"),
    [
        (GITHUB, "GITHUB_KEY", "SERVICE_GITHUB_KEY"),
        (GITHUB, "github_key", "SERVICE_github_key"),
        (GITHUB, "KEY_OF_GITHUB_", "KEY_OF_GITHUB_"),
        (CONTAINER_APPS, "_A_B", "a-b"),
    ],
)
def test_a_name_that_a_platform_keeps_for_itself_becomes_another(
    platform: Platform, name: str, translated: str
) -> None:
    """The store has another name for the secret, and the variable keeps its own."""
    assert secret_names(platform, [secret(name)]) == {name: translated}


def test_names_that_differ_in_case_alone_are_two_where_case_counts() -> None:
    """Kubernetes tells upper from lower case."""
    assert len(secret_names(KUBERNETES, map(secret, ("A", "a")))) == 2


def test_a_clash_of_names_stops_the_snippet() -> None:
    """`show key-vault` fails rather than let one secret overwrite another."""
    with pytest.raises(SchemaError):
        render(toy(secret("A_B", ALWAYS), secret("A-B", ALWAYS)), "key-vault")


LINES_WITH_A_SECRET = (
    "{name}={value}",
    "export {name}='{value}'",
    '  {name}: "{value}"',
    '{{"{name}": "{value}"}}',
    "ENV {name}={value}",
    "{name} = {value}",
    "ENV {name} {value}",
    '- name: {name}\n  value: "{value}"',
    '{{"name": "{name}", "value": "{value}"}}',
    '{{\n  "name": "{name}",\n  "value": "{value}"\n}}',
    'env::var("{name}").unwrap_or("{value}".into())',
    'std::env::var("{name}").unwrap_or_else(|_| "{value}".to_string())',
    'os.environ.get("{name}", "{value}")',
    "os.getenv('{name}') or '{value}'",
    'process.env.{name} || "{value}"',
    'process.env["{name}"] ?? "{value}"',
)
LINES_WITHOUT = (
    "{name}={placeholder}",
    '{name}: "{placeholder}"',
    "{name}=",
    "{name}=\nOTHER_MODE=standard-mode",
    "- name: {name}\n  valueFrom:\n    secretKeyRef: {{name: estuary}}",
    '("{name}", "OTHER_NAME_OF_A_VARIABLE")',
    "{name}: ${{{{ secrets.{name} }}}}",
    "{name}=${{{name}}}",
    "{name}=$({name})",
    "{name}: {{{{ .Values.secret }}}}",
    "{name}=<your-secret>",
    "{name}=your-secret-key-here",
    "{name}: /run/secrets/key",
    "{name}_FILE=/run/secrets/key",
    '{name} = os.environ["{name}"]',
    '{name} = std::env::var("{name}")?;',
    "{name}: process.env.{name},",
    "{name}=changeme",
)


def findings(config: dict[str, Any], line: str) -> set[str]:
    """Return the rules of a `.gitleaks.toml` that find something in a line, as gitleaks applies them."""
    allowlist = config["allowlists"][0]
    return {
        rule["id"]
        for rule in config["rules"]
        if any(word in line.lower() for word in rule["keywords"])
        for found in re.finditer(rule["regex"], line)
        if not any(re.search(each, found[rule["secretGroup"]]) for each in allowlist["regexes"])
    }


def test_gitleaks_finds_values_and_passes_over_placeholders(catalogue: Catalogue) -> None:
    """A value given to a secret is found by that secret's rule alone; a placeholder or a reference is not."""
    config = tomllib.loads(render(catalogue, "gitleaks"))
    for variable in catalogue.secrets:
        rule = f"estuary-{variable.anchor.replace('_', '-')}"
        facts = {"name": variable.name, "value": genuine(variable), "placeholder": variable.example}
        for line in LINES_WITH_A_SECRET:
            assert findings(config, line.format(**facts)) == {rule}, line
        for line in LINES_WITHOUT:
            assert findings(config, line.format(**facts)) == set(), line


@pytest.mark.parametrize("output_format", FILES)
def test_gitleaks_finds_nothing_in_what_is_generated(catalogue: Catalogue, output_format: str) -> None:
    """No generated file has anything that its own rules would report."""
    config = tomllib.loads(render(catalogue, "gitleaks"))
    for profile in PROFILES:
        text = switched_on(render(catalogue.in_profile(profile), output_format))
        assert findings(config, text) == set()


def test_an_odd_placeholder_is_still_an_expression() -> None:
    """A placeholder with quotes or control characters is allowed as it is."""
    odd = toy(replace(secret("KEY"), example="<'''\x07-key>"))
    allowlist = tomllib.loads(render(odd, "gitleaks"))["allowlists"][0]
    assert re.fullmatch(allowlist["regexes"][0], "<'''\x07-key>")


@pytest.mark.parametrize("profile", ["staging", "production"])
def test_kubectl_makes_the_same_secret_from_an_env_file(catalogue: Catalogue, tmp_path: Path, profile: str) -> None:
    """An env file of the required secrets gives the same keys and values as the manifest."""
    chosen = catalogue.in_profile(profile)
    expected = {variable.name: genuine(variable) for variable in deployment(chosen).required}
    lines = [assignment(name, value) for name, value in expected.items()]
    (tmp_path / "secrets.env").write_text("".join(f"{line.line}\n" for line in lines if line))
    command = [needs("kubectl"), "create", "secret", "generic", "estuary", "--dry-run=client", "-o", "yaml"]
    done = subprocess.run([*command, f"--from-env-file={tmp_path}/secrets.env"], capture_output=True, check=True)
    data = yaml.safe_load(done.stdout)["data"]
    assert {name: base64.b64decode(value).decode() for name, value in data.items()} == expected
    manifest = {each["kind"]: each for each in yaml.safe_load_all(render(chosen, "kubernetes"))}["Secret"]
    assert manifest["stringData"].keys() == expected.keys()


class CodeBlocks(HTMLParser):
    """The texts of a page's code blocks."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.is_inside = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a text at `<pre>`."""
        if tag == "pre":
            self.is_inside = True
            self.texts.append("")
        del attrs

    def handle_endtag(self, tag: str) -> None:
        """End it at `</pre>`."""
        self.is_inside = self.is_inside and tag != "pre"

    def handle_data(self, data: str) -> None:
        """Add to the text."""
        if self.is_inside:
            self.texts[-1] += data


def test_a_page_shows_what_the_command_prints(catalogue: Catalogue, tmp_path: Path) -> None:
    """A snippet between fences on a page is the rendering, character for character."""
    copy_project(tmp_path)
    shown = [(each, profile) for each in CHECK for profile in PROFILES]
    blocks = (f'```yaml\n{{{{ show("{each}", profile="{profile}") }}}}\n```\n' for each, profile in shown)
    (tmp_path / "docs" / "snippets.md").write_text("# Snippets\n\n" + "\n".join(blocks))
    site = build_site(tmp_path, strict=False)
    texts = CodeBlocks((site / "snippets" / "index.html").read_text(encoding="utf-8")).texts
    assert texts == [render(catalogue.in_profile(profile), each, for_copying=True) for each, profile in shown]


def test_a_link_in_a_snippet_stays_as_it_is(project: Path) -> None:
    """What looks like a link in a value is made relative in what is for pages, and never in a snippet."""
    schema = project / "toy.py"
    field = "link: Annotated[str, example('href=\"reference.md\"')]\n    '''A link.'''\n\n    port:"
    schema.write_text(schema.read_text(encoding="utf-8").replace("port:", field), encoding="utf-8")
    macros: list[Callable[[str], str]] = []
    conf = {"docs_dir": str(project / "docs"), "extra_css": [], "extra": {}}
    define_env(SimpleNamespace(conf=conf, project_dir=str(project), variables={}, macro=macros.append, page=None))
    show, *_ = macros
    assert show("gitlab-ci") == render(find_project(project).catalogue(), "gitlab-ci", for_copying=True)
    assert "reference.md" in show("gitlab-ci")
