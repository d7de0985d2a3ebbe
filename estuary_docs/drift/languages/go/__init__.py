"""Read Go: `reader` takes a file, the modules beside it know its syntax, values, records and libraries.

It uses the grammar, drift's shared reading of languages and the facts of a source file, and runs nothing.
To follow another library, add it to the module that knows libraries; a kind of value goes where values are known.
"""
