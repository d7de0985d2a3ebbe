"""Whom a file of the repository speaks of: the service, those who develop it, its tests, its past, or its tools.

Only conventions tell this where no unit names its program, so they stand here and nowhere else.
"""

import re
from pathlib import PurePosixPath

from estuary_docs.drift.findings.values import words

# What happened once is no claim about what is so; a copy of the documents of a former version neither.
HISTORY = re.compile(
    r"(?:^|/)(?:changelog|changes|history|releases?|release[-_ ]notes|news|upgrading|(?:[\w-]*[_-])?migrat\w+)\b"
    r"|(?:^|/)(?:versioned_docs|(?:versions?|docs?)[-_/]v?\d+(?:\.(?:\d+|x))*|v?\d+\.(?:\d+|x)(?:\.(?:\d+|x))*)/",
    re.IGNORECASE,
)
# What tells how to leave a former version behind names what people may still set.
LEAVING_BEHIND = re.compile(r"(?:^|/)(?:upgrad\w*|(?:[\w]*[_-])?migrat\w+)\b[^/]*$", re.IGNORECASE)
# What is told to coding agents is no documentation for people who run the service.
FOR_AGENTS = re.compile(
    r"(?:^|/)(?:\.(?:agents?|claude|cursor|windsurf|continue|roo|kiro|junie)/|\.github/(?:copilot|prompts|instructions|agents)"
    r"|(?:AGENTS?|CLAUDE|GEMINI|\.cursorrules|SKILL)(?:\.local)?(?:\.md)?$)",
    re.IGNORECASE,
)
# What builds, tests and ships a service; what it reads is for those who develop it.
TOOLING = re.compile(
    r"(?:^|/)(?:(?:[\w.]+-)?(?:build)?scripts?|tools?|docs?|documentation|_?examples?|_?samples?|ci|hack|dev"
    r"|bench(?:es|marks?)?|(?:e2e|playwright)(?:[-_]\w+)?|lib/tasks|magefiles|config/deploy|db/seeds|cypress|xtask|tests?[-_](?:helpers?|utils?|support|kit|fixtures)|\.[\w-]+)/"
    r"|(?:^|/)(?:\.[\w-]+rc(?:\.\w+)?|magefile\.go|(?:re)?gen(?:erate)?[-_]\w+\.\w+|build\.rs|setup\.py|noxfile\.py|conftest\.py|fabfile\.py|tasks\.py|gulpfile\.\w+)$"
    r"|(?:^|/)(?:playwright|jest|vitest|cypress|eslint|prettier|webpack|vite|rollup|postcss|tailwind|commitlint|babel|drizzle"
    r"|knexfile)(?:\.config)?\.\w+$"
)
STARTS_A_SERVICE = re.compile(r"[\w.-]*(?:entrypoint|start|boot|init|run|migrate|launch|serve)[\w.-]*", re.IGNORECASE)
STARTS_IT_FROM_A_FOLDER_OF_TOOLS = re.compile(r"[\w.-]*(?:entrypoint|start|launch|serve)[\w.-]*", re.IGNORECASE)
SHELL = (".sh", ".bash")
# What is said there is said to those who develop the service, and its tests and examples may be what it is for.
FOR_DEVELOPERS = re.compile(
    r"(?:^|[/_.-])(?:tests?|testing|e2e|contributing|development|developing|hacking)(?:[/_.-]|$)|(?:^|/)examples?/",
    re.IGNORECASE,
)
# What is named after tests is theirs, where tests read it; and no document owes it to those who run the service.
OF_TESTS = words("TEST TESTS TESTING E2E BENCH MOCK")
# Variables that stand there are often for the steps of the same file.
BUILDING = re.compile(
    r"(?:^|/)(?:\.github/|\.gitlab-ci|\.circleci/|azure-pipelines|Jenkinsfile|bitbucket-pipelines|\.travis"
    r"|[\w.-]*Makefile|[Jj]ustfile|Taskfile)"
)
# What an image holds already is set in every container of it.
IMAGES = re.compile(r"(?:^|/)[\w.-]*(?:Dockerfile|Containerfile)", re.IGNORECASE)
# What stands there tells how to run tests and examples.
FOR_TESTS = re.compile(
    r"(?:^|/)(?:tests?(?:[-_](?:helpers?|utils?|support|kit))?|e2e|testdata|test-data|fixtures|__tests__|spec)/"
)
FOR_EXAMPLES = re.compile(r"(?:^|/)_?(?:(?:examples?|samples?|demos?)(?:[-_]\w+)?|tutorials?|evals|benchmarks?)/")


def is_of_the_service(file: str) -> bool:
    """Say whether a source file is the service's own, and no tool's."""
    if is_a_script(file):
        starting = STARTS_IT_FROM_A_FOLDER_OF_TOOLS if TOOLING.search(file) else STARTS_A_SERVICE
        return starting.fullmatch(PurePosixPath(file).name) is not None
    return TOOLING.search(file) is None


def is_a_script(file: str) -> bool:
    """Say whether a file is one of shell; a folder, with `/` at its end, is none."""
    return not file.endswith("/") and (PurePosixPath(file).suffix in SHELL or "." not in PurePosixPath(file).name)


def is_below(file: str, folder: str) -> bool:
    """Say whether a file is in a folder, or below it."""
    return folder in {"", "."} or file.startswith(f"{folder}/")


def is_private(name: str) -> bool:
    """Say whether a name tells that it is for those who develop the service."""
    return name.startswith("_") or not OF_TESTS.isdisjoint((name.partition("_")[0], name.rpartition("_")[2]))
