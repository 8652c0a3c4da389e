"""The page's tree: what stands in each container, and which containers look alike."""
from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import cached_property
from itertools import accumulate, chain
from typing import Iterable, Mapping, Sequence, TypeVar

from ..document import Line, Node

LEAVES = frozenset("p h1 h2 h3 h4 h5 h6 li dt dd tr pre center figcaption legend summary".split())
"""Elements that are one paragraph: a line in one is a part of what holds the element."""

GROUPS = frozenset("li ul ol dl table tbody thead tfoot blockquote figure tr".split())
"""Elements that are a list, a table, a quotation, or a part of one."""

ROWS = frozenset(("tr", "td", "th"))
"""Tags of a table's rows, and of their cells where these are lines of their own."""

_Value = TypeVar("_Value")
_NO_DIGITS = str.maketrans("", "", "0123456789")


class Tree:
    """Nodes with their lines and children, and sums over subtrees: linear, without recursion.

    Nodes and lines come in the page's order, so that those of a subtree follow one another: they are the nodes from
    its own to ``last``, the lines from ``starts`` on, before ``ends`` (the number of lines, both, where it has none).
    ``places`` has the node of each line; ``direct`` and ``children`` hold the indexes of a node's own lines and of its
    child nodes; ``shapes`` are equal for nodes whose whole paths look alike (tags and hints, digits aside).
    """

    def __init__(self, nodes: Sequence[Node], lines: Sequence[Line]) -> None:
        self.nodes = nodes
        self.lines = lines
        self.parents = [node.parent for node in nodes]
        self.places = [line.node for line in lines]
        self.direct: list[list[int]] = [[] for _ in nodes]
        for index, node in enumerate(self.places):
            self.direct[node].append(index)
        self.children: list[list[int]] = [[] for _ in nodes]
        self.depths = [0] * len(nodes)
        self.shapes = [0] * len(nodes)
        self._hints: dict[str, list[int]] = {"": []}
        self._tags: defaultdict[str, list[int]] = defaultdict(list)
        self._upwards = list(enumerate(self.parents))[:0:-1]
        self._read()
        self.last, self.starts, self.ends = self._spans()

    def _read(self) -> None:
        children, depths, shapes, hints, tags = self.children, self.depths, self.shapes, self._hints, self._tags
        names: dict[str, str] = {"": ""}
        known: dict[tuple[int, str, str], int] = {}
        for index, (parent, tag, hint) in enumerate(self.nodes):
            tags[tag].append(index)
            if index:
                if tag == "td":  # a column is a kind of its own: user cards left, posts right
                    tag = f"td{sum(1 for child in children[parent][:9] if self.nodes[child].tag == 'td')}"
                children[parent].append(index)
                depths[index] = depths[parent] + 1
            if hint not in names:
                names[hint] = hint.translate(_NO_DIGITS)
                hints[hint] = []
            if hint:
                hints[hint].append(index)
            key = (shapes[parent] if index else 0, tag, names[hint])
            shapes[index] = known.setdefault(key, len(known) + 1)

    def _spans(self) -> tuple[list[int], list[int], list[int]]:
        """What ``last``, ``starts`` and ``ends`` hold."""
        count = len(self.lines)
        last = list(range(len(self.nodes)))
        starts = [own[0] if own else count for own in self.direct]
        ends = [own[-1] + 1 if own else 0 for own in self.direct]
        for node, parent in self._upwards:
            if last[node] > last[parent]:
                last[parent] = last[node]
            if starts[node] < starts[parent]:
                starts[parent] = starts[node]
            if ends[node] > ends[parent]:
                ends[parent] = ends[node]
        return last, starts, [end or count for end in ends]

    def mates(self, node: int) -> int:
        """Return how many nodes are `alike`."""
        return self._mates[self.parents[node], self.shapes[node]]

    def alike(self, node: int) -> list[int]:
        """Return the children of a node's parent that have its shape, itself among them, in order."""
        shape = self.shapes[node]
        return [child for child in self.children[self.parents[node]] if self.shapes[child] == shape]

    @cached_property
    def _mates(self) -> Counter[tuple[int, int]]:
        return Counter(zip(self.parents, self.shapes))

    @cached_property
    def groups(self) -> list[list[int]]:
        """Three siblings and more of one shape, by group; leaves are none, without children."""
        return [group for siblings in self._siblings for group in siblings if len(group) > 2]

    @cached_property
    def kinds(self) -> list[int]:
        """Equal for nodes whose whole paths look alike but for what stands behind the first word of each name."""
        known: dict[tuple[int, str, int, str], int] = {}
        kinds, columns = [0] * len(self.nodes), Counter[int]()
        for index, (parent, tag, hint) in enumerate(self.nodes):
            columns[parent] += tag == "td"
            column = min(columns[parent], 9) if tag == "td" else 0
            key = (kinds[parent] if index else 0, tag, column, hint.split(" ", 1)[0].translate(_NO_DIGITS))
            kinds[index] = known.setdefault(key, len(known) + 1)
        return kinds

    @cached_property
    def kin(self) -> list[list[int]]:
        """Three siblings and more of several shapes whose names begin alike, by group: message, message own."""
        found: list[list[int]] = []
        for siblings in self._siblings:
            alike: dict[str, list[list[int]]] = {}
            for group in siblings if len(siblings) > 1 else ():
                tag, hint = self.nodes[group[0]].tag, self.nodes[group[0]].hint
                if hint:
                    alike.setdefault(f"{tag}.{hint.split(' ', 1)[0].translate(_NO_DIGITS)}", []).append(group)
            found += [sorted(chain(*several)) for several in alike.values()
                      if len(several) > 1 and sum(map(len, several)) > 2]
        return found

    @cached_property
    def _siblings(self) -> list[list[list[int]]]:
        """The children of each node that has three and more, by shape; leaves are none, without children."""
        found = []
        nodes, shapes, inner = self.nodes, self.shapes, self.children
        for children in inner:
            if len(children) > 2:
                groups: dict[int, list[int]] = {}
                for child in children:
                    if inner[child] or nodes[child].tag not in LEAVES:
                        groups.setdefault(shapes[child], []).append(child)
                found.append(list(groups.values()))
        return found

    def named(self, pattern: re.Pattern[str], *marks: str) -> list[int]:
        """Return the nodes whose hint matches somewhere; ``marks`` are words one of which stands in each match."""
        hints = {hint for mark in marks if mark in self._said for hint in self._hints if mark in hint}
        return sorted(node for hint in hints if pattern.search(hint) for node in self._hints[hint])

    def tagged(self, *tags: str) -> list[int]:
        """Return the nodes of these tags."""
        return [node for tag in tags if tag in self._tags for node in self._tags[tag]]

    def sums(self, values: Iterable[int]) -> list[int]:
        """Return for each node what its subtree's lines add up to; ``values`` has a whole number for each line."""
        before = [0, *accumulate(values)]
        return [before[end] - before[start] for start, end in zip(self.starts, self.ends)]

    def weigh(self, values: Iterable[float]) -> list[float]:
        """Return what `sums` does, of fractions: a difference of sums would be off by what was rounded."""
        total = [0.0] * len(self.nodes)
        for node, value in zip(self.places, values):
            total[node] += value
        for node, parent in self._upwards:
            value = total[node]
            if value:
                total[parent] += value
        return total

    @cached_property
    def counts(self) -> list[int]:
        """How many lines each node's subtree has."""
        return [end - start for start, end in zip(self.starts, self.ends)]

    @cached_property
    def _said(self) -> str:
        return "\n".join(self._hints)

    def said(self, index: int | None) -> str:
        """Return what a line says; a line end, which stands in none, where there is no such line."""
        return "\n" if index is None else self.lines[index].text

    def under(self, node: int) -> range:
        """Return the indexes of the lines of a node's subtree."""
        return range(self.starts[node], self.ends[node])

    def below(self, roots: Iterable[int]) -> list[bool]:
        """Return for each node whether it is one of these nodes or below one."""
        flags = [False] * len(self.nodes)
        for node in sorted(roots):
            if not flags[node]:
                end = self.last[node] + 1
                flags[node:end] = [True] * (end - node)
        return flags

    def above(self, nodes: Iterable[int]) -> set[int]:
        """Return the nodes that hold one of these, up to the root."""
        found: set[int] = set()
        for node in nodes:
            while node and (node := self.parents[node]) not in found:
                found.add(node)
        return found

    def inherit(self, values: Mapping[int, _Value], default: _Value) -> list[_Value]:
        """Return for each node its own value, or that of the nearest node above that has one."""
        found = [default] * len(self.nodes)
        if values:
            for node, parent in enumerate(self.parents):
                found[node] = values.get(node, found[parent])
        return found

    def path(self, node: int) -> list[int]:
        """Return the nodes from this one up to the root."""
        found = [node]
        while node:
            node = self.parents[node]
            found.append(node)
        return found

    def name(self, node: int) -> str:
        """Return what a person would call a container: its tag and the first word of its hint."""
        tag, hint = self.nodes[node].tag, self.nodes[node].hint
        return f"{tag}.{hint.split(' ', 1)[0]}" if hint else tag


def nearly_all(some: int, group: int) -> bool:
    """Return whether so many of a group are of a kind, seven of ten, that the group is: pages have odd items out."""
    return some * 10 >= group * 7
