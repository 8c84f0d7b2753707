"""What is printed on a terminal or into a pipe that knows few signs."""

import io
import json
import sys
from collections.abc import Callable

import pytest

from desktop_app.console import take_every_sign


@pytest.fixture
def printed(monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """Print a line to a stream of an encoding; return what is read there."""

    def print_to(encoding: str, line: str, *, as_json: bool = False) -> str:
        stream = io.TextIOWrapper(io.BytesIO(), encoding=encoding, write_through=True)
        monkeypatch.setattr(sys, "stdout", stream)
        take_every_sign(as_json=as_json)
        sys.stdout.write(line)
        return stream.buffer.getvalue().decode(encoding)

    return print_to


class DescribeAStream:
    def it_gets_the_likest_sign_for_one_that_it_does_not_know(self, printed: Callable[..., str]) -> None:
        assert printed("cp437", "“Łódź – £5m”: ✓ …") == '"?ódz - £5m": x ...'
        assert printed("ascii", "½ of café\xa0society") == "? of cafe society"

    def it_is_left_what_it_knows(self, printed: Callable[..., str]) -> None:
        assert printed("cp1252", "“Lodz – £5m” …") == "“Lodz – £5m” …"
        assert printed("utf-8", "“Łódź” ✓") == "“Łódź” ✓"

    def it_says_all_of_json(self, printed: Callable[..., str]) -> None:
        told = ["Łódź – 🚓", "half \ud83d a sign"]
        for encoding in ("cp437", "ascii", "utf-8"):
            line = printed(encoding, json.dumps(told, ensure_ascii=False), as_json=True)
            assert json.loads(line) == told
