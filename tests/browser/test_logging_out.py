"""What a browser keeps of a host who logged out."""

from tests.browser.people import Person
from tests.browser.servers import NewServer
from tests.browser.table import open_session

SEATS = "() => Object.keys(localStorage).filter((one) => /^visavis:(host|screen):/.test(one))"


def test_who_logs_out_leaves_no_seat_of_a_host_to_the_next_at_this_computer(
    host: Person, server: NewServer
) -> None:
    host.goes_to(f"{server.url}/sessions")
    open_session(host)
    assert host.page.evaluate(SEATS)
    host.goes_to(f"{server.url}/account")
    host.touches("Se déconnecter")
    host.page.wait_for_url(f"{server.url}/")
    assert host.page.evaluate(SEATS) == []
