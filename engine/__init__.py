"""How it happens: store, workflow, deadlines and playbooks."""
