"""Serving: the real thing, and the demonstration."""

from __future__ import annotations

import socket
import sys
from typing import Annotated

import msgspec
import structlog
import typer

from api.cli.listening import listen
from api.cli.supervising import Supervisor, Task
from api.cli.terminal import StoreOption, refuse, say
from api.cli.working import work_off
from api.house import House
from api.logs import configure_logs
from api.settings import Settings
from domain.refusal import Refused
from engine.virtual_clock import refuse_what_is_real

Port = Annotated[
    int | None, typer.Option("--port", help="端口，默认 8000 / the port, by default 8000")
]
Host = Annotated[str, typer.Option("--host", help="0.0.0.0 供手机访问 / for phones")]
Redis = Annotated[str, typer.Option("--redis", help="redis://…")]
Speed = Annotated[
    float | None,
    typer.Option("--clock-speed", help="虚拟时钟的倍速，一切皆演练 / virtual time: all is a drill"),
]


Workers = Annotated[
    int | None,
    typer.Option("--workers", help="服务进程数，须用 PostgreSQL / server processes, on PostgreSQL"),
]
AllInOne = Annotated[
    bool,
    typer.Option("--all-in-one", help="一个进程做所有事，单进程时的默认 / all in one process"),
]
NoWork = Annotated[
    bool,
    typer.Option(
        "--no-work", help="只答请求，后台事务由 pingzhan work 做 / `pingzhan work` runs elsewhere"
    ),
]


def serve(
    store: StoreOption = "",
    port: Port = None,
    host: Host = "127.0.0.1",
    redis: Redis = "",
    clock_speed: Speed = None,
    workers: Workers = None,
    all_in_one: AllInOne = False,
    no_work: NoWork = False,
) -> None:
    """启动服务 / Serve the API and the page."""
    configure_logs()
    try:
        said = {"store": store, "port": port, "host": host, "redis": redis, "workers": workers}
        settings = Settings.from_environment(**said, clock_speed=clock_speed)
        settings = _arranged(settings, all_in_one, no_work)
        listening = listen(settings.host, settings.port)
        house = _house(settings)
    except Refused as refused:
        raise refuse(refused) from None
    if not settings.admin_token:
        say("no_admin_token")
    _say_time(house)
    if sys.stdout.isatty():
        say("serving", host=settings.host, port=settings.port)
    if settings.workers == 1:
        _answer(house, listening)
    else:
        house.close()
        _supervise(settings, listening, works=not no_work)


def _arranged(settings: Settings, all_in_one: bool, no_work: bool) -> Settings:
    """Who does what: one process everything, unless it is told otherwise or there are several."""
    several = settings.workers > 1
    if several and not settings.on_postgresql:
        raise Refused("workers_need_postgresql", field="--workers", workers=settings.workers)
    if no_work and not settings.on_postgresql:
        raise Refused("work_needs_postgresql", field="--no-work")
    if all_in_one and (several or no_work):
        raise Refused("all_in_one_alone", field="--all-in-one")
    return msgspec.structs.replace(settings, all_in_one=not (several or no_work))


def _supervise(settings: Settings, listening: socket.socket, *, works: bool) -> None:
    """Serve by several processes on one port, and do the works in one more."""
    told = {"workers": settings.workers, "port": settings.port, "works": works}
    structlog.get_logger().info("supervising", **told)
    tasks = [
        Task(f"server-{n}", serve_beside, (settings, listening)) for n in range(settings.workers)
    ]
    if works:
        tasks.append(Task("work", work_off, (msgspec.structs.replace(settings, all_in_one=True),)))
    Supervisor(tasks).run()


def serve_beside(settings: Settings, listening: socket.socket) -> None:
    """One of several server processes on a port."""
    configure_logs()
    _answer(House(settings), listening)


def _answer(house: House, listening: socket.socket | None = None) -> None:
    # loading all that answers takes longer than most commands do
    from api.cli.answering import run

    run(house, listening)


def _house(settings: Settings) -> House:
    """The house of what is served; in virtual time nothing may be real."""
    house = House(settings)
    if settings.clock_speed is not None:
        try:
            refuse_what_is_real(house.store, leads=house.leader.leads("clock"))
        except Refused:
            house.close()
            raise
    return house


def _say_time(house: House) -> None:
    """Nobody shall take the time of a drill for the real one."""
    if not house.clock.is_virtual:
        return
    code = "clock_goes_on" if house.speed is None else "clock_virtual"
    say(code, at=f"{house.clock():%Y-%m-%d %H:%M} UTC", speed=house.speed)


def demo(
    port: Port = None,
    host: Host = "127.0.0.1",
    store: StoreOption = "",
    small: Annotated[
        bool, typer.Option("--small", help="只装两个社区 / two communities only")
    ] = False,
    playbook: Annotated[
        str, typer.Option("--playbook", help="只演示一个预案 / one playbook at work, by its id")
    ] = "",
    clock_speed: Speed = None,
) -> None:
    """演示：一个区，一个社区在战时；或一个预案 / The demonstration: a district, or one playbook."""
    from api.demo.district import furnish, furnished
    from api.demo.showing import show

    configure_logs("warning")
    if playbook:
        say("showing")
    else:
        sizes = furnished(small=small)
        say("furnishing", communities=len(sizes), people=sum(size.people for size in sizes))
    try:
        made = (
            show(playbook, store=store, port=port, host=host)
            if playbook
            else furnish(store=store, port=port, host=host, small=small)
        )
        if clock_speed is not None:
            made.house.run_at(clock_speed)
    except Refused as refused:
        raise refuse(refused) from None
    _say_time(made.house)
    addresses = [f"http://127.0.0.1:{made.house.settings.port}"]
    if host not in ("127.0.0.1", "localhost"):
        addresses.append(f"http://{_address()}:{made.house.settings.port}")
    say("playbook_shown" if playbook else "demo_ready", **made.words(addresses))
    _answer(made.house)


def _address() -> str:
    """The address by which a phone on the same network may reach this machine."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
            return str(probe.getsockname()[0])
        except OSError:
            return socket.gethostbyname(socket.gethostname())
