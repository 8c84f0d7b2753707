import subprocess
import sys
import time
from pathlib import Path

import pytest

from desktop_app.intake.docx.reader import read_docx
from desktop_app.intake.docx.safe import Refused
from tests.intake.docx.hostile import CASES

#: What any of them may take: seconds of the processor, and KiB beyond those of the file.
SECONDS, MEMORY = 2.0, 256 * 2**10
_MEASURE = """
import contextlib, resource, sys
from pathlib import Path
from desktop_app.intake.docx.reader import read_docx
from desktop_app.intake.docx.safe import Refused
data = Path(sys.argv[1]).read_bytes()
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
with contextlib.suppress(Refused):
    read_docx(data)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
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
    @pytest.mark.parametrize("name", CASES)
    def it_takes_little_memory(self, name: str, tmp_path: Path) -> None:
        file = tmp_path / "hostile.docx"
        file.write_bytes(CASES[name][0]())
        command = [sys.executable, "-c", _MEASURE, str(file)]
        done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=100)
        assert int(done.stdout) < MEMORY
