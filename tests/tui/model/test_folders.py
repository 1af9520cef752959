import pytest

from pointsman.tui.model.folders import UserFolders, user_folders


@pytest.mark.parametrize(
    ("environ", "platform", "config", "state"),
    [
        (
            {"HOME": "/home/ada"},
            "linux",
            "/home/ada/.config/pointsman",
            "/home/ada/.local/state/pointsman",
        ),
        (
            {"HOME": "/h", "XDG_CONFIG_HOME": "/c", "XDG_STATE_HOME": "/s"},
            "linux",
            "/c/pointsman",
            "/s/pointsman",
        ),
        (
            {"HOME": "/h", "XDG_CONFIG_HOME": "c"},
            "linux",
            "/h/.config/pointsman",
            "/h/.local/state/pointsman",
        ),
        (
            {"HOME": "/Users/ada"},
            "darwin",
            "/Users/ada/Library/Application Support/pointsman",
            "/Users/ada/Library/Application Support/pointsman",
        ),
        ({}, "linux", None, None),
        ({"HOME": "not/absolute"}, "linux", None, None),
        (
            {"APPDATA": r"C:\Users\ada\Roaming", "LOCALAPPDATA": r"C:\Users\ada\Local"},
            "win32",
            r"C:\Users\ada\Roaming\pointsman",
            r"C:\Users\ada\Local\pointsman",
        ),
        ({"APPDATA": "Roaming"}, "win32", None, None),
    ],
)
def test_folders(
    environ: dict[str, str], platform: str, config: str | None, state: str | None
) -> None:
    assert user_folders(environ, platform) == UserFolders(config, state)
