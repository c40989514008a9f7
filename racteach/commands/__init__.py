"""The commands of ``racteach``, one module for each group of them; :mod:`racteach.cli` puts them together.

Every command imports what it needs when it runs, so that ``racteach --help`` answers at once.
"""
