"""Draws the ticks of check boxes for the style sheet, which can show pictures only: one for each theme."""

from pathlib import Path

from PIL import Image, ImageDraw

COLOURS = {"light": "#ffffff", "dark": "#10161d", "contrast": "#ffffff"}
SIZE, FINE = 32, 8


def draw(colour: str) -> Image.Image:
    """Return a tick of one colour on nothing."""
    big = Image.new("RGBA", (SIZE * FINE, SIZE * FINE), (0, 0, 0, 0))
    points = [(x * SIZE * FINE, y * SIZE * FINE) for x, y in ((0.2, 0.53), (0.42, 0.74), (0.8, 0.28))]
    ImageDraw.Draw(big).line(points, fill=colour, width=4 * FINE, joint="curve")
    return big.resize((SIZE, SIZE), Image.Resampling.LANCZOS)


def main() -> None:
    """Write the pictures into the resources."""
    icons = Path(__file__).resolve().parent.parent / "resources" / "icons"
    for name, colour in COLOURS.items():
        draw(colour).save(icons / f"tick-{name}.png", optimize=True)


if __name__ == "__main__":
    main()
