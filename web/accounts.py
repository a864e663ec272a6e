"""Accounts: who may host. Of passwords, tokens and links only what proves them is kept.

Knows no request and no browser: that is login.py.
"""

import hashlib
import secrets
import threading
import time
import unicodedata
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

import argon2
import sqlalchemy as sa

from game import clean_name
from web.journal import Unavailable
from web.journal.tables import metadata
from web.runtime import Runtime

SHORTEST_PASSWORD = 8
# Hashing a megabyte would cost the server more than it costs whoever sends it.
LONGEST_PASSWORD = 1000
LONGEST_LOGIN = 64
LONGEST_NAME = 40
LOGIN_LASTS = 7 * 24 * 3600
ROUNDS, MEMORY = 2, 19 * 1024
# Each takes 19 MiB and a native thread: a crowd of logins must not take them all from the journal.
HASHED_AT_ONCE = 6

accounts = sa.Table(
    "accounts",
    metadata,
    sa.Column("id", sa.String, primary_key=True),
    sa.Column("login", sa.String, nullable=False, unique=True),
    sa.Column("name", sa.String, nullable=False),
    sa.Column("password", sa.String),
    sa.Column("token_hash", sa.String, unique=True),
    sa.Column("created_at", sa.Integer, nullable=False),
)
logins = sa.Table(
    "account_logins",
    metadata,
    sa.Column("secret_hash", sa.String, primary_key=True),
    sa.Column("account_id", sa.ForeignKey("accounts.id"), nullable=False, index=True),
    sa.Column("ends_at", sa.Integer, nullable=False),
)
links = sa.Table("account_links", metadata, sa.Column("token_hash", sa.String, primary_key=True))

Answer = TypeVar("Answer")


@dataclass(frozen=True, kw_only=True)
class Account:
    """Somebody who may host."""

    id: str
    login: str
    name: str
    has_token: bool = False


class Refused(Exception):
    """What was asked can't be done: `key` of the sentence that says why, `field` where it belongs."""

    def __init__(self, key: str, field: str, **params: int) -> None:
        super().__init__(key)
        self.key = key
        self.field = field
        self.params = params


class Accounts:
    """The accounts in the database. Whatever waits or computes is done in a native thread."""

    def __init__(self, database: sa.Engine, runtime: Runtime) -> None:
        metadata.create_all(database, tables=[accounts, logins, links])
        self._database = database
        self._runtime = runtime
        self._hasher = argon2.PasswordHasher(time_cost=ROUNDS, memory_cost=MEMORY, parallelism=1)
        self._hashing = threading.BoundedSemaphore(HASHED_AT_ONCE)
        # Compared when nobody has the login asked for, so that the answer takes the same time.
        self._decoy = _hash_of_nothing()

    def exist(self) -> bool:
        """Whether anybody can log in."""
        return self._do(_any)

    def create(self, login: str, name: str, password: str | None) -> Account:
        """A new account; without a password, only its API token opens it."""
        row = self._row(login, name, password)
        return self._do(lambda to: _insert(to, row))

    def find_or_create(self, login: str) -> Account:
        """The account with this login, made without a password if it is missing."""
        wanted = _checked_login(login)
        found = self._do(lambda to: _one(to, accounts.c.login == wanted))
        return _account(found) if found else self.create(login, login[:LONGEST_NAME], None)

    def verify(self, login: str, password: str) -> Account | None:
        """The account that this login and password open."""
        wanted = clean_login(login)
        row = self._do(lambda to: _one(to, accounts.c.login == wanted))
        hashed = row.password if row and row.password else self._decoy
        right = self._matches(hashed, password)
        return _account(row) if right and row and row.password else None

    def rename(self, account_id: str, name: str) -> None:
        """Change the name that participants read."""
        self._change(account_id, name=_checked_name(name))

    def change_password(self, account_id: str, password: str, keep: str) -> None:
        """Change the password and end every login but `keep`."""
        _check_password(password)
        self._change(account_id, password=self._hash(password))
        others = (logins.c.account_id == account_id) & (logins.c.secret_hash != _digest(keep))
        self._do(lambda to: to.execute(logins.delete().where(others)))

    def first_link(self) -> str | None:
        """The token of the one link that makes the first account, or None when there is one already."""
        token = secrets.token_urlsafe(24)
        return token if self._do(lambda to: _add_link(to, token)) else None

    def has_link(self, token: str) -> bool:
        """Whether this token still makes the first account."""
        return self._do(lambda to: _link_stands(to, token))

    def create_first(self, token: str, login: str, name: str, password: str) -> Account | None:
        """The first account, or None when the link no longer stands."""
        if not self.has_link(token):
            return None
        row = self._row(login, name, password)
        return self._do(lambda to: _use_link(to, token, row))

    def make_token(self, account_id: str) -> str:
        """A new API token, told this once; an earlier one stops working."""
        token = f"visavis_{secrets.token_urlsafe(32)}"
        self._change(account_id, token_hash=_digest(token))
        return token

    def drop_token(self, account_id: str) -> None:
        """The account's API token stops working."""
        self._change(account_id, token_hash=None)

    def by_token(self, token: str) -> Account | None:
        """The account that this API token opens."""
        found = self._do(lambda to: _one(to, accounts.c.token_hash == _digest(token)))
        return _account(found) if found else None

    def begin_login(self, account_id: str) -> str:
        """The secret of a new login, for the browser's cookie."""
        secret = secrets.token_urlsafe(24)
        self._do(lambda to: _begin_login(to, account_id, secret))
        return secret

    def logged_in(self, secret: str) -> Account | None:
        """The account that a browser's secret stands for, as long as the login lasts."""
        found = self._do(lambda to: _logged_in(to, secret))
        return _account(found) if found else None

    def end_login(self, secret: str) -> None:
        """The secret stops working, wherever it was copied."""
        ended = logins.delete().where(logins.c.secret_hash == _digest(secret))
        self._do(lambda to: to.execute(ended))

    def _do(self, work: Callable[[sa.Connection], Answer]) -> Answer:
        def transaction() -> Answer:
            try:
                with self._database.begin() as to:
                    return work(to)
            except (sa.exc.DBAPIError, sa.exc.TimeoutError) as error:
                raise Unavailable(str(error)) from error

        return self._runtime.in_thread(transaction)

    def _change(self, account_id: str, **values: str | None) -> None:
        changed = accounts.update().where(accounts.c.id == account_id).values(values)
        self._do(lambda to: to.execute(changed))

    def _row(self, login: str, name: str, password: str | None) -> dict[str, Any]:
        row = {"id": uuid.uuid4().hex, "created_at": int(time.time()), "password": None}
        row |= {"login": _checked_login(login), "name": _checked_name(name)}
        if password is not None:
            _check_password(password)
            row["password"] = self._hash(password)
        return row

    def _hash(self, password: str) -> str:
        return self._apart(self._hasher.hash, password)

    def _matches(self, hashed: str, password: str) -> bool:
        return len(password) <= LONGEST_PASSWORD and self._apart(self._same, hashed, password)

    def _same(self, hashed: str, password: str) -> bool:
        try:
            return self._hasher.verify(hashed, password)
        except argon2.exceptions.VerifyMismatchError:
            return False

    def _apart(self, work: Callable[..., Answer], *args: str) -> Answer:
        # Never wait for the semaphore here: on the event loop, everybody would wait with us.
        if not self._hashing.acquire(blocking=False):
            raise Unavailable("too many logins at once")
        try:
            return self._runtime.in_thread(work, *args)
        finally:
            self._hashing.release()


def clean_login(text: str) -> str:
    """A login as it is compared: without case, and no matter how its accents were typed."""
    return unicodedata.normalize("NFKC", text).casefold().strip()


def _any(to: sa.Connection) -> bool:
    # An account made for its API token opens no page: counted, it would shut them to everybody.
    return to.scalar(sa.select(accounts.c.id).where(accounts.c.password.is_not(None))) is not None


def _one(to: sa.Connection, where: sa.ColumnElement[bool]) -> sa.Row[Any] | None:
    return to.execute(sa.select(accounts).where(where)).one_or_none()


def _insert(to: sa.Connection, row: dict[str, Any]) -> Account:
    try:
        to.execute(accounts.insert().values(row))
    except sa.exc.IntegrityError as taken:
        raise Refused("pages.account.login_taken", "login") from taken
    return Account(id=row["id"], login=row["login"], name=row["name"])


def _add_link(to: sa.Connection, token: str) -> bool:
    if _any(to):
        return False
    to.execute(links.delete())
    to.execute(links.insert().values(token_hash=_digest(token)))
    return True


def _link_stands(to: sa.Connection, token: str) -> bool:
    wanted = sa.select(links.c.token_hash).where(links.c.token_hash == _digest(token))
    return to.scalar(wanted) is not None and not _any(to)


def _use_link(to: sa.Connection, token: str, row: dict[str, Any]) -> Account | None:
    # Deleting first takes the database's lock: of two people at once, one gets the account.
    used = to.execute(links.delete().where(links.c.token_hash == _digest(token)))
    if used.rowcount != 1 or _any(to):
        return None
    return _insert(to, row)


def _begin_login(to: sa.Connection, account_id: str, secret: str) -> None:
    now = int(time.time())
    to.execute(logins.delete().where(logins.c.ends_at < now))
    row = {"secret_hash": _digest(secret), "account_id": account_id, "ends_at": now + LOGIN_LASTS}
    to.execute(logins.insert().values(row))


def _logged_in(to: sa.Connection, secret: str) -> sa.Row[Any] | None:
    lasting = (logins.c.secret_hash == _digest(secret)) & (logins.c.ends_at >= int(time.time()))
    return to.execute(sa.select(accounts).join(logins).where(lasting)).one_or_none()


def _account(row: sa.Row[Any]) -> Account:
    return Account(id=row.id, login=row.login, name=row.name, has_token=row.token_hash is not None)


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


def _hash_of_nothing() -> str:
    """What no password has, and takes as long to compare with as any hash."""
    salt, digest = secrets.token_hex(12), secrets.token_hex(20)
    return f"$argon2id$v=19$m={MEMORY},t={ROUNDS},p=1${salt}${digest}"


def _checked_login(text: str) -> str:
    login = clean_login(text)
    if not login or len(login) > LONGEST_LOGIN or not login.isprintable() or " " in login:
        raise Refused("pages.account.bad_login", "login", longest=LONGEST_LOGIN)
    return login


def _checked_name(text: str) -> str:
    name = clean_name(text)
    if not name or len(name) > LONGEST_NAME:
        raise Refused("pages.account.bad_name", "name", longest=LONGEST_NAME)
    return name


def _check_password(password: str) -> None:
    if len(password) < SHORTEST_PASSWORD:
        raise Refused("pages.account.short_password", "password", shortest=SHORTEST_PASSWORD)
    if len(password) > LONGEST_PASSWORD:
        raise Refused("pages.account.long_password", "password", longest=LONGEST_PASSWORD)
