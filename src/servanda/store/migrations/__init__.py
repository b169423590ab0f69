"""How a record comes to the present layout of its tables; Alembic does it, and is imported only then."""

import threading
from pathlib import Path
from typing import Final

from sqlalchemy import Connection

VERSIONS: Final = ("0001",)
"""Every layout there has been, oldest first; the last is the present one."""

VERSION_TABLE: Final = "servanda_version"
"""The table whose one row names the record's layout; its presence says that this is a record."""

_one_at_a_time = threading.Lock()


def bring_up(connection: Connection) -> None:
    """Bring the record of an open transaction to the present layout, from any older one or from nothing."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.attributes["connection"] = connection
    with _one_at_a_time:  # Alembic's `op` is global to the process
        command.upgrade(config, "head")
