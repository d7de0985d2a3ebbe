"""The variables that settings of frameworks take in: Spring, Quarkus and Micronaut, HOCON, Symfony, and Prisma.

Sources: https://docs.spring.io/spring-boot/reference/features/external-config.html,
https://quarkus.io/guides/config-reference, https://github.com/lightbend/config/blob/main/HOCON.md,
https://symfony.com/doc/current/configuration/env_var_processors.html,
https://www.prisma.io/docs/orm/reference/prisma-schema-reference#env-function
"""

import re
from collections.abc import Iterator

from estuary_docs.drift.mention import ANY_KEY, OF_A_TEST, Mention, Undecided
from estuary_docs.drift.reading.keys import keys

JVM = re.compile(
    r"(?:^|/)(?:src/[\w-]+/resources/(?:.*/)?|conf/)(?:application|bootstrap)([-_.][\w.-]+)?\.ya?ml$"
    r"|(?:^|/)(?:application|bootstrap)([-_.][\w.-]+)?\.properties$"
)
HOCON = re.compile(r"(?:^|/)(?:application|reference)(?:[-_.][\w-]+)*\.conf$")
SYMFONY = re.compile(r"(?:^|/)config/(?:.*/)?[\w.-]+\.(?:ya?ml|xml)$")
OF_KUBERNETES = re.compile(r"^(?:kind|apiVersion):", re.MULTILINE)
OF_TESTS = re.compile(r"(?:^|/)(?:tests?|testFixtures)/")
# `${NAME}` and `${NAME:default}`; a default may hold a placeholder in its turn, and is then none that can be told.
TAKEN = re.compile(r"(?<![$\\])\$\{([A-Z][A-Z0-9_]*)(?:(:)([^{}$]*)(\})?|\})")
# What begins settings of one profile: another document of the file, a key of Quarkus such as `%dev.port`.
OF_A_PROFILE = re.compile(r"(---)|\s*[\"']?%")
OPTIONAL = re.compile(r"[ \t]*([\w.\"-]+)[ \t]*[=:][ \t]*\$\{\?([A-Z][A-Z0-9_]*)\}")
SET_BEFORE = re.compile(r"[ \t]*([\w.\"-]+)[ \t]*[=:][ \t]*\"?([^\s\"{\[$#][^\s\"{\[$#]*)\"?[ \t]*(?:(?:#|//).*)?")
# `%env(NAME)%`, `%env(int:NAME)%`, `%env(default:parameter:NAME)%`; and the default of one among the parameters.
FILLED_IN = re.compile(r"%env\(((?:[\w.-]+:)*)([A-Za-z_]\w*)\)%", re.ASCII)
FALLING_BACK = re.compile(r"[ \t]*[\"']?env\(([A-Za-z_]\w*)\)[\"']?[ \t]*:[ \t]*[\"']?([^\"'\s#]*)[\"']?", re.ASCII)
# `url = env("NAME")`: what a connection is asked for at once; `directUrl` and the like only by the tools of Prisma.
OF_PRISMA = re.compile(r"(\w+)\s*=\s*env\(\s*\"([A-Za-z_]\w*)\"\s*\)", re.ASCII)


def applies(path: str, head: str) -> bool:
    """Say whether a file is one of settings that such a framework reads."""
    if JVM.search(path):
        return OF_KUBERNETES.search(head) is None
    if path.endswith(".prisma"):
        return True
    return HOCON.search(path) is not None or (SYMFONY.search(path) is not None and "%env(" in head)


def read(text: str, path: str) -> Iterator[Mention | Undecided]:
    """Yield what the settings take in, with the defaults beside it."""
    lines = [line if not line.lstrip().startswith(("#", "//")) else "" for line in text.splitlines()]
    tested = OF_TESTS.search(path) is not None
    of_the_jvm = JVM.search(path)
    if of_the_jvm and not tested:
        yield Undecided(path, 1, ANY_KEY)
    on_the_jvm = of_the_jvm or HOCON.search(path)
    reader = _on_the_jvm if on_the_jvm else _of_prisma if path.endswith(".prisma") else _of_symfony
    for mention in reader(lines, path):
        yield mention if not tested else Mention(mention.name, path, mention.line, "other", note=OF_A_TEST)


def words(text: str, path: str) -> set[str]:
    """Return the variables for keys of such a file: Spring takes `APP_PORTBASE` for `app.port-base`."""
    names = keys(text, path) | keys(text.replace("-", ""), path) if JVM.search(path) else ()
    return {name for name in names if "_" in name}


def _on_the_jvm(lines: list[str], path: str) -> Iterator[Mention]:
    before = ("", "")
    settings = JVM.search(path)
    profiled = settings is not None and any(settings.groups())
    for number, line in enumerate(lines, 1):
        special = OF_A_PROFILE.match(line)
        profiled = profiled or (special is not None and special[1] is not None and number > 1)
        for match in TAKEN.finditer(line):
            default = match[3] if match[4] and not (profiled or special) else None
            yield Mention(match[1], path, number, "read", default=default, required=match[2] is None)
        optional = OPTIONAL.fullmatch(line.rstrip())
        if optional:
            default = before[1] if before[0] == optional[1] else None
            yield Mention(optional[2], path, number, "read", default=default, required=False)
        setting = SET_BEFORE.fullmatch(line)
        before = (setting[1], setting[2]) if setting else before if optional else ("", "")


def _of_symfony(lines: list[str], path: str) -> Iterator[Mention]:
    defaults = {match[1]: match[2] for line in lines if (match := FALLING_BACK.match(line))}
    for number, line in enumerate(lines, 1):
        for processors, name in FILLED_IN.findall(line):
            required = name not in defaults and "default:" not in processors
            yield Mention(name, path, number, "read", default=defaults.get(name), required=required)


def _of_prisma(lines: list[str], path: str) -> Iterator[Mention]:
    for number, line in enumerate(lines, 1):
        for key, name in OF_PRISMA.findall(line):
            yield Mention(name, path, number, "read", required=True if key == "url" else None)
