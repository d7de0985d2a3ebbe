"""A rotation end to end, with a small service that accepts two keys: nobody is refused."""

import hmac
from collections.abc import Mapping
from hashlib import sha256
from itertools import cycle
from pathlib import Path

import pytest

from estuary_docs.catalogue.model import Catalogue
from tests.stores import places

OLD = "old-" + "k" * 40
REQUESTS = 1000


class Instance:
    """An instance of the service: it reads both keys when it starts, signs with one and accepts both."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self.keys = [environment[name] for name in ("SIGN_KEY", "SIGN_KEY_PREVIOUS") if name in environment]

    def sign(self, text: str) -> str:
        """Return a token."""
        return hmac.new(self.keys[0].encode(), text.encode(), sha256).hexdigest()

    def accepts(self, text: str, token: str) -> bool:
        """Say whether a token was signed by a key that is valid."""
        return any(
            hmac.compare_digest(hmac.new(key.encode(), text.encode(), sha256).hexdigest(), token) for key in self.keys
        )


def test_no_request_is_refused(
    request: pytest.FixtureRequest, shop: Catalogue, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Two instances are deployed one after the other at each of the three steps on Secrets Manager.

    Each request takes a token from one of them to one of them, and 1,000 of 1,000 are accepted; the clients get new
    tokens within the window.
    """
    monkeypatch.setenv("HOME", str(tmp_path))
    with places.aws("aws-secretsmanager", request.getfixturevalue("moto"), monkeypatch) as place:
        place.put("SIGN_KEY", OLD)
        work = place.work(shop, tmp_path)
        instances = [Instance(place.values()), Instance(place.values())]
        accepted, refused, turns = 0, 0, cycle(((0, 0), (0, 1), (1, 0), (1, 1)))
        # Before, and then after each deployment of one instance.
        deployments = [None, *((step, which) for step in range(3) for which in (0, 1))]
        for number, deployment in enumerate(deployments):
            if deployment is not None:
                step, which = deployment
                if which == 0:
                    # The window is over before the last step: clients have new tokens.
                    work.step(work.rotating()[0], early=True)
                assert step < 3
                instances[which] = Instance(place.values())
            for _ in range(REQUESTS // len(deployments) + 1):
                signer, judge = next(turns)
                token = instances[signer].sign(f"order {number}")
                held = instances[judge].accepts(f"order {number}", token)
                accepted, refused = accepted + held, refused + (not held)
        assert accepted >= REQUESTS
        assert refused == 0
        assert instances[0].keys == [place.values()["SIGN_KEY"]] != [OLD]
