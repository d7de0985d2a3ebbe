"""`validation.py` as a program: what it prints, how it ends, and what it starts."""

import ast
import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from shutil import which
from typing import Any, NoReturn

import pytest

from config_schema import validation
from estuary_docs.catalogue.model import Catalogue
from estuary_docs.runtimes import python
from estuary_docs.runtimes.python import PARTS
from estuary_docs.runtimes.python.problems import InvalidEnvironmentError, Problem
from estuary_docs.runtimes.python.program import run as run_program
from estuary_docs.validation.tables import tables, validator
from tests.conftest import ROOT
from tests.vectors import VECTORS

PROGRAM = ROOT / "config_schema" / "validation.py"
VERSIONS = [f"3.{minor}" for minor in range(9, 15)]
GOOD = "ochre-walnut-sailing-bracket-meadow-thimble"
PATH = {"PATH": os.environ["PATH"]}
Done = subprocess.CompletedProcess[str]


def run(*arguments: str, python: str = sys.executable, **environ: str) -> Done:
    """Run the program in an environment of nothing but PATH and `environ`."""
    command = [python, "-I", "-S", str(PROGRAM), *arguments]
    return subprocess.run(command, capture_output=True, check=False, env=PATH | environ, text=True, encoding="utf-8")


def interpreter(python: str) -> str | None:
    """Return the path of an interpreter, or None if there is none that starts."""
    if which(python) is None:
        return None
    command = [python, "-c", "import sys; print(sys.executable)"]
    return subprocess.run(command, capture_output=True, check=False, text=True).stdout.strip() or None


@pytest.mark.parametrize("version", VERSIONS)
def test_every_python_from_3_9_gives_the_vectors_verdicts(version: str, tmp_path: Path) -> None:
    """The program runs alone under each supported Python, and gives the same verdicts there."""
    python = interpreter(f"python{version}")
    if python is None:
        pytest.skip(f"python{version} is not installed; no package registry has it")
    vectors = [vector for vector in VECTORS if "files" not in vector.facts and "environ" in vector.facts]
    (tmp_path / "vectors.json").write_text(json.dumps([vector.facts for vector in vectors]), encoding="utf-8")
    script = (
        "import json, runpy, sys\n"
        "check = runpy.run_path(sys.argv[1])['check']\n"
        "for vector in json.load(open(sys.argv[2], encoding='utf-8')):\n"
        "    found = [(p.variable, p.rule, p.severity) for p in check(vector['environ'], vector['profile'])]\n"
        "    wanted = [(p['variable'], p['rule'], p['severity']) for p in vector['problems']]\n"
        "    assert found == wanted, vector['description']\n"
    )
    command = [python, "-I", "-S", "-c", script, str(PROGRAM), str(tmp_path / "vectors.json")]
    assert subprocess.run(command, capture_output=True, check=False, text=True).stderr == ""
    assert run(python=python, JWT_SECRET=GOOD).returncode == 0
    assert json.loads(run("--format", "json", python=python, PORT="0").stdout)["problems"][0]["rule"] == "out-of-range"


def test_the_program_is_written_for_python_3_9() -> None:
    """Its syntax is that of Python 3.9, and it imports the standard library alone."""
    tree = ast.parse(PROGRAM.read_text(encoding="utf-8"), feature_version=(3, 9))
    imported = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    imported |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert imported <= {
        "__future__",
        "os",
        "sys",
        "json",
        "argparse",
        "binascii",
        "signal",
        "stat",
        "threading",
        "typing",
        "collections.abc",
    }


def test_a_start_imports_next_to_nothing() -> None:
    """Judging an environment loads neither `re` nor `json` nor anything else that takes long."""
    command = [sys.executable, "-I", "-S", "-X", "importtime", str(PROGRAM)]
    told = subprocess.run(command, capture_output=True, check=True, env=PATH, text=True).stderr
    loaded = {line.rpartition("|")[2].strip() for line in told.splitlines()}
    assert "os" in loaded
    assert not {"re", "json", "argparse", "typing", "pathlib", "dataclasses", "enum", "functools"} & loaded


def test_no_name_of_the_runtime_is_defined_twice() -> None:
    """The modules of the runtime can stand in one file."""
    names: Counter[str] = Counter()
    for part in PARTS:
        for node in ast.parse((Path(python.__path__[0]) / f"{part}.py").read_text(encoding="utf-8")).body:
            match node:
                case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                    names[name] += 1
                case ast.Assign(targets=[*targets]):
                    names.update(
                        each.id for target in targets for each in ast.walk(target) if isinstance(each, ast.Name)
                    )
    assert [name for name, count in names.items() if count > 1 and name != "TYPE_CHECKING"] == []


def test_every_part_of_the_runtime_is_in_the_program() -> None:
    """A module that the runtime gains is on the list of its parts."""
    assert {path.stem for path in Path(python.__path__[0]).glob("*.py")} - {"__init__"} == set(PARTS)


def test_the_tables_come_out_of_the_program_as_they_went_in(catalogue: Catalogue) -> None:
    """What the program holds is exactly the catalogue's tables."""
    for name, table in tables(catalogue).items():
        held = getattr(validation.VALIDATOR, name)
        assert held == table if name != "variables" else held.lstrip("\n") == table, name


def test_a_valid_environment_is_no_news() -> None:
    """With no problem the program prints nothing and exits with 0; with warnings it prints them and exits with 0."""
    silent = run()
    assert (silent.returncode, silent.stdout, silent.stderr) == (0, "", "")
    warned = run(AUTH_ENABELD="true")
    assert (warned.returncode, warned.stderr) == (0, "")
    assert warned.stdout.startswith("warning[unknown-variable]: `AUTH_ENABELD` is not a variable of Estuary")


def test_every_problem_is_reported_at_once() -> None:
    """Each problem is a line with severity, rule, message and remedy, and an error makes the exit code 1."""
    done = run(PORT="0", AUTH_ENABLED="yes", APP_PROFILE="production")
    assert done.returncode == 1
    assert [line.partition(":")[0] for line in done.stdout.splitlines()] == [
        "error[out-of-range]",
        "warning[value-refused]",
        "error[malformed]",
        "error[missing]",
    ]


def test_json_is_always_whole() -> None:
    """The JSON holds the profile and every problem, also where there is none."""
    assert json.loads(run("--format", "json").stdout) == {"profile": "development", "problems": []}
    told = json.loads(run("--format=json", "--profile=staging", PORT="0", JWT_SECRET=GOOD).stdout)
    assert told["profile"] == "staging"
    assert [set(problem) for problem in told["problems"]] == [{"variable", "rule", "severity", "message", "remedy"}]


def test_annotations_are_escaped(tmp_path: Path) -> None:
    """The annotations for a pull request name file, line and rule, and what would end a property is escaped."""
    path = tmp_path / "a,b:c%d.env"
    path.write_text("PORT=0\n")
    done = run("--format", "github", "--env-file", str(path))
    assert done.stdout.startswith(f"::error file={tmp_path}/a%2Cb%3Ac%25d.env,line=1,title=out-of-range::`PORT` is out")


def test_an_env_file_is_judged_alone(tmp_path: Path) -> None:
    """Without a command the file counts and nothing else, so that no variable of the machine hides its faults."""
    (tmp_path / "env").write_text("PORT=0\n")
    assert run("--env-file", str(tmp_path / "env"), PORT="80").returncode == 1
    (tmp_path / "env").write_text("PORT=80\n")
    assert run("--env-file", str(tmp_path / "env"), PORT="0").returncode == 0
    assert f"{tmp_path}/env:1: " not in run("--env-file", str(tmp_path / "env"), PORT="0").stdout


WRONG_USAGE = [
    (["--env-file", "gone.env"], "gone.env: cannot be read: No such file or directory"),
    (["--env-file", "."], ".: cannot be read: Is a directory"),
    (["--env-file", "binary"], "binary: cannot be read: it is not UTF-8 text"),
    (["--env-file"], "argument --env-file: expected one argument; see --help"),
    (["--profile", "canary"], "there is no such profile; choose one of development, staging, production"),
    (["--format", "canary"], "argument --format: invalid choice; see --help"),
    (["JWT_SECRET=canary"], "unrecognized arguments; see --help"),
    (["--secrets", "x"], "unrecognized arguments; see --help"),
]


@pytest.mark.parametrize(("arguments", "complaint"), WRONG_USAGE)
def test_wrong_usage_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], complaint: str
) -> None:
    """What cannot be used is one line on standard error that repeats no argument but a path, and exit code 2."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "binary").write_bytes(b"\xff\xfe")
    done = run(*arguments)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", f"validation.py: {complaint}\n")


def test_help_says_what_it_is_for() -> None:
    """The help is a sentence, the options, and an example."""
    done = run("--help")
    assert done.returncode == 0
    assert "Check the environment of Estuary" in done.stdout
    assert done.stdout.endswith("Example: python validation.py --profile production -- my-service\n")


SHOW = ["sh", "-c", 'echo "$JWT_SECRET,${JWT_SECRET_FILE-none},$PORT,$APP_PROFILE"; exit 7']


def test_a_command_is_started_in_the_resolved_environment(tmp_path: Path) -> None:
    """The command takes the place of the program, with secrets resolved, the `_FILE` names gone, and its exit code."""
    (tmp_path / "key").write_text(f"{GOOD}\n")
    (tmp_path / "env").write_text(f"PORT=80\nJWT_SECRET_FILE={tmp_path}/key\n")
    done = run("--env-file", str(tmp_path / "env"), "--profile", "staging", "--", *SHOW, PORT="81")
    assert (done.returncode, done.stdout, done.stderr) == (7, f"{GOOD},none,81,staging\n", "")


@pytest.mark.parametrize("name", ["JWT_SECRET", "jwt_secret"])
def test_a_command_keeps_its_standard_output(tmp_path: Path, name: str) -> None:
    """Before a command, warnings go to standard error, so that the command's output stays its own."""
    (tmp_path / name).write_text(GOOD)
    done = run("--secrets-dir", str(tmp_path), "--", *SHOW, AUTH_ENABELD="true")
    assert (done.returncode, done.stdout) == (7, f"{GOOD},none,,\n")
    assert done.stderr.startswith("warning[unknown-variable]")


def test_no_command_is_started_in_a_wrong_environment(tmp_path: Path) -> None:
    """With an error the command is not started."""
    done = run("--", "touch", str(tmp_path / "started"), PORT="0")
    assert (done.returncode, done.stdout) == (1, "")
    assert "out-of-range" in done.stderr
    assert not (tmp_path / "started").exists()


def test_a_command_that_cannot_be_started_is_one_line(tmp_path: Path) -> None:
    """A command that is absent gives 127 and one that may not run gives 126, as in a shell."""
    (tmp_path / "data").write_text("")
    absent, forbidden = run("--", "no-such-command"), run("--", str(tmp_path / "data"))
    assert (absent.returncode, absent.stderr) == (
        127,
        "no-such-command: cannot be started: there is no such command\n",
    )
    assert (forbidden.returncode, forbidden.stderr) == (
        126,
        f"{tmp_path}/data: cannot be started: Permission denied\n",
    )


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no pipe to break here")
def test_nobody_need_read_the_report() -> None:
    """A reader that goes away early is no reason for a traceback."""
    command = f"{sys.executable} -I -S {PROGRAM} --profile production | true"
    done = subprocess.run(["sh", "-c", command], capture_output=True, check=False, env=PATH, text=True)
    assert "Traceback" not in done.stderr


def test_the_report_is_utf_8_in_any_locale() -> None:
    """The report is written as UTF-8 whatever the locale."""
    environ = {"LC_ALL": "POSIX", "PYTHONIOENCODING": "ascii", "JWT_SECRET": "w"}
    done = run("--profile", "staging", **environ)
    assert "§" in done.stdout


@pytest.fixture(params=["generated", "engine"])
def judge(request: pytest.FixtureRequest, catalogue: Catalogue) -> Any:
    """Return the generated module's validator, and the engine's own for the same catalogue."""
    return validation.VALIDATOR if request.param == "generated" else validator(catalogue)


def test_the_library_gives_typed_values(judge: Any, tmp_path: Path) -> None:
    """`load` gives numbers, flags, lists and texts, the profile's defaults, and secrets that do not show themselves."""
    (tmp_path / "key").write_text(GOOD)
    loaded = judge.load(
        {
            "APP_PROFILE": "staging",
            "PORT": "0080",
            "JWT_SECRET_FILE": str(tmp_path / "key"),
            "AUTH_JWKS_URLS": "https://a.org/k, https://b.org/k",
            "CORS_ALLOWED_ORIGINS": "https://a.org",
        }
    )
    assert loaded["PORT"] == 80
    assert loaded["AUTH_ENABLED"] is True
    assert loaded["RATE_LIMIT_MAX_REQUESTS"] == 100
    assert loaded["CORS_ALLOWED_ORIGINS"] == ["https://a.org"]
    assert loaded["AUTH_AUDIENCE"] is None
    assert loaded["JWT_SECRET"] == GOOD
    assert loaded["AUTH_JWKS_URLS"] == ["https://a.org/k", "https://b.org/k"]
    assert GOOD not in repr(loaded)
    assert "/k" not in repr(loaded["AUTH_JWKS_URLS"])


def test_the_library_refuses_a_wrong_environment(judge: Any) -> None:
    """`load` raises one error with every problem."""
    with pytest.raises(ValueError, match="not valid") as caught:
        judge.load({"PORT": "0", "AUTH_ENABLED": "yes"})
    assert isinstance(caught.value, InvalidEnvironmentError | validation.InvalidEnvironmentError)
    assert [problem.variable for problem in caught.value.problems] == ["PORT", "AUTH_ENABLED"]
    assert str(caught.value).startswith("the environment is not valid:\nerror[out-of-range]: `PORT`")


@pytest.mark.parametrize(
    ("length", "told"),
    [
        (0, "unset"),
        (15, "set (fewer than 16 bytes)"),
        (16, "set (16 to 31 bytes)"),
        (63, "set (32 to 63 bytes)"),
        (64, "set (64 bytes or more)"),
    ],
)
def test_redaction_tells_a_secret_s_length_class(judge: Any, length: int, told: str) -> None:
    """Of a secret, only whether it is set and roughly how long may be logged."""
    assert judge.redacted({"JWT_SECRET": "w" * length})["JWT_SECRET"] == told


def test_redaction_shows_the_other_values(judge: Any) -> None:
    """Effective values are shown where they are no secrets, not malformed, and hold no secret and no credentials."""
    shown = judge.redacted(
        {
            "PORT": "canary",
            "JWT_SECRET": GOOD,
            "AUTH_AUDIENCE": f"Bearer {GOOD}",
            "AUTH_ISSUER": "https://user:canary@login.quiet-otter.org/a@b?c=https://x:canary@y",
            "RUST_LOG": "warn",
        },
        "staging",
    )
    assert shown["PORT"] == "malformed"
    assert shown["AUTH_AUDIENCE"] == "hidden: holds the value of a secret"
    assert shown["AUTH_ISSUER"] == "https://(hidden)@y"
    assert (shown["RUST_LOG"], shown["APP_PROFILE"], shown["SECURITY_STRICT_MODE"]) == ("warn", "staging", "true")
    assert (shown["CORS_ALLOWED_ORIGINS"], shown["JWT_SECRET"]) == ("unset", "set (32 to 63 bytes)")


def test_the_engine_s_program_is_the_generated_one(
    catalogue: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """Run from the engine, the program reports, refuses and starts as the generated one does."""
    judge = validator(catalogue)
    started: list[list[str]] = []

    def start(_file: str, command: list[str], _environ: dict[str, str]) -> None:
        started.append(command)
        raise {"gone": FileNotFoundError(), "locked": PermissionError(13, "Permission denied")}.get(
            command[0], ValueError("embedded null byte")
        )

    monkeypatch.setattr(os, "execvpe", start)
    monkeypatch.setattr(os, "environ", {"PATH": "/bin"})
    (tmp_path / "env").write_text("PORT=0\n")
    (tmp_path / "binary").write_bytes(b"\xff")
    for arguments in (
        [],
        ["--env-file", str(tmp_path / "env")],
        ["--env-file", str(tmp_path / "env"), "--format", "json"],
        ["--env-file", str(tmp_path / "env"), "--format", "github"],
        ["--env-file", str(tmp_path / "binary")],
        ["--env-file", str(tmp_path)],
        ["--env-file", "/dev/zero"],
        ["--profile", "canary"],
        ["--profile", "production"],
    ):
        expected = run(*arguments)
        assert run_program(judge, arguments, "validation.py") == expected.returncode
        assert capfd.readouterr() == (expected.stdout, expected.stderr)
    for command, code in (("gone", 127), ("locked", 126), ("a\0b", 126)):
        assert run_program(judge, ["--", command], "validation.py") == code
        assert "cannot be started: " in capfd.readouterr().err
    monkeypatch.setattr(os, "supports_bytes_environ", False)
    assert run_program(judge, [], "validation.py") == 0
    with pytest.raises(SystemExit):
        run_program(judge, ["canary"], "validation.py")
    assert capfd.readouterr().err == "validation.py: unrecognized arguments; see --help\n"
    assert started == [["gone"], ["locked"], ["a\0b"]]


def test_a_report_that_nobody_reads_ends_quietly() -> None:
    """When the reader of the report is gone, writing it is no error."""
    from estuary_docs.runtimes.python import program

    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w", encoding="utf-8") as stream:
        program.write("x" * 100_000, stream)
        program.write("more", stream)
    program.write("nobody", None)


def test_a_problem_shows_itself_and_is_equal_to_its_like() -> None:
    """Two problems that tell the same are equal; the representation holds what is told."""
    one = Problem("PORT", "malformed", "error", "message", "remedy", 3)
    assert one == Problem("PORT", "malformed", "error", "message", "remedy", 3)
    assert one != Problem("PORT", "malformed", "error", "message", "remedy")
    assert len({one, Problem("PORT", "malformed", "error", "message", "remedy", 3)}) == 1
    assert repr(one) == (
        "Problem(variable='PORT', rule='malformed', severity='error', message='message', remedy='remedy', line=3)"
    )


SHELL_ENDS = ["1>&-", "2>&-", "1>&- 2>&-", ">/dev/full", "2>/dev/full"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device here")
@pytest.mark.parametrize("end", SHELL_ENDS)
@pytest.mark.parametrize("rest", ["", "--format json", "-- true"])
def test_a_closed_or_full_stream_changes_no_verdict(end: str, rest: str) -> None:
    """Where the report cannot be written, the exit code says what it says elsewhere, without a traceback."""
    for environ, code in (({}, 0), ({"AUTH_ENABELD": "x"}, 0), ({"PORT": "0"}, 1)):
        command = ["sh", "-c", f"{sys.executable} -I -S {PROGRAM} {rest} {end}"]
        done = subprocess.run(command, capture_output=True, check=False, env=PATH | environ, text=True)
        assert (done.returncode, "Traceback" in done.stderr) == (code, False), environ


@pytest.mark.skipif(sys.platform == "win32", reason="environments are text there")
def test_bytes_that_are_no_text_are_judged_and_reported() -> None:
    """A name or a value that is not UTF-8 is one problem or none, in any format, and never a traceback."""
    environ = {b"PATH": os.environb[b"PATH"], b"JWT_SECRE\xff": b"1", b"AUTH_AUDIENCE": b"\xff"}
    for output_format in ("text", "json", "github"):
        command = [sys.executable, "-I", "-S", str(PROGRAM), "--format", output_format]
        done = subprocess.run(command, capture_output=True, check=False, env=environ)
        assert (done.returncode, done.stderr) == (1, b"")
        assert b"malformed" in done.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="environments are text there")
def test_bytes_count_as_utf_8_whatever_the_locale() -> None:
    """A short secret is short in a locale that reads each of its bytes as a letter."""
    environ = PATH | {"LC_ALL": "en_US.ISO-8859-1", "APP_PROFILE": "staging", "JWT_SECRET": "жщхцвлкъпэдйнбф"}
    done = subprocess.run([sys.executable, "-I", "-S", str(PROGRAM)], capture_output=True, check=False, env=environ)
    assert b"too-short" in done.stdout
    show = ["sh", "-c", 'printf %s "$JWT_SECRET_PREVIOUS"']
    environ |= {"JWT_SECRET": f"{GOOD}ж", "JWT_SECRET_PREVIOUS": "lantern-gravel-quince-harbour-mosaic-ж"}
    done = subprocess.run(
        [sys.executable, "-I", "-S", str(PROGRAM), "--", *show], capture_output=True, check=False, env=environ
    )
    assert done.stdout.decode() == "lantern-gravel-quince-harbour-mosaic-ж"


@pytest.mark.skipif(sys.platform == "win32", reason="signals differ there")
def test_a_command_gets_the_signals_that_a_shell_would_give_it() -> None:
    """What Python ignores for itself is not ignored in the command."""
    plain = subprocess.run(["bash", "-c", "trap"], capture_output=True, check=True, env=PATH, text=True).stdout
    assert run("--", "bash", "-c", "trap").stdout == plain


def test_a_profile_that_is_none_is_refused_and_keeps_nothing(judge: Any) -> None:
    """A profile of no such name raises an error whose own frames hold no environment, in every call."""
    for call in (judge.check, judge.load, judge.redacted, judge.verdict):
        with pytest.raises(Exception, match="there is no such profile; choose one of development") as caught:
            call({"JWT_SECRET": "canary"}, "nope")
        traceback = caught.value.__traceback__
        assert traceback
        assert "canary" not in repr(traceback.tb_next and traceback.tb_next.tb_frame.f_locals)


def test_redaction_knows_a_secret_in_every_form(judge: Any, tmp_path: Path) -> None:
    """A secret that arrives twice, or is one item of a list, is hidden wherever else it stands."""
    (tmp_path / "key").write_text(GOOD)
    shown = judge.redacted(
        {
            "JWT_SECRET": "lantern-gravel-quince",
            "JWT_SECRET_FILE": str(tmp_path / "key"),
            "AUTH_AUDIENCE": "lantern-gravel-quince",
            "AUTH_JWKS_URLS": "https://id.quiet-otter.org/a,https://id.quiet-otter.org/b",
            "AUTH_ISSUER": "https://id.quiet-otter.org/b",
            "RUST_LOG": "see https://user:word/and#more@host and https://host/path",
        }
    )
    assert list(shown.values()).count("file-conflict") == 1
    assert shown["AUTH_AUDIENCE"] == shown["AUTH_ISSUER"] == "hidden: holds the value of a secret"
    assert shown["RUST_LOG"] == "see https://(hidden)@host and https://host/path"


def test_a_number_of_thousands_of_zeros_is_loaded(judge: Any) -> None:
    """What `check` accepts `load` can give, though Python reads no number of so many digits."""
    assert judge.load({"PORT": "0" * 5000 + "80"})["PORT"] == 80


def test_an_env_file_that_never_ends_is_refused() -> None:
    """A file of more than 16 MiB is none that anybody wrote."""
    done = run("--env-file", "/dev/zero")
    assert (done.returncode, done.stderr) == (
        2,
        "validation.py: /dev/zero: cannot be read: it is larger than 16 MiB\n",
    )


def test_an_interrupt_ends_quietly(catalogue: Catalogue) -> None:
    """Ctrl-C while a secret is read ends the program as it ends a shell's command."""
    from estuary_docs.runtimes.python import program

    class Interrupted(type(validator(catalogue))):  # type: ignore[misc]
        def verdict(self, *_arguments: object, **_options: object) -> NoReturn:
            raise KeyboardInterrupt

    assert program.main(validator(catalogue), [], "validation.py") in (0, 1)
    assert program.main(Interrupted(), [], "validation.py") == 130
