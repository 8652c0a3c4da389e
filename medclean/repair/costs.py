"""What it costs that something was lost in a damaged run, beside what the language model says.

In eighths of a bit, found by trying on news that neither the model nor the benchmark holds. That something was lost
costs next to nothing: whether it is lost, the bytes alone decide.
"""
from __future__ import annotations

BROKEN = 4                   # a lead is lost at a sentence's end
PAIR = 4                     # a pair is lost
SWALLOWED = 8                # a character of one byte is lost with the lead before it
MISREAD = 80                 # a reading stands behind a character that it does not belong to
WIDENED = 32                 # a letter or digit was full width
LITERAL = 24                 # a damaged page has a question mark of its own where a sentence ends
UNKNOWABLE = 12              # ... and may be a digit, a space, whatever
UNSEEN = "0a .%"             # so it is put among others as one of these, and shown as a hole
UNSEEN_MARKS = ",:;()"       # ... where punctuation is half width as one of these, too
TAG = 8                      # what was swallowed in front of /strong> is a <
UNCUT = 120                  # a site that cuts left a mark whose two bytes stand side by side
SILENT = 24                  # something was lost, and the page does not show it
DROPPED = 30                 # a pair of a private character was dropped, on a page that shows what else was lost
AHEAD = 64                   # ... which reads one character more than the ways beside it: so much is not too far off
CLEAR = 6                    # ... where so many characters ahead are no question mark
