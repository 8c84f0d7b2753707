"""The command “review” with several copies: told, decided on in part, and gone on with later."""

import json
from pathlib import Path

import pytest

from desktop_app.domain.paper import RichText
from desktop_app.domain.richtext import blocks_text
from desktop_app.storage.library import Library
from tests.app.test_deciding import BOB_END, BOB_PRICE, ticked
from tests.app.under_review import KEY, PRICE, Command, copy_of, edited, opened, words
from tests.export.docx_settling import settled
from tests.export.word_reading import lines_of
from tests.intake.docx.commented import Said, commented
from tests.intake.docx.wordfile import cut


@pytest.fixture
def paper(tmp_path: Path, library: Library) -> str:
    """Return the id of a paper in the library, of which ann.docx, bob.docx and end.docx came back."""
    session = opened(library)
    copy = copy_of(session)
    ann = edited(edited(copy, PRICE), words("Nobody objects.", cut("Nobody objects.")))
    (tmp_path / "ann.docx").write_bytes(ann)
    (tmp_path / "bob.docx").write_bytes(edited(copy, BOB_PRICE))
    (tmp_path / "end.docx").write_bytes(edited(copy, BOB_END))
    session.close()
    library.close()
    return session.paper.id


def text(tmp_path: Path, paper: str) -> str:
    library = Library(tmp_path / "library")
    with library.file(paper) as file:
        value = file.read().public.answers[KEY]
    library.close()
    assert isinstance(value, RichText)
    return blocks_text(value.blocks)


class DescribeTheReviewCommand:
    def it_lists_what_all_copies_propose(self, command: Command, paper: str, tmp_path: Path) -> None:
        code, told = command("review", paper, tmp_path / "ann.docx", tmp_path / "bob.docx")
        assert code == 0
        numbers = [line.split(".")[0] for line in told.splitlines() if line[:1].isdigit()]
        assert numbers == ["1", "2", "3"]
        assert "[-£48,000][+£52,000]" in told
        assert "by Bob" in told
        assert "£48,000" in text(tmp_path, paper), "telling changes nothing"

    def it_decides_by_number_and_goes_on_later(self, command: Command, paper: str, tmp_path: Path) -> None:
        asked = ("--accept", "1", "--reject", "2", "--by", "Jo", "--reason", "They do.")
        code, told = command("review", paper, tmp_path / "ann.docx", *asked)
        assert (code, told.strip()) == (0, "1 accepted, 0 left in conflict. 1 rejected.")
        assert text(tmp_path, paper).startswith("The contract costs £52,000")
        code, told = command("review", paper)
        assert "(accepted)" in told
        assert "(rejected)" in told
        code, told = command("review", paper, "--json")
        assert [p["decision"] for p in json.loads(told)["proposals"]] == ["accepted", "rejected"]

    def it_takes_what_one_reviewer_changed(self, command: Command, paper: str, tmp_path: Path) -> None:
        files = (tmp_path / "ann.docx", tmp_path / "bob.docx")
        code, told = command("review", paper, *files, "--accept", "all", "--of", "bob")
        assert told.strip() == "1 accepted, 0 left in conflict."
        assert "£50,000" in text(tmp_path, paper)
        assert code == 1, "what Ann wrote of this paragraph clashes by now"

    def it_takes_what_is_in_one_section(self, command: Command, paper: str, tmp_path: Path) -> None:
        asked = ("--accept", "all", "--section", "decision.risks")
        assert "0 accepted" in command("review", paper, tmp_path / "ann.docx", *asked)[1]
        asked = ("--accept", "all", "--section", KEY)
        assert "2 accepted" in command("review", paper, tmp_path / "ann.docx", *asked)[1]

    def it_leaves_a_clash_and_says_what_the_paper_says(
        self, command: Command, paper: str, tmp_path: Path
    ) -> None:
        files = (tmp_path / "ann.docx", tmp_path / "end.docx")
        code, told = command("review", paper, *files, "--accept-all")
        assert (code, told.strip()) == (1, "2 accepted, 1 left in conflict.")
        _, told = command("review", paper)
        assert "In the paper now: The contract costs £52,000 a year." in told

    def it_settles_a_clash_as_it_is_told(self, command: Command, paper: str, tmp_path: Path) -> None:
        command("review", paper, tmp_path / "ann.docx", tmp_path / "end.docx", "--accept-all")
        _, told = command("review", paper)
        assert "Both together: The contract costs £52,000 a quarter." in told
        number = next(line for line in told.splitlines() if "in conflict" in line).partition(".")[0]
        code, told = command("review", paper, "--both", number, "--by", "Jo")
        assert (code, told.strip()) == (0, "0 accepted, 0 left in conflict. 1 settled.")
        assert text(tmp_path, paper).startswith("The contract costs £52,000 a quarter.")

    def it_puts_the_reviewers_text_where_that_is_asked_for(
        self, command: Command, paper: str, tmp_path: Path
    ) -> None:
        files = (tmp_path / "ann.docx", tmp_path / "bob.docx")
        command("review", paper, *files, "--accept", "1")
        code, told = command("review", paper, "--both", "3")
        assert code == 1
        assert "Both changed the same words." in told
        code, told = command("review", paper, "--theirs", "3")
        assert (code, told.strip()) == (0, "0 accepted, 0 left in conflict. 1 settled.")
        assert text(tmp_path, paper).startswith("The contract costs £50,000")
        assert "decided on before" in command("review", paper, "--theirs", "3")[1]

    def it_confirms_what_was_ticked_in_word(self, command: Command, paper: str, tmp_path: Path) -> None:
        (tmp_path / "tick.docx").write_bytes(edited((tmp_path / "bob.docx").read_bytes(), ticked))
        _, told = command("review", paper, tmp_path / "tick.docx", "--keep")
        _, told = command("review", paper)
        assert "Claim 1. " in told
        assert command("review", paper, "--confirm", "1") == (2, "Who confirms? Say so with --by NAME.\n")
        code, told = command("review", paper, "--confirm", "all", "--by", "Jo", "--role", "Head of Quays")
        assert "confirmed by Jo." in told
        assert "Claim" not in command("review", paper)[1], "what stands is no claim any more"
        code, told = command("review", paper, "--confirm", "1", "--by", "Jo")
        assert (code, told) == (2, "There is no claim 1. There are 0.\n")

    @pytest.mark.parametrize("which", ["9", "one", "2-"])
    def it_says_which_number_there_is_not(
        self, command: Command, paper: str, tmp_path: Path, which: str
    ) -> None:
        code, told = command("review", paper, tmp_path / "ann.docx", "--accept", which)
        assert code == 2
        assert "There is no proposal 9" in told or "names no proposals" in told
        assert "£48,000" in text(tmp_path, paper)

    def it_says_where_no_copy_is_kept(self, command: Command, paper: str) -> None:
        code, told = command("review", paper)
        assert (code, told.strip()) == (
            2,
            "No copy is kept with this paper. Name a Word file that came back.",
        )

    def it_compares_the_paper_with_a_copy_in_word(self, command: Command, paper: str, tmp_path: Path) -> None:
        code, _ = command("compare", paper, "--with", tmp_path / "ann.docx", "--out", tmp_path / "out")
        assert code == 0
        [made] = (tmp_path / "out").glob("*.docx")
        files = [settled(made.read_bytes(), accept=accept) for accept in (True, False)]
        texts = ["\n".join(words for _, words in lines_of(file)) for file in files]
        assert ["£52,000" in each for each in texts] == [True, False]
        assert ["£48,000" in each for each in texts] == [False, True]
        assert ["Nobody objects." in each for each in texts] == [False, True]


class DescribeTheCommentsCommand:
    def it_lists_answers_settles_and_opens_them(self, command: Command, paper: str, tmp_path: Path) -> None:
        data = commented((tmp_path / "ann.docx").read_bytes(), "It ends ", Said("Ann", "When?"))
        (tmp_path / "ann.docx").write_bytes(data)
        assert command("comments", paper) == (0, "No comments.\n")
        command("review", paper, tmp_path / "ann.docx", "--keep")
        _, told = command("comments", paper)
        id_ = told.split()[0]
        assert "Ann on 2026-03-02, open on “It ends ”: When?" in told
        _, told = command("comments", paper, id_[:6], "--answer", "In May.", "--settle", "--by", "Jo")
        assert "settled" in told
        assert "Jo" in told.splitlines()[1]
        assert told.splitlines()[1].endswith("answered: In May.")
        _, told = command("comments", paper, id_, "--reopen", "--json")
        [said] = json.loads(told)
        assert (said["settled_at"], said["answers"][0]["text"]) == ("", "In May.")

    def it_says_which_comment_there_is_not(self, command: Command, paper: str) -> None:
        code, told = command("comments", paper, "zz", "--settle")
        assert (code, told.strip()) == (2, "“zz” names no comment of this paper.")
