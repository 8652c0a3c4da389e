"""Convert the script."""
