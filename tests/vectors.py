"""The vectors, and how to run one against a validator."""

import base64
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from estuary_docs.runtimes.python.problems import Problem

FOLDER = Path(__file__).parent / "vectors"
Verdict = list[tuple[str, str, str, int | None]]


@dataclass(frozen=True)
class Vector:
    """One vector of a file."""

    file: str
    facts: dict[str, Any]

    @property
    def name(self) -> str:
        """What a test calls it; without its values."""
        return f"{self.file}: {self.facts['description']}".encode("ascii", "backslashreplace").decode()

    @property
    def profile(self) -> str | None:
        """The profile given, if any."""
        profile: str | None = self.facts["profile"]
        return profile

    @property
    def expected(self) -> Verdict:
        """What every validator must say."""
        return [
            (problem["variable"], problem["rule"], problem["severity"], problem.get("line"))
            for problem in self.facts["problems"]
        ]

    def environ(self, folder: Path) -> dict[str, str]:
        """Return the environment, and write its files into `folder`."""
        for name, content in self.facts.get("files", {}).items():
            (folder / name).write_bytes(_bytes(content))
        return {name: text.replace("{folder}", str(folder)) for name, text in self.facts["environ"].items()}

    def env_file(self, folder: Path) -> Path:
        """Return the path of the env file, written into `folder`."""
        (folder / "judged.env").write_bytes(_bytes(self.facts["file"]))
        return folder / "judged.env"

    def judged_by(self, validator: Any, folder: Path) -> list[Problem]:
        """Return what a validator says, be it the engine's or a generated one."""
        if "file" in self.facts:
            verdict = validator.verdict({}, self.profile, str(self.env_file(folder)), with_environ=False)
            return list(verdict.problems)
        return list(validator.check(self.environ(folder), self.profile))


def _bytes(content: str | dict[str, Any]) -> bytes:
    if isinstance(content, str):
        return content.encode()
    if "base64" in content:
        return base64.b64decode(content["base64"])
    return f"{content.get('before', '')}{content['repeat'] * content['times']}{content.get('after', '')}".encode()


def told(problems: list[Problem]) -> Verdict:
    """Return problems as vectors state them."""
    return [(problem.variable, problem.rule, problem.severity, problem.line) for problem in problems]


VECTORS = [
    Vector(path.stem, facts)
    for path in sorted(FOLDER.glob("*.json"))
    for facts in json.loads(path.read_text(encoding="utf-8"))
]
OF_ENVIRONMENTS = [vector for vector in VECTORS if "environ" in vector.facts]
OF_ENV_FILES = [vector for vector in VECTORS if "file" in vector.facts]
