"""`python -m nachtleven`."""

from nachtleven.cli import main

main()
