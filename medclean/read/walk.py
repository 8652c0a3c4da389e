"""Find the inputs: named files, folders with all that is below them, and lists of names."""
from __future__ import annotations

import os
import stat
from collections import Counter
from fnmatch import fnmatchcase
from typing import BinaryIO, Iterable, Iterator, Sequence

from ..tables import words
from . import Selection, Source, inside, reason, remote
from .earlier import NAME as MANIFEST, TEMPORARY, is_manifest, is_shard_name, outputs
from .load import stdin
from .remote import MARK


class Finder:
    """Finds the sources of a run; iterating again finds them again, in the same order.

    ``inputs`` are files, folders and ``-``; ``listed`` are names out of lists, which keep their folders in
    their outputs. ``passed`` counts, by suffix, the files of folders that were passed over as
    plainly not pages.
    """

    def __init__(self, inputs: Sequence[str], selection: Selection, listed: Sequence[str] = ()) -> None:
        self.inputs = inputs
        self.selection = selection
        self.listed = listed
        self.passed: Counter[str] = Counter()
        self._left: set[int] = set()  # hashes of the outputs of earlier runs in the folder that is walked

    def __iter__(self) -> Iterator[Source]:
        """Yield the sources, folders in alphabetical order, files before the folders beside them."""
        self.passed.clear()
        found = self._found()
        return unique(found) if len(self.inputs) + len(self.listed) > 1 else found

    def _found(self) -> Iterator[Source]:
        folders = {path for path in self.inputs if path != "-" and is_folder(path)}
        names = _names([path for path in dict.fromkeys(self.inputs) if path != "-" and path not in folders])
        for path in dict.fromkeys(self.inputs):
            if path == "-":
                yield Source("-", None)
            elif path in folders:
                yield from self._walk(path, inside(path) + "/" if len(folders) > 1 else "")
            else:
                yield file_source(path, names[path])
        for path in dict.fromkeys(self.listed):
            if is_folder(path):
                yield from self._walk(path, inside(path) + "/")
            else:
                yield file_source(path, inside(path))

    def _walk(self, top: str, prefix: str) -> Iterator[Source]:
        return self._walk_address(top, prefix) if MARK in top else self._walk_here(top, prefix)

    def _walk_address(self, top: str, prefix: str) -> Iterator[Source]:
        try:
            for name, address in remote.files(top):
                if not self._excluded(prefix + name) and self._wanted(prefix + name):
                    yield Source(prefix + name, address, False)
        except OSError as error:
            yield Source(prefix.rstrip("/") or ".", top, True, "failed", reason(error))

    def _walk_here(self, top: str, prefix: str) -> Iterator[Source]:
        """Walk a folder; links to folders come last, and only to those not walked yet: no loop."""
        self._left = set()
        seen = {identity: ".." for identity in map(_identity, _above(top)) if identity}
        avoid = _identity(self.selection.avoid)
        links: list[tuple[str, str]] = []
        todo = [(top, prefix)]
        while todo or links:
            folder, prefix = todo.pop() if todo else links.pop(0)
            identity = _identity(folder)
            if identity == avoid is not None:
                yield Source(prefix.rstrip("/") or ".", folder, False, "skipped", "the folder of the outputs")
            elif identity in seen:
                yield Source(prefix.rstrip("/"), folder, False, "skipped",
                             f"leads to a folder that is read anyway: {seen[identity] or '.'}")
            else:
                if identity:
                    seen[identity] = prefix.rstrip("/")
                below: list[tuple[str, str]] = []
                yield from self._files(folder, top, prefix, below, links)
                todo.extend(reversed(below))

    def _files(self, folder: str, top: str, prefix: str, below: list[tuple[str, str]],
               links: list[tuple[str, str]]) -> Iterator[Source]:
        """Yield the files of one folder; put its folders into ``below``, links to folders into ``links``.

        What medclean itself left there is skipped: its manifest, and what that names as outputs, also in the folders
        below. Where the user named their folder, ``top``, outputs are inputs.
        """
        try:
            with os.scandir(folder) as entries:
                found = sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            yield Source(prefix.rstrip("/") or ".", folder, folder == top, "failed", reason(error))
            return
        earlier = any(is_manifest(entry.path) for entry in found if entry.name == MANIFEST)
        if earlier and folder != top:
            self._left |= _outputs(folder)
        for entry in found:
            name = prefix + entry.name
            if self._excluded(name):
                continue
            why = _left(entry.name, named=folder == top) if earlier else None
            if why or self._left and hash(entry.path) in self._left and (why := "an output of an earlier run"):
                yield Source(name, entry.path, False, "skipped", why)
                continue
            if _is_folder(entry):
                (links if entry.is_symlink() else below).append((entry.path, name + "/"))
            elif self._wanted(name):
                plain = entry.is_file(follow_symlinks=False)  # the folder told that: nothing has to be asked
                yield Source(name, entry.path, False) if plain else file_source(entry.path, name, False)

    def _excluded(self, name: str) -> bool:
        return matches(name, self.selection.exclude)

    def _wanted(self, name: str) -> bool:
        wanted = is_wanted(name, self.selection)
        if not (wanted or self.selection.include):
            self.passed[_suffix(name)] += 1
        return wanted


def unique(sources: Iterable[Source]) -> Iterator[Source]:
    """Yield the sources, each with a name of its own: where one comes again, ``~2`` is put behind it."""
    seen: set[str] = set()
    for source in sources:
        name, count = source.name, 1
        while name in seen:
            count += 1
            name = f"{source.name}~{count}"
        seen.add(name)
        yield source._replace(name=name)


def is_wanted(name: str, selection: Selection) -> bool:
    """Tell whether a file is to be read: it is included, or, where nothing is named so, not plainly no page."""
    return matches(name, selection.include) if selection.include else _suffix(name) not in words("not_pages")


def _suffix(name: str) -> str:
    return os.path.splitext(name)[1].lower()


def matches(name: str, globs: Iterable[str]) -> bool:
    """Tell whether a glob fits the whole of a relative path, or its last part."""
    base = name.rpartition("/")[2]
    return any(fnmatchcase(name, glob) or fnmatchcase(base, glob) for glob in globs)


def read_list(path: str, null: bool) -> list[str]:
    """Return the names in a list (``-``: stdin), one a line, or separated by NUL; those of only spaces are none.

    Raises OSError where the list can't be read.
    """
    if path == "-":
        return _split(stdin(), null)
    with open(path, "rb") as file:
        return _split(file, null)


def _split(file: BinaryIO, null: bool) -> list[str]:
    names = file.read().split(b"\0") if null else [line.rstrip(b"\r") for line in file.read().split(b"\n")]
    return [os.fsdecode(name) for name in names if name.strip()]


def is_folder(path: str) -> bool:
    """Tell whether a path, or an address, is a folder."""
    return remote.is_folder(path) if MARK in path else os.path.isdir(path)


def file_source(path: str, name: str, named: bool = True) -> Source:
    """Return the source for a file; one that is not there, or is a pipe or device, has a problem.

    A device is called as it was named, for it has no output that its name would be needed for.
    A pipe that the shell itself made (``<(command)``) is read where it is named.
    """
    if MARK in path:
        return Source(name, path, named)
    try:
        mode = os.stat(path).st_mode
    except OSError as error:
        why = "a link that leads nowhere" if os.path.islink(path) else reason(error)
        return Source(name, path, named, "failed", why)
    if stat.S_ISREG(mode) or named and path.startswith("/dev/fd/"):
        return Source(name, path, named)
    return Source(path if named else name, path, named, "skipped", _kind(mode))


def _kind(mode: int) -> str:
    kinds = ((stat.S_ISFIFO, "a named pipe"), (stat.S_ISSOCK, "a socket"), (stat.S_ISDIR, "a folder"))
    return next((kind for test, kind in kinds if test(mode)), "a device") + ", not a file"


def _names(paths: Sequence[str]) -> dict[str, str]:
    """Name files by their last part, or, where two would have one name, from the folder all share."""
    bases = [os.path.basename(path) or inside(path) for path in paths]
    if len(set(bases)) == len(paths):
        return dict(zip(paths, bases))
    if any(MARK in path for path in paths):
        return {path: inside(path.replace(MARK, "/")) for path in paths}
    shared = os.path.commonpath([os.path.dirname(os.path.abspath(path)) for path in paths])
    return {path: os.path.relpath(os.path.abspath(path), shared).replace(os.sep, "/") for path in paths}


def _outputs(folder: str) -> set[int]:
    """The hashes of the paths of what a manifest names: there may be millions."""
    try:
        return {hash(os.path.join(folder, *name.split("/"))) for name in outputs(os.path.join(folder, MANIFEST))}
    except OSError:
        return set()


def _left(name: str, named: bool) -> str | None:
    """Why a file beside a manifest is not read: it is of the earlier run, and no page."""
    if name == MANIFEST:
        return "the manifest of an earlier run"
    if name.startswith(TEMPORARY):
        return "half written by an earlier run"
    return "a shard of an earlier run" if is_shard_name(name) and not named else None


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def _above(path: str) -> Iterator[str]:
    """The folders that a folder stands in: a link to one of them leads back."""
    path = os.path.realpath(path)
    while path != os.path.dirname(path):
        path = os.path.dirname(path)
        yield path


def _identity(path: str | None) -> tuple[int, int] | None:
    try:
        found = os.stat(path) if path else None
    except OSError:
        return None
    return (found.st_dev, found.st_ino) if found else None
