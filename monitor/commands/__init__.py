"""A command's options in, its work done, its exit status out: one module for each command, loaded when called."""
