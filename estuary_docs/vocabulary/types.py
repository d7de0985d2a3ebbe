"""The annotations a schema may use beside `bool`, `int`, `str`, `SecretStr`, `Literal` and `list`."""

from typing import Annotated

from pydantic import SecretStr

from estuary_docs.vocabulary.kinds import Origin as OriginKind
from estuary_docs.vocabulary.kinds import Url as UrlKind

Url = Annotated[str, UrlKind()]
SecretUrl = Annotated[SecretStr, UrlKind()]
Origin = Annotated[str, OriginKind()]
