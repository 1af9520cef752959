"""Whether bytes are text."""

Bytes = bytes | memoryview


def is_utf8(block: Bytes) -> bool:
    """Whether all of a block is UTF-8 (RFC 3629)."""
    try:
        str(block, "utf-8")
    except UnicodeDecodeError:
        return False
    return True
