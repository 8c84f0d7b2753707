from pathlib import Path

import pytest

from desktop_app.storage.errors import NotSaved
from desktop_app.storage.settings import PLACES, Setting, Settings


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "own" / "settings.json")


class DescribeSettings:
    def it_gives_the_usual_where_there_is_no_file(self, settings: Settings) -> None:
        assert settings.get("name", "Nobody") == "Nobody"

    @pytest.mark.parametrize("value", ["Anna Łuczak", True, 3, 1.25, ["b", "a"]])
    def it_gives_back_what_was_set(self, settings: Settings, value: Setting) -> None:
        settings.set("other", "x")
        settings.set("it", value)
        assert Settings(settings.path).get("it", type(value)()) == value
        assert settings.get("other", "") == "x"

    def it_takes_a_whole_number_for_one_with_a_point(self, settings: Settings) -> None:
        settings.set("size", 2)
        assert settings.get("size", 1.0) == 2.0

    def it_gives_the_usual_for_one_of_another_kind(self, settings: Settings) -> None:
        settings.set("size", "big")
        assert settings.get("size", 1.0) == 1.0

    @pytest.mark.parametrize("content", [b"", b"{", b"[1]", b"\xff\xfe", b"null"])
    def it_survives_a_damaged_file(self, settings: Settings, content: bytes) -> None:
        settings.set("name", "Anna")
        settings.path.write_bytes(content)
        assert settings.get("name", "") == ""
        settings.set("name", "Ben")
        assert settings.get("name", "") == "Ben"

    def it_leaves_the_old_file_where_the_new_cannot_take_its_place(
        self, settings: Settings, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        settings.set("name", "Anna")

        def refuse(*_: object) -> None:
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr(Path, "replace", refuse)
        with pytest.raises(NotSaved, match=r"settings\.json: you have no right to write there\. Ask for it"):
            settings.set("name", "Ben")
        assert Settings(settings.path).get("name", "") == "Anna"
        assert settings.get("name", "") == "Ben"  # for as long as the program runs
        monkeypatch.undo()
        settings.set("name", "Cam")
        assert settings.get("name", "") == Settings(settings.path).get("name", "") == "Cam"
        assert [path.name for path in settings.path.parent.iterdir()] == ["settings.json"]

    def it_makes_no_folder_in_place_of_one_that_went_with_its_drive(self, settings: Settings) -> None:
        settings.set("name", "Anna")
        folder = settings.path.parent
        folder.rename(folder.with_name("away"))
        with pytest.raises(NotSaved):
            settings.set("name", "Ben")
        assert not folder.exists()
        folder.with_name("away").rename(folder)
        settings.write()
        assert Settings(settings.path).get("name", "") == "Ben"

    def it_remembers_where_papers_were_left_the_last_of_them(self, settings: Settings) -> None:
        for number in range(PLACES + 5):
            settings.leave(f"p{number}", "decision.issues", f"b{number}")
        settings.leave("p9", "part2.facts", "")
        assert settings.left_at("p9") == ("part2.facts", ""), "at once"
        assert not settings.path.exists(), "on disk when there is time for it"
        settings.write()
        again = Settings(settings.path)
        assert again.left_at("p9") == ("part2.facts", "")
        assert again.left_at("p8") == ("decision.issues", "b8")
        assert again.left_at("p4") == again.left_at("") == ("", "")
