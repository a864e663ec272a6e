"""The proxy in a thread of its own, for those who wait in theirs: browsers, and tests of them."""

import asyncio
import random
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from tests.faults.proxy import HOST, Proxy


class Between:
    """What stands between a browser and the server, and can be cut, mended, and turned elsewhere."""

    def __init__(self, proxy: Proxy, loop: asyncio.AbstractEventLoop) -> None:
        self._proxy = proxy
        self._loop = loop
        self._kind = ""
        self.url = f"http://{HOST}:{proxy.port}"

    def cut(self, kind: str = "refused") -> None:
        """Cut everybody off in one of the ways there are."""
        self._kind = kind
        self._do(lambda: self._proxy.cut(kind))

    def mend(self) -> None:
        """End the cut."""
        self._do(lambda: self._proxy.mend(self._kind))

    def turn(self, port: int) -> None:
        """Another server answers from now on, in the place of ours."""
        self._proxy.target = port
        self._do(self._proxy.reset)

    def _do(self, act: Callable[[], None]) -> None:
        async def acted() -> None:
            act()

        asyncio.run_coroutine_threadsafe(acted(), self._loop).result(5)


@contextmanager
def between(port: int, seed: int = 1) -> Iterator[Between]:
    """A proxy before the server on this port."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, name="proxy")
    thread.start()
    proxy = Proxy(port, random.Random(seed))
    try:
        asyncio.run_coroutine_threadsafe(proxy.start(), loop).result(5)
        yield Between(proxy, loop)
        asyncio.run_coroutine_threadsafe(proxy.stop(), loop).result(5)
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join(5)
        loop.close()
