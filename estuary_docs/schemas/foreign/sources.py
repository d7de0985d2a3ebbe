"""Ask pydantic-settings itself which names it reads, and what it makes of a text."""

import os
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from inspect import signature
from types import SimpleNamespace
from typing import Any

from pydantic.fields import FieldInfo
from pydantic_settings import (
    BaseSettings,
    CliSettingsSource,
    DotEnvSettingsSource,
    EnvSettingsSource,
    ForceDecode,
    InitSettingsSource,
    NoDecode,
    SecretsSettingsSource,
)
from pydantic_settings.sources.utils import parse_env_vars

Path = tuple[str, ...]
NOTHING = object()
SOME_JSON = "null"
SOME_TEXT = "1"


class ClassEnvironment:
    """What one settings class reads from the environment."""

    def __init__(self, settings: type[BaseSettings]) -> None:
        self.is_customised = (
            settings.settings_customise_sources.__func__  # type: ignore[attr-defined]
            is not BaseSettings.settings_customise_sources.__func__  # type: ignore[attr-defined]
        )
        with empty_environment(), quiet():
            own = (_sources_of(settings) or []) if self.is_customised else []
            self._source = own[0] if len(own) == 1 else EnvSettingsSource(settings)
            self._keys = EnvSettingsSource(settings, case_sensitive=True, env_prefix="", env_prefix_target="all")
        self.settings = settings
        self.case_sensitive = bool(self._source.case_sensitive)
        self.prefix = self.shown(self._source.env_prefix)
        self.delimiter = self._source.env_nested_delimiter or ""
        self.none_word = self._source.env_parse_none_str
        self.ignores_empty = bool(self._source.env_ignore_empty)
        self.names_of_enums = bool(self._source.env_parse_enums)

    def shown(self, name: str) -> str:
        """Return a name as people write it: in capitals, where the case does not matter."""
        return name if self.case_sensitive or name.upper().lower() != name.lower() else name.upper()

    def names(self, name: str, field: FieldInfo) -> dict[str, bool]:
        """Return each name under which a field of the class is read; whether only a part of the document counts."""
        with quiet():
            entries = self._source._extract_field_info(field, name)  # noqa: SLF001 - what it reads, nobody else knows
        aliases = {key for key, _, _ in entries if key != name}
        names = {self.shown(env): is_part and key in aliases for key, env, is_part in entries}
        return {name: is_part for name, is_part in names.items() if not (self.is_customised and self._leaves_out(name))}

    def keys(self, config: Mapping[str, Any], name: str, field: FieldInfo) -> dict[str, bool]:
        """Return each key under which a nested field takes its value; whether only a part of the document counts."""
        self._keys.config = config  # type: ignore[assignment]  # the class's own configuration decides
        with quiet():
            entries = self._keys._extract_field_info(field, name)  # noqa: SLF001 - likewise
        aliases = {key for key, _, _ in entries if key != name}
        return {key: is_part and key in aliases for key, _, is_part in entries}

    def nested(self, parent: str, key: str) -> str:
        """Return the name that a key has below the name of what holds it."""
        return self.shown(parent + self.delimiter + key)

    def decoding(self, field: FieldInfo) -> tuple[bool, bool, bool]:
        """Return whether a text is decoded as JSON, whether it may fail to be, and whether the field says no."""
        with quiet():
            is_complex, may_fail = self._source._field_is_complex(field)  # noqa: SLF001 - likewise
        refuses = NoDecode in field.metadata
        switched_off = self._source.config.get("enable_decoding") is False and ForceDecode not in field.metadata
        return is_complex, may_fail, is_complex and (refuses or switched_off)

    def given(self, name: str, field: FieldInfo, environ: Mapping[str, str], path: Path = ()) -> object:
        """Return what an environment gives for a field of the class, or what stands at `path` in it; or NOTHING."""
        source: Any = self._source
        source.settings_cls = SimpleNamespace(model_fields={name: field}, model_config=self.settings.model_config)
        source.env_vars = parse_env_vars(environ, self.case_sensitive, source.env_ignore_empty, self.none_word)
        try:
            with quiet():
                value: object = next(iter(source().values()), NOTHING)
        except Exception:  # noqa: BLE001 - whatever a class makes of a text, it does not take it
            return NOTHING
        for key in path:
            mapping = value if isinstance(value, dict) else {}
            value = mapping.get(key, mapping.get(key.lower(), NOTHING))
        return value

    def _leaves_out(self, variable: str) -> bool:
        """Say whether the class takes sources that drop a variable which pydantic-settings would read."""
        with empty_environment(), quiet():
            os.environ[variable] = SOME_TEXT
            own = _sources_of(self.settings)
            return own is not None and _gives(EnvSettingsSource(self.settings)) and not any(map(_gives, own))

    def reaches(self, name: str, field: FieldInfo, variable: str, path: Path) -> bool:
        """Say whether a variable sets what stands at `path` in a field of the class."""
        return self.given(name, field, {variable: SOME_JSON}, path) is not NOTHING


def _sources_of(settings: type[BaseSettings]) -> list[EnvSettingsSource] | None:
    """Return what a class chooses to read its environment with; None if that cannot be told."""
    try:
        chosen = settings.settings_customise_sources(
            settings,
            init_settings=InitSettingsSource(settings, {}),
            env_settings=EnvSettingsSource(settings),
            dotenv_settings=DotEnvSettingsSource(settings, env_file=None),
            file_secret_settings=SecretsSettingsSource(settings),
        )
    except (Exception, SystemExit):  # noqa: BLE001 - whatever a source needs, it is not there
        return None
    others = (CliSettingsSource, DotEnvSettingsSource)
    own = [source for source in chosen if isinstance(source, EnvSettingsSource) and not isinstance(source, others)]
    is_known = all(type(source).__module__.startswith("pydantic_settings.") for source in chosen)
    return own if own or is_known else None


def _gives(source: EnvSettingsSource) -> bool:
    try:
        return bool(source())
    except Exception:  # noqa: BLE001 - what a source refuses, it has read
        return True


def built(settings: type[BaseSettings]) -> BaseSettings:
    """Build a class without its env file; raises whatever it raises."""
    takes_file = settings.__init__ is BaseSettings.__init__ or "_env_file" in signature(settings.__init__).parameters
    if takes_file or any(
        parameter.kind is parameter.VAR_KEYWORD for parameter in signature(settings.__init__).parameters.values()
    ):
        return settings(_env_file=None)
    return settings()


@contextmanager
def quiet() -> Iterator[None]:
    """Keep what pydantic warns of to itself: it is said in one line elsewhere, or means nothing here."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


@contextmanager
def empty_environment() -> Iterator[None]:
    """Take the environment away, so that no default is made of what this machine has set."""
    original = dict(os.environ)
    os.environ.clear()
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(original)
