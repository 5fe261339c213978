"""How does one more person read the texts? A sheet without any reading, and how it is taken back."""

import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from tests.replies.corpus import CorpusIsWrong, Reply, fresh, labels_of, lines_of, text_of, written

SHEET = ["lang", "open", "text", "reading"]


def sheet(replies: Sequence[Reply], seed: int = 1) -> list[str]:
    """The texts in another order, with an empty column for the reading; neither reading nor way of writing is told."""
    shuffled = list(replies)
    random.Random(seed).shuffle(shuffled)
    return ["\t".join(SHEET), *("\t".join((r.lang, r.open, written(r.text), "")) for r in shuffled)]


def with_sheet(replies: Sequence[Reply], path: Path) -> list[Reply]:
    """The texts with a filled sheet in place of their second reading. Raises CorpusIsWrong where it is not of these texts."""
    told = {
        (lang, open_, text_of(text)): labels_of(reading, where)
        for where, (lang, open_, text, reading) in lines_of(path, SHEET)
    }
    if missing := [reply.text for reply in replies if _key(reply) not in told]:
        raise CorpusIsWrong(f"{path.name}: {len(missing)} texts have no line, the first: {missing[0]!r}")
    return [replace(reply, second=told[_key(reply)]) for reply in replies]


def take(path: Path, corpus: Path) -> int:
    """Write a filled sheet into the corpus as its second reading; answers how many readings differ from the first."""
    replies = with_sheet(fresh(corpus), path)
    head, *lines = corpus.read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines]
    for row, reply in zip(rows, replies, strict=True):
        row[4] = " ".join(sorted(reply.second))
    corpus.write_text("\n".join([head, *("\t".join(row) for row in rows)]) + "\n", encoding="utf-8")
    return sum(reply.first != reply.second for reply in replies)


def _key(reply: Reply) -> tuple[str, str, str]:
    return reply.lang, reply.open, reply.text
