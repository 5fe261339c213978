"""How likely do the words of a text mean danger, whatever list they stand on? The second ear: weights of word parts.

It was trained on made-up texts (infra/ear) and may only raise: it never proves that all is well. No library is needed
to read it, and the training takes its word parts from here, so that both always count the same ones.
"""

import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from math import exp, sqrt
from zlib import crc32

LONGEST = 1600
# From this score on a text is flagged; the training sets the scale so.
FLAGGED = 0.5
# So many words are judged together; of a longer text its worst stretch counts.
WINDOW, STEP = 16, 8
FORMAT = 1
_PART_SIZES = (3, 4)
_WORD = re.compile(r"[^\W\d_]+|\d+")
_APOSTROPHES = re.compile(r"['’‘`´ʼ]")
_UNSEEN = frozenset({"Mn", "Me", "Cf"})
_DRAWN_OUT = re.compile(r"(.)\1{2,}")


class EarIsWrong(Exception):
    """These bytes are no weights that this program can read; the sentence says why."""


@dataclass(frozen=True, slots=True)
class Ear:
    """The weights once read. version names the weights to the byte, to stand with each reading."""

    version: str
    corpus: str
    bias: float
    scale: float
    weights: memoryview

    @classmethod
    def of(cls, data: bytes, digest: str) -> "Ear":
        """The ear in the bytes of a weight file. digest is their SHA-256 in hexadecimal. Raises EarIsWrong."""
        if sha256(data).hexdigest() != digest:
            raise EarIsWrong("Its SHA-256 is not the one that was noted when it was made.")
        head, newline, weights = data.partition(b"\n")
        try:
            header = json.loads(head)
            number, told, corpus = int(header["format"]), str(header["version"]), str(header["corpus"])
            bias, scale, buckets = float(header["bias"]), float(header["scale"]), int(header["buckets"])
        except (ValueError, KeyError, TypeError):
            raise EarIsWrong("Its first line does not say what it holds.") from None
        if number != FORMAT:
            raise EarIsWrong(f"Its format is {number}; this program reads format {FORMAT}.")
        if not newline or not weights or len(weights) != buckets:
            raise EarIsWrong(f"It should hold {buckets} weights and holds {len(weights)}.")
        return cls(f"{told}-{digest[:8]}", corpus, bias, scale, memoryview(weights).cast("b"))

    def score(self, text: str) -> float:
        """How likely the text means danger, 0 to 1; from FLAGGED on it should be read by a person.

        Of at most 1,600 characters, in time linear in their number; of a longer text only these are read.
        """
        sums, counts = self._running(words(text))
        last = len(sums) - 1
        if not counts[last]:
            return 0.0
        worst = max(
            (sums[min(last, start + WINDOW)] - sums[start]) / sqrt(counts[min(last, start + WINDOW)] - counts[start])
            for start in range(0, max(1, last - WINDOW + STEP), STEP)
        )
        return 1 / (1 + exp(-max(-30.0, min(30.0, self.bias + self.scale * worst))))

    def _running(self, told: list[str]) -> tuple[list[int], list[int]]:
        """The sum of weights and the count of parts before each word, so that any stretch costs one subtraction."""
        weights, buckets = self.weights, len(self.weights)
        known: dict[bytes, tuple[int, int]] = {}
        sums, counts = [0], [0]
        total = count = 0
        for word, beside in with_beside(told):
            if word not in known:
                parts = parts_of(word)
                known[word] = sum([weights[crc32(part) % buckets] for part in parts]), len(parts)
            of_word, many = known[word]
            total += of_word + sum([weights[crc32(pair) % buckets] for pair in beside])
            count += many + len(beside)
            sums.append(total)
            counts.append(count)
        return sums, counts


def words(text: str) -> list[str]:
    """The words of a text: small letters without accents and apostrophes, every number as "0"."""
    text = text[:LONGEST]
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKD", text)
        # Accents, and marks that nobody sees. One sign may stand for a whole phrase: that is cut, and no accented text.
        text = "".join([c for c in decomposed if unicodedata.category(c) not in _UNSEEN])[: 2 * LONGEST]
    text = _DRAWN_OUT.sub(r"\1\1", _APOSTROPHES.sub("", text.casefold()))
    return ["0" if word[0].isdigit() else word for word in _WORD.findall(text)]


def with_beside(told: list[str]) -> Iterator[tuple[bytes, tuple[bytes, bytes]]]:
    """Each word, and what is counted of it and the two words before it."""
    before, earlier = b"", b""
    for word in told:
        raw = word.encode(errors="replace")
        yield raw, (b"%b %b" % (before, raw), b"%b_%b" % (earlier, raw))
        before, earlier = raw, before


def parts_of(word: bytes) -> list[bytes]:
    """What is counted of one word: itself, and its runs of three and four letters."""
    framed = b"<%b>" % word
    if len(word) == 1:
        return [framed]
    return [framed] + [framed[i : i + size] for size in _PART_SIZES for i in range(len(framed) - size + 1)]


def parts(text: str) -> list[bytes]:
    """Everything that is counted of a text, in order; the training counts it, the ear weighs it."""
    return [part for word, beside in with_beside(words(text)) for part in (*parts_of(word), *beside)]
