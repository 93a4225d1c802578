"""What the installation does by itself, by the clock."""
