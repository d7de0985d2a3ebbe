"""The pages of a service's site, as thin Markdown that calls macros: what its operators look for, and nothing else."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from estuary_docs.catalogue.addresses import REFERENCE, RULES
from estuary_docs.catalogue.model import Catalogue
from estuary_docs.renderers.writing import html
from estuary_docs.renderers.writing.platform_names import service_name
from estuary_docs.validation.deployment import deployment
from estuary_docs.wording.messages import EMPTY

# From so many variables on, each section of the reference has a page.
LONG = 150
BUILDER = "build.md"
CHECKER = "check.md"


@dataclass(frozen=True)
class Page:
    """A page: its file below the folder of the pages, its place in the navigation, the format it is for, its text."""

    file: str
    entries: tuple[str, ...]
    shows: str
    text: str


@dataclass(frozen=True)
class _Platform:
    """A platform whose snippet is on the page about deploying; `start` follows once the secrets are stored.

    `secretless`, if there is one, takes the introduction's place where a secret is required.
    """

    title: str
    output_format: str
    language: str
    introduction: str
    start: str
    setting: str
    secretless: str = ""
    # What lets the service read the files of its secrets.
    files: str = ""


PLATFORMS = (
    _Platform(
        "Docker Compose",
        "compose",
        "yaml",
        "Save this as `compose.yaml`.",
        "docker compose up --detach",
        "add its line below `environment:`, and run `docker compose up --detach`.",
        "container_uid=10001 # the user of the image: docker image inspect shows it\n"
        'sudo chown -R "$container_uid" secrets',
    ),
    _Platform(
        "Kubernetes",
        "kubernetes",
        "yaml",
        "Save this as `app.yaml`.",
        "kubectl apply --filename app.yaml",
        "add its line below `data:` of the ConfigMap, apply it, run `kubectl rollout restart deployment/{service}`.",
        secretless="Save this without the Secret as `app.yaml`, and keep it in git. Commands below create the Secret.",
    ),
    _Platform(
        "systemd",
        "systemd",
        "ini",
        "Save this as `/etc/systemd/system/{service}.service`.",
        "sudo systemctl daemon-reload\nsudo systemctl enable --now {service}",
        "add its line below `[Service]`, run `sudo systemctl daemon-reload` and `sudo systemctl restart {service}`.",
    ),
)


def is_long(catalogue: Catalogue) -> bool:
    """Say whether a catalogue has so many variables that one page cannot show all entries."""
    return len(list(catalogue.variables)) >= LONG


def pages(catalogue: Catalogue, *, is_split: bool, taken: Collection[str] = ()) -> Iterator[Page]:
    """Yield the pages for a service, those left out that would be empty.

    Where each section has a page, the reference `is_split`, and its first page is their index. Files that are `taken`
    are pages of something else: they are left out, and not linked.
    """
    return (page for page in _all(catalogue, taken, is_split=is_split) if page.file not in taken)


def _all(catalogue: Catalogue, taken: Collection[str], *, is_split: bool) -> Iterator[Page]:
    title = html.inert(catalogue.title)
    yield _page(
        REFERENCE,
        ("Variables", "All variables"),
        "overview" if is_split else "reference",
        "Variables",
        f"Every variable that {title} reads.{'' if catalogue.takes_empty else f' {EMPTY}'}",
        *_shown("filter", "overview", *(() if is_split else ("reference",))),
        *(("## Read by others", *_shown("external")) if catalogue.external else ()),
    )
    if catalogue.profile_variable:
        yield _page(
            "profiles.md",
            ("Variables", "By profile"),
            "profiles",
            "Profiles",
            "A profile is a set of defaults and rules. A value that you set replaces the default in every profile; the "
            "rules still apply.",
            *_shown("profiles"),
        )
    if any(catalogue.secrets):
        yield _page("secrets.md", ("Secrets",), "secrets", "Secrets", *_secrets(catalogue))
    yield _page("deploy.md", ("Deploy",), PLATFORMS[0].output_format, "Deploy", *_deploy(catalogue, taken))
    yield _page(
        RULES,
        ("Troubleshoot",),
        "rules",
        "Troubleshooting",
        "Every message has a code in brackets. Find yours below: what it means, an example, how to fix it.",
        *_link(CHECKER, "Find all problems of a file at once", taken),
        *_shown("rules"),
    )
    yield _page(
        BUILDER,
        ("Tools", "Build your .env"),
        "builder",
        "Build your .env",
        "Answer a few questions, and take an env file or the snippet for your platform. Nothing leaves your browser.",
        *_shown("builder"),
    )
    yield _page(
        CHECKER,
        ("Tools", "Check your .env"),
        "checker",
        "Check your .env",
        "Paste your file, or choose one. Its problems appear beside their lines. Nothing leaves your browser.",
        *_shown("checker"),
    )


def home(catalogue: Catalogue, title: str, folder: str, drafts: Iterable[Page]) -> str:
    """Return the first page of a new site, which leads to the others that are made."""
    tasks = {
        "profiles.md": "What each profile needs",
        BUILDER: "Build your .env",
        RULES: "Find the code of an error",
        "deploy.md": "Deploy",
    }
    linked = {page.file for page in drafts}
    prefix = f"{folder}/" if folder else ""
    links = "\n".join(f"- [{task}]({prefix}{file})" for file, task in tasks.items() if file in linked)
    return _text(
        html.inert(title), f"Every environment variable of {html.inert(catalogue.title)}.", *_shown("lookup"), links
    )


def _secrets(catalogue: Catalogue) -> Iterator[str]:
    yield "A secret is a value that must stay private: a key, a password, a URL with credentials."
    yield from _shown("secrets")
    if any(variable.has_file for variable in catalogue.secrets):
        yield "## How a secret may arrive"
        yield "Set a secret directly in `NAME`, or put it in a file and set `NAME_FILE` to its path; not both."
        yield from _shown("diagram-secret-path")
    if any(variable.rotation and variable.rotation.overlap for variable in catalogue.secrets):
        yield "## How a secret is replaced"
        yield from _shown("rotation-steps")


def _deploy(catalogue: Catalogue, taken: Collection[str]) -> Iterator[str]:
    profile = catalogue.profiles[-1]
    secrets = deployment(catalogue.in_profile(profile)).required
    service = service_name(catalogue)
    of_profile = f" of the profile `{profile}`" if catalogue.profile_variable else ""
    yield f"Each snippet sets what must be set, and the defaults{of_profile}."
    yield from _link(BUILDER, "Make one with the variables that you choose", taken)
    for platform in PLATFORMS:
        asked = f'"{platform.output_format}", "{profile}"'
        yield f"## {platform.title}"
        introduction = platform.secretless if secrets and platform.secretless else platform.introduction
        yield introduction.format(service=service)
        yield _fence(platform.language, f"{{{{ show({asked}) }}}}")
        stored = f"{{{{ store_secrets({asked}) }}}}" if secrets else ""
        files = platform.files if any(variable.has_file for variable in secrets) else ""
        yield "Store the secrets, and start:" if secrets else "Start:"
        yield _fence("bash", "\n".join(filter(None, (stored, files, platform.start.format(service=service)))))
        yield f"To set one variable, {platform.setting.format(service=service)} The lines of all settings:"
        yield _fence(platform.language, f"{{{{ set_one({asked}) }}}}")


def _link(file: str, label: str, taken: Collection[str]) -> tuple[str, ...]:
    return () if file in taken else (f"- [{label}]({file})",)


def _page(file: str, entries: tuple[str, ...], shows: str, heading: str, *parts: str) -> Page:
    return Page(file, entries, shows, _text(heading, *parts))


def _text(heading: str, *parts: str) -> str:
    return "\n\n".join(("---\nrender_macros: true\n---", f"# {heading}", *parts)) + "\n"


def _shown(*formats: str) -> tuple[str, ...]:
    return tuple(f'{{{{ show("{format_}") }}}}' for format_ in formats)


def _fence(language: str, text: str) -> str:
    return f"```{language}\n{text}\n```"
