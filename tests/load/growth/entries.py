"""What an entry costs the server while its session grows: the one session, its 13 sockets, all checked."""

from collections import defaultdict

from tests.load.growth.found import Found, Scale
from tests.load.probe import Load, Probe, Result
from tests.load.servers import named
from tests.load.stage import Stage

PEOPLE = 13
RATE = 100.0
FILLING = 400.0
SOON = 20
MOST = 1.2


def run(scale: Scale) -> Found:
    """Several sessions, one after the other, each grown from nothing."""
    found, costs = Found(), defaultdict[int, list[float]](list)
    idle = defaultdict[int, list[float]](list)
    for number in range(scale.passes):
        _grow(scale, found, costs, idle if number == 0 else None)
    for size in scale.sizes:
        found.add(f"CPU per entry at {size} entries", costs[size], "ms")
        if idle[size]:
            found.add(f"CPU of the idle session at {size} entries, a second", idle[size], "ms")
    first, last = scale.sizes[0], scale.sizes[-1]
    ratios = [late / early for early, late in zip(costs[first], costs[last], strict=True)]
    found.add(f"CPU per entry at {last} entries to that at {first}", ratios, "x", MOST)
    return found


def _grow(
    scale: Scale,
    found: Found,
    costs: dict[int, list[float]],
    idle: dict[int, list[float]] | None,
) -> None:
    (ours,) = named("ours")
    with Stage(ours, "real", sessions=1, people=PEOPLE) as stage:
        probe, there = Probe(stage), 0
        for size in scale.sizes:
            # The window lies around the size; the very first entries pay for what is made once.
            filling = max(size - scale.window // 2, min(SOON, size // 2)) - there
            filled = probe.put(Load(rate=FILLING, seconds=filling / FILLING, warm_up=0))
            result = probe.put(Load(rate=RATE, seconds=scale.window / RATE, warm_up=0))
            check(found, filled)
            check(found, result)
            costs[size].append(1000 * result.server / len(result.reading.acked))
            there += len(filled.reading.acked) + len(result.reading.acked)
            if idle is not None and size in (scale.sizes[0], scale.sizes[-1]):
                idle[size].append(1000 * at_rest(stage, scale.idle))
        found.faults += stage.process.complaints()


def at_rest(stage: Stage, seconds: float) -> float:
    """The processor time that the server takes a second while nobody does anything."""
    before = stage.process.cpu_seconds()
    stage.lines.idle(seconds)
    return (stage.process.cpu_seconds() - before) / seconds


def check(found: Found, result: Result) -> None:
    """Keep what was wrong in a load."""
    reading = result.reading
    found.faults += [f"{count} {what}" for what, count in reading.faults.items()]
    found.faults += [f"{count} refused: {code}" for code, count in reading.refused.items()]
    for count, what in ((reading.unacked, "unacked"), (reading.undelivered, "undelivered")):
        if count:
            found.faults.append(f"{count} {what}")
