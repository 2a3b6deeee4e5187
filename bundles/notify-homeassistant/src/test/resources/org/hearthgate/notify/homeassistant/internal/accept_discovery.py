"""Has Home Assistant itself judge discovery messages: one "topic<TAB>payload" per line in, one complaint per line out.

Needs an interpreter that has the package homeassistant and what its mqtt integration needs.
"""
import importlib
import json
import sys

from homeassistant.components.mqtt.schemas import DEVICE_DISCOVERY_SCHEMA


def judge(platform, config):
    kept = importlib.import_module(f"homeassistant.components.mqtt.{platform}").DISCOVERY_SCHEMA(dict(config))
    dropped = set(config) - set(kept)
    if dropped:
        raise ValueError(f"drops {sorted(dropped)}")


for line in sys.stdin:
    topic, payload = line.rstrip("\n").split("\t", 1)
    try:
        message = json.loads(payload)
        component = topic.split("/")[-4]
        if component == "device":
            DEVICE_DISCOVERY_SCHEMA(json.loads(payload))
            for key, config in message["components"].items():
                judge(config.pop("platform"), config)
        else:
            judge(component, message)
    except Exception as refusal:  # whatever it is, the message was not taken
        print(f"{topic}: {refusal}")
print("judged")
