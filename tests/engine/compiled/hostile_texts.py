"""Texts chosen to break out of strings, comments, names and templates, and what they would run."""

from typing import Final

CANARY: Final = "pointsman_was_broken_out_of"
"""What every payload would leave behind among the builtins."""

PAYLOADS: Final = (
    f"__import__('builtins').{CANARY} = 1",
    f'exec("import builtins; builtins.{CANARY} = 1")',
    f"import builtins; builtins.{CANARY} = 1",
    f"__builtins__['{CANARY}'] = 1",
    "().__class__.__base__.__subclasses__()",
    "{0.__class__.__init__.__globals__}",
    "__import__('os').system('id')",
    "open('/etc/passwd').read()",
)

BREAKS: Final = (
    *("{}", "'{}'", '"{}"', "'''{}'''", '"""{}"""', "'+{}+'", '"+{}+"', "\\'{}\\'", '\\"{}\\"'),
    *("\n{}\n", "\r{}\r", "\r\n{}\r\n", "\u2028{}\u2028", "\u2029{}", "\x85{}", "\x0b{}", "\x0c{}"),
    *("\x00{}", "\x1a{}", "\x1b[2J{}", "\u202e{}\u202c", "\ufeff{}", "# {}", "; {}", ") ; {} #"),
    *("]}}){}", "f'{{{}}}'", "${{{}}}", "\\N{{LINE FEED}}{}", "\\x0a{}", "\\u000a{}", "\\\n{}"),
    *("lambda: {}", "*{}*", "%({})s", "{{% {} %}}", "<script>{}</script>", "`{}`", "$({})"),
)

NAMES: Final = (
    *("import", "class", "def", "lambda", "None", "True", "return", "yield", "global", "print"),
    *("__import__", "__builtins__", "__class__", "__loader__", "__name__", "_facts", "_ending"),
    *("decide", "decision", "Decision", "slots", "facts", "row", "amount", "chosen", "k0", "f1"),
    *("range", "is_listed", "eval", "exec", "compile", "open", "self", "cls", "x" * 500),
    *("ｅval", "ⅰmport", "é", "ª", "µ", "ſ", "K", "𝓮𝔁𝓮𝓬", "a\u0301", "\u200bimport", "K\u0323"),
    *("1", "0x10", "1e9", "nan", "-1", "'", '"', "\\", "#", "%s", "{}", "{0}", "''' + '''", ";"),
)

TEXTS: Final = (
    *(break_.format(PAYLOADS[at % len(PAYLOADS)]) for at, break_ in enumerate(BREAKS)),
    *(break_.format(PAYLOADS[(at + 3) % len(PAYLOADS)]) for at, break_ in enumerate(BREAKS)),
    *(break_.format(PAYLOADS[(at + 5) % len(PAYLOADS)]) for at, break_ in enumerate(BREAKS)),
    *(
        f"{before}{payload}"
        for payload in PAYLOADS
        for before in ("\n", "\r", "'\n", '"\n', "\n\n")
    ),
    *NAMES,
)
