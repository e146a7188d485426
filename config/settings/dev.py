"""Development: errors are shown to the developer."""

from .base import *

DEBUG = True
