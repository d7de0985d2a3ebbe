"""What follows from a catalogue before it is rendered: its consistency, what a deployment must set, its tables.

It uses the catalogue, the wording and the runtimes, and neither reads nor writes a file.
To add a check of a schema, add it to `consistency`; to add something that every runtime knows, add it to `tables`.
"""
