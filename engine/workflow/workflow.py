"""The commands of the product, by subject."""

from __future__ import annotations

from collections.abc import Collection

from engine.clock import Clock
from engine.plans import Plans
from engine.store import Store
from engine.workflow.activations import Activations
from engine.workflow.alerts import Alerts
from engine.workflow.campaigns import Campaigns
from engine.workflow.cases import Cases
from engine.workflow.desk import Desk
from engine.workflow.duties import Duties
from engine.workflow.handing import Handing
from engine.workflow.members import Members
from engine.workflow.occurrences import Occurrences
from engine.workflow.organisation import Organisation
from engine.workflow.parameters import Parameters
from engine.workflow.posts import Posts
from engine.workflow.rosters import Rosters
from engine.workflow.taking_back import TakingBack
from engine.workflow.tasks import Tasks


class Workflow:
    """What the doors call."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        *,
        two_persons: Collection[str] = (),
        drills_only: bool = False,
    ) -> None:
        self.plans = Plans(store)
        self.desk = Desk(store, clock, self.plans, two_persons=two_persons, drills_only=drills_only)
        self.organisation = Organisation(self.desk)
        self.rosters = Rosters(self.desk)
        self.members = Members(self.desk)
        self.cases = Cases(self.desk)
        self.activations = Activations(self.desk)
        self.alerts = Alerts(self.desk)
        self.parameters = Parameters(self.desk)
        self.tasks = Tasks(self.desk)
        self.posts = Posts(self.desk)
        self.handing = Handing(self.desk)
        self.taking_back = TakingBack(self.desk)
        self.duties = Duties(self.desk)
        self.occurrences = Occurrences(self.desk)
        self.campaigns = Campaigns(self.desk, self.activations)
