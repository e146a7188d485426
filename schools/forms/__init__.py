"""What the doors ask for the register: one editor a section, and the forms of the ministry's acts."""

from .editors import SECTION_FORMS, Bound, Editor
from .ministry import FORM_OF_ACT, CloseForm, RenameForm, SucceedForm
from .sections import GovernForm

__all__ = [
    "FORM_OF_ACT",
    "SECTION_FORMS",
    "Bound",
    "CloseForm",
    "Editor",
    "GovernForm",
    "RenameForm",
    "SucceedForm",
]
