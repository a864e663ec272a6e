"""A heavy load that lasts: what a server does now and then, all at once, is in no run of some seconds."""

from tests.load.figures import times
from tests.load.growth.entries import PEOPLE, check
from tests.load.growth.found import Found, Scale
from tests.load.probe import Load, Probe
from tests.load.servers import named
from tests.load.stage import Stage


def run(scale: Scale) -> Found:
    """One load on all rooms, every entry told to everybody there."""
    found = Found()
    (ours,) = named("ours")
    with Stage(ours, "open", sessions=scale.rooms, people=PEOPLE) as stage:
        result = Probe(stage).put(Load(rate=scale.heavy, seconds=scale.long))
        check(found, result)
        found.faults += stage.process.complaints()
        grown = stage.process.rss() - stage.rss_connected
    delivery = times(result.deliveries)
    found.add(f"delivery p50 at {scale.heavy:g} entries a second", delivery.p50, "ms")
    found.add("delivery p99", delivery.p99, "ms")
    found.add("the longest", delivery.longest, "ms")
    found.add("CPU per entry", 1000 * result.server / (scale.heavy * result.seconds), "ms")
    found.add("memory that stays per entry", grown / 1024 / len(result.reading.acked), "KB")
    return found
