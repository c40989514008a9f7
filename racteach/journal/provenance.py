"""Who computed a result: the version of the library, which every stored line names."""

__version__ = "0.1.0"
