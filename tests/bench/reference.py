"""What does this machine do in this moment? Fixed work that has nothing of Amble in it, measured beside what has."""

import re
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType

import psycopg

_WORDS = re.compile(r"\b(\d+)\s*(walks?|steps?)\b")
STATEMENT = "SELECT sum(length(md5(n::text))) FROM generate_series(1, 20000) AS n"


@dataclass(frozen=True, slots=True)
class _Item:
    number: int
    name: str
    before: "_Item | None"


def pure_python() -> int:
    """One pass: small objects, attributes, dictionaries, comparisons, words of a text. Never changed: bars stand on it."""
    item, counts = None, {"even": 0, "odd": 0}
    for number in range(12):
        item = _Item(number, f"n{number}", item)
        counts["odd" if item.number % 2 else "even"] += len(item.name)
    while item is not None and item.before is not None:
        if item.number > item.before.number and item.name not in counts:
            counts[item.name] = item.number
        item = item.before
    found = _WORDS.search("about 4 today and did 2 walks before lunch")
    return sum(sorted(counts.values())) + (int(found[1]) if found else 0)


def cpu_seconds(work: Callable[[], object], number: int = 500) -> float:
    """Seconds of processor time of one call, so that what others do on the machine counts as little as can be."""
    started = time.process_time()
    for _ in range(number):
        work()
    return (time.process_time() - started) / number


def seconds_of_a_pass() -> float:
    """Seconds of processor time of one pass of the fixed loop."""
    return cpu_seconds(pure_python, 1000)


class BareDatabase:
    """One connection to the database that is measured, and statements that know no table of ours."""

    def __init__(self, url: str) -> None:
        """url: of a login that may make a table."""
        self._connection = psycopg.connect(url.replace("+psycopg", ""), autocommit=True)
        self._connection.execute("CREATE TABLE IF NOT EXISTS bench_row (id bigserial PRIMARY KEY, body text)")

    def __enter__(self) -> "BareDatabase":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connection.close()

    def inserts_a_second(self, count: int = 2000) -> float:
        """Rows a second, each by one bare INSERT with a commit of its own."""
        started = time.perf_counter()
        for _ in range(count):
            self._connection.execute("INSERT INTO bench_row (body) VALUES (%s)", ("about a 4 today, did 2 walks",))
        return count / (time.perf_counter() - started)

    def seconds_of_a_statement(self, times: int = 1) -> float:
        """Seconds of one statement that reads no table and always does the same; the median of so many."""
        taken = []
        for _ in range(times):
            started = time.perf_counter()
            self._connection.execute(STATEMENT).fetchall()
            taken.append(time.perf_counter() - started)
        return statistics.median(taken)
