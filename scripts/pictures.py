"""Take the pictures of the terminal program that stand in the documentation, from the real program.

    python -m scripts.pictures               take all
    python -m scripts.pictures sweep cases   take these

They come out the same on every machine; the tests compare what stands on them.
"""

import asyncio
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from scripts.documentation.pages import ROOT
from scripts.documentation.scenes import PICTURES, SCENES, picture_of


def main(names: list[str]) -> int:
    """Take the pictures of the scenes with these names, or of all."""
    unknown = set(names) - {scene.name for scene in SCENES}
    if unknown:
        print(f"there is no scene `{min(unknown)}`", file=sys.stderr)
        return 2
    PICTURES.mkdir(parents=True, exist_ok=True)
    for scene in SCENES:
        if not names or scene.name in names:
            with TemporaryDirectory() as scratch:
                picture = asyncio.run(picture_of(scene, Path(scratch)))
            path = PICTURES / f"{scene.name}.svg"
            path.write_text(picture, encoding="utf-8")
            print(path.relative_to(ROOT))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
