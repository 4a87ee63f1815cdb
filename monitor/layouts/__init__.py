"""The layouts of published tables that come with the program; `monitor.layout` reads them."""
