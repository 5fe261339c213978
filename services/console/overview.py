"""The clinic's overview: adherence, replies, lights and pain of the last weeks, together and by therapist."""

import asyncio
from datetime import date, timedelta
from typing import Any

from fastapi import Request, Response

from services.console import labels
from services.console.chart import Bar, bar
from services.console.pages import api_of, page

WEEKS = 6
_WEEK = timedelta(days=7)


async def overview(request: Request) -> Response:
    """The page with the last six weeks, by therapist."""
    api = api_of(request)
    month = await api.get("/measures")
    last = date.fromisoformat(month["until"])
    # The same weeks that are counted in advance for large clinics.
    ends = [last - _WEEK * back for back in range(WEEKS - 1, -1, -1)]
    weeks = await asyncio.gather(
        *(
            api.get("/measures", since=(end - _WEEK + timedelta(days=1)).isoformat(), until=end.isoformat())
            for end in ends
        )
    )
    names = {user["id"]: user["name"] for user in await api.get("/users")}
    return page(
        request,
        "overview.html",
        me=await api.get("/me"),
        month=month,
        answered=labels.ANSWERED,
        multiples=[
            ("The clinic", month["clinic"], _bars([week["clinic"] for week in weeks], ends)),
            *(
                (names.get(key, "A former user"), theirs, _bars([w["therapists"].get(key) for w in weeks], ends))
                for key, theirs in sorted(month["therapists"].items(), key=lambda item: names.get(item[0], ""))
            ),
        ],
    )


def _bars(weeks: list[dict[str, Any] | None], ends: list[date]) -> dict[str, list[Bar]]:
    """One bar a week for each measure, 0-1."""
    return {
        "Days walked": [bar(n, end, _of(week, "adherence", "days_share")) for n, (end, week) in _n(ends, weeks)],
        "Evenings answered": [bar(n, end, _of(week, "replies", "share")) for n, (end, week) in _n(ends, weeks)],
        "Green days": [bar(n, end, _green(week)) for n, (end, week) in _n(ends, weeks)],
    }


def _n(ends: list[date], weeks: list[dict[str, Any] | None]) -> list[tuple[int, tuple[date, dict[str, Any] | None]]]:
    return list(enumerate(zip(ends, weeks, strict=True)))


def _of(week: dict[str, Any] | None, group: str, name: str) -> float | None:
    return week[group][name] if week else None


def _green(week: dict[str, Any] | None) -> float | None:
    told = {name: (week or {}).get("lights", {}).get(name, 0) for name in ("green", "yellow", "red")}
    return told["green"] / sum(told.values()) if sum(told.values()) else None
