"""The demonstration that script/server starts: demo accounts exist here and nowhere else."""

from .base import *

DEMO_MODE = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = None  # the demo is plain http; browsers ignore the header there, with a warning
