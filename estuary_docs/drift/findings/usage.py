"""What a repository does with each variable: its mentions by role, less those that say nothing about the service."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import PurePosixPath

from estuary_docs.drift.findings.values import normal, words
from estuary_docs.drift.mention import COMPILED, HIDDEN, OPTION, SETTING, Mention
from estuary_docs.drift.reading.inventory import Inventory
from estuary_docs.drift.rules import Place, Severity
from estuary_docs.drift.settings import DriftSettings

SECURITY = words(
    "SECURITY SECURE STRICT AUTH AUTHENTICATION AUTHORIZATION TLS SSL HTTPS MTLS CSRF XSRF CORS CSP HSTS ENCRYPT "
    "ENCRYPTION VERIFY REQUIRE ENFORCE PROTECT PROTECTION SANDBOX AUDIT MFA 2FA RATELIMIT LOCKOUT FIREWALL SIGNATURE"
)
SWITCHES = words("ENABLED ENABLE MODE STRICT REQUIRED REQUIRE ENFORCE VERIFY ONLY PROTECTION CHECK VALIDATION")
ON = words("true 1 yes on strict enforce enforced enabled require required")
ReaderOf = Callable[[str, str], str | None]
# What happened once is no claim about what is so.
HISTORY = re.compile(
    r"(?:^|/)(?:changelog|changes|history|releases?|release[-_ ]notes|news|upgrading|migrat\w+)\b", re.IGNORECASE
)
# What builds, tests and ships a service; what it reads is for those who develop it.
TOOLING = re.compile(
    r"(?:^|/)(?:(?:build)?scripts?|tools?|docs?|documentation|examples?|ci|hack|dev|benches|benchmarks?|e2e|\.github|\.circleci|xtask)/"
    r"|(?:^|/)(?:build\.rs|setup\.py|noxfile\.py|conftest\.py|fabfile\.py|tasks\.py|gulpfile\.\w+)$"
    r"|(?:^|/)(?:playwright|jest|vitest|cypress|eslint|prettier|webpack|vite|rollup|postcss|tailwind|commitlint|drizzle"
    r"|knexfile)(?:\.config)?\.\w+$"
)
STARTS_A_SERVICE = re.compile(r"[\w.-]*(?:entrypoint|start|boot|init|run|migrate|launch|serve)[\w.-]*", re.IGNORECASE)
STARTS_IT_FROM_A_FOLDER_OF_TOOLS = re.compile(r"[\w.-]*(?:entrypoint|start|launch|serve)[\w.-]*", re.IGNORECASE)
# What is said there is said to those who develop the service, and its tests and examples may be what it is for.
FOR_DEVELOPERS = re.compile(
    r"(?:^|[/_.-])(?:tests?|testing|e2e|contributing|development|developing|hacking)(?:[/_.-]|$)|(?:^|/)examples?/",
    re.IGNORECASE,
)
# What is named after tests is theirs, where tests read it; and no document owes it to those who run the service.
OF_TESTS = words("TEST TESTS TESTING E2E BENCH")
SHELL = (".sh", ".bash")
# Variables that stand there are often for the steps of the same file.
BUILDING = re.compile(
    r"(?:^|/)(?:\.github/|\.gitlab-ci|\.circleci/|azure-pipelines|Jenkinsfile|bitbucket-pipelines|\.travis"
    r"|[\w.-]*Dockerfile|[\w.-]*Containerfile|[\w.-]*Makefile|[Jj]ustfile|Taskfile)"
)
# What stands there tells how to run tests and examples.
FOR_TESTS = re.compile(r"(?:^|/)(?:tests?|e2e|testdata|test-data|fixtures)/")
FOR_EXAMPLES = re.compile(r"(?:^|/)(?:examples?|samples?|demos?|tutorials?|evals|benchmarks?)/")
# Notes of mentions that neither set a variable for the service nor read it, and still make use of it.
USED = frozenset(("write", "interpolation", "build argument", "tool"))
GONE = "said not to be there"
COMMENTED_OUT = "commented out"
READ_NAMES_THAT_MAKE_A_PREFIX = 2


@dataclass
class Usage:
    """The mentions of one variable, by what they do."""

    name: str
    reads: list[Mention] = field(default_factory=list)
    documented: list[Mention] = field(default_factory=list)
    examples: list[Mention] = field(default_factory=list)
    sets: list[Mention] = field(default_factory=list)
    used: list[Mention] = field(default_factory=list)
    tested: list[Mention] = field(default_factory=list)

    @property
    def severity_where_unread(self) -> Severity | None:
        """An error where whoever sets the variable believes to be protected, else what the rule says."""
        parts = frozenset(self.name.upper().split("_"))
        on = any(normal(mention.value or mention.default or "") in ON for mention in self.claims)
        return "error" if SECURITY & parts and (SWITCHES & parts or on) else None

    @property
    def claims(self) -> list[Mention]:
        """Every place that lets people believe that the variable does something."""
        return [*self.documented, *self.examples, *self.sets]


class Usages:
    """What the inventory says of each variable; `reader_of` names the third party that reads a variable."""

    def __init__(
        self, inventory: Inventory, settings: DriftSettings, reader_of: ReaderOf, declared: frozenset[str] = frozenset()
    ) -> None:
        self.inventory = inventory
        self.settings = settings
        self.reader_of = reader_of
        self.patterns = {
            mention.name
            for mention in inventory.mentions
            if mention.role == "read" and "*" in mention.name and mention.name.strip("*_")
        }
        self.by_name: dict[str, Usage] = {}
        for mention in inventory.mentions:
            if mention.certainty != "dynamic" and "*" not in mention.name:
                self._add(mention)
        self._forget_units_of_others(declared)
        self._forget_trials()

    def usage(self, name: str) -> Usage:
        """Return what is done with a variable, which may be nothing."""
        return self.by_name.get(name) or Usage(name)

    def _add(self, mention: Mention) -> None:
        usage = self.by_name.setdefault(mention.name, Usage(mention.name))
        match mention.role:
            case "read":
                usage.reads.append(mention)
            case "documented" if not HISTORY.search(mention.file):
                usage.documented.append(mention)
            case "example":
                usage.examples.append(mention)
            case "set":
                foreign = self.reader_of(mention.name, mention.image) is not None
                (usage.used if foreign else usage.sets).append(mention)
            case "other" if mention.note in USED:
                usage.used.append(mention)
            case "other" if mention.note == "test":
                usage.tested.append(mention)

    def _forget_units_of_others(self, declared: frozenset[str]) -> None:
        """Leave to it what a container of an image holds that sets nothing which this repository reads or declares."""
        own = {
            each.unit
            for usage in self.by_name.values()
            if usage.name in declared or self.is_read(usage.name)
            for each in usage.sets
        }
        for mention in self.inventory.mentions:
            commented_out = mention.role == "other" and mention.note == COMMENTED_OUT
            if commented_out and mention.image and mention.unit not in own:
                self.by_name[mention.name].used.append(mention)
        for usage in self.by_name.values():
            usage.used += [each for each in usage.sets if each.image and each.unit not in own]
            usage.sets = [each for each in usage.sets if not each.image or each.unit in own]
            usage.documented = [each for each in usage.documented if _is_claimed(each, usage)]

    def _forget_trials(self) -> None:
        """Leave out what is told of unread variables to those who run the tests, or an example that reads them."""
        tried = {mention.name for mention in self.inventory.mentions if mention.note == "test"}
        for name, usage in self.by_name.items():
            if not usage.reads:
                trials = [FOR_TESTS, *([FOR_EXAMPLES] if name in tried else [])]
                for claims in (usage.documented, usage.examples, usage.sets):
                    claims[:] = [each for each in claims if not any(trial.search(each.file) for trial in trials)]

    def is_read(self, name: str) -> bool:
        """Say whether code reads a variable, by its name or by a computed one."""
        return bool(self.usage(name).reads) or any(fnmatchcase(name, pattern) for pattern in self.patterns)

    def may_be_read(self, name: str) -> bool:
        """Say whether something may read a variable that no reader of source code sees."""
        usage = self.usage(name)
        return name in self.inventory.words or bool(usage.used) or _is_of_tests(usage) or self._is_of_a_package(name)

    def _is_of_a_package(self, name: str) -> bool:
        """Say whether documents alone name a variable after a package whose variables the code leaves to it."""
        first = name.partition("_")[0]
        if first not in self.inventory.packages or self.usage(name).examples or self.usage(name).sets:
            return False
        return not any(each.reads for each in self._beginning(f"{first}_"))

    def _beginning(self, prefix: str) -> Iterator[Usage]:
        return (usage for name, usage in self.by_name.items() if name.startswith(prefix))

    def is_foreign(self, name: str) -> bool:
        """Say whether something other than the service reads a variable."""
        return self.settings.is_external(name) or self.reader_of(name, "") is not None

    def unread(self) -> Iterator[Usage]:
        """Yield what is documented, shown or set, and read by nothing."""
        for usage in self.by_name.values():
            certain = any(mention.certainty == "certain" for mention in usage.claims)
            if certain and not (self.is_read(usage.name) or self.is_foreign(usage.name)) and self._counts(usage):
                yield usage

    def undocumented(self) -> Iterator[Usage]:
        """Yield what the service reads, and what neither a document nor an example names."""
        silent = {COMPILED} | {note for note in (OPTION, SETTING) if not self._names_most(note)}
        for usage in self.by_name.values():
            told = usage.documented or usage.examples or self.is_foreign(usage.name) or self._is_a_file_of(usage)
            private = usage.name.startswith("_") or usage.name.partition("_")[0] in OF_TESTS
            if not (told or private) and any(mention.note not in silent for mention in self._own(usage)):
                yield usage

    def _names_most(self, note: str) -> bool:
        """Say whether documents name most of what is read in a way that tells of itself, so that one gap is one."""
        read = [usage for usage in self.by_name.values() if any(mention.note == note for mention in usage.reads)]
        return 2 * sum(bool(usage.documented or usage.examples) for usage in read) > len(read)

    def _is_a_file_of(self, usage: Usage) -> bool:
        """Say whether a variable names a file to take another one from, by a helper that reads both in one place."""
        other = self.by_name.get(usage.name.removesuffix("_FILE"))
        if other is None or other is usage:
            return False
        return {place(each) for each in usage.reads} <= {place(each) for each in other.reads}

    def read_by_the_service(self) -> Iterator[Usage]:
        """Yield what the service itself reads, for its own sake."""
        return (usage for usage in self.by_name.values() if not self.is_foreign(usage.name) and any(self._own(usage)))

    def _own(self, usage: Usage) -> Iterable[Mention]:
        return (
            mention
            for mention in usage.reads
            if mention.certainty == "certain" and mention.note != HIDDEN and _is_of_the_service(mention.file)
        )

    def _counts(self, usage: Usage) -> bool:
        """Say whether a claim stands outside of build files and examples, or the name is like those that code reads."""
        if any(not (BUILDING.search(each.file) or FOR_EXAMPLES.search(each.file)) for each in usage.claims):
            return True
        alike = [each for each in self._beginning(usage.name.partition("_")[0] + "_") if each.reads]
        return len(alike) >= READ_NAMES_THAT_MAKE_A_PREFIX


def _is_of_tests(usage: Usage) -> bool:
    """Say whether tests or examples read a variable, and its name or every place that tells of it is theirs."""
    for_developers = all(FOR_DEVELOPERS.search(each.file) or BUILDING.search(each.file) for each in usage.claims)
    return bool(usage.tested) and (for_developers or not OF_TESTS.isdisjoint(usage.name.split("_")))


def _is_claimed(mention: Mention, usage: Usage) -> bool:
    """Say whether a document really speaks of a variable: that is so where something else names it too."""
    backed = usage.reads or (mention.note != GONE and (usage.examples or usage.sets))
    return mention.certainty == "certain" or bool(backed)


def _is_of_the_service(file: str) -> bool:
    if PurePosixPath(file).suffix in SHELL or "." not in PurePosixPath(file).name:
        starting = STARTS_IT_FROM_A_FOLDER_OF_TOOLS if TOOLING.search(file) else STARTS_A_SERVICE
        return starting.fullmatch(PurePosixPath(file).name) is not None
    return TOOLING.search(file) is None


def place(mention: Mention) -> Place:
    """Return where a mention stands."""
    return Place(mention.file, mention.line)
