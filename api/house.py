"""The house put together: store, commands, views, and what runs beside the requests."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import structlog

from api import metrics
from api.auth.oidc_settings import Oidc
from api.auth.permissions import Principal
from api.auth.register import Register
from api.campaigning import Campaigning
from api.drills import Drills
from api.fitness import Fitness
from api.forms import Forms
from api.gauges import webhook_gauges
from api.keeping import Keeping
from api.limits import Rate, Streams
from api.messenger import Messenger
from api.names import Names
from api.pulse import Pulse
from api.reading.scores import Scores
from api.reading.task_changes import TaskChanges
from api.relaying import relay
from api.settings import Settings
from api.standing import Looking, Standing
from api.tracing import Tracing, begin_tracing
from api.viewing import open_views
from api.webhooks import Webhooks
from api.wire.broadcast import Broadcast
from api.works import Work, Works
from domain.refusal import Refused
from engine.calendars import Calendars
from engine.clock import Clock, system_clock
from engine.deadlines import Deadlines
from engine.leader import Leader
from engine.notices.channels import Reach
from engine.playbooks import SHIPPED, readiness_checks, shipped_editions, shipped_overlays
from engine.receipts import Receipts
from engine.retention import Retention
from engine.store import Store, open_store
from engine.tables import read_vocabulary
from engine.tokens import Tokens
from engine.virtual_clock import VirtualClock
from engine.workflow import Workflow
from engine.workflow.tallies import Tallies

if TYPE_CHECKING:
    from api.auth.oidc import Provider

#: seconds that the telling of a campaign waits for it at most, before each look
GIVE_WAY = 6.0
logger = structlog.get_logger()


def _provider(settings: Oidc) -> Provider:
    # its libraries take longer to load than all that is ours, and few ask for them
    from api.auth.oidc import Provider

    return Provider(settings)


class House:
    """Everything a request or a command line needs. ``close`` it.

    ``exclusive`` is for whoever serves or writes; without ``create`` a store must be there.
    """

    def __init__(
        self,
        settings: Settings,
        clock: Clock = system_clock,
        *,
        exclusive: bool = True,
        create: bool = True,
    ) -> None:
        self.settings = settings
        #: what time it is for people and their browsers, whatever the drills live in
        self.real_clock = clock
        self.clock = VirtualClock(clock)
        self.store: Store = open_store(
            settings.store, clock=self.clock, exclusive=exclusive, create=create
        )
        self.clock.load(self.store, exclusive=exclusive)
        #: how fast virtual time was asked to run
        self.speed: float | None = None
        self.workflow = Workflow(
            self.store,
            self.clock,
            two_persons=settings.two_persons,
            drills_only=self.clock.is_virtual,
        )
        if settings.clock_speed is not None:
            self.run_at(settings.clock_speed)
        if exclusive:
            self.workflow.plans.stock(shipped_editions(), shipped_overlays())
        self.drills = Drills(self.workflow)
        self.tokens = Tokens(self.store, clock)
        self.register = Register(self.store, clock)
        self.provider = _provider(settings.oidc) if settings.oidc else None
        #: links for calendar programs, and what numbers the changes that these see
        self.calendars = Calendars(self.store, clock)
        self.task_changes = TaskChanges(self.store)
        self.views, self.follower = open_views(self.store, create=exclusive)
        self.forms = Forms(self.workflow.plans)
        self.tallies = Tallies(self.store)
        self.names = Names(self.store, self.tokens, self.register.accounts, self.forms)
        self.vocabulary = read_vocabulary(SHIPPED / "vocabularies" / "community.yaml")
        self.readiness_checks = readiness_checks()
        self.scores = Scores()
        self.pulse = Pulse(self.store, settings.redis)
        self.broadcast = Broadcast(self.store, self.pulse, self.drills)
        self.deadlines = Deadlines(self.workflow.duties, self._due, self.clock)
        self.retention = Retention(
            self.workflow.desk, Keeping(self.store, self.views, self.follower)
        )
        self.receipts = Receipts(self.store, self.clock)
        self.leader = Leader(self.store)
        self.fitness = Fitness(self.standing)
        self.messenger = Messenger(
            self.workflow.desk,
            self.views,
            Reach(settings.mail, settings.wecom_app, settings.private_targets),
            timedelta(minutes=settings.unread_minutes),
            link=self.register.linking(settings.public_url),
            create=exclusive,
        )
        self.webhooks = Webhooks(
            self.store, clock, settings, self.tokens, self.register.accounts, self.drills
        )
        #: what relays the log to Redis Streams, if there is a Redis
        self.relay = relay(settings, self.store, self.drills, self.pulse, self.clock)
        self.relaying = Fitness(self.relay.standing) if self.relay is not None else None
        self.campaigning = Campaigning(
            self.workflow.campaigns, self.store, self.leader, here=settings.all_in_one
        )
        self.looking = Looking(
            self.store, self.views, self.leader, self.clock, lambda: self.clock.speed
        )
        self.looking.readers["noticing"] = self.messenger.noticing.reached
        self.looking.measures.append(lambda: webhook_gauges(self.webhooks))
        self.rate = Rate(settings.rate, "PINGZHAN_RATE", settings.redis)
        self.wrong_tokens = Rate(settings.wrong_tokens, "PINGZHAN_WRONG_TOKENS", settings.redis)
        tries = f"{settings.sign_in_tries}/minute"
        self.sign_in_tries = Rate(tries, "PINGZHAN_SIGN_IN_TRIES", settings.redis)
        self.streams = Streams(settings.most_streams, settings.most_streams_each)
        #: requests that are being answered, streams left out
        self.at_once = 0
        self.store.on_facts.append(metrics.recorded)
        self.deadlines.on_fired = metrics.FIRED.inc
        #: what some process has to do beside the requests
        self.works = self._all_works()
        self._running = Works(self.leader)
        self.tracing: Tracing | None = None

    def run_at(self, speed: float) -> None:
        """Live in virtual time, so many times as fast as the clock: whatever starts is a drill."""
        self.clock.run_at(speed, self.store)
        self.speed, self.workflow.desk.drills_only = speed, True

    def _all_works(self) -> list[Work]:
        """Everything that one process at a time has to do; to add one is to add a line."""
        wait, wait_last = self.pulse.wait, self._wait_last
        relaying = [Work("relay", self.relay.run)] if self.relay is not None else []
        return [
            Work("views", lambda stop, leads: self.follower.run(stop, wait, leads)),
            Work("deadlines", self.deadlines.run),
            Work("campaigns", lambda stop, leads: self.campaigning.watch(stop, leads, wait)),
            Work("retention", self.retention.run),
            Work("receipts", self.receipts.run),
            Work("noticing", lambda stop, leads: self.messenger.follow(stop, leads, wait_last)),
            Work("sending", self.messenger.send),
            Work("webhooks", lambda stop, leads: self.webhooks.courier.run(stop, leads, wait)),
            *relaying,
        ]

    def _wait_last(self, after: int, timeout: float) -> int:
        """Wait for the log to grow, and for campaigns: everybody is at a post before they are told
        of it, for the telling takes as long.
        """
        head = self.pulse.wait(after, timeout)
        self.campaigning.give_way(GIVE_WAY)
        return head

    def start(self) -> None:
        """Start what runs beside the requests: the pulse, the clock, and the works."""
        self.tracing = begin_tracing()
        self._keep_time()
        self.pulse.start()
        vitals = metrics.Vitals("works" if self.settings.all_in_one else "requests", self.pool)
        self._running.beside("vitals", vitals.run)
        if self.settings.all_in_one:
            self._catch_up()
            self._running.start(self.works)

    def _catch_up(self) -> None:
        """Bring the views up to date; a store that takes nothing now is still there to be read."""
        try:
            self.follower.catch_up()
        except Refused as refused:
            if refused.code not in ("store_full", "store_busy"):
                raise
            logger.warning("started_read_only", reason=refused.code)

    def _keep_time(self) -> None:
        """Let virtual time run, if there is any: in every process, for each tells the time."""
        clock, store = self.clock, self.store
        clock.begin(store, self.speed or 1.0, leads=self.leader.leads("clock"))
        if clock.is_virtual:
            self._running.start([Work("clock", lambda stop, leads: clock.run(store, stop, leads))])

    def close(self) -> None:
        """Stop in order: no new work, running work finished, then the store."""
        self._running.stop()
        self.campaigning.close()
        self.pulse.close()
        self.broadcast.close()
        self._running.join()
        self._stop_time()
        self.leader.close()
        self.store.close()
        if self.tracing is not None:
            self.tracing.close()

    def _stop_time(self) -> None:
        """Virtual time stands still from here, unless another server goes on."""
        if self.clock.speed and self._running.are_running:
            try:
                self.clock.keep(self.store, leads=self.leader.leads("clock"), ends=True)
            except Exception:
                logger.exception("virtual_clock_failed")

    @property
    def pool(self) -> Any:
        """The pool of connections to PostgreSQL, ``None`` on SQLite."""
        if self.store.dialect != "postgresql":
            return None
        return getattr(getattr(self.store.recorder, "datastore", None), "pool", None)

    def standing(self) -> Standing:
        """How the store, the views, the readers and the leaders stand."""
        return self.looking.look(work.name for work in self.works)

    def _due(self, before: datetime, limit: int) -> list[str]:
        return [stream for stream, _, _ in self.views.due(before, limit)]

    @property
    def administrator(self) -> Principal:
        """The administrator whose token stands in the environment, or who has the command line."""
        return Principal("admin", "administrator", "", "admin")
