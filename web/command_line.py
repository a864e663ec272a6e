"""The command line: serve, token, backup, restore, decks check.

What each needs is imported when it is asked for: so a server's port is open at once, and browsers that come
back after a fall wait there, instead of being refused and trying again much later.
"""

import argparse
import errno
import gc
import logging
import os
import signal
import sqlite3
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from game import Fault, FaultyDeck, say
from web import create_app, parts_of
from web.address import site
from web.backup import DATABASE, BackupError, back_up, restore
from web.config import ASYNC_MODES, Config, WrongSetting, from_environment
from web.journal import Unavailable
from web.journal.version import Newer
from web.listening import listen, only_server
from web.locale import LANGUAGES, said

if TYPE_CHECKING:
    from web.parts import Parts


def main(arguments: list[str]) -> int:
    """Do what the command line asks; gives the exit code."""
    options = _parser().parse_args(arguments)
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    try:
        return int(options.do(options))
    except FaultyDeck as faulty:
        _print_faults(faulty.faults)
        return 1
    except Unavailable as error:
        print(
            f"The database can't be used: {error}. Put a backup back: restore FILE", file=sys.stderr
        )
        return 1
    except (BackupError, Newer, WrongSetting, OSError) as error:
        print(error, file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    # What is not given is not there: a command's own parser would put None over what stood before it.
    shared = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    shared.add_argument("--data", metavar="DIR", help="folder of the sessions (default: data)")
    serving = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    serving.add_argument("--host", help="address to listen on (default: 0.0.0.0)")
    serving.add_argument("--port", help="port to listen on (default: 8000)")
    serving.add_argument("--url", help="the address that people open, when a proxy stands in front")
    serving.add_argument("--demo", action="store_const", const="1", help="add a rehearsal session")
    serving.add_argument("--async-mode", choices=ASYNC_MODES)
    serving.add_argument("--fast-lane", choices=("on", "off"), help="(default: on)")
    parser = argparse.ArgumentParser(description="Vis-à-vis", parents=[shared, serving])
    parser.set_defaults(do=_serve)
    commands = parser.add_subparsers(title="commands")
    serve = commands.add_parser("serve", parents=[shared, serving], help="serve (the default)")
    serve.set_defaults(do=_serve)
    token = commands.add_parser("token", parents=[shared], help="print an API token, once")
    token.add_argument("--name", required=True)
    token.set_defaults(do=_token)
    for name, work in (("backup", _back_up), ("restore", _restore)):
        one = commands.add_parser(name, parents=[shared])
        one.add_argument("file", type=Path)
        one.add_argument("--force", action="store_true")
        one.set_defaults(do=work)
        if name == "restore":
            one.add_argument(
                "--check", action="store_true", help="prove the backup, change nothing"
            )
    decks = commands.add_parser("decks", help="check decks")
    decks.add_argument("action", choices=("check",))
    decks.add_argument("folders", nargs="*", type=Path)
    decks.set_defaults(do=_check_decks)
    return parser


def _config(options: argparse.Namespace) -> Config:
    given: dict[str, Any] = {key: value for key, value in vars(options).items() if key != "do"}
    config = from_environment(given, os.environ)
    url = given.get("url") or os.environ.get("VISAVIS_URL") or site(config.host, config.port)
    return replace(config, url=str(url).rstrip("/"))


def _serve(options: argparse.Namespace) -> int:
    config = _config(options)
    try:
        held = only_server(config.data)
    except OSError:
        print(
            f"Another Vis-à-vis is using {config.data}. Stop it first, or give this one "
            "a folder of its own: --data FOLDER",
            file=sys.stderr,
        )
        return 1
    try:
        listening = listen(config.host, config.port)
    except OSError as error:
        held.close()
        print(_deaf(config, error), file=sys.stderr)
        return 1
    # Nearly all that is made now stays: looking for garbage in it is a tenth of a start.
    gc.disable()
    from web.building import start

    app = create_app(config)
    parts = parts_of(app)
    signals: list[int] = []
    for one in (signal.SIGTERM, signal.SIGINT):
        signal.signal(one, lambda number, _: signals.append(number))
    _greet(parts)
    start(parts, asked_to_stop=lambda: bool(signals))
    with held, listening:
        parts.runtime.serve(app, listening)
    parts.database.dispose()
    return 0


def _deaf(config: Config, error: OSError) -> str:
    """Why nobody can listen there, and what to do."""
    if error.errno == errno.EADDRINUSE:
        return (
            f"Port {config.port} is taken. Is Vis-à-vis running already? "
            f"Otherwise choose another one: --port {config.port + 1}"
        )
    if error.errno == errno.EACCES:
        return f"The system keeps port {config.port} for itself. Choose another one: --port 8000"
    return (
        f"{config.host} is not an IPv4 address of this machine. Give one that is, "
        "or leave --host out to listen on all of them."
    )


def _greet(parts: "Parts") -> None:
    import segno

    url = parts.config.url
    print(f"\n  Vis-à-vis\n\n  {url}\n")
    segno.make(url, error="m", micro=False).terminal(compact=True, border=2)
    print("  Les tablettes de la salle ouvrent cette adresse. / Tablets open this address.")
    first = parts.accounts.first_link()
    if first:
        print(
            "\n  Premier compte, lien à usage unique / first account, one-time link:"
            f"\n  {url}/first/{first}"
        )
    print("\n  Ctrl+C : arrêter / stop\n", flush=True)


def _token(options: argparse.Namespace) -> int:
    from web.accounts import Accounts, Refused
    from web.journal.sql import SqlJournal, open_sqlite
    from web.runtime import runtime

    database = open_sqlite(_config(options).data / DATABASE, beside=True)
    SqlJournal(database)
    accounts = Accounts(database, runtime("threading"))
    try:
        print(accounts.make_token(accounts.find_or_create(options.name).id))
    except Refused as refused:
        for language in LANGUAGES:
            why = said(say(refused.key, **refused.params), language)
            print(f"--name {options.name} : {why}", file=sys.stderr)
        return 1
    finally:
        database.dispose()
    return 0


def _back_up(options: argparse.Namespace) -> int:
    back_up(_config(options).data, options.file, force=options.force)
    print(options.file)
    return 0


def _restore(options: argparse.Namespace) -> int:
    if options.check:
        return _prove(options.file, _config(options).data)
    restore(_config(options).data, options.file, force=options.force)
    print(options.file)
    return 0


def _prove(file: Path, data: Path) -> int:
    from web.backup_check import prove

    proven = prove(file, data)
    print(f"{file}: opened with SQLite {sqlite3.sqlite_version}, integrity ok")
    for one in proven.sessions:
        print(
            f"  {one.session_id}: {one.events} events, {one.viewers} viewers, digest {one.digest}"
        )
        for fault in one.faults:
            print(f"  {one.session_id}: {fault}", file=sys.stderr)
    counts = ", ".join(f"{count} {table}" for table, count in proven.counts.items())
    print(f"{counts}: {'every session replays' if proven.sound else 'NOT SOUND'}")
    return 0 if proven.sound else 1


def _check_decks(options: argparse.Namespace) -> int:
    from web.library import read_folder
    from web.library.proofreading import remarks

    folders = options.folders or sorted(one.parent for one in Config().decks.glob("*/deck.toml"))
    faulty = 0
    for folder in folders:
        try:
            found = read_folder(folder)
        except FaultyDeck as faults:
            faulty += 1
            print(f"{folder.name}:", file=sys.stderr)
            _print_faults(faults.faults)
            continue
        print(f"{folder.name}: {found.deck.head.title}, {found.deck.revision}")
        _print_faults(remarks(found.deck, found.files, datetime.now(UTC).date()))
    return 1 if faulty else 0


def _print_faults(faults: Sequence[Fault]) -> None:
    for fault in faults:
        where = " ".join(one for one in (f"{fault.file}.toml", fault.card, fault.field) if one)
        print(f"  {where} : {said(fault.text, 'fr')}", file=sys.stderr)
