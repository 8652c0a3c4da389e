"""What a run is to read, how, and where its results go: the options made sense of, or refused."""
from __future__ import annotations

import os
from dataclasses import dataclass, replace
from typing import Iterator, Sequence

from .engines import Limits
from .output import Store
from .output.remote import RemoteStore, store_at
from .output.shards import PARQUET
from .read import Selection, Source, reason
from .read.containers import container_suffix, expand, records_of
from .read.load import COMPRESSED, TooLarge, load
from .read.remote import MARK
from .read.earlier import is_report
from .read.walk import Finder, is_folder, read_list
from .screen import say
from .sinks import Diffs, Sink, Stdout, one_file
from .write import SUFFIXES, Write, safe

SMALL = 256 * 1024
"""One input up to this many bytes is worked on in this process: no stage takes long over so little."""

SHARD_SIZE = 5000
"""Inputs in a file of records, unless the user says otherwise."""

_MOST_TYPED = 20


@dataclass(frozen=True, slots=True)
class Options:
    """What a run over many inputs may be told besides its stages.

    ``lists`` are files with names of inputs, ``null`` says that NUL separates them. ``resume`` takes up an
    earlier run. ``shards`` is the suffix of the files that records go to, each of ``shard_size`` inputs (None:
    `SHARD_SIZE`).
    ``cluster`` is the address of a Ray cluster, ``dedup`` how duplicates are found: exact or near;
    ``report`` is the file that a report is written to.
    """

    selection: Selection = Selection()
    limits: Limits = Limits()
    lists: tuple[str, ...] = ()
    null: bool = False
    resume: bool = False
    shards: str = ".jsonl.zst"
    shard_size: int | None = None
    cluster: str | None = None
    dedup: str | None = None
    report: str | None = None


class Plan:
    """What is to be read, and where the results go.

    ``many``: there may be more than one input; ``into``: the outputs go into a folder with a manifest; ``store`` is
    that folder where each input has an output of its own (None: shards, or no folder); ``total`` is the number of
    inputs (archives count as one; None: not counted); ``stdin`` is how many bytes were read there.
    Raises ValueError where what is asked for makes no sense.
    """

    def __init__(self, inputs: Sequence[str], path: str | None, write: Write, options: Options) -> None:
        self.path = path = None if path == "-" else path
        self.write = write
        self.options = options
        if options.null and not options.lists:
            raise ValueError("-0 tells how the names in a list are separated: name the list with --files-from.")
        listed = [name for file in options.lists for name in _listed(file, options.null)]
        _refuse_missing_folder(inputs)
        self.many = bool(options.lists) or len(set(inputs)) > 1 or \
            any(is_folder(name) or container_suffix(name) for name in inputs)
        self.into = bool(path) and not (write.check or write.diff) and (
            (self.many and not _is_file_name(path)) or str(path).endswith("/") or is_folder(str(path)))
        self.finder = Finder(inputs, self._selection(), listed)
        self.store = _store(str(path)) if self.into and write.format != "jsonl" else None
        self.total: int | None = None
        self.stdin: int | None = None
        if options.shard_size and not (self.into and self.store is None):
            raise ValueError("--shard-size is of files of records in a folder: -o DIR/ with --format jsonl or parquet.")
        if path is None or not self.into:
            self._refuse_file([*inputs, *listed])
            self._refuse_one_place(len(inputs))
        elif MARK in path:
            self._refuse_address()
        else:
            self._refuse_folder(path, [*inputs, *listed])

    def _selection(self) -> Selection:
        return replace(self.options.selection, avoid=self.path if self.into else None)

    def _refuse_address(self) -> None:
        if self.options.report:
            raise ValueError("--report wants the outputs in a folder here.")
        if self.store is None:
            raise ValueError("at an address every input gets a file of its own: name a folder there with -o, "
                             "and a format that is not shards.")

    def _refuse_folder(self, path: str, inputs: Sequence[str]) -> None:
        """Refuse a folder for the outputs that is walked for inputs, or in which one would be written over."""
        place = path.rstrip(os.sep) or os.sep
        if os.path.lexists(place) and not os.path.isdir(place):
            raise ValueError(f"{place!r} is a file: several inputs want a folder for their outputs.")
        if self.options.report is not None:
            _refuse_report(self.options.report)
        suffixes = (SUFFIXES[self.write.format], self.options.shards)
        for name in inputs:
            if name == "-" or MARK in name:
                continue
            walked = is_folder(name)
            near = name if walked else os.path.dirname(name) or os.curdir
            if (walked or name.endswith(suffixes)) and _is_same(near, path):
                raise ValueError(f"the inputs are in {path!r} themselves: "
                                 "name another folder for the outputs with -o.")

    def _refuse_file(self, inputs: Sequence[str]) -> None:
        """Refuse a file for the output that can't be, or that is an input: no page would be left to clean again."""
        if self.path == "":
            raise ValueError("-o wants the name of a file or a folder.")
        if self.path and MARK in self.path:
            raise ValueError(f"an address is a folder for the outputs: name it with / at its end, {safe(self.path)}/.")
        table = self.options.shards == PARQUET
        if table != str(self.path).endswith(PARQUET):
            raise ValueError("Parquet goes into a folder or a .parquet file: name it with -o." if table else
                             f"{str(self.path)!r} is the name of a table: use --format parquet.")
        if self.path and self.path.endswith(COMPRESSED) and not self.path.endswith(".zst"):
            raise ValueError(f"{self.path!r}: outputs are compressed with Zstandard, name it .zst.")
        for name in inputs if self.path else ():
            if os.path.isfile(name) and _is_same(name, str(self.path)):
                raise ValueError(f"{name!r} is an input: name another file for the output with -o.")

    def _refuse_one_place(self, count: int) -> None:
        """Refuse what only makes sense with a folder for the outputs, or can't go to one place."""
        wanting = {"--resume": self.options.resume, "--dedup": self.options.dedup, "--report": self.options.report}
        option = next((name for name, value in wanting.items() if value), None)
        if option:
            where = "leave out --check and --diff" if self.write.check or self.write.diff else "name it with -o"
            raise ValueError(f"{option} wants a folder with a manifest: {where}.")
        if self.many and self.write.format != "jsonl" and not (self.write.check or self.write.diff):
            what = "several inputs" if count > 1 else "a folder, an archive or a list"
            folder = f"{safe(self.path)}/" if self.path and not os.path.lexists(self.path) else "DIR"
            place = f"one file ({safe(self.path)})" if self.path else "stdout"
            raise ValueError(f"{what} can't go to {place} as {self.write.format}: "
                             f"name a folder for the outputs, -o {folder}, or use --format jsonl.")

    def sink(self, fingerprint: str) -> Sink:
        """Return where the results go."""
        if self.write.check or self.write.diff or not self.path:
            return Diffs() if self.write.diff else Stdout()
        if not self.into:
            return one_file(self.path)
        from .manifest import NAME, Manifest
        from .output.names import Names
        from .sinks.folder import Folder, Shards
        resume = self.options.resume
        here = self.store.borrow(NAME, resume) if self.store else self.path
        manifest = Manifest(here, fingerprint, resume, self.options.dedup)
        if self.store is None:
            self.total = sum(1 for _ in self.finder)
            return Shards(manifest, self.path, self.options.shards, self.options.shard_size or SHARD_SIZE)
        names = Names(self.write.format, self.finder)
        self.total = names.count
        return Folder(names, manifest, self.store)

    def sources(self) -> Iterator[Source]:
        """Yield every input, the members of archives one by one."""
        for source in self.finder:
            if source.path is None:
                yield from self._stdin(source)
            else:
                yield from expand(source, self.finder.selection)

    def _stdin(self, source: Source) -> Iterator[Source]:
        """Read stdin here, for a worker has none; records that come in are worked on one by one."""
        try:
            found = load(source, self.options.limits.max_size)
            self.stdin = len(found.data)
            yield from records_of(source._replace(data=found.data), self.finder.selection)
        except TooLarge as error:
            yield source.failed(str(error))
        except OSError as error:
            yield source.failed(reason(error))

    def hint(self, source: Source) -> str:
        """Name what may have been meant by an input that is not there, in a sentence, or ''.

        Only where few are named, as one types them: each hint reads a folder.
        """
        path = source.path or ""
        named = self.finder.inputs if source.problem and source.named else ()
        missing = len(named) <= _MOST_TYPED and path in named and MARK not in path and not os.path.lexists(path)
        return f".{hint}" if missing and (hint := _hint(path)) else ""

    def missed(self, found: int) -> bool:
        """Tell whether no input was found where something was named, and say so; a list without names asks for
        nothing."""
        missed = not (found or self.options.lists)
        if missed:
            say("error: no input was found")
        return missed

    def is_light(self, first: list[Source]) -> bool:
        """Tell whether the input is so small that it needs no process of its own.

        ``first`` are the first two sources. Of a pipe of records the whole is weighed.
        """
        if 0 < self.options.limits.memory < Limits().memory:  # it may be too little for a small input, too
            return False
        if self.stdin is not None:
            return self.stdin <= SMALL
        if len(first) != 1:
            return not first
        source = first[0]
        try:
            return bool(source.problem) or os.path.getsize(source.path or "") <= SMALL
        except OSError:
            return True


def _store(path: str) -> Store | RemoteStore:
    try:
        return store_at(path)
    except OSError as error:
        raise ValueError(reason(error)) from error


def _listed(path: str, null: bool) -> list[str]:
    try:
        names = read_list(path, null)
    except OSError as error:
        raise ValueError(f"the list {path!r} can't be read: {reason(error)}") from error
    if any("\0" in name for name in names):
        raise ValueError(f"the names in the list {path!r} are separated by NUL: say so with -0.")
    return names


def _is_same(path: str, other: str) -> bool:
    try:
        return os.path.samefile(path, other)
    except OSError:
        return False


def _is_file_name(path: str | None) -> bool:
    return str(path).endswith((*SUFFIXES.values(), PARQUET, *COMPRESSED))


def _refuse_report(path: str) -> None:
    """Refuse to write the report over what is none: an input, an output, the manifest."""
    if not path or MARK in path or os.path.isdir(path):
        raise ValueError(f"--report wants the name of a file, not {path!r}.")
    if os.path.lexists(path) and not is_report(path):
        raise ValueError(f"{path!r} is there already, and is no report: name another file with --report.")


def _refuse_missing_folder(inputs: Sequence[str]) -> None:
    """A folder that is not there is misuse: nothing of what was asked for can be done."""
    for name in inputs:
        alone = len(inputs) == 1 and MARK not in name and "." not in os.path.basename(name) and name != "-"
        if (name.endswith(os.sep) and MARK not in name or alone) and not os.path.lexists(name):
            raise ValueError(f"there is no file or folder {name!r}.{_hint(name.rstrip(os.sep))}")


def _hint(path: str) -> str:
    """Name what is there and looks much like the path, in a sentence."""
    from difflib import get_close_matches
    folder, name = os.path.split(path)
    try:
        near = get_close_matches(name, os.listdir(folder or os.curdir), 1)
    except OSError:
        return ""
    return f" Did you mean {os.path.join(folder, near[0])!r}?" if near else ""
