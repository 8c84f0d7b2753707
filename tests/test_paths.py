"""Where things are, in each of the three places that the program runs from."""

import sys
from pathlib import Path

import pytest

from desktop_app import paths

HERE = Path(paths.__file__).resolve().parent


class DescribeTheShippedFolders:
    def it_finds_them_beside_the_package_in_a_checkout(self) -> None:
        assert paths.forms_dir() == HERE.parent / "forms"
        assert paths.resources_dir() == HERE.parent / "resources"
        assert paths.forms_dir().is_dir()
        assert (paths.resources_dir() / "fonts").is_dir()

    def it_finds_them_in_a_bundle(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
        assert paths.forms_dir() == tmp_path / "forms"
        assert paths.resources_dir() == tmp_path / "resources"

    def it_finds_them_inside_an_installed_package(
        self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        (tmp_path / "_data").mkdir()
        monkeypatch.setattr(paths, "__file__", str(tmp_path / "paths.py"))
        assert paths.forms_dir() == tmp_path / "_data" / "forms"

    def it_ships_every_font_with_a_licence(self) -> None:
        fonts = paths.resources_dir() / "fonts"
        faces = {path.name for path in fonts.iterdir() if path.suffix in {".ttf", ".otf"}}
        licences = {path.name.removesuffix("-LICENSE.txt") for path in fonts.glob("*-LICENSE.txt")}
        assert faces
        assert {name.partition(".")[0].partition("-")[0] for name in faces} == licences


class DescribeTheLibraryFolder:
    def it_is_the_one_asked_for(self, tmp_path: Path) -> None:
        asked = str(tmp_path / "asked")
        assert paths.library_dir(asked, {"ENGROSS_LIBRARY": "/elsewhere"}) == tmp_path / "asked"

    def it_is_else_the_one_of_the_environment(self, tmp_path: Path) -> None:
        assert paths.library_dir(None, {"ENGROSS_LIBRARY": str(tmp_path)}) == tmp_path

    @pytest.mark.parametrize("env", [{}, {"ENGROSS_LIBRARY": ""}])
    def it_is_else_in_the_users_own_data(self, env: dict[str, str]) -> None:
        assert paths.library_dir(None, env) == paths.data_dir() / "library"

    def it_is_absolute(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        monkeypatch.chdir(tmp_path)
        assert paths.library_dir("papers", {}) == tmp_path / "papers"

    def it_knows_the_users_home(self) -> None:
        assert paths.library_dir("~/papers", {}) == Path.home() / "papers"
