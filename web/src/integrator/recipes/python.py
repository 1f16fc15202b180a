import json
import os
import time
import urllib.error
import urllib.parse
import urllib.request


def follow(base, token, after, **wanted):
    """Every event after a position, once and in order, however often the line breaks."""
    address = f"{base}/api/v1/events/stream?{urllib.parse.urlencode(wanted)}"
    while True:
        headers = {"Authorization": f"Bearer {token}", "Last-Event-ID": str(after)}
        request = urllib.request.Request(address, headers=headers)
        try:
            with urllib.request.urlopen(request, timeout=60) as lines:
                for line in lines:
                    if line.startswith(b"id: "):
                        id = int(line[4:])
                    elif line.startswith(b"data: "):
                        yield json.loads(line[6:])
                        after = id
        except urllib.error.HTTPError as refused:
            if 400 <= refused.code < 500 and refused.code != 429:
                raise  # the token or the filter is wrong
        except OSError:
            pass  # broken off, or silent for a minute
        time.sleep(1)


last = int(os.environ.get("LAST", "0"))  # from where you keep it
for event in follow(os.environ["PINGZHAN"], os.environ["TOKEN"], last, type="member_enrolled"):
    print(event["id"], event["data"]["member"], flush=True)
