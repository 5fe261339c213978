"""What is the least that an endpoint can do that keeps a webhook? FastAPI, the same pool, one INSERT, nothing else."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import uvicorn
from fastapi import FastAPI, Request, Response

from services.storage.inbox import open_pool


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


if __name__ == "__main__":
    uvicorn.run(app, host="127.0.0.1", port=int(os.environ["BARE_PORT"]), log_level="warning", access_log=False)
