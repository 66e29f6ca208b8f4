"""What takes long: a thousand kills, and an office of fifty for half an hour. `make soak`."""
