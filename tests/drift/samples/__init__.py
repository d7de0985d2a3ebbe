"""Services that are labelled by hand, and folders that drift is tried on; none of them is run."""
