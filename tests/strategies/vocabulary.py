"""The words that drawn programs and facts are made of: few, so that they meet.

Every tuple of literals rises in the order of its fact, so that two of them make a range.
Amounts are minor units, points hundredths of a point.
"""

from typing import Any, Final

CURRENCIES: Final = (("USD", 2), ("USD", 2), ("JPY", 0), ("KWD", 3))
NUMERIC: Final = {"USD": "840", "JPY": "392", "KWD": "414", "EUR": "978", "AUD": "036"}
ZONES: Final = (
    *("UTC", "America/New_York", "Europe/Berlin", "Asia/Kolkata", "Pacific/Auckland"),
    *("America/St_Johns", "Australia/Lord_Howe"),
)

AMOUNTS: Final = (1, 5, 10, 20, 25, 50, 99, 100, 200, 250, 500, 1000, 2000, 5000)
POINTS: Final = (100, 1000, 2500, 10000, 10050, 25000, 66700, 100025)
COSTS: Final = (
    *((1, 0), (12, 1), (8, 1), (95, 2), (45, 2), (125, 2)),
    *((2, 0), (3, 0), (4, 0), (7, 1), (25, 0), (400, 0), (333, 3)),
)
"""Costs per point in minor units, each as (units, places): 12, 1 is 1.2 minor units a point."""

MCCS: Final = ("0742", "3000", "3299", "4829", "5411", "5814", "5942", "6010", "6051", "7995")
COUNTRIES: Final = ("AUS", "CAN", "FRA", "GBR", "JPN", "KWT", "MEX", "USA")
COUNTRY_FORMS: Final = {
    "AUS": ("AUS", "AU", "036"),
    "CAN": ("CAN", "CA", "124"),
    "FRA": ("FRA", "FR", "250"),
    "GBR": ("GBR", "GB", "826"),
    "JPN": ("JPN", "JP", "392"),
    "KWT": ("KWT", "KW", "414"),
    "MEX": ("MEX", "MX", "484"),
    "USA": ("USA", "US", "840"),
}
CHANNELS: Final = ("chip", "contactless", "magstripe", "manual", "ecommerce", "recurring")
PROCESSINGS: Final = ("purchase", "purchase_with_cashback", "cash", "refund", "other")
LOCAL_CURRENCIES: Final = ("AUD", "EUR", "JPY", "USD")
WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
HOURS: Final = ("0", "2", "9", "12", "17", "23")
DATES: Final = ("2025-12-31", "2026-01-01", "2026-02-28", "2026-03-08", "2026-11-01", "2026-12-31")
PRODUCTS: Final = ("MCS", "WEB", "2AB", "web")

IDS: Final = ("445566778899001", "445566778899002", "1", "A 1")
ACQUIRERS: Final = ("012345", "99", "12345")
TERMINALS: Final = ("00000001", "T-7", "t-7")
GLOBS: Final = (
    *("BLUE BOTTLE*", "*ATM*", "corner books", "C?FE*", "Strasse ?", "*\\*", "a\\\\b", "*"),
    *("??", "*o*o*", "ΣΊΣΥΦΟΣ"),
)
NAMES: Final = (
    *("CORNER BOOKS", "  Corner Books ", "Blue Bottle 12", "blue bottle", "CASH ATM 5", "CAFÉ 9"),
    *("Straße 5", "100*", "100", "A\\B", "σίσυφος", "OO", "Ö"),
)

GROUP_NAMES: Final = ("coffee", "casinos", "books", "G_1")
OVERRIDE_NAMES: Final = (
    *("Coffee", "Airlines", "Black card", 'Say "hi"', "No #1", "Back\\slash", "Zürich { }"),
)
PROGRAM_NAMES: Final = ("World Elite", "Ärger & Söhne", 'The "Best"', "円 # 1")
OWN_FACTS: Final[tuple[dict[str, Any], ...]] = (
    {"name": "segment", "type": "choice", "values": ["gold", "silver", "basic"]},
    {"name": "level", "type": "choice", "values": ["2AB", "3 CD"]},
    {"name": "nickname", "type": "text"},
    {"name": "visits", "type": "number"},
)
NICKNAMES: Final = ("ann", "Ann", "bo", " bo ")
VISITS: Final = ("0", "0.001", "1", "2.5", "10")

REQUIREMENT_TEXTS: Final = ("card must be present", 'not "here" # or there', "gold only")
EMAILS: Final = ("redeemed", "eligible", "insufficient balance", "below minimum")
STATEMENTS: Final = ("MILES CREDIT", "1234567890123456789012", "É")

ITEM_IDS: Final = ("41275", "59897", "0012", "A-1 é")
ITEM_TYPES: Final = ("cashback", "merchandise", "external", "travel")
ITEM_NAMES: Final = ("Cash back", 'Gift "card" # 5', "円")
ITEM_CURRENCIES: Final = ("AUD", "JPY", "KWD")
REDEMPTION_ITEMS: Final = (("65973", None), ("19068", None), ("50243", "AUD"), ("q { }", "JPY"))
"""Redemption item ids, each with the one currency in which it is written; None: the program's."""
SOURCES: Final = ("T", "PP", "2AB", "EC")
PARTNERS: Final = ("MRSWSRED", "E078562", "MRS_WS", "E-1 14")

AFTER: Final = (
    *("PREFERENCE_OFF", "INSUFFICIENT_BALANCE", "BELOW_CARDHOLDER_MINIMUM"),
    *("BELOW_PROGRAM_MINIMUM", "BELOW_REDEEMED_MINIMUM", "NOTHING_TO_REDEEM"),
)
"""Reasons that a drawn program may accept for a later request."""

EARLIER: Final = (
    *AFTER,
    *("NOT_APPROVED", "REQUIREMENT_NOT_MET", "REDEEMED_PARTIAL", "OUTSIDE_WINDOW"),
)
"""Reasons that a drawn request may give."""
