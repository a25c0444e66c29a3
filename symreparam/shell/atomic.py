"""Files written whole or not at all: a temporary file beside the old one, then a rename."""

from __future__ import annotations

import os
import tempfile


def writable(path: str) -> None:
    """Raises OSError when the file could not be written: before long work, not after it."""
    folder = os.path.dirname(path) or "."
    if os.path.isdir(path):
        raise IsADirectoryError(21, "Is a directory", path)
    if not os.path.isdir(folder):
        raise FileNotFoundError(2, "No such folder", folder)
    if not os.access(folder, os.W_OK) or (os.path.exists(path) and not os.access(path, os.W_OK)):
        raise PermissionError(13, "Permission denied", path)
    target = os.path.realpath(path)
    if not _device(target):  # rights are not all: nothing can be made in /proc, whoever asks
        try:
            handle, temporary = _beside(target, path)
        except FileNotFoundError as error:
            raise FileNotFoundError(2, "No file can be made in that folder", path) from error
        os.close(handle)
        os.unlink(temporary)


def write_atomically(path: str, data: bytes) -> None:
    """Write the file, with the rights that a new file has. Raises OSError, and then nothing of an
    older file is lost. A symbolic link stays one: what it points to is written."""
    target = os.path.realpath(path)
    if _device(target):
        with open(target, "wb") as device:
            device.write(data)
        return
    handle, temporary = _beside(target, path)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.chmod(temporary, _mode(target))
        os.replace(temporary, target)
    except BaseException:
        os.unlink(temporary)
        raise


def _device(target: str) -> bool:
    """Whether it is a pipe or a terminal, which cannot be renamed over."""
    return os.path.exists(target) and not os.path.isfile(target)


def _beside(target: str, path: str) -> tuple[int, str]:
    """A new temporary file in the folder of the target. Raises OSError that names the file that
    was asked for, not the temporary one."""
    try:
        return tempfile.mkstemp(dir=os.path.dirname(target), prefix=".symreparam-")
    except OSError as error:
        raise type(error)(error.errno, error.strerror, path) from error


def _mode(target: str) -> int:
    """The rights of the old file, or those of any new one."""
    try:
        return os.stat(target).st_mode & 0o777
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask
