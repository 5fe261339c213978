"""`make ear`: trains the second ear, writes its weights, and prints what it hears in texts it was not trained on."""

import argparse
import sys
from hashlib import sha256
from pathlib import Path

from infra.ear import frames
from infra.ear.corpus import made
from infra.ear.figures import Heard, held_out, printed
from services.conversation.reading.ear import FLAGGED

SEED = 24
_HERE = Path(__file__).parent


def main() -> None:
    """Train on the whole corpus, write weights, digest and figures, and print the figures."""
    asked = argparse.ArgumentParser(prog="make ear", description=__doc__)
    asked.add_argument("--frames", action="store_true", help="update the word lists before training")
    asked.add_argument("--corpus", action="store_true", help="print the corpus, one text a line, and train nothing")
    asked.add_argument("--held-out", type=Path, metavar="FILE", help="texts to measure on: language, class, text")
    asked.add_argument("--into", type=Path, default=_HERE, metavar="FOLDER", help="where weights and figures go")
    asked.add_argument(
        "--share", type=float, default=1.0, help="train on a part of the corpus, 0 to 1, to try something"
    )
    options = asked.parse_args()
    if options.frames:
        frames.take_anew()
    texts = made(SEED, options.share)
    if options.corpus:
        for text in texts:
            sys.stdout.write(f"{text.language}\t{text.label}\t{int(text.danger)}\t{text.text}\n")
        return
    from infra.ear import training  # Only training needs scikit-learn.

    heard = training.heard_unseen(texts)
    level = training.threshold(texts, heard)
    data = training.trained(texts, level)
    ear = training.as_ear(data)
    told = f"Ear {ear.version}: {len(texts)} texts, {len(data)} bytes.\n\n" + printed(
        "Cross-validation: each text heard by weights that were made without its template",
        [Heard(t.language, t.label, value > level) for t, value in zip(texts, heard, strict=True)],
    )
    if options.held_out:
        told += "\n" + printed(
            f"Texts written by hand before the training ({options.held_out.name})",
            [Heard(lang, label, ear.score(text) >= FLAGGED) for lang, label, text in held_out(options.held_out)],
        )
    options.into.mkdir(parents=True, exist_ok=True)
    (options.into / "weights.bin").write_bytes(data)
    (options.into / "weights.sha256").write_text(f"{sha256(data).hexdigest()}  weights.bin\n", encoding="utf-8")
    (options.into / "figures.txt").write_text(told, encoding="utf-8")
    sys.stdout.write(told)


if __name__ == "__main__":
    main()
