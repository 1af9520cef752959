import pytest

from pointsman.programs.kept.folders import Folders, folders_of

HOME = {"HOME": "/home/ann"}


@pytest.mark.parametrize("platform", ["linux", "freebsd14"])
def test_the_base_directories_of_xdg(platform: str) -> None:
    assert folders_of(HOME, platform) == Folders(
        "/home/ann/.cache/pointsman/programs", "/home/ann/.local/state/pointsman"
    )


def test_base_directories_that_the_user_has_set() -> None:
    environ = {**HOME, "XDG_CACHE_HOME": "/fast/cache", "XDG_STATE_HOME": "/var/ann"}
    assert folders_of(environ, "linux") == Folders(
        "/fast/cache/pointsman/programs", "/var/ann/pointsman"
    )


@pytest.mark.parametrize("relative", ["", "cache", "./cache", "~/cache"])
def test_a_relative_base_directory_is_none(relative: str) -> None:
    assert folders_of({**HOME, "XDG_CACHE_HOME": relative}, "linux") == folders_of(HOME, "linux")


def test_macos() -> None:
    assert folders_of(HOME, "darwin") == Folders(
        "/home/ann/Library/Caches/pointsman/programs",
        "/home/ann/Library/Application Support/pointsman",
    )


def test_windows() -> None:
    local = r"C:\Users\ann\AppData\Local"
    assert folders_of({"LOCALAPPDATA": local}, "win32") == Folders(
        rf"{local}\pointsman\cache\programs", rf"{local}\pointsman\state"
    )


@pytest.mark.parametrize(
    ("environ", "platform"),
    [
        ({}, "linux"),
        ({"HOME": ""}, "linux"),
        ({"HOME": "ann"}, "linux"),
        ({"XDG_CACHE_HOME": "/cache"}, "linux"),
        ({"XDG_STATE_HOME": "/state"}, "darwin"),
        ({}, "win32"),
        ({"LOCALAPPDATA": "Local"}, "win32"),
    ],
)
def test_without_a_home_nothing_is_kept(environ: dict[str, str], platform: str) -> None:
    assert folders_of(environ, platform) is None


@pytest.mark.parametrize("off", ["off", "OFF", " off "])
def test_keeping_can_be_turned_off(off: str) -> None:
    assert folders_of({**HOME, "POINTSMAN_CACHE": off}, "linux") is None


@pytest.mark.parametrize("word", ["", "on", "offline"])
def test_no_other_word_turns_it_off(word: str) -> None:
    assert folders_of({**HOME, "POINTSMAN_CACHE": word}, "linux") is not None


def test_entries_and_key_never_share_a_folder() -> None:
    for environ, platform in (
        (HOME, "linux"),
        (HOME, "darwin"),
        ({"LOCALAPPDATA": "C:\\Local"}, "win32"),
        ({"XDG_CACHE_HOME": "/one", "XDG_STATE_HOME": "/one"}, "linux"),
    ):
        found = folders_of(environ, platform)
        assert found is not None
        assert found.entries != found.key
