"""How long do one decision and one reading take, in passes of a fixed loop of the same Python on the same machine?"""

import random
import tracemalloc
from collections.abc import Callable, Iterator
from functools import partial
from hashlib import sha256

from schemas.decisions import Decision
from schemas.vocabulary import DayReport, OpenQuestion
from services import wiring
from services.conversation.reading import replies
from services.conversation.reading.ear import LONGEST, Ear
from services.conversation.reading.replies import ReplyContext
from services.progression import engine
from services.progression.forecast import TYPICAL, Sample, futures, what_if
from services.wiring import hearing
from tests.bench.measure import Measure, against, in_turns, judged
from tests.bench.reference import cpu_seconds, seconds_of_a_pass
from tests.days import PROFILE, STANDARD, after, grown, silent, told
from tests.days import start as start_of_course


def engine_decision() -> Iterator[Measure]:
    """One decision of a course with a full memory, half a year replayed, many futures; and what a decision holds."""
    decision = grown(45)
    report = told(decision, 2.0)
    yield _passes("one decision", lambda: engine.next_day(decision.course, STANDARD, report), 500, most=2)
    days = list(_half_a_year())
    start = engine.first_day(PROFILE, STANDARD, days[0].day)
    yield _passes("replay of 180 days", lambda: what_if(start, days, STANDARD), 5, most=470)
    settled = grown(20)

    def look_ahead() -> None:
        draw = random.Random(1).random
        list(futures(settled, STANDARD, TYPICAL, Sample(20, 90, draw)))

    yield _passes("20 futures of 90 days", look_ahead, 1, most=5000)
    week: list[float | str] = [2.0, 3.0, "silence"]
    early, late = (_allocated(after(start, *week * (count // 3))) for count in (30, 999))
    yield judged(
        "memory of day 999 against day 30", round(late / early, 2), "x", most=1.05, detail="bytes held by one decision"
    )


def reply_reading() -> Iterator[Measure]:
    """One ordinary reading, and the longest text."""
    asked = ReplyContext(open=OpenQuestion.PAIN_AND_WALKS, planned_walks=3)
    yield _passes("one reading", lambda: replies.read("about a 4 today, did 2 walks", asked), 200, most=26)
    longest = ("word 5 stop cant feel " * 80)[:1600]
    yield _passes("a text of 1,600 characters", lambda: replies.read(longest, asked), 5, most=540)


def second_ear() -> Iterator[Measure]:
    """One ordinary reply, the longest text, and the file of its weights hashed and read."""
    ear = wiring.ear()
    yield _passes("one reply heard", lambda: ear.score("about a 4 today, did 2 walks"), 500, most=4)
    longest = " ".join(f"word{chr(97 + n % 26)}{chr(97 + n // 26)} stop cant feel" for n in range(90))[:LONGEST]
    yield _passes("1,600 characters heard", lambda: ear.score(longest), 20, most=110)
    data = (hearing.SHIPPED / hearing.WEIGHTS).read_bytes()
    digest = sha256(data).hexdigest()
    yield _passes("its weights read", lambda: Ear.of(data, digest), 50, most=60)


def _passes(name: str, work: Callable[[], object], number: int, *, most: float) -> Measure:
    rounds = in_turns(seconds_of_a_pass, partial(cpu_seconds, work, number))
    base, mine = (sorted(side)[len(rounds) // 2] * 1e6 for side in zip(*rounds, strict=True))
    detail = f"passes of the fixed loop; {mine:.4g} us against {base:.3g} us of processor time"
    return against(name, rounds, most=most, detail=detail)


def _half_a_year() -> Iterator[DayReport]:
    """180 days as a typical patient tells them."""
    draw, decision = random.Random(1), start_of_course()
    for _ in range(180):
        pain = 2.0 if draw.random() < 0.75 else 5.0
        report = told(decision, pain) if draw.random() < 0.82 else silent(decision)
        yield report
        decision = engine.next_day(decision.course, STANDARD, report)


def _allocated(decision: Decision) -> int:
    """Bytes newly held by the next decision."""
    report = told(decision, 2.0)
    tracemalloc.start()
    kept = [engine.next_day(decision.course, STANDARD, report) for _ in range(100)]
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return held // len(kept)
