"""What is the least that an endpoint can do? FastAPI, the same pool, one bare statement, nothing else."""

import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx2
import uvicorn
from fastapi import FastAPI, Request, Response

from infra.local.processes import Children, Program, free_port
from services.storage.inbox import open_pool
from tests.bench.reference import STATEMENT
from tests.waiting import START_SECONDS


def serve_bare(children: Children, database_url: str) -> int:
    """Start it; answers its port once it answers."""
    port = free_port()
    environment = {**os.environ, "DATABASE_URL": database_url, "BARE_PORT": str(port)}
    child = children.start(Program("bare", [sys.executable, "-m", "tests.bench.bare"], environment))
    child.wait_until(lambda: _answers(port), seconds=START_SECONDS)
    return port


def _answers(port: int) -> bool:
    try:
        return httpx2.get(f"http://127.0.0.1:{port}/up").status_code == httpx2.codes.OK
    except httpx2.HTTPError:
        return False


@asynccontextmanager
async def _open(app: FastAPI) -> AsyncIterator[None]:
    app.state.pool = open_pool(os.environ["DATABASE_URL"])
    await app.state.pool.open()
    yield
    await app.state.pool.close()


app = FastAPI(lifespan=_open)


@app.get("/up")
def up() -> dict[str, str]:
    """Ready."""
    return {}


@app.post("/bare")
async def bare(request: Request) -> Response:
    """Keep the body."""
    body = await request.body()
    async with request.app.state.pool.connection() as connection:
        await connection.execute("INSERT INTO bare (form) VALUES (%s)", (body.decode(),))
    return Response("<Response></Response>", media_type="text/xml")


@app.get("/statement")
async def statement(request: Request) -> dict[str, int]:
    """Ask the database what always takes it the same work."""
    async with request.app.state.pool.connection() as connection:
        answer = await (await connection.execute(STATEMENT)).fetchone()
    return {"sum": answer[0]}


if __name__ == "__main__":
    uvicorn.run(app, host="127.0.0.1", port=int(os.environ["BARE_PORT"]), log_level="warning", access_log=False)
