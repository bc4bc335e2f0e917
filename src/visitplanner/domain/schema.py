"""The JSON Schema of a visit, generated from the types for whoever reads our files."""

from __future__ import annotations

import json
from typing import Any

from visitplanner.domain.visit import Visit

SCHEMA_FILE = "visit.schema.json"
FORMAT = 1
"""The number of the file format that the types describe; it changes when they do."""
NEEDS = "Visit Planner 0.1"
"""The oldest program that reads files of this format; each file says it in its head."""


def schema_text() -> str:
    """The JSON Schema (2020-12) of `visit.json`, as shipped with the program."""
    schema = Visit.model_json_schema(mode="serialization")
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    head: dict[str, Any] = {
        "format": {"title": "Format", "type": "integer", "const": FORMAT},
        "needs": {"title": "Needs", "type": "string"},
        "published": {"title": "Published", "type": "integer", "minimum": 0},
    }
    schema["properties"] = head | schema["properties"]
    for record in (schema, *schema["$defs"].values()):
        # An id is made up where a program leaves it out, but in a file it has to stay the same.
        always = {"format", "id", "namespace"} & set(record.get("properties", ()))
        if always:
            record["required"] = sorted(always.union(record.get("required", ())))
    return json.dumps(schema, indent=2, ensure_ascii=False, sort_keys=True) + "\n"
