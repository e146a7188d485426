"""The demonstration that script/server starts: demo accounts exist here and nowhere else."""

from .base import *

DEMO_MODE = True
WEBHOOK_EXEMPT_HOSTS = env.list(
    "WEBHOOK_EXEMPT_HOSTS", default=["127.0.0.1:*", "localhost:*"]
)  # trials on one machine
SECURE_CROSS_ORIGIN_OPENER_POLICY = None  # the demo is plain http; browsers ignore the header there, with a warning
