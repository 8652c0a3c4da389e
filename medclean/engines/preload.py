"""Imported once by the process that workers are forked from: what each needs is then there at once."""
from __future__ import annotations

import gc

from ..pipeline import Pipeline, open_document


def warm() -> None:
    """Clean a small page, so that libraries and tables are loaded."""
    try:
        Pipeline()(open_document("<html><body><p>门诊时间：周一至周五。</p></body></html>"))
    except Exception:  # it only saves time: what is wrong shows again, with its reason, in the work itself
        pass
    gc.collect()
    gc.freeze()  # all that is loaded stays: no worker needs to look through it, or to copy its memory, again


warm()
