"""The Celery application of workers and beat. It carries wake-ups, never facts: the next tick finds what it loses.

Why each setting has its value: infra/decisions/0006-celery-carries-wake-ups.md.
"""

import gc
from typing import Any

import structlog
from celery import Celery
from celery.signals import setup_logging, task_postrun, task_prerun, worker_process_init, worker_ready
from kombu.entity import Exchange, Queue

from services import wiring
from workers import delivery, line_delivery, unreadable

SAFETY, REPLY, PROMPT, BULK = "safety", "reply", "prompt", "bulk"
QUEUES = (SAFETY, REPLY, PROMPT, BULK)

# task: (its queue, every how many ticks)
TICKS: dict[str, tuple[str, int]] = {
    "amble.hear_due": (REPLY, 1),
    "amble.send_due": (SAFETY, 1),
    "amble.read_receipts": (PROMPT, 1),
    "amble.close_days": (BULK, 2),
    "amble.settle_lost": (BULK, 2),
    "amble.mend": (BULK, 12),
    "amble.climb": (SAFETY, 1),
    "amble.sweep": (SAFETY, 2),
    "amble.tell_staff": (SAFETY, 1),
    "amble.send_line_texts": (SAFETY, 1),
    "amble.tell_systems": (SAFETY, 1),
    "amble.erase_due": (BULK, 720),
    "amble.forget_old": (BULK, 720),
    "amble.keep_measures": (BULK, 30),
    "amble.deliver_hooks": (BULK, 1),
}


def _beat_schedule(tick: float) -> dict[str, Any]:
    return {
        name: {
            "task": name,
            "schedule": tick * every,
            "options": {"queue": queue},
        }
        for name, (queue, every) in TICKS.items()
    }


def make_app() -> Celery:
    """The Celery application of this process."""
    settings = wiring.configuration()
    unreadable.install()
    celery = Celery("amble", broker=settings.redis_url.get_secret_value(), include=["workers.tasks"])
    celery.conf.update(
        accept_content=["json"],
        task_serializer="json",
        task_queues=[Queue(name, Exchange(name), routing_key=name) for name in QUEUES],
        task_default_queue=PROMPT,
        task_create_missing_queues=False,
        task_acks_late=True,
        task_reject_on_worker_lost=True,
        task_ignore_result=True,
        worker_prefetch_multiplier=1,
        worker_consumer="workers.unreadable:LenientConsumer",
        task_soft_time_limit=90,
        task_time_limit=110,
        worker_soft_shutdown_timeout=settings.worker_grace_seconds,
        worker_enable_soft_shutdown_on_idle=True,
        worker_hijack_root_logger=False,
        worker_send_task_events=False,
        broker_connection_max_retries=None,
        broker_connection_retry_on_startup=True,
        broker_transport_options={
            "visibility_timeout": 300,
            "unacked_restore_interval": 5,
            "unacked_restore_throttle": 1,
            "socket_timeout": 10,
            "socket_connect_timeout": 5,
            "socket_keepalive": True,
            "health_check_interval": 10,
            "queue_order_strategy": "priority",
        },
        beat_schedule=_beat_schedule(settings.tick_seconds),
        beat_scheduler="workers.scheduler:Asking",
        beat_max_loop_interval=min(5.0, settings.tick_seconds),
        timezone="UTC",
    )
    return celery


@setup_logging.connect
def _own_logging(**_: object) -> None:
    wiring.start_logging()


@worker_process_init.connect
def _open_own_connections(**_: object) -> None:
    wiring.forget()
    delivery.forget()
    line_delivery.forget()
    # Everything loaded at the start stays, and thousands of rows come and go without reference cycles.
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


@task_prerun.connect
def _name_task(task_id: str = "", **_: object) -> None:
    structlog.contextvars.bind_contextvars(task=task_id)


@task_postrun.connect
def _task_is_over(**_: object) -> None:
    structlog.contextvars.unbind_contextvars("task")


@worker_ready.connect
def _say_ready(**_: object) -> None:
    wiring.log("worker.ready")


app = make_app()
