"""Judge an environment by tables, with the standard library alone: the interpreter that a service ships with.

It starts in milliseconds because it imports next to nothing: `re`, `json`, `argparse`, `pathlib`, `typing` and
`dataclasses` each take longer than everything it does.
"""

from __future__ import annotations

from estuary_docs.runtimes.python.causes import (
    NO_CAUSE,
    cause_of_breach,
    cause_of_form,
    cause_of_profile,
    explained,
    nearest_word,
)
from estuary_docs.runtimes.python.env_file import EnvFile, text_of
from estuary_docs.runtimes.python.forms import fault, in_file, is_set, items, typed
from estuary_docs.runtimes.python.names import Names, is_own_name
from estuary_docs.runtimes.python.problems import InvalidEnvironmentError, Problem, UsageError, Verdict, has_errors
from estuary_docs.runtimes.python.redaction import Pieces, Secret, length_class, without_credentials
from estuary_docs.runtimes.python.rules import applies, borrow, in_order_of_lines, passes, told_once
from estuary_docs.runtimes.python.secret_files import FILE_SUFFIX, UNREADABLE, read_secret

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from estuary_docs.runtimes.python.causes import Cause
    from estuary_docs.runtimes.python.forms import Kind, Typed
    from estuary_docs.runtimes.python.rules import Rule


class Validator:
    """The rules of one service. A subclass holds the tables.

    `variables` has a line each, in order, with tabs between: name, `secret`, `setting` or `secret-without-file`, kind,
    default if any. `profile_defaults` holds the defaults that a profile has in place of those that hold without one;
    `borrowed_defaults` has the variables whose values others have by default, each after those that it needs. `rules`
    has for each variable its rules: slug, severity, check, the check's argument, conditions, message, remedy.
    `messages` has the others: slug, severity, message, remedy, by what is wrong. `remedies` has what takes the place of
    message (where it is not empty) and remedy, by the cause of the fault. `yields` has the variables that keep one from
    being read, `taking_empty` those of which an empty text is a value. `prefixes` begin names that only this service
    uses.
    """

    service: str
    profile_variable: str | None
    profiles: tuple[str, ...]
    default_profile: str
    kinds: dict[str, Kind]
    phrases: dict[str, str]
    variables: str
    profile_defaults: dict[str, dict[str, str | None]]
    borrowed_defaults: dict[str, str]
    rules: dict[str, tuple[Rule, ...]]
    messages: dict[str, tuple[str, str, str, str]]
    remedies: dict[str, tuple[str, str]]
    old_names: dict[str, tuple[str, ...]]
    deprecated: dict[str, str]
    yields: dict[str, tuple[str, ...]]
    taking_empty: tuple[str, ...]
    external: tuple[str, ...]
    prefixes: tuple[str, ...]

    def __init__(self) -> None:
        rows = [line.split("\t", 3) for line in self.variables.split("\n") if line]
        self.kind_of = {row[0]: row[2] for row in rows}
        self.secrets = {row[0]: row[1] == "secret" for row in rows if row[1] != "setting"}
        self.defaults = {row[0]: row[3] if len(row) > 3 else None for row in rows}  # noqa: PLR2004 - the last of four
        self.names = Names(self.kind_of)
        self.known = {
            *self.kind_of,
            *self.external,
            *(name for names in self.old_names.values() for name in names),
            *(name + FILE_SUFFIX for name in self.secrets if self.secrets[name]),
        }

    def check(self, environ: Mapping[str, str], profile: str | None = None) -> list[Problem]:
        """Return every error and warning about an environment, in the order of the variables.

        `profile` takes the place of the one that the environment chooses. Raises UsageError if there is none such.
        """
        if not self.knows(profile):
            del environ
            raise self.unknown_profile()
        return self.judged(environ, profile)[1]

    def load(self, environ: Mapping[str, str], profile: str | None = None) -> dict[str, Typed]:
        """Return the effective values, typed: the defaults of the profile where nothing is set, None without one.

        A secret is a `Secret`. Raises InvalidEnvironmentError, with all problems, if there is an error among them;
        UsageError if there is no such profile.
        """
        if not self.knows(profile):
            del environ
            raise self.unknown_profile()
        values, problems = self.judged(environ, profile)[:2]
        del environ
        if has_errors(problems):
            del values
            raise InvalidEnvironmentError(problems)
        return {
            name: text and typed(self.kinds[self.kind_of[name]], text, Secret if name in self.secrets else str)
            for name, text in values.items()
        }

    def judged(
        self, environ: Mapping[str, str], profile: str | None, secrets_folder: str | None = None
    ) -> tuple[dict[str, str | None], list[Problem], dict[str, str]]:
        """Return the effective values in their written form, every problem, and the slug of each value without a form.

        A malformed value counts as its default where the rules of others ask for it; its own rules are passed over.
        `profile` is one that may be given.
        """
        chosen = self._profile(environ, profile)
        if profile is not None and self.profile_variable is not None:
            environ = {**environ, self.profile_variable: profile}
        values = {**self.defaults, **self.profile_defaults.get(chosen, {})}
        broken, texts = self._read(environ, values, secrets_folder)
        borrowing = borrow(values, broken, self.borrowed_defaults)
        problems = []
        for name in self.kind_of:
            if name in self.old_names:
                problems += [self._worded("renamed", old, new=name) for old in self.old_names[name] if environ.get(old)]
            if name in self.deprecated and environ.get(name):
                problems.append(self._worded("deprecated", name, advice=self.deprecated[name]))
            if name in broken and name in borrowing:
                continue
            if name in broken:
                problem = self._worded(broken[name], name, file=name + FILE_SUFFIX, kind=self._phrase(name))
                if name in texts:
                    problem = explained(problem, self._cause(name, texts[name], values), self.remedies)
                problems.insert(0 if name == self.profile_variable else len(problems), problem)
            else:
                problems += self._breaches(name, values)
        return values, told_once(problems) + self._unknown(environ), broken

    def redacted(self, environ: Mapping[str, str], profile: str | None = None) -> dict[str, str]:
        """Return what may be logged: of a secret whether it is set and how long, of the others the effective value.

        What is malformed, or holds a secret's value, is not shown. Raises UsageError if there is no such profile.
        """
        if not self.knows(profile):
            del environ
            raise self.unknown_profile()
        values, _, broken = self.judged(environ, profile)
        texts = [text for name in self.secrets for text in (values[name], environ.get(name)) if text]
        pieces = Pieces(piece for text in texts for piece in (text, *items(text)))
        shown = {}
        for name, text in values.items():
            if name in broken:
                shown[name] = broken[name]
            elif text is None:
                shown[name] = "unset"
            elif name in self.secrets:
                shown[name] = f"set ({length_class(text)})"
            elif pieces.are_in(text):
                shown[name] = "hidden: holds the value of a secret"
            else:
                shown[name] = without_credentials(text)
        return shown

    def verdict(
        self,
        environ: Mapping[str, str],
        profile: str | None = None,
        env_file: str | None = None,
        secrets_folder: str | None = None,
        *,
        with_environ: bool = True,
    ) -> Verdict:
        """Judge an environment, or an env file; `with_environ` lets the environment go before the file, as in dotenvy.

        Secrets may also be files in `secrets_folder`. Raises UsageError if there is no such profile, or if the env file
        cannot be read.
        """
        text, complaint = (None, None) if env_file is None else text_of(env_file)
        if complaint or not self.knows(profile):
            del environ
            raise UsageError(complaint) if complaint else self.unknown_profile()
        if text is None:
            return self._verdict(environ, profile, secrets_folder)
        return self.verdict_on(EnvFile(text), environ if with_environ else {}, profile, secrets_folder)

    def verdict_on(
        self, file: EnvFile, environ: Mapping[str, str], profile: str | None = None, secrets_folder: str | None = None
    ) -> Verdict:
        """Judge an env file under an environment, which goes before it; `profile` is one that may be given."""
        effective = {**file.values, **environ}
        verdict = self._verdict(effective, profile, secrets_folder)
        for problem in verdict.problems:
            for name in (problem.variable, problem.variable + FILE_SUFFIX):
                if name in file.values and file.values[name] == effective[name]:
                    problem.line = problem.line or file.lines[name]
        of_lines = [self._of_line(*trap) for trap in file.traps]
        verdict.problems = in_order_of_lines(of_lines + verdict.problems, self.profile_variable)
        return verdict

    def _verdict(self, environ: Mapping[str, str], profile: str | None, secrets_folder: str | None) -> Verdict:
        values, problems, _ = self.judged(environ, profile, secrets_folder)
        resolved = dict(environ)
        if profile is not None and self.profile_variable is not None:
            resolved[self.profile_variable] = profile
        for name, has_file in self.secrets.items():
            if has_file:
                resolved.pop(name + FILE_SUFFIX, None)
            secret = values[name]
            if secret is not None:
                resolved[name] = secret
        chosen = self._profile(environ, profile)
        defaults = {name: values[name] or "" for name in self.profile_defaults.get(chosen, {})}
        defaults.update({name: values[name] or "" for name in self.borrowed_defaults if values[name]})
        return Verdict(chosen, problems, resolved, defaults)

    def knows(self, profile: str | None) -> bool:
        """Say whether a profile may be given; None leaves the choice to the environment."""
        return profile is None or profile in self.profiles

    def unknown_profile(self) -> UsageError:
        """Return the error for one that may not."""
        return UsageError(f"there is no such profile; choose one of {', '.join(self.profiles)}")

    def _profile(self, environ: Mapping[str, str], profile: str | None) -> str:
        if profile is not None:
            return profile
        chosen = environ.get(self.profile_variable or "")
        return chosen if chosen in self.profiles else nearest_word(self.profiles, chosen or "") or self.default_profile

    def _read(
        self, environ: Mapping[str, str], values: dict[str, str | None], secrets_folder: str | None
    ) -> tuple[dict[str, str], dict[str, tuple[Kind, str]]]:
        """Put what is set into `values`; return the slug of each value without a form, and its kind and text."""
        broken, texts = {}, {}
        empty = {name for name in self.taking_empty if environ.get(name) == ""}
        for name, label in self.kind_of.items():
            if any(environ.get(other) or other in empty for other in self.yields.get(name, ())):
                continue
            text, slug = environ.get(name), None
            has_file = self.secrets.get(name)
            # A folder that somebody names holds secrets of a class too that takes none by `NAME_FILE`.
            if has_file or (secrets_folder and has_file is not None and name not in empty):
                text, slug = read_secret(environ if has_file else {name: text or ""}, name, secrets_folder)
                text = "" if text is None and not slug and name in empty else text
                if slug:
                    broken[name] = slug
                    # Set, though nobody can say to what: presence is all that other rules may ask of it.
                    values[name] = UNREADABLE
            kind = self.kinds[label] if environ.get(name) else in_file(self.kinds[label])
            if text is None or not (is_set(kind, text) or name in empty):
                continue
            slug = fault(kind, text)
            if slug:
                broken[name], texts[name] = slug, (kind, text)
            # Other rules see the default in the place of a malformed value.
            if not slug or values[name] is None:
                values[name] = text
        return broken, texts

    def _cause(self, name: str, read: tuple[Kind, str], values: Mapping[str, str | None]) -> Cause:
        """Return why a value has no form; nothing where what would be right breaks a rule."""
        if name == self.profile_variable:
            return cause_of_profile(self.profiles, read[1], self.default_profile)
        cause = cause_of_form(*read)
        is_refused = cause[2] != "" and has_errors(self._breaches(name, {**values, name: cause[2]}))
        return NO_CAUSE if is_refused else cause

    def _phrase(self, name: str) -> str:
        label = self.kind_of[name]
        return self.phrases.get(label, label)

    def _breaches(self, name: str, values: Mapping[str, str | None]) -> list[Problem]:
        kind, text = self.kinds[self.kind_of[name]], values[name]
        return [
            explained(
                Problem(name, slug, level, message, advice), cause_of_breach(check, asked, kind, text), self.remedies
            )
            for slug, level, check, asked, conditions, message, advice in self.rules.get(name, ())
            if applies(conditions, values) and not passes(check, asked, kind, text, values)
        ]

    def _unknown(self, environ: Mapping[str, str]) -> list[Problem]:
        problems = []
        for name in sorted(set(environ) - self.known):
            meant = self.names.nearest(name)
            if meant:
                problems.append(self._worded("misspelt", name, meant=meant))
            elif is_own_name(name, self.prefixes):
                problems.append(self._worded("unknown", name))
        return problems

    def _of_line(self, line: int, name: str, trap: str) -> Problem:
        """Word what is wrong with a line; a name is shown if it is known, for it may be a piece of a secret."""
        known = name in self.known
        return self._worded(trap, name if known else "", line, subject=f"`{name}`" if known else "This line")

    def _worded(self, what: str, variable: str, line: int | None = None, **facts: str) -> Problem:
        slug, severity, message, remedy = self.messages[what]
        facts.update(variable=variable, service=self.service)
        return Problem(variable, slug, severity, message.format(**facts), remedy.format(**facts), line)
