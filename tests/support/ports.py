"""Ports that nobody listens on."""

from __future__ import annotations

import socket


def free_port() -> int:
    """The number of a port of the loopback that is free now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
