"""A linked number to its party: whose people were harmed."""
