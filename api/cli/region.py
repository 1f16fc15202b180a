"""One door to several districts, each with a store of its own: reading only."""

from __future__ import annotations

from typing import Annotated

import structlog
import typer

from api.cli.listening import listen
from api.cli.serving import Host, Port
from api.cli.terminal import refuse
from api.logs import configure_logs
from api.settings import Settings
from domain.refusal import Refused


def region(
    district: Annotated[
        list[str],
        typer.Option(
            "--district", help="名称=库的地址，一区一个 / NAME=ADDRESS of a store, one a district"
        ),
    ],
    port: Port = None,
    host: Host = "127.0.0.1",
) -> None:
    """汇总几个区的库，只读 / Read several districts' stores as one."""
    # loading all that answers takes longer than most commands do
    import uvicorn

    from api.region.app import create_region
    from api.region.stores import Districts, named_stores

    configure_logs()
    try:
        settings = Settings.from_environment(port=port, host=host)
        districts = Districts(named_stores(district), settings)
        door = listen(settings.host, settings.port)
    except Refused as refused:
        raise refuse(refused) from None
    structlog.get_logger().info("serving", port=settings.port, districts=len(districts.all))
    config = uvicorn.Config(
        create_region(districts),
        log_config=None,
        access_log=False,
        timeout_graceful_shutdown=3,
        server_header=False,
    )
    uvicorn.Server(config).run([door])
