"""Pictures of every page and dialog of the window, on a library of invented papers (`make screenshots`).

All of them go to build/screenshots, in each look and in usual and doubled type; those that the README shows
go to resources/screenshots.
"""

import argparse
import sys
import tempfile
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

from PIL import Image
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPainter
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QMenu

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from desktop_app.app.declarations import declarations  # noqa: E402
from desktop_app.ui.sheet import draw  # noqa: E402
from desktop_app.ui.start import Start  # noqa: E402
from desktop_app.ui.tidying import Tidying  # noqa: E402
from tools.tour.papers import FORMS, RESOURCES, fill  # noqa: E402
from tools.tour.stops import STOPS, Tour, walk  # noqa: E402

ALL, SHOWN = ROOT / "build" / "screenshots", RESOURCES / "screenshots"
WIDE, HIGH = 1280, 720
LOOKS = ("light", "dark", "contrast")
SIZES = (1.0, 2.0)
#: What the README shows: a stop in a look.
KEPT = ("section-light", "library-light", "declaration-light", "section-dark", "export-light")


class Camera:
    """Takes the pictures of a window that runs."""

    def __init__(self, start: Start, out: Path, shown: Path) -> None:
        self._start, self._out, self._shown = start, out, shown

    def settle(self, seconds: float = 0.25) -> None:
        """Let the window come to rest."""
        until = monotonic() + seconds
        while monotonic() < until:
            self._start.app.processEvents()
            sleep(0.005)

    def take(self, name: str, menus: Sequence[QMenu] = ()) -> None:
        """Take one picture, with the menus that are open over the window."""
        self.settle()
        window = self._start.window
        picture = window.grab()
        painter = QPainter(picture)
        try:
            for menu in menus:
                painter.drawPixmap(menu.pos() - window.mapToGlobal(QPoint()), menu.grab())
        finally:
            painter.end()
        path = self._out / f"{name}.png"
        picture.save(str(path))
        if name in KEPT:
            _small(path, self._shown / path.name)


def _small(path: Path, out: Path) -> None:
    """Keep a picture in few colours, so that it stays small."""
    with Image.open(path) as whole:
        few = whole.convert("RGB").quantize(128, dither=Image.Dither.NONE)
    few.save(out, optimize=True)
    print(f"{out.name} {few.width}×{few.height} {out.stat().st_size // 1024} KB")


def _print_declarations(tour: Tour, out: Path) -> None:
    """Take a picture of the declarations as they are printed."""
    import pypdfium2  # only for this one page

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(out / "declarations-printed.pdf"))
    session = tour.open().session
    draw(printer, session, declarations(session))
    with pypdfium2.PdfDocument(out / "declarations-printed.pdf") as printed:
        printed[0].render(scale=2).to_pil().save(out / "declarations-printed.png")


@contextmanager
def _program(folder: Path) -> Generator[Start]:
    """Give the program with its window open on an empty library, all of it loaded."""
    app = QApplication(sys.argv[:1])
    app.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeMenuBar)
    start = Start(app, folder / "library", FORMS, RESOURCES)
    sys.excepthook = sys.__excepthook__  # what breaks here is to end the taking of pictures
    start.window.resize(WIDE, HIGH)
    start.window.show()
    start.get_ready()
    tidying = Tidying(app)  # as the program has it
    try:
        yield start
    finally:
        start.window.close()
        start.library.close()
        tidying.end()


def _wear(start: Start, look: str, size: float) -> str:
    """Put a look and a size of type on; return what the names of its pictures end in."""
    start.settings.set("size", size)
    start.change_look(look)
    start.window.resize(WIDE, HIGH)
    return f"-{look}" if size == 1 else f"-{look}-{size:.0%}".replace("%", "")


def take_all(start: Start, camera: Camera, folder: Path, out: Path, names: tuple[str, ...]) -> None:
    """Take a picture of each stop in each look and size."""
    worn = [(look, size) for size in SIZES for look in LOOKS]
    for look, size in worn:
        camera.take(f"library-empty{_wear(start, look, size)}")
    tour = Tour(start, fill(start.desk, folder))
    for look, size in worn:
        ending = _wear(start, look, size)
        for name in walk(tour, names):
            camera.take(f"{name}{ending}", tour.menus)
        print(f"{len(names)} pages{ending}", flush=True)
    _print_declarations(tour, out)


def main() -> None:
    """Take the pictures."""
    asking = argparse.ArgumentParser(description=__doc__)
    asking.add_argument("--out", type=Path, default=ALL, help="where all of them go")
    asking.add_argument("names", nargs="*", choices=[*STOPS, []], help="the pages to take (all)")
    asked = asking.parse_args()
    asked.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, _program(Path(folder)) as start:
        camera = Camera(start, asked.out, SHOWN if asked.out == ALL else asked.out)
        take_all(start, camera, Path(folder), asked.out, tuple(asked.names or STOPS))


if __name__ == "__main__":
    main()
