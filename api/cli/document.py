"""The OpenAPI document from the command line: no server and no store is needed for it."""

from __future__ import annotations

import json
from typing import cast

import typer

from api.house import House


def openapi() -> None:
    """输出接口文档（OpenAPI）/ Print the OpenAPI document, as `/api/v1/openapi.json` tells it."""
    from api.app import create_app

    described = create_app(cast(House, None)).openapi()
    typer.echo(json.dumps(described, ensure_ascii=False))
