"""The four kinds of question, as people tell them apart."""

from collections.abc import Mapping
from enum import StrEnum

from pointsman.programs.questions import Kind, kind_of


class Subject(StrEnum):
    """What is asked. The value is how it is called."""

    PURCHASE = "purchase"
    POST_PURCHASE = "post-purchase request"
    REDEMPTION = "redemption request"
    REVERSAL = "reversal"


_OF_KIND = {
    Kind.PURCHASE: Subject.PURCHASE,
    Kind.REDEMPTION: Subject.REDEMPTION,
    Kind.REVERSAL: Subject.REVERSAL,
}


def subject_of(data: object) -> Subject:
    """What facts ask: a purchase with `post_purchase` beside it is the later request."""
    subject = _OF_KIND[kind_of(data)]
    if subject is Subject.PURCHASE and isinstance(data, Mapping) and data.get("post_purchase"):
        return Subject.POST_PURCHASE
    return subject
