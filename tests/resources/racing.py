"""Deeds that start at the same moment, and what they were refused with."""

import threading

from django.db import connection

from partybuild.errors import RuleViolation


def run_together(*deeds):
    """Start all deeds at the same moment; return the codes with which some were refused."""
    start, refused = threading.Barrier(len(deeds)), []

    def run(deed):
        start.wait()
        try:
            deed()
        except RuleViolation as refusal:
            refused.append(refusal.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[deed]) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return refused
