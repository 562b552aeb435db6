"""How the property tests of the core run: on machines that are busy, so without a deadline for each example."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

# A slow start is the machine's; what takes long in the core is held by benchmarks/growth.py.
settings.register_profile("core", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("core")
