"""What can be done: use cases without a window. `Session` is the one mutable object."""
