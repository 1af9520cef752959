"""The canonical form of a document, and the digest that identifies a program."""

import hashlib
from collections.abc import Mapping

import rfc8785

from pointsman.dsl.structure import document_of

__all__ = ["digest_of", "document_of"]


def digest_of(document: Mapping[str, object]) -> str:
    """`sha256:…` of the RFC 8785 form of a canonical document.

    Comments, layout, and the form in which a program was written take no part in it.
    """
    canonical = rfc8785.dumps(document)  # type: ignore[arg-type]
    return f"sha256:{hashlib.sha256(canonical).hexdigest()}"
