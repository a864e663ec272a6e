"""What an entry costs the server when the same number a second is spread over more and more sessions."""

from tests.load.growth.entries import PEOPLE, at_rest, check
from tests.load.growth.found import Found, Scale
from tests.load.probe import Load, Probe
from tests.load.servers import named
from tests.load.stage import Stage

FEW = 10
MOST = 1.2


def run(scale: Scale) -> Found:
    """More and more sessions, each time on a server of their own."""
    found, with_idle, without = Found(), {}, {}
    for many in scale.many:
        resting, per_entry = _measure(scale, many, found)
        with_idle[many] = per_entry
        without[many] = per_entry - resting / scale.rate
        found.add(f"CPU per entry, {many} sessions", 1000 * with_idle[many], "ms")
        found.add(f"  without what idle sockets cost, {many} sessions", 1000 * without[many], "ms")
        found.add(f"  {many * PEOPLE} idle sockets, of a core", 100 * resting, "%")
    most, few = scale.many[-1], FEW if FEW in scale.many else scale.many[0]
    found.add(f"CPU per entry, {most} sessions to {few}", with_idle[most] / with_idle[few], "x")
    found.add("  without idle sockets", without[most] / without[few], "x", MOST)
    return found


def _measure(scale: Scale, many: int, found: Found) -> tuple[float, float]:
    """The processor time at rest, a second, and for each entry."""
    (ours,) = named("ours")
    with Stage(ours, "real", sessions=many, people=PEOPLE) as stage:
        resting = at_rest(stage, scale.idle)
        result = Probe(stage).put(Load(rate=scale.rate, seconds=scale.seconds))
        check(found, result)
        found.faults += stage.process.complaints()
        return resting, result.server / (scale.rate * result.seconds)
