"""The threads of the native libraries. Imports none of them, for they read the environment while they load."""

import os


def pin_threads(threads: int) -> None:
    """Bound the threads of OpenMP, and let idle ones sleep; has to run before numpy and the others are imported.

    Spinning threads cost 200 ms of CPU a question on a busy machine, sleeping ones 24 (measured). numpy's own spin
    however they are told to wait: 9 ms a question for products that take one thread 2 (measured), so it gets one.
    """
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    os.environ.setdefault("OMP_NUM_THREADS", str(threads))
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
