"""A linked number to its population: soldiers, civilians, children, or people where no word says."""
