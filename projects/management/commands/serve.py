"""`manage.py serve`: prepare the data folder and run the site; what `make run` calls."""

import errno
import fcntl
import os
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import gunicorn
from django.conf import settings
from django.core.management import CommandError, call_command, get_commands
from django.db import DatabaseError, connection, connections
from django.db.migrations.executor import MigrationExecutor
from gunicorn.app.wsgiapp import WSGIApplication

from projects.management.plain import PlainCommand
from projects.writes.accounts import LOCAL_OWNER, signin_link
from storyboard import data_folder, statics

BACKLOG = 512


class Command(PlainCommand):
    """Listens on HOST and PORT in the foreground until SIGTERM or Ctrl-C."""

    help = "Prepare the data folder (database, static files, demo project) and serve the site on HOST:PORT."

    def handle(self, *args: Any, **options: Any) -> None:
        """Become the server; CommandError where the address or the folder cannot be had."""
        os.umask(0o077)
        listener = bind(settings.HOST, settings.PORT)
        self.prepare()
        self.greet()
        sys.stdout.flush()
        with said_plainly(settings.HOST, settings.PORT):
            listener.listen(BACKLOG)
        connections.close_all()  # the workers open their own
        os.chdir(settings.BASE_DIR)
        # In this very process: everything that it loaded so far would have to be loaded again by another.
        command = str(Path(gunicorn.__file__).with_name("__main__.py"))
        sys.argv = [command, "-c", "python:storyboard.gunicorn_conf", "-b", f"fd://{listener.detach()}"]
        WSGIApplication("%(prog)s [OPTIONS]", prog="gunicorn").run()

    def prepare(self) -> None:
        """Bring database and static files up to date; the demo project the first time."""
        try:
            data_folder.check_writable(settings.STORYBOARD_DATA)
            hold_lock()
            new = not connection.introspection.table_names()
            executor = MigrationExecutor(connection)
            if executor.migration_plan(executor.loader.graph.leaf_nodes()):
                self.stdout.write("Preparing the database ...")
                call_command("migrate", interactive=False, verbosity=0)
            call_command("createcachetable", verbosity=0)
        except data_folder.Unusable as error:
            raise CommandError(str(error)) from None
        except DatabaseError as error:
            raise CommandError(f"The database cannot be used: {' '.join(str(error).split())}") from None
        statics.collect_when_changed()
        if new and "demo" in get_commands():
            call_command("demo")

    def greet(self) -> None:
        """Print the address and, for whoever sits at this machine, a link that signs the owner in once."""
        self.stdout.write(f"Storyboard is at {settings.PUBLIC_URL} (stop with Ctrl-C).")
        if not (on_this_machine(settings.PUBLIC_URL) or sys.stdout.isatty()):
            # The output of a public server ends up in a log, where no key to it belongs.
            self.stdout.write(f"To sign in, make a link: python manage.py signin_link {LOCAL_OWNER}")
            return
        self.stdout.write(f"Sign in once with {signin_link(LOCAL_OWNER)}")


def bind(host: str, port: int) -> socket.socket:
    """A socket bound to the address, not listening yet; CommandError says in a sentence why there is none."""
    listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    with said_plainly(host, port):
        listener.bind((host, port))
    return listener


@contextmanager
def said_plainly(host: str, port: int) -> Iterator[None]:
    """Turn what the system says about an address into a CommandError with a sentence."""
    try:
        yield
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            reason = f"Port {port} on {host} is in use. Stop what uses it, or set PORT to another number."
        else:
            reason = f"Cannot listen on {host}, port {port}: {error.strerror or error}."
        raise CommandError(reason) from None


def hold_lock() -> None:
    """Mark the data folder as served for as long as the server lives; `restore` keeps off it then."""
    handle = os.open(settings.STORYBOARD_DATA / data_folder.LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        raise CommandError("A backup is being restored into this data folder. Try again when it is done.") from None
    os.set_inheritable(handle, True)


def on_this_machine(address: str) -> bool:
    """Whether a web address leads to this very machine only."""
    host = urlsplit(address).hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
