"""The guide: it has every topic of the one before it and none of its errors, and its snippets are computed."""

import ast
import json
import re
import tomllib
from pathlib import Path
from textwrap import dedent

import pytest
import yaml

from estuary_docs.catalogue.model import Catalogue
from estuary_docs.renderers import DEPLOYMENTS, render
from estuary_docs.renderers.pages.rotation_steps import NEW, OLD, STEPS
from estuary_docs.runtimes.python.placeholders import looks_like_placeholder
from tests.conftest import ROOT, needs
from tests.renderers.deployments.checkers import SCRIPTS, run
from tests.renderers.deployments.test_deployment import PROFILES, WITHOUT_ENVIRONMENT, CodeBlocks, Load, findings
from tests.sites import BUILD_WARNINGS, Page

pytestmark = BUILD_WARNINGS

# Each heading of the former guide, and where its topic is now.
TOPICS = {
    "Secrets Management Guide": "guide/#secrets-management",
    "Overview": "guide/#two-principles",
    "What Are Secrets?": "guide/what-is-a-secret/#what-a-secret-is",
    "Environment Variables": "guide/environment-variables/#environment-variables",
    "Required Secrets": "secrets/#secrets",
    "Non-Sensitive Configuration": "reference/#environment-variables",
    "Best Practices": "guide/best-practices/#best-practices",
    "1. Never Commit Secrets": "guide/best-practices/#never-commit-a-secret",
    "2. Use Environment Variables": "guide/best-practices/#give-secrets-from-outside",
    "3. Validate Secret Format": "guide/best-practices/#validate-before-the-start",
    "4. Secret Rotation": "guide/rotation/#step-by-step",
    "5. Development vs Production": "guide/best-practices/#development-and-production",
    "Deployment Environments": "guide/deploying/#choose-a-platform",
    "Docker": "guide/compose/#docker-and-compose",
    "Kubernetes": "guide/kubernetes/#kubernetes",
    "Cloud Providers": "guide/deploying/#cloud-providers",
    "AWS": "guide/aws/#aws",
    "Google Cloud": "guide/google-cloud/#google-cloud",
    "Azure": "guide/azure/#azure",
    "Security Monitoring": "guide/#monitoring",
    "Startup Validation": "validation/#start-up-validation",
    "Runtime Protection": "validation/#what-may-be-logged",
    "Audit Logging": "guide/audit-logging/#audit-logging",
    "CI/CD Integration": "guide/deploying/#pipelines",
    "GitHub Actions": "guide/github-actions/#github-actions",
    "GitLab CI": "guide/gitlab-ci/#gitlab-ci",
    "Secret Scanning": "guide/secret-scanning/#secret-scanning",
    "Emergency Response": "guide/when-a-secret-leaks/#checklist",
    "Configuration Profiles": "profiles/#profiles",
    "Future Enhancements": "guide/planned/#what-is-planned",
    "Planned Features": "guide/planned/#automatic-rotation",
    "Troubleshooting": "troubleshooting/#troubleshooting",
    "Common Issues": "troubleshooting/#placeholder",
    "Debug Mode": "troubleshooting/#debug-mode",
}
PAGES_OF = {
    "compose": "compose",
    "kubernetes": "kubernetes",
    "external-secrets": "kubernetes",
    "systemd": "systemd",
    "ecs-task": "aws",
    "cloud-run": "google-cloud",
    "key-vault": "azure",
    "github-actions": "github-actions",
    "gitlab-ci": "gitlab-ci",
    "pre-commit": "secret-scanning",
    "gitleaks": "secret-scanning",
}
GUIDE = sorted((ROOT / "docs" / "guide").glob("*.md"))
FRONT_MATTER = re.compile(r"---\n(.*?)\n---\n\n# \S.*", re.DOTALL)

FENCE = re.compile(
    r"^(?P<indent> *)(?P<marks>`{3,}|~{3,})(?P<language>[\w-]*).*?^(?P=indent)(?P=marks) *$", re.MULTILINE | re.DOTALL
)
MACRO = re.compile(r"\{\{.*?\}\}")
CONFIGURATION = {
    "yaml",
    "json",
    "ini",
    "bash",
    "sh",
    "shell",
    "console",
    "text",
    "dotenv",
    "env",
    "toml",
    "hcl",
    "",
} | {"dockerfile"}
# A fence that may name a variable although nobody computes it: its page, the variable, and why.
EXCEPTIONS: dict[tuple[str, str], str] = {}


def page_of(site: Path, address: str) -> Page:
    """Return the page at an address below the site's root."""
    return Page((site / address.partition("#")[0] / "index.html").read_text(encoding="utf-8"))


def articles(site: Path) -> dict[str, str]:
    """Return the text of each page's article, by the page's address."""
    found = {}
    for path in site.rglob("index.html"):
        text = path.read_text(encoding="utf-8")
        article = text.partition('<article class="md-content__inner')[2].partition("</article>")[0]
        found[path.parent.relative_to(site).as_posix()] = Page(article).text
    return found


def names_in_fences(text: str, catalogue: Catalogue) -> list[str]:
    """Return the catalogue's variables that a page's hand-written fences name."""
    names = {name for variable in catalogue.variables for name in (variable.name, variable.file_name)}
    return [
        word
        for fence in FENCE.finditer(text)
        if fence["language"].lower() in CONFIGURATION
        for word in re.findall(r"[A-Za-z0-9_]+", MACRO.sub("", fence[0]))
        if word in names
    ]


@pytest.mark.parametrize(("heading", "target"), TOPICS.items())
def test_every_topic_of_the_former_guide_has_its_place(site: Path, heading: str, target: str) -> None:
    """Whoever looks for a heading of the former guide finds a page and a place on it."""
    assert target.partition("#")[2] in page_of(site, target).ids, heading


def test_every_guide_page_says_which_variables_it_is_about(catalogue: Catalogue) -> None:
    """The front matter names variables that exist, or the word `secrets`; a heading follows at once."""
    names = {variable.name for variable in catalogue.variables}
    for path in GUIDE:
        found = FRONT_MATTER.match(path.read_text(encoding="utf-8"))
        assert found, path.name
        facts = yaml.safe_load(found[1])
        assert set(facts) <= {"variables", "tags"}
        assert facts["variables"] == "secrets" or (facts["variables"] and set(facts["variables"]) <= names), path.name


@pytest.mark.parametrize("path", GUIDE, ids=lambda path: path.stem)
def test_a_guide_page_is_short_and_tells_how_to_check_and_what_goes_wrong(path: Path) -> None:
    """A page fits in 150 lines, ends with what goes wrong, and calls nothing easy."""
    text = path.read_text(encoding="utf-8")
    assert 40 <= len(text.splitlines()) <= 150
    headings = re.findall(r"^## (.+)$", text, re.MULTILINE)
    assert headings[-1] == "What goes wrong"
    assert any("heck" in heading for heading in headings) or "**Check:**" in text
    assert not re.search(r"\b(?:simply|just|easy|easily|obviously)\b", text, re.IGNORECASE)


@pytest.mark.parametrize("path", sorted((ROOT / "docs").rglob("*.md")), ids=lambda path: path.stem)
def test_no_hand_written_fence_names_a_variable(catalogue: Catalogue, path: Path) -> None:
    """A snippet that names a variable is computed, so it cannot drift from the schema."""
    page = path.relative_to(ROOT / "docs").as_posix()
    if page.startswith("tool/"):
        return  # These pages are about other services.
    found = names_in_fences(path.read_text(encoding="utf-8"), catalogue)
    assert [name for name in found if (page, name) not in EXCEPTIONS] == []


@pytest.mark.parametrize("path", [*GUIDE, ROOT / "docs" / "validation.md"], ids=lambda path: path.stem)
def test_a_hand_written_fence_can_be_run_or_read(tmp_path: Path, path: Path) -> None:
    """Shellcheck, hadolint and Node have nothing against the fences; YAML, JSON and Python can be read."""
    text = path.read_text(encoding="utf-8")
    for index, fence in enumerate(FENCE.finditer(text)):
        body = dedent(fence[0]).partition("\n")[2].rpartition("\n")[0]
        if MACRO.search(body):
            continue
        match fence["language"]:
            case "bash":
                script = tmp_path / f"{index}.bash"
                script.write_text(f"{body}\n", encoding="utf-8")
                # Some variables are the reader's, or from the fence above.
                assert run(SCRIPTS / "shellcheck", "--shell=bash", "--severity=style", "--exclude=SC2154", script) == ""
            case "dockerfile":
                script = tmp_path / f"{index}.Dockerfile"
                script.write_text(f"{body}\n", encoding="utf-8")
                assert run(SCRIPTS / "hadolint", "--no-color", script) == ""
            case "yaml":
                assert yaml.safe_load(body)
            case "json":
                assert json.loads(body)
            case "toml":
                assert tomllib.loads(body)
            case "python":
                assert ast.parse(body)
            case "javascript":
                script = tmp_path / f"{index}.mjs"
                script.write_text(f"{body}\n", encoding="utf-8")
                assert run(needs("node"), "--check", script) == ""
            case language:
                assert language in ("text", "console", "ini")


def test_no_page_holds_anything_like_a_secret(catalogue: Catalogue) -> None:
    """The rules that the site offers for gitleaks find nothing on its own pages."""
    config = tomllib.loads(render(catalogue, "gitleaks"))
    for path in (ROOT / "docs").rglob("*.md"):
        for line in path.read_text(encoding="utf-8").splitlines():
            assert findings(config, line) == set(), path.name


def test_every_exception_is_needed_and_has_its_reason(catalogue: Catalogue) -> None:
    """An exception is for a fence that exists, and says why."""
    for (page, name), reason in EXCEPTIONS.items():
        assert name in names_in_fences((ROOT / "docs" / page).read_text(encoding="utf-8"), catalogue)
        assert reason


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("```bash\nexport JWT_SECRET=x\n```\n", ["JWT_SECRET"]),
        ('=== "Tab"\n\n    ```yaml\n    JWT_SECRET_FILE: /x\n    ```\n', ["JWT_SECRET_FILE"]),
        ("~~~~ini title='x'\nA=1\n~~~\nPORT=1\n~~~~\n", ["PORT"]),
        ("```\n$PORT\n```\n", ["PORT"]),
        ('```yaml\n{{ show("compose", "production") }}\n```\n', []),
        ("```yaml\nMY_JWT_SECRET: x\nJWT_SECRETS: y\n```\n", []),
        ("Prose may name `JWT_SECRET`.\n\n```python\nPORT\n```\n", []),
    ],
)
def test_a_name_in_a_fence_is_found(catalogue: Catalogue, text: str, expected: list[str]) -> None:
    """Names count with any indentation and fence, as whole words, and not in macros or prose."""
    assert names_in_fences(text, catalogue) == expected


def test_every_deployment_format_has_its_page() -> None:
    """Each format for deployments is on a page of the guide."""
    assert set(PAGES_OF) == set(DEPLOYMENTS)


@pytest.mark.parametrize("output_format", PAGES_OF)
def test_a_guide_shows_the_snippet_of_every_profile(site: Path, catalogue: Catalogue, output_format: str) -> None:
    """The page has what the command prints, for production first; what knows no profile stands there once."""
    page = (site / "guide" / PAGES_OF[output_format] / "index.html").read_text(encoding="utf-8")
    shown = [text for text in CodeBlocks(page).texts if "Made from config_schema" in text]
    one = output_format in WITHOUT_ENVIRONMENT
    profiles = (catalogue.profile,) if one else ("production", "staging", "development")
    expected = [render(catalogue.in_profile(profile), output_format, for_copying=True) for profile in profiles]
    first = shown.index(expected[0])
    assert shown[first : first + len(expected)] == expected


def test_tabs_have_the_names_of_the_profiles(site: Path) -> None:
    """Tabs are linked by their names, so each page offers the same ones."""
    for name in sorted(set(PAGES_OF.values()) - {"secret-scanning"}):
        text = (site / "guide" / name / "index.html").read_text(encoding="utf-8")
        labels = re.findall(r'<label for="__tabbed_\d+_\d+">(\w+)</label>', text)
        assert labels
        assert labels == ["Production", "Staging", "Development"] * (len(labels) // len(PROFILES))


@pytest.mark.parametrize(
    "error",
    [
        r"external:\s*true",  # Compose refuses such a secret
        r"\bconvex-url\b",  # no variable has that name
        r"^\s*auth-jwks-urls:",  # likewise
        r"actions/checkout@v[1-6]\b",  # an old version
        r"gitleaks detect",  # replaced in gitleaks 8.19
        r"automatically enabled",  # on public repositories only
        r"JWT_SECRET: \$JWT_SECRET",  # GitLab's variables need no such line
        r"cargo run",  # whoever operates the service has no source code
    ],
)
def test_the_former_guide_s_errors_are_gone(site: Path, error: str) -> None:
    """No page repeats what was wrong."""
    assert [name for name, text in articles(site).items() if re.search(error, text, re.MULTILINE)] == []


def test_scanning_by_github_is_automatic_on_public_repositories_only(site: Path) -> None:
    """A sentence that calls scanning automatic says where, and private repositories have none by themselves."""
    text = articles(site)["guide/secret-scanning"]
    sentences = [each for each in re.split(r"(?<=\.)\s", text) if "is automatic" in each]
    assert sentences
    assert all("public repositories only" in each for each in sentences)
    assert re.search(r"GitHub, private and internal repositories\s+nothing", text)


def test_what_the_former_guide_left_out_is_there(site: Path, catalogue: Catalogue) -> None:
    """Every secret is listed, rotation names the variable of the old key, and a key set may replace the signing key."""
    links = page_of(site, "guide/what-is-a-secret/").links
    assert all(f"../../reference/#{variable.anchor}" in links for variable in catalogue.secrets)
    assert "JWT_SECRET_PREVIOUS" in articles(site)["guide/rotation"]
    assert "AUTH_JWKS_URLS" in articles(site)["secrets"]


def test_a_plan_is_not_told_as_a_fact(site: Path) -> None:
    """What is planned is marked as not there, for each plan."""
    text = articles(site)["guide/planned"]
    assert text.count("not there yet") == 3
    assert text.count("Planned.") == text.count("Today.") == 3
    assert "pin-source" in text
    assert "/v1/MOUNT/data/PATH" in articles(site)["guide/vault"]


def test_rotation_steps_follow_the_catalogue(catalogue: Catalogue) -> None:
    """The steps name the secret that rotates and the variable of its outgoing value, with placeholders for keys."""
    text = render(catalogue, "rotation-steps")
    assert "Rotate every 90 days" in text
    assert text.count('<th scope="row">') == len(STEPS) == 4
    old, new = (key.replace("<", "&lt;").replace(">", "&gt;") for key in (OLD, NEW))
    assert text.count(f"<code>JWT_SECRET={old}</code>") == 1
    assert text.count(f"<code>JWT_SECRET={new}</code><br><code>JWT_SECRET_PREVIOUS={old}</code>") == 2
    assert looks_like_placeholder(OLD)
    assert looks_like_placeholder(NEW)


@pytest.mark.parametrize(
    "body",
    [
        "port: Annotated[int, Field(ge=1, le=9)] = 1\n'''Port.'''",
        "key: SecretStr | None = None\n'''Key.'''",
        "key: Annotated[SecretStr | None, rotates(every_days=7)] = None\n'''Key.'''",
    ],
)
def test_without_an_overlap_there_are_no_steps(schema: Load, body: str) -> None:
    """A service whose secrets are replaced at once, or that has none, shows no steps."""
    read = schema(body)
    assert render(read, "rotation-steps") == ""
    assert (render(read, "secret-list") == "") == (not list(read.secrets))
