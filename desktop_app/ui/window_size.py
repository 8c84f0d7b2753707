"""The window's size: never larger than its screen."""

from PySide6.QtWidgets import QWidget

_USUAL = (1280, 800)  #: px
_FRAME = (16, 56)  #: px left for a frame and its title, whose size is known only once it is shown


def fit(window: QWidget) -> None:
    """Give a window that is not shown yet its usual size, or what its screen has room for with a frame."""
    room = window.screen().availableGeometry()
    wide, high = room.width() - _FRAME[0], room.height() - _FRAME[1]
    window.resize(min(_USUAL[0], wide), min(_USUAL[1], high))
