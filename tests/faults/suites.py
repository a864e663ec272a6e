"""All suites, in the order in which they are run."""

from tests.faults import (
    backups,
    bots,
    browser,
    clocks,
    durability,
    kills,
    network,
    restarts,
    storage,
    views,
)

SUITES = tuple(
    one.SUITE
    for one in (
        kills,
        durability,
        network,
        views,
        bots,
        storage,
        restarts,
        clocks,
        backups,
        browser,
    )
)
