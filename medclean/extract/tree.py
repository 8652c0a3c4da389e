"""The page's tree: what stands in each container, and which containers look alike."""
from __future__ import annotations

import re
from typing import Iterable, Sequence

from ..document import Line, Node

_DIGITS = re.compile(r"[0-9]+")


class Tree:
    """Nodes with their lines and children, and sums over subtrees: linear, without recursion.

    ``shapes`` are equal for nodes whose whole paths look alike (tags and hints, digits aside).
    """

    def __init__(self, nodes: Sequence[Node], lines: Sequence[Line]) -> None:
        self.nodes = nodes
        self.lines = lines
        self.parents = [node.parent for node in nodes]
        self.direct: list[list[int]] = [[] for _ in nodes]
        for index, line in enumerate(lines):
            self.direct[line.node].append(index)
        self.children: list[list[int]] = [[] for _ in nodes]
        self.depths = [0] * len(nodes)
        self.shapes = [0] * len(nodes)
        known: dict[tuple[int, str, str], int] = {}
        for index, (parent, tag, hint) in enumerate(nodes):
            if index:
                self.children[parent].append(index)
                self.depths[index] = self.depths[parent] + 1
            key = (self.shapes[parent] if index else 0, tag, _DIGITS.sub("", hint) if hint else "")
            self.shapes[index] = known.setdefault(key, len(known) + 1)

    def sums(self, values: Sequence[float]) -> list[float]:
        """Return for each node what its subtree's lines add up to; ``values`` has one for each line."""
        total = [0.0] * len(self.nodes)
        for line, value in zip(self.lines, values):
            total[line.node] += value
        parents = self.parents
        for node in range(len(total) - 1, 0, -1):
            total[parents[node]] += total[node]
        return total

    def starts(self) -> list[int]:
        """Return for each node the index of the first line of its subtree."""
        first = [len(self.lines)] * len(self.nodes)
        for index in range(len(self.lines) - 1, -1, -1):
            first[self.lines[index].node] = index
        for node in range(len(first) - 1, 0, -1):
            parent = self.parents[node]
            first[parent] = min(first[parent], first[node])
        return first

    def below(self, roots: Iterable[int]) -> list[bool]:
        """Return for each node whether it is one of these nodes or below one."""
        flags = [False] * len(self.nodes)
        for node in roots:
            flags[node] = True
        parents = self.parents
        for node in range(1, len(flags)):
            if flags[parents[node]]:
                flags[node] = True
        return flags

    def path(self, node: int) -> list[int]:
        """Return the nodes from this one up to the root."""
        found = [node]
        while node:
            node = self.parents[node]
            found.append(node)
        return found
