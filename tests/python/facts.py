"""The facts of the API (`dbs-sdk/api`), and answers made from them."""

import json
import re
from pathlib import Path

API = Path(__file__).parents[2] / "dbs-sdk" / "api"


def actions(version):
    return json.loads((API / f"dbs-{version}.json").read_text())["actions"]


class Items(list):
    """What the items of a list must hold."""


def marked(fields):
    """An answer in which each field tells its place, and what its attributes must hold: a dict for an
    object, else the values that are right; secrets are planted."""
    marker = Marker()
    return marker.object(fields, "")


class Marker:
    def __init__(self):
        self.leaves = 0

    def object(self, fields, path):
        wire, expected = {}, {}
        for field in fields:
            name = field["wire_name"]
            wire[name], expected[snake(name)] = self.value(field, name, f"{path}.{name}")
        return wire, expected

    def value(self, field, name, path):
        self.leaves += 1
        # Far from the numbers of any other place.
        number = 1_000_000 + self.leaves
        kind = field["type"]
        if kind == "integer":
            return number, [number, str(number)]
        if kind == "boolean":
            return True, [True]
        if kind == "object":
            inner = field["fields"]
            if len(inner) == 1 and inner[0]["type"] == "array":
                only = inner[0]["wire_name"]
                items, expected = self.value(inner[0], only, f"{path}.{only}")
                return {only: items}, expected
            return self.object(inner, path)
        if kind == "array":
            if "fields" not in field["items"]:
                items = [f"{path} 0", f"{path} 1"]
                return items, [items]
            item, expected = self.object(field["items"]["fields"], path)
            return [item], Items([expected])
        if field.get("json_fields"):
            wire, expected = self.document(field["json_fields"], path)
            several = isinstance(field["json_fields"], list)
            return json.dumps(wire), Items([expected]) if several else expected
        if field.get("secret"):
            return "planted", ["planted"]
        if name.lower().endswith("url"):
            link = "https://b.example/o?Expires=1&Signature=planted"
            return link, [link]
        if field.get("enum") == ["true", "false"] or field.get("example") == "true":
            return "true", [True, "true"]
        digits = re.fullmatch(r"-?\d+", str(field.get("example", "")))
        if digits or "milliseconds" in (field.get("format") or ""):
            return str(number), [number, str(number)]
        return path, [path, [path]]

    def document(self, shape, path):
        """The document inside a text, from the facts' short form of it."""
        if isinstance(shape, list):
            shape = dict.fromkeys(shape, "string")
        wire, expected = {}, {}
        for key, told in shape.items():
            name = key.removesuffix("[]")
            if isinstance(told, str):
                field = {"type": "integer" if told.startswith("int") else "string"}
                value = self.value(field, name, f"{path}.{name}")
            else:
                item, inner = self.document(told, f"{path}.{name}")
                value = [item], Items([inner])
            wire[name], expected[snake(name)] = value
        return wire, expected


def published(fields):
    """An answer made of the published examples."""
    wire = {}
    for field in fields:
        name, example = field["wire_name"], field.get("example")
        if field["type"] == "object":
            wire[name] = published(field["fields"])
        elif field["type"] == "array":
            inner = field["items"].get("fields")
            wire[name] = [published(inner)] if inner else ["one", "two"]
        elif field.get("json_fields") or example in (None, ""):
            continue  # No example is a whole document.
        elif field["type"] == "boolean":
            wire[name] = example in (True, "true")
        else:
            wire[name] = example
    return wire


def taken(wire, attribute):
    """The value of an attribute's field."""
    return next((value for name, value in wire.items() if snake(name) == attribute), None)


def snake(wire_name):
    """The Python name of a wire name, made in another way than the generator makes it."""
    known = {"OSS": "Oss", "DBS": "Dbs", "InternetIPs": "InternetIps", "IntranetIPs": "IntranetIps"}
    known |= {"VSwitch": "Vswitch", "VPC": "Vpc", "DB": "Db"}
    known |= {"IP": "Ip", "SID": "Sid", "ID": "Id", "URL": "Url"}
    for upper, mixed in known.items():
        wire_name = wire_name.replace(upper, mixed)
    return re.sub(r"(?<=.)([A-Z])", r"_\1", wire_name).lower()
