"""The command line: one module for each command, which parses and prints, and is loaded when its command runs.

It uses everything below it and holds no logic of its own; what commands share is in `options` and `terminal`.
To add a command, write its module here with a click command of the same name, and add its line to `program.COMMANDS`.
"""
