"""Settlements kept as reference data, hand-coded: agreements and their points, as claims of their coder."""

from servanda.reference.files import check_process, find_process, list_processes, load_process
from servanda.reference.note import compose
from servanda.reference.shapes import Process

__all__ = ["Process", "check_process", "compose", "find_process", "list_processes", "load_process"]
