"""The command line. Exit codes: 0 done, 1 refused or failed, 2 wrong usage, 3 the log is broken."""

from __future__ import annotations

import typer

from api.cli import (
    accounts,
    backups,
    care,
    clicks,
    doctor,
    document,
    evidence,
    playbooks,
    region,
    relaying,
    serving,
    tables,
    tokens,
    working,
)

app = typer.Typer(
    name="pingzhan",
    help="平战：社区平急转换的事件溯源工作流 / Pingzhan: one click from the table to the posts",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command("serve")(serving.serve)
app.command("work")(working.work)
app.command("region")(region.region)
app.command("demo")(serving.demo)
app.command("codes")(tables.codes)
app.command("import")(tables.import_)
app.command("activate")(clicks.activate)
app.command("token")(tokens.token)
app.command("verify")(care.verify)
app.command("rebuild")(care.rebuild)
app.command("export")(care.export)
app.command("backup")(backups.backup)
app.command("restore")(backups.restore)
app.command("doctor")(doctor.doctor)
app.command("relay")(relaying.relay)
app.add_typer(evidence.app, name="evidence")
app.command("openapi")(document.openapi)
app.add_typer(playbooks.app, name="playbook")
app.add_typer(accounts.app, name="account")


def main() -> None:
    """Entry point of ``pingzhan``."""
    app()


if __name__ == "__main__":
    main()
