"""What disagrees: the use of each variable, and the findings that follow from it and from the schema.

It uses what was read, the catalogue and the rules, and reads no file of the folder.
To add a rule of drift, find it in `disagreements` or, where it needs a schema, in `schema`.
"""
