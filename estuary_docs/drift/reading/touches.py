"""Where source code touches the environment, in every spelling that a language has for it, understood or not.

This knows no grammar on purpose: it counts what a reader ought to have seen, so that coverage is no opinion of the
reader about itself.
"""

import re
from bisect import bisect_right

# A suffix of a language, and the language; those that `languages` parses are named as they are there.
LANGUAGES = {
    **dict.fromkeys((".java",), "Java"),
    **dict.fromkeys((".kt", ".kts"), "Kotlin"),
    **dict.fromkeys((".groovy",), "Groovy"),
    **dict.fromkeys((".scala",), "Scala"),
    **dict.fromkeys((".clj",), "Clojure"),
    **dict.fromkeys((".rb", ".erb", ".rake"), "Ruby"),
    **dict.fromkeys((".cr",), "Crystal"),
    **dict.fromkeys((".php",), "PHP"),
    **dict.fromkeys((".pl", ".pm"), "Perl"),
    **dict.fromkeys((".lua",), "Lua"),
    **dict.fromkeys((".r",), "R"),
    **dict.fromkeys((".jl",), "Julia"),
    **dict.fromkeys((".ps1",), "PowerShell"),
    **dict.fromkeys((".c", ".h"), "C"),
    **dict.fromkeys((".cc", ".cpp", ".hpp"), "C++"),
    **dict.fromkeys((".cs",), "C#"),
    **dict.fromkeys((".fs",), "F#"),
    **dict.fromkeys((".swift",), "Swift"),
    **dict.fromkeys((".dart",), "Dart"),
    **dict.fromkeys((".zig",), "Zig"),
    **dict.fromkeys((".nim",), "Nim"),
    **dict.fromkeys((".ex", ".exs"), "Elixir"),
    **dict.fromkeys((".erl",), "Erlang"),
    **dict.fromkeys((".hs",), "Haskell"),
    **dict.fromkeys((".ml",), "OCaml"),
}
JVM = rb"System\.getenv|System/getenv|@Value\(|\bsys\.env\b|@Config(?:urationProperties|Mapping|Propert(?:y|ies))\b"
RUBY = rb"\bENV(?:\[|\.fetch|\.key|\.to_h)"
SPELLINGS = {
    "python": rb"\bos\.environb?\b|\bgetenv\b|\benviron(?:\[|\.get\b)",
    # What Vite computes is of no environment.
    "javascript": rb"\bprocess\??\.env\b|\bimport\.meta\.env\b(?!\.(?:DEV|PROD|MODE|SSR|BASE_URL)\b)"
    rb"|\b(?:Deno|Bun)\.env\b",
    "go": rb"\b(?:os|syscall)\.(?:Getenv|LookupEnv|Environ|ExpandEnv)\b",
    "rust": rb"\benv::vars?(?:_os)?\b|\bdotenvy?::var\b",
    **dict.fromkeys(("Java", "Kotlin", "Groovy", "Scala", "Clojure", "java", "kotlin"), JVM),
    **dict.fromkeys(("Ruby", "Crystal", "ruby"), RUBY),
    **dict.fromkeys(("PHP", "php"), rb"\bgetenv\(|\$_(?:ENV|SERVER)\[|(?<![\w>:])env\("),
    **dict.fromkeys(("C#", "F#", "csharp"), rb"GetEnvironmentVariables?\b|AddEnvironmentVariables"),
    **dict.fromkeys(("Elixir", "elixir"), rb"System\.(?:get|fetch)_env|\{:system,"),
    "Perl": rb"\$ENV\{",
    "Lua": rb"os\.getenv",
    "R": rb"Sys\.getenv",
    "Julia": rb"\bENV\[",
    "PowerShell": rb"\$env:",
    **dict.fromkeys(("C", "C++"), rb"\bgetenv\("),
    "Swift": rb"processInfo\.environment",
    "Dart": rb"Platform\.environment|fromEnvironment\(",
    "Zig": rb"getEnvVarOwned|getEnvMap",
    "Nim": rb"\bgetEnv\(",
    "Erlang": rb"os:getenv",
    "Haskell": rb"\b(?:lookupEnv|getEnv|getEnvironment)\b",
    "OCaml": rb"Sys\.getenv",
}
PATTERNS = {language: re.compile(pattern) for language, pattern in SPELLINGS.items()}
# Who hands the environment on to another process, or to a schema of this engine, reads nothing else from it; who
# imports it reads nothing yet.
PASSED_ON = re.compile(
    rb"\b[eE]nv\s*[:=]\s*(?:append\(\s*)?(?:\{\s*)?(?:\.\.\.|\*\*)?\s*(?:dict\(\s*)?$|(?:\.\.\.|\*\*)\s*$"
    rb"|\.from_environ\(\s*$|\bfrom\s+os\s+import\b[\w\s,(]*$"
)
STRING_OR_COMMENT = re.compile(
    rb"(\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`)|//[^\n]*|/\*.*?\*/", re.DOTALL
)
HASH = re.compile(rb"(\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*')|#[^\n]*")
# What is called like the environment in Python and is none: that of a request, as WSGI hands it over.
REQUESTS = re.compile(rb"\bdef\s+\w+\(\s*(?:self\s*,\s*)?environ\s*,\s*start_response\b")
OF_A_REQUEST = re.compile(rb"(?<!\bos\.)\benviron(?:\[|\.get\b)")
WITH_HASH = frozenset(("python", "shell", "Ruby", "Crystal", "Perl", "R", "Julia", "PowerShell", "Elixir", "Nim"))


def without_comments(text: bytes, language: str) -> bytes:
    """Return source code with its comments blanked out and its lines kept."""
    pattern = HASH if language in WITH_HASH or language.capitalize() in WITH_HASH else STRING_OR_COMMENT
    return pattern.sub(lambda match: match[1] or b"\n" * match[0].count(b"\n"), text)


def touches(text: bytes, language: str) -> tuple[int, ...]:
    """Return the lines that touch the environment, each once."""
    pattern = PATTERNS.get(language)
    if pattern is None or not pattern.search(text):
        return ()
    code = without_comments(text, language)
    if language == "python" and REQUESTS.search(code):
        code = OF_A_REQUEST.sub(b"", code)
    starts = [0, *(match.end() for match in re.finditer(rb"\n", code))]
    lines: dict[int, None] = {}
    for match in pattern.finditer(code):
        number = bisect_right(starts, match.start())
        if not PASSED_ON.search(code, starts[number - 1], match.start()):
            lines[number] = None
    return tuple(lines)
