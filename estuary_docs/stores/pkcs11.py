"""Keys in a hardware module, by PKCS #11: labels, ages and attributes; no key ever leaves the module.

The age is in the key's id, which `rotate` writes: not every module keeps a start date. Behind it, `~` and a time say
when the key was replaced by another one, so that the outgoing key is known.
"""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from estuary_docs.errors import missing_extra
from estuary_docs.renderers.writing.entry_names import Entries
from estuary_docs.stores.https import missing_variable
from estuary_docs.stores.store import ConflictError, Entry, Secret, refused, unproven, unreachable

TIME = "%Y%m%dT%H%M%S.%fZ"
BITS = 256
EARLIEST = datetime.min.replace(tzinfo=UTC)
MODULE, PIN_FILE = "PKCS11_MODULE_PATH", "PKCS11_PIN_FILE"


class Kind:
    """Secret and private keys of one token, as they are labelled.

    Rotation works on ids: `read` returns the id of a key in place of its value, and `write` makes a key in the module
    whatever value it is given, or lets two of them change their labels.
    """

    silence = ""
    at_once = True
    keeps_tags = False

    def __init__(self, name: str, entries: Entries) -> None:
        self.name, self.token = name, entries.container
        try:
            import pkcs11  # noqa: PLC0415 - an extra
        except ImportError:
            raise missing_extra(f"store {name}", "python-pkcs11", "pkcs11") from None
        self.pkcs11 = pkcs11
        self.label, self.id = pkcs11.Attribute.LABEL, pkcs11.Attribute.ID
        self.module = os.environ.get(MODULE, "")
        if not Path(self.module).is_file():
            raise missing_variable(name, f"{MODULE}, the path of the module's library")

    @staticmethod
    def policy(entries: Entries, *, rotates: bool) -> str:
        """Return what a PIN needs: PKCS #11 knows no right to labels alone, but keys that never leave the module."""
        what = "list, make, label and destroy keys" if rotates else "see the labels of keys"
        return (
            f"# The PIN of a user of the token {entries.container}, in a file of mode 0600 named by PKCS11_PIN_FILE,\n"
            f"# to {what}. It reads no key: each must be CKA_SENSITIVE and not CKA_EXTRACTABLE.\n"
            f"softhsm2-util --init-token --free --label {entries.container}\n"
        )

    def entries(self) -> Iterator[Entry]:
        """Yield keys by label, age and attribute."""
        with self._session(writes=False) as session:
            yield from [self._entry(key) for key in self._keys(session)]

    def dated(self, entry: Entry) -> Entry:
        """Return the entry: the id has its age."""
        return entry

    def entry(self, name: str) -> Entry | None:
        """Return the newest key of a label."""
        with self._session(writes=False) as session:
            return self._newest(self._keys(session), name)

    def read(self, name: str) -> Secret | None:
        """Return the id of a key, which stands for the value that nobody can read."""
        entry = self.entry(name)
        return Secret(entry.version.encode()) if entry else None

    def write(self, values: Mapping[str, Secret], expected: Mapping[str, Entry | None]) -> None:
        """Make a key in the module; or let two change their labels, and mark the outgoing one before."""
        with self._session(writes=True) as session:
            keys = self._keys(session)
            for name, entry in expected.items():
                if self._newest(keys, name) != entry:
                    raise ConflictError(self.name, name)
            name, *others = values
            if not others:
                self._generate(session, name)
                return
            self._mark(next(key for key in keys if self._entry(key) == expected[name]))
            self._finish(session, name, others[0])

    def remove(self, name: str, expected: Entry) -> None:
        """Destroy a key."""
        with self._session(writes=True) as session:
            keys = [key for key in self._keys(session) if self._entry(key) == expected]
            if not keys:
                raise ConflictError(self.name, name)
            for key in keys:
                key.destroy()

    def is_pending(self, name: str, overlap: str) -> bool:
        """Say whether an exchange of labels was begun."""
        with self._session(writes=False) as session:
            return bool(self._begun(session, name, overlap))

    def settle(self, name: str, overlap: str) -> bool:
        """Finish an exchange of labels that was killed."""
        with self._session(writes=True) as session:
            return self._finish(session, name, overlap)

    def is_outgoing(self, overlap: Entry, name: Entry) -> bool:
        """Say whether the key of the overlap variable is marked; `rotate` announces none that is older."""
        if overlap.placed is None and _made(overlap) < _made(name):
            why = f"{overlap.name} is older than {name.name}, and has no mark of `estuary-docs rotate`"
            raise unproven(self.name, name.name, overlap.name, why)
        return overlap.placed is not None

    def tag(self, name: str, text: str | None = None) -> str | None:  # noqa: ARG002 - a key has no tags
        """Return None: a key keeps nothing beside it."""
        return None

    def _keys(self, session: Any) -> list[Any]:  # noqa: ANN401 - the library has no types
        kinds = (self.pkcs11.ObjectClass.SECRET_KEY, self.pkcs11.ObjectClass.PRIVATE_KEY)
        return [key for kind in kinds for key in session.get_objects({self.pkcs11.Attribute.CLASS: kind})]

    def _newest(self, keys: list[Any], name: str) -> Entry | None:
        entries = [entry for entry in map(self._entry, keys) if entry.name == name]
        return max(entries, key=lambda entry: entry.version, default=None)

    def _begun(self, session: Any, name: str, overlap: str) -> list[tuple[Entry, Any]]:  # noqa: ANN401 - likewise
        """Return the keys of an exchange that was begun, by age.

        One was begun where a key that is marked, or a second one, has the label of the secret.
        """
        pairs = [(self._entry(key), key) for key in self._keys(session)]
        pairs = sorted((pair for pair in pairs if pair[0].name in {name, overlap}), key=lambda pair: pair[0].version)
        here = [entry for entry, _ in pairs if entry.name == name]
        is_begun = any(entry.placed for entry in here) or (len(here) > 1 and len(here) == len(pairs))
        return pairs if is_begun and len(pairs) > 1 else []

    def _finish(self, session: Any, name: str, overlap: str) -> bool:  # noqa: ANN401 - likewise
        """Give two keys the labels that an exchange was to give them; say whether one was begun.

        Of all the keys, the one that was marked last, or is the oldest, goes; the other one takes its place and loses
        its own mark.
        """
        pairs = self._begun(session, name, overlap)
        if not pairs:
            return False
        outgoing = max(pairs, key=lambda pair: pair[0].placed or EARLIEST)
        incoming = next(pair for pair in reversed(pairs) if pair is not outgoing)
        if not outgoing[0].placed:
            self._mark(outgoing[1])
        self._change(incoming[1], self.label, name, incoming[0].name)
        self._change(outgoing[1], self.label, overlap, outgoing[0].name)
        if incoming[0].placed:
            incoming[1][self.id] = incoming[0].version.encode()
        return True

    def _mark(self, key: Any) -> None:  # noqa: ANN401 - likewise
        """Note in the id of a key that it goes."""
        key[self.id] = self._entry(key).version.encode() + b"~" + _now()

    @staticmethod
    def _change(key: Any, attribute: Any, value: str, current: str) -> None:  # noqa: ANN401 - likewise
        if value != current:
            key[attribute] = value

    def _entry(self, key: Any) -> Entry:  # noqa: ANN401 - likewise
        version, _, mark = bytes(key[self.id]).decode("ascii", "replace").partition("~")
        attribute = self.pkcs11.Attribute
        loose = bool(key[attribute.EXTRACTABLE]) or not key[attribute.SENSITIVE]
        return Entry(str(key[self.label]), _time(version), version, extractable=loose, placed=_time(mark))

    def _generate(self, session: Any, name: str) -> None:  # noqa: ANN401 - likewise
        attribute = self.pkcs11.Attribute
        session.generate_key(
            self.pkcs11.KeyType.GENERIC_SECRET,
            BITS,
            label=name,
            id=_now(),
            store=True,
            capabilities=self.pkcs11.MechanismFlag.SIGN | self.pkcs11.MechanismFlag.VERIFY,
            mechanism=self.pkcs11.Mechanism.GENERIC_SECRET_KEY_GEN,
            template={attribute.SENSITIVE: True, attribute.EXTRACTABLE: False, attribute.PRIVATE: True},
        )

    @contextmanager
    def _session(self, *, writes: bool) -> Iterator[Any]:
        errors = self.pkcs11.exceptions
        try:
            token = self.pkcs11.lib(self.module).get_token(token_label=self.token)
            with token.open(rw=writes, user_pin=self._pin()) as session:
                yield session
        except errors.NoSuchToken:
            raise unreachable(self.name, f"the module has no token {self.token}") from None
        except (errors.PinIncorrect, errors.PinLocked, errors.UserPinNotInitialized, errors.UserNotLoggedIn):
            raise refused(self.name, f"the PIN of {self.token}") from None
        except errors.PKCS11Error as error:
            raise unreachable(self.name, f"the module refuses ({type(error).__name__})") from None

    def _pin(self) -> str:
        path = Path(os.environ.get(PIN_FILE, ""))
        if not path.is_file():
            raise missing_variable(self.name, f"{PIN_FILE}, the path of a file with the PIN")
        return path.read_text(encoding="utf-8").strip()


def _made(entry: Entry) -> datetime:
    return entry.changed or EARLIEST


def _now() -> bytes:
    return datetime.now(UTC).strftime(TIME).encode()


def _time(text: str) -> datetime | None:
    with suppress(ValueError):
        return datetime.strptime(text, TIME).replace(tzinfo=UTC)
    return None
