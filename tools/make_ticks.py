"""Draws ticks and arrows for the style sheet, which shows pictures only: a light and a dark one of each."""

from pathlib import Path

from PIL import Image, ImageDraw

COLOURS = {"white": "#ffffff", "black": "#10161d"}
SHAPES = {
    "tick": ((0.2, 0.53), (0.42, 0.74), (0.8, 0.28)),
    "arrow": ((0.15, 0.35), (0.5, 0.7), (0.85, 0.35)),
}
SIZE, FINE = 32, 8


def draw(shape: str, colour: str) -> Image.Image:
    """Return a shape of one colour on nothing."""
    big = Image.new("RGBA", (SIZE * FINE, SIZE * FINE), (0, 0, 0, 0))
    points = [(x * SIZE * FINE, y * SIZE * FINE) for x, y in SHAPES[shape]]
    ImageDraw.Draw(big).line(points, fill=colour, width=4 * FINE, joint="curve")
    return big.resize((SIZE, SIZE), Image.Resampling.LANCZOS)


def main() -> None:
    """Write the pictures into the resources."""
    icons = Path(__file__).resolve().parent.parent / "resources" / "icons"
    for shape in SHAPES:
        for name, colour in COLOURS.items():
            draw(shape, colour).save(icons / f"{shape}-{name}.png", optimize=True)


if __name__ == "__main__":
    main()
