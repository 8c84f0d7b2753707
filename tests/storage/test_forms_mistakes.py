"""Mistakes in form files: each is told with its place, what is wrong and what is allowed."""

from pathlib import Path

import pytest

from desktop_app.storage.forms import FormError, load_catalogue

from .forms_samples import Folder, write_sample


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return write_sample(tmp_path)


R, S, P, L = "borough/report.toml", "borough/secret.toml", "borough/pack.toml", "shared/law.toml"

FIELD = 'key = "body"\nlabel = "Body"\n'
FOLLOWS_SECRET = (f"{FIELD}\n", f'{FIELD}follows = ["secret.facts"]\n\n')

#: file, what is replaced, by what, and the sentence that comes of it after the file's name
BROKEN = [
    (R, 'kind = "yes_no"', 'kind = "yesno"', (
        "section[front].item[urgent].kind: 'yesno' is not one of the values that may stand "
        "here. Allowed: wording, line, reference, date, month, person, marking, choice, yes_no, rich_text, "
        "recommendations, tick, signature."
    )),
    (R, 'label = "Urgent?"', 'lable = "Urgent?"', (
        'section[front].item[urgent].lable: "lable" is not a key of this table. Allowed: '
        "label (or another of when, source, key, label, printed, required, guidance, follows, show, yes, no)."
    )),
    (R, 'label = "Urgent?"\n', "", 'section[front].item[urgent]: "label" is missing.'),
    (R, 'kind = "tick"\n', "", (
        'section[body].item[seen]: "kind" is missing. Allowed: wording, line, reference, '
        "date, month, person, marking, choice, yes_no, rich_text, recommendations, tick, signature."
    )),
    (R, 'required = "signing"', 'required = "always"', (
        "section[front].item[title].required: 'always' is not one of the values that may "
        "stand here. Allowed: never, signing, decided."
    )),
    (R, "numbered = true", 'numbered = "yes"', (
        "section[body].numbered: 'yes' is of the wrong type. Allowed: true or false."
    )),
    (R, 'key = "urgent"', 'key = "Urgent!"', (
        "section[front].item[Urgent!].key: 'Urgent!' does not have the right shape. Allowed: "
        "lower-case letters, digits and _, beginning with a letter."
    )),
    (R, 'key = "reason"', 'key = "title"', (
        'section[front].item[title].key: There are two fields "title". Allowed: any but '
        "kind, mark, number, title, urgent."
    )),
    (R, 'key = "body"\nlabel = "Body"\nheading', 'key = "front"\nlabel = "Body"\nheading', (
        'section[front].key: There are two sections "front".'
    )),
    (R, 'key = "reason"', 'key = "body"', (
        'section[front].item[body].key: "body" is the key of another section.'
    )),
    (R, 'vouches_for = ["body"]', 'vouches_for = ["bodies"]', (
        'section[body].item[seen].vouches_for: "bodies" is no field of this form whose text '
        "can be vouched for. Allowed: body, kind, mark, number, reason, title, urgent."
    )),
    (R, '{ key = "urgent", equals = true }', '{ key = "hurried", equals = true }', (
        'section[front].item[reason].when: There is no field "report.hurried" in '
        "borough/paper-1. Allowed: report.body, report.kind, report.mark, report.number, report.reason, "
        "report.seen, report.title, report.urgent, secret.facts, secret.grounds."
    )),
    (R, '{ key = "urgent", equals = true }', '{ key = "urgent", equals = "yes" }', (
        'section[front].item[reason].when.equals: "report.urgent" is answered yes or no. '
        "Allowed: true, false."
    )),
    (R, '{ key = "urgent", equals = true }', '{ key = "kind", equals = "huge" }', (
        'section[front].item[reason].when.equals: "huge" is no answer of "report.kind". '
        "Allowed: large, small."
    )),
    (R, '{ key = "urgent", equals = true }', '{ key = "title", equals = "x" }', (
        'section[front].item[reason].when.key: "report.title" is neither a question nor a '
        "choice. Allowed: fields of kind yes_no, choice or marking."
    )),
    (R, "**{title}**", "**{titel}**", (
        'section[front].item[#7].text: There is no field "report.titel" in borough/paper-1. '
        "Allowed: report.body, report.kind, report.mark, report.number, report.reason, report.seen, "
        "report.title, report.urgent, secret.facts, secret.grounds."
    )),
    (R, "**{title}**", "**{body}**", (
        'section[front].item[#7].text: "report.body" has no words to fill a slot with.'
    )),
    (R, "**{title}**", "**{secret.grounds}**", (
        "section[front].item[#7].text: A public form can take nothing from the restricted "
        'field "secret.grounds".'
    )),
    (R, "**{title}**", "**{title}", (
        'section[front].item[#7].text: "**" is opened but not closed in "This is about '
        '**{title}.".'
    )),
    (R, "Body[^why]", "Body[^how]", (
        'section[body].heading: there is no footnote "how" (there are: why).'
    )),
    (R, 'title_key = "title"', 'title_key = "name"', (
        'form.title_key: There is no field "report.name" in borough/paper-1. Allowed: '
        "report.body, report.kind, report.mark, report.number, report.reason, report.seen, report.title, "
        "report.urgent, secret.facts, secret.grounds."
    )),
    (R, '["markings.public"]', '["markings.secret"]', (
        'section[front].item[mark].options_from: There is no list "markings.secret". '
        "Allowed: exemptions.act, markings.public."
    )),
    (R, 'options_from = ["markings.public"]', "", (
        "section[front].item[mark]: There is nothing to choose from. Allowed: options or "
        "options_from."
    )),
    (R, '{ key = "large", label = "Large" }', '{ key = "small", label = "Large" }', (
        'section[front].item[kind].options: There are two answers "small".'
    )),
    (R, '"{section}.{n}."', '"{section}.{para}."', (
        'scheme.levels[#1]: "{para}" in "{section}.{para}." stands for no number. Allowed: '
        "{section}, {n}, {a}, {A}, {i}."
    )),
    (R, 'label = "Why?"', 'label = "Why?"\npattern = "[0-9"\nexample = "1"', (
        'section[front].item[reason].pattern: "[0-9" is no regular expression: unterminated '
        "character set at position 0."
    )),
    (R, 'label = "Why?"', 'label = "Why?"\npattern = "[0-9]"\nexample = "x"', (
        'section[front].item[reason].example: The example "x" does not match the pattern '
        '"[0-9]".'
    )),
    (R, 'statements = ["I have seen it."]', "statements = []", (
        "section[body].item[seen].statements: There is nothing to tick. Allowed: one text or "
        "more."
    )),
    (R, 'vouches_for = ["body"]', 'alternatives = [{ key = "no", label = "No", statement = 2 }]', (
        "section[body].item[seen].alternatives[no].statement: There is no statement 2. "
        "Allowed: 0 to 1."
    )),
    (R, "heading = \"Body[^why]\"", 'table_head = ["One"]', (
        "section[body].table_head: A table of ticks has two columns. Allowed: two texts."
    )),
    (S, 'follows = ["report.body"]', 'follows = ["report.boddy"]', (
        'section[facts].item[facts].follows: No form of this authority has a field '
        '"report.boddy" to follow. Allowed: report.body, report.kind, report.mark, report.number, '
        "report.reason, report.seen, report.title, report.urgent, secret.facts, secret.grounds."
    )),
    (S, 'follows = ["report.body"]', 'follows = ["body"]', (
        "section[facts].item[facts].follows[#1]: 'body' does not have the right shape. "
        'Allowed: document and field with a dot between ("decision.title").'
    )),
    (S, 'follows = ["report.body"]', 'follows = ["report.title"]', (
        'section[facts].item[facts].follows: "report.title" is of another kind '
        "(rich_text follows line)."
    )),
    (S, 'follows = ["report.body"]', 'follows = ["secret.facts"]', (
        'section[facts].item[facts].follows: "secret.facts" stands in the same document.'
    )),
    (P, '"secret"]', '"secrets"]', (
        'template[paper-1].forms: There is no form file "secrets.toml". Allowed: report, secret.'
    )),
    (P, '"secret"]', '"report"]', (
        'template[paper-1].forms: Two of its forms are for the document "report".'
    )),
    (P, 'asks = ["report.title"]', 'asks = ["report.date"]', (
        'template[paper-1].asks: There is no field "report.date" to ask for. Allowed: '
        "report.body, report.kind, report.mark, report.number, report.reason, report.seen, report.title, "
        "report.urgent, secret.facts, secret.grounds."
    )),
    (P, '"small"', '"huge"', (
        'template[paper-1].starting."report.kind": "huge" is no answer of "report.kind". '
        "Allowed: large, small."
    )),
    (P, '"report.kind" = "small"', '"report.body" = "Text."', (
        'template[paper-1].starting."report.body": "report.body" cannot start with an answer. '
        "Allowed: fields of kind line, reference, yes_no, choice, marking."
    )),
    (P, 'authority = "borough"', 'authority = "county"', (
        "authority: It is the name of the folder. Allowed: borough."
    )),
    (P, 'exemptions = ["act"]', 'exemptions = ["acts"]', (
        'exemptions: There is no "acts" in shared/. Allowed: act.'
    )),
    (P, 'figures_from = ["law"]', 'figures_from = ["laws"]', (
        'figures_from: There is no "laws" in shared/. Allowed: law.'
    )),
    (P, r"\bTBC\b", r"(TBC", (
        r'placeholders[#1]: "(TBC" is no regular expression: missing ), unterminated '
        "subpattern at position 0."
    )),
    (P, '"B1"', '"C1"', (
        'reference_example: The example "C1" does not match the pattern "B[0-9]+".'
    )),
    (P, "As usual.\"", "As {title}.\"", (
        'clause[usual].text: standard wording can have no slot: "{title}"; write [insert …] '
        "instead."
    )),
    (P, 'fields = ["report.body"]', 'fields = ["report.boddy"]', (
        'clause[usual].fields: No form of this authority has a text "report.boddy". Allowed: '
        "report.body, secret.facts."
    )),
    (L, "ends = 2020-12-31", "ends = 2021-06-30", (
        "figure[limit]: Two figures of this key are in force on the same day. Allowed: begins "
        "and ends that do not overlap."
    )),
    (L, "ends = 2020-12-31", "ends = 2019-12-31", (
        "figure[limit]: It ends on 2019-12-31, before it begins."
    )),
    (L, 'amount = "600"', 'amount = "1,600"', (
        "figure[limit].amount: '1,600' does not have the right shape. Allowed: digits as text, "
        'without separators ("189330").'
    )),
    (L, 'amount = "600"', "amount = 600", (
        "figure[limit].amount: 600 is of the wrong type. Allowed: text in quotation marks."
    )),
    (L, "begins = 2021-01-01", 'begins = "soon"', (
        "figure[limit].begins: 'soon' is not a date. Allowed: a date without quotation marks "
        "(2020-01-01)."
    )),
]  # fmt: skip


class DescribeMistakes:
    @pytest.mark.parametrize(("name", "old", "new", "sentence"), BROKEN)
    def it_says_where_what_and_what_is_allowed(
        self, folder: Folder, name: str, old: str, new: str, sentence: str
    ) -> None:
        folder.replace(name, old, new)
        assert f"{name}, {sentence}" in folder.mistakes()

    def it_says_only_what_is_wrong(self, folder: Folder) -> None:
        folder.replace(R, 'vouches_for = ["body"]', 'vouches_for = ["bodies"]')
        assert len(folder.mistakes()) == 1

    def it_tells_all_mistakes_of_all_files_at_once(self, folder: Folder) -> None:
        folder.replace(R, 'vouches_for = ["body"]', 'vouches_for = ["bodies"]')
        folder.replace(R, "Body[^why]", "Body[^how]")
        folder.replace(P, '"B1"', '"C1"')
        assert len(folder.mistakes()) == 3

    def it_finds_forms_that_follow_each_other(self, folder: Folder) -> None:
        folder.replace(S, "restricted = true\n", "")
        folder.replace(R, *FOLLOWS_SECRET)
        (sentence,) = folder.mistakes()
        assert "These fields follow each other: report.body → secret.facts → report.body." in sentence

    def it_lets_a_public_field_follow_nothing_restricted(self, folder: Folder) -> None:
        folder.replace(R, *FOLLOWS_SECRET)
        assert (
            "borough/report.toml, section[body].item[body].follows: A public form can take nothing from the "
            'restricted field "secret.facts".'
        ) in folder.mistakes()

    def it_has_the_parts_of_the_first_mistake(self, folder: Folder) -> None:
        folder.replace(R, '["markings.public"]', '["markings.secret"]')
        with pytest.raises(FormError) as caught:
            load_catalogue(folder.path)
        error = caught.value
        assert error.file == R
        assert error.key == "section[front].item[mark].options_from"
        assert error.problem == 'There is no list "markings.secret".'
        assert error.allowed == "exemptions.act, markings.public"

    def it_says_that_the_folder_is_not_there(self, tmp_path: Path) -> None:
        with pytest.raises(FormError, match="There is no such folder of forms"):
            load_catalogue(tmp_path / "nowhere")

    def it_says_that_the_folder_holds_no_pack(self, tmp_path: Path) -> None:
        with pytest.raises(FormError, match=r"No folder in it holds a pack\.toml"):
            load_catalogue(tmp_path)

    def it_says_that_a_file_is_not_toml(self, folder: Folder) -> None:
        folder.replace(R, "[scheme]", "[scheme")
        (sentence,) = folder.mistakes()
        assert sentence.startswith("borough/report.toml: It is not TOML: ")
        assert "at line 12, column" in sentence

    def it_says_that_a_file_is_not_utf_8(self, folder: Folder) -> None:
        (folder.path / R).write_bytes('label = "Büro"'.encode("latin-1"))
        assert folder.mistakes() == ["borough/report.toml: It is not text in UTF-8."]

    def it_says_that_a_file_cannot_be_read(self, folder: Folder) -> None:
        (folder.path / R).unlink()
        (folder.path / R).mkdir()
        assert folder.mistakes() == ["borough/report.toml: It cannot be read: Is a directory."]
