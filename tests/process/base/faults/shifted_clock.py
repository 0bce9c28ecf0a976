"""A machine's clock that a test sets: a process is started with a small library before the system's own, which adds so many seconds to
whatever the system says that the time is. What measures how long something takes is left alone, as on a machine whose clock is set.
"""

import functools
import shutil
import struct
import subprocess
import tempfile
from pathlib import Path

import pytest

_SOURCE = r"""
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static volatile long long none = 0, *shift = &none;
static int (*true_clock)(clockid_t, struct timespec *);

__attribute__((constructor)) static void begin(void) {
    const char *name = getenv("SHIFTED_CLOCK");
    int file = name ? open(name, O_RDONLY) : -1;
    if (file >= 0) {
        void *seen = mmap(0, sizeof(long long), PROT_READ, MAP_SHARED, file, 0);
        if (seen != MAP_FAILED) shift = seen;
        close(file);
    }
}

int clock_gettime(clockid_t which, struct timespec *at) {
    if (!true_clock) true_clock = dlsym(RTLD_NEXT, "clock_gettime");
    int said = true_clock(which, at);
    if (which == CLOCK_REALTIME || which == CLOCK_REALTIME_COARSE) at->tv_sec += *shift;
    return said;
}
"""


class ShiftedClock:
    """The clock of the processes that are started with `environment`."""

    def __init__(self, folder: Path) -> None:
        library = _library()
        if library is None:
            pytest.skip("there is no C compiler, by which a process gets a clock of its own")
        self._file = folder / "clock"
        self._seconds = 0
        self._file.write_bytes(struct.pack("q", 0))
        self.environment = {"LD_PRELOAD": str(library), "SHIFTED_CLOCK": str(self._file)}

    def jump(self, *, hours: float) -> None:
        """Set it forward, or back."""
        self._seconds += int(hours * 3600)
        with self._file.open("r+b") as file:
            file.write(struct.pack("q", self._seconds))


@functools.cache
def _library() -> Path | None:
    compiler = shutil.which("cc") or shutil.which("gcc")
    if compiler is None:
        return None
    folder = Path(tempfile.mkdtemp(prefix="rowan-clock-"))
    source, library = folder / "clock.c", folder / "clock.so"
    source.write_text(_SOURCE, encoding="utf-8")
    made = subprocess.run(  # noqa: S603  # our own words
        [compiler, "-shared", "-fPIC", "-O2", "-o", library, source, "-ldl"], check=False, capture_output=True
    )
    return library if made.returncode == 0 else None
