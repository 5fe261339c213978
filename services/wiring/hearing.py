"""Opens the weights of the second ear and checks that they are the ones that were trained; the conversation opens no
file.
"""

from functools import cache
from pathlib import Path

from services.conversation.reading.ear import Ear, EarIsWrong
from services.wiring.configuration import ConfigurationIsWrong

WEIGHTS, DIGEST = "weights.bin", "weights.sha256"
SHIPPED = Path(__file__).resolve().parents[2] / "infra" / "ear"
_REMEDY = (
    "Reinstall this version of Amble, wheel or image; in a checkout, `git checkout -- infra/ear` restores it and "
    "`make ear` trains it again."
)


@cache
def ear(folder: Path = SHIPPED) -> Ear:
    """The second ear, read once per process. Raises ConfigurationIsWrong if its file is missing or differs."""
    try:
        data = (folder / WEIGHTS).read_bytes()
        noted = (folder / DIGEST).read_text(encoding="ascii").split()
    except FileNotFoundError as error:
        raise ConfigurationIsWrong(f"The weights of the second ear are missing: {error.filename}. {_REMEDY}") from None
    except (OSError, ValueError):
        raise ConfigurationIsWrong(f"The weights of the second ear in {folder} cannot be read. {_REMEDY}") from None
    try:
        return Ear.of(data, noted[0] if noted else "")
    except EarIsWrong as error:
        raise ConfigurationIsWrong(
            f"The weights of the second ear in {folder / WEIGHTS} are not the ones that were made. {error} {_REMEDY}"
        ) from None
