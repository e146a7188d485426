"""A protocol's life by clicking, in the order of the help (docs/yardim/protokoller.md, hami-okul.md), a file for each part."""
