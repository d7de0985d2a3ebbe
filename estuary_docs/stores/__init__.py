"""What a deployment's secret store holds: for drift by names and ages alone, and for `rotate` the keys themselves.

A store uses the settings of a project and the names of entries; it prints nothing and decides nothing.
To add a store, write a module with a class `Kind` as `store.Store` asks for, and add its line to `registry.KINDS`; one
that can rotate is a `store.RotatingStore` too.
"""
