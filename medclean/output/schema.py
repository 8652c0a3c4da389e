"""The record as a table: the types of Parquet's columns, made from the record's own JSON Schema."""
from __future__ import annotations

import json
from functools import lru_cache
from typing import Any


@lru_cache(maxsize=1)
def record_schema() -> Any:
    """Return the Arrow schema of a record (without edits and lines). Raises ImportError without pyarrow."""
    import pyarrow
    from ..record import schema
    told = json.loads(schema())
    fields = [(name, _type(told["properties"][name], told["$defs"])) for name in told["required"]]
    return pyarrow.schema(fields, metadata={"schema": told["title"]})


def _type(told: dict[str, Any], shared: dict[str, Any]) -> Any:
    import pyarrow
    if "$ref" in told:
        told = shared[told["$ref"].rpartition("/")[2]]
    kinds = told.get("type", "string")
    kind = next(kind for kind in ([kinds] if isinstance(kinds, str) else kinds) if kind != "null")
    if kind == "array":
        return pyarrow.list_(_type(told["items"], shared))
    if kind == "object":
        return pyarrow.struct([(name, _type(told["properties"][name], shared)) for name in told["required"]])
    return {"string": pyarrow.string(), "integer": pyarrow.int64(), "number": pyarrow.float64(),
            "boolean": pyarrow.bool_()}[kind]
