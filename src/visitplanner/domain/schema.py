"""The JSON Schema of a visit, generated from the types for whoever reads our files."""

from __future__ import annotations

import json

from visitplanner.domain.visit import Visit

SCHEMA_FILE = "visit.schema.json"


def schema_text() -> str:
    """The JSON Schema (2020-12) of the plan, as shipped with the program."""
    schema = Visit.model_json_schema(mode="serialization")
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    return json.dumps(schema, indent=2, ensure_ascii=False, sort_keys=True) + "\n"
