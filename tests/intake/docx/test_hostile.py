import subprocess
import sys
import time
from pathlib import Path

import pytest

from desktop_app.intake.docx.reader import read_docx
from desktop_app.intake.docx.safe import Refused
from tests.intake.docx.hostile import CASES
from tests.intake.docx.wordfile import p, t, word_file

#: What any of them may take: seconds of the processor, and KiB beyond those of the file.
SECONDS, MEMORY = 2.0, 256 * 2**10
#: Reads each file in a process of its own, which begins with the reader loaded, and tells what that took.
_MEASURE = """
import contextlib, os, resource, sys
from pathlib import Path
from desktop_app.intake.docx.reader import read_docx
from desktop_app.intake.docx.safe import Refused
first, *files = (Path(name) for name in sys.argv[1:])
read_docx(first.read_bytes())
for file in files:
    if child := os.fork():
        assert os.waitpid(child, 0)[1] == 0, file
        continue
    data = file.read_bytes()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with contextlib.suppress(Refused):
        read_docx(data)
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before, flush=True)
    os._exit(0)
"""


class DescribeHostileFiles:
    def it_is_a_corpus(self) -> None:
        assert len(CASES) >= 60

    @pytest.mark.parametrize("name", CASES)
    def it_refuses_in_plain_words_or_reads(self, name: str) -> None:
        made, expected = CASES[name]
        data = made()
        began = time.process_time()
        if expected:
            with pytest.raises(Refused, match=expected) as told:
                read_docx(data)
            assert str(told.value).endswith(".")
        else:
            read_docx(data)
        assert time.process_time() - began < SECONDS

    def it_follows_nothing_and_says_so(self) -> None:
        made, _ = CASES["a template elsewhere"]
        assert read_docx(made()).warnings == ("It asks for a template elsewhere, which was left out.",)

    def it_keeps_the_text_beside_macros(self) -> None:
        made, _ = CASES["macros inside"]
        story = read_docx(made())
        assert "It asks for macros, which was left out." in story.warnings

    @pytest.mark.slow
    def it_takes_little_memory(self, tmp_path: Path) -> None:
        files = [tmp_path / f"{number}.docx" for number in range(len(CASES) + 1)]
        files[0].write_bytes(word_file(p(t("The harbour silts up."))))
        for file, (made, _) in zip(files[1:], CASES.values(), strict=True):
            file.write_bytes(made())
        command = [sys.executable, "-c", _MEASURE, *map(str, files)]
        done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=100)
        taken = dict(zip(CASES, map(int, done.stdout.split()), strict=True))
        assert {name: kib for name, kib in taken.items() if kib >= MEMORY} == {}
        assert max(taken.values()) > 2**10, "what a large one takes is seen"
