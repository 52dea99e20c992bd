"""The data folder and its key."""

import stat

import pytest

from storyboard import data_folder


def mode(path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_new_folder_and_its_key_are_readable_by_their_owner_alone(tmp_path):
    folder = tmp_path / "deep" / "data"
    data_folder.prepare(folder)
    data_folder.secret_key(folder)
    assert (mode(folder), mode(folder / "secret.key")) == (0o700, 0o600)


def test_a_folder_that_is_there_keeps_its_rights(tmp_path):
    tmp_path.chmod(0o750)
    data_folder.prepare(tmp_path)
    assert mode(tmp_path) == 0o750


def test_the_key_stays_the_same_and_differs_between_installations(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    key = data_folder.secret_key(tmp_path / "a")
    assert data_folder.secret_key(tmp_path / "a") == key
    assert data_folder.secret_key(tmp_path / "b") != key
    assert len(key) >= 64


def test_a_damaged_key_is_refused_and_not_replaced(tmp_path):
    (tmp_path / "secret.key").write_text("short")
    with pytest.raises(data_folder.Unusable, match="damaged"):
        data_folder.secret_key(tmp_path)
    assert (tmp_path / "secret.key").read_text() == "short"


@pytest.mark.parametrize("step", [data_folder.prepare, data_folder.secret_key, data_folder.check_writable])
def test_a_file_in_its_place_is_refused_with_a_sentence(tmp_path, step):
    (tmp_path / "file").write_text("")
    with pytest.raises(data_folder.Unusable, match=r"^The data folder .* cannot be used: .*STORYBOARD_DATA"):
        step(tmp_path / "file")
