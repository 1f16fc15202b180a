"""One method per command: get, decide, save; on a conflict get again and decide again."""

from engine.workflow.caller import Answer, Caller, ReceiptKey
from engine.workflow.workflow import Workflow

__all__ = ["Answer", "Caller", "ReceiptKey", "Workflow"]
