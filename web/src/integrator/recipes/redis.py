import json

import redis


def take_turns(client, stream, group, me, handle, count=100, block=5000, idle=60_000):
    """One turn of a worker: what others left, then what is new. `handle` may see an id again."""
    try:
        client.xgroup_create(stream, group, id="0", mkstream=True)
    except redis.ResponseError as error:  # it is there, unless Redis was emptied
        if "BUSYGROUP" not in str(error):
            raise
    # entries of a worker that took them a minute ago and died; our own of before, too
    _, left, *_ = client.xautoclaim(stream, group, me, min_idle_time=idle, count=count)
    new = client.xreadgroup(group, me, {stream: ">"}, count=count, block=block)
    for id, fields in [*left, *(new[0][1] if new else [])]:
        if fields and b"event" in fields:  # a trimmed entry is empty; `moved` names another stream
            handle(json.loads(fields[b"event"]))
        client.xack(stream, group, id)
