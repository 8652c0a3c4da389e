"""The entry point of ``python -m medclean``."""
from .cli import run

if __name__ == "__main__":
    run()
