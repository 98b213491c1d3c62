"""``python -m macros.cli`` is the ``handbook`` command."""

from macros.cli import run

if __name__ == "__main__":
    run()
