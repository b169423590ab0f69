"""The migrations, one a layout, never changed once published."""
