"""Turns texts into weights, with scikit-learn. The file holds one byte for each weight.

The solver visits the texts in an order from its own seed and uses no matrix library, so that the same corpus gives the
same bytes.
"""

import json
from collections import Counter
from collections.abc import Sequence
from hashlib import sha256
from math import sqrt
from typing import Any
from zlib import crc32

from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from infra.ear.corpus import FOLDS, Text, digest
from services.conversation.reading.ear import FORMAT, Ear, parts

VERSION = "1"
BUCKETS = 1 << 18
# The highest share of ordinary replies that may be flagged, measured on templates that were not trained on.
FALSE_ALARMS = 0.01
_STRENGTH, _SEED, _ROUNDS = 10.0, 7, 400
_LARGEST = 127
# The few weights beyond this quantile are clipped, so that the others keep their precision.
_UNCUT = 0.9995


def counted(texts: Sequence[str]) -> Any:
    """One row for each text: how often each bucket occurs, over the root of the number of parts, as the ear reads."""
    values: list[float] = []
    columns: list[int] = []
    ends = [0]
    for text in texts:
        told = parts(text)
        counts = Counter(crc32(part) % BUCKETS for part in told)
        columns += sorted(counts)
        values += [counts[column] / sqrt(len(told)) for column in sorted(counts)]
        ends.append(len(columns))
    return csr_matrix((values, columns, ends), shape=(len(texts), BUCKETS))


def _fitted(rows: Any, dangers: Sequence[bool]) -> Any:
    model = LogisticRegression(
        C=_STRENGTH, solver="liblinear", dual=True, class_weight="balanced", random_state=_SEED, max_iter=_ROUNDS
    )
    return model.fit(rows, dangers)


def heard_unseen(texts: Sequence[Text]) -> list[float]:
    """For each text, the score of a model that was trained without its template's fold."""
    rows, heard = counted([text.text for text in texts]), [0.0] * len(texts)
    for fold in range(FOLDS):
        others = [number for number, text in enumerate(texts) if text.fold != fold]
        here = [number for number, text in enumerate(texts) if text.fold == fold]
        if not here:
            continue
        model = _fitted(rows[others], [texts[number].danger for number in others])
        for number, value in zip(here, model.decision_function(rows[here]).tolist(), strict=True):
            heard[number] = value
    return heard


def threshold(texts: Sequence[Text], heard: Sequence[float]) -> float:
    """The score that at most FALSE_ALARMS of the ordinary texts reach."""
    ordinary = sorted(value for text, value in zip(texts, heard, strict=True) if text.label == "ordinary")
    return ordinary[min(len(ordinary) - 1, int(len(ordinary) * (1 - FALSE_ALARMS)))]


def trained(texts: Sequence[Text], level: float) -> bytes:
    """The weight file of a corpus. level: the score at which a text is flagged."""
    model = _fitted(counted([text.text for text in texts]), [text.danger for text in texts])
    exact: list[float] = model.coef_[0].tolist()
    sizes = sorted(abs(weight) for weight in exact if weight)
    step = sizes[min(len(sizes) - 1, int(len(sizes) * _UNCUT))] / _LARGEST
    weights = [max(-_LARGEST, min(_LARGEST, round(weight / step))) for weight in exact]
    header = {
        "format": FORMAT,
        "version": VERSION,
        "made_by": "make ear",
        "corpus": digest(texts),
        "texts": len(texts),
        "buckets": BUCKETS,
        "bias": round(float(model.intercept_[0]) - level, 6),
        "scale": round(step, 9),
    }
    return json.dumps(header).encode() + b"\n" + bytes(weight % 256 for weight in weights)


def as_ear(data: bytes) -> Ear:
    """The ear in a new file."""
    return Ear.of(data, sha256(data).hexdigest())
