"""The reader of form files: what loads."""

from pathlib import Path

import pytest

from desktop_app.domain.fields import ChoiceField, Condition, RichTextField, Stage
from desktop_app.domain.form import Wording
from desktop_app.storage.forms import UnknownTemplate, load_catalogue

from .forms_samples import PACK, REPORT, Folder, write_sample

R = "borough/report.toml"


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return write_sample(tmp_path)


class DescribeLoading:
    def it_gives_templates_by_key(self, folder: Folder) -> None:
        catalogue = load_catalogue(folder.path)
        template = catalogue.template("borough/paper-1")
        assert [form.document for form in template.forms] == ["report", "secret"]
        assert template.authority_name == "The Borough"
        assert str(template.forms[0].ref) == "borough/report-2025"

    def it_is_the_same_value_on_every_load(self, folder: Folder) -> None:
        assert load_catalogue(folder.path) == load_catalogue(folder.path)

    def it_names_the_templates_there_are(self, folder: Folder) -> None:
        with pytest.raises(UnknownTemplate, match="There are: borough/paper-1"):
            load_catalogue(folder.path).template("borough/paper-9")

    def it_makes_local_keys_full(self, folder: Folder) -> None:
        template = load_catalogue(folder.path).template("borough/paper-1")
        assert template.form("report").title_key == "report.title"
        assert template.field("report.reason").when == Condition("report.urgent", True)

    def it_keeps_the_condition_of_a_whole_form_with_the_form(self, folder: Folder) -> None:
        template = load_catalogue(folder.path).template("borough/paper-1")
        assert template.form("secret").when == Condition("report.urgent", True)
        assert {item.when for item in template.form("secret").fields} == {None}

    def it_takes_options_from_national_law(self, folder: Folder) -> None:
        grounds = load_catalogue(folder.path).template("borough/paper-1").field("secret.grounds")
        assert isinstance(grounds, ChoiceField)
        (option,) = grounds.options
        assert (option.key, option.label) == ("act-1", "Section 1 Secrets")
        assert "public interest" in option.hint

    def it_fills_in_what_a_field_leaves_out(self, folder: Folder) -> None:
        body = load_catalogue(folder.path).template("borough/paper-1").field("report.body")
        assert isinstance(body, RichTextField)
        assert (body.required, body.numbered, body.source) == (Stage.NEVER, True, "example")

    def it_gives_blocks_of_wording_ids_of_their_own(self, folder: Folder) -> None:
        folder.replace(R, '"This is about **{title}**."', '"""\nFirst.\n\nSecond."""')
        form = load_catalogue(folder.path).template("borough/paper-1").form("report")
        blocks = [b for s in form.sections for i in s.items if isinstance(i, Wording) for b in i.blocks]
        assert len({block.id for block in blocks}) == 2

    def it_takes_a_new_authority_without_a_line_of_code(self, folder: Folder) -> None:
        (folder.path / "county").mkdir()
        pack = PACK.replace('"borough"', '"county"').replace(', "secret"', "")
        (folder.path / "county" / "pack.toml").write_text(pack, encoding="utf-8")
        (folder.path / "county" / "report.toml").write_text(REPORT, encoding="utf-8")
        assert list(load_catalogue(folder.path).templates) == ["borough/paper-1", "county/paper-1"]
