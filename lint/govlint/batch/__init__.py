"""Auditing any number of reports: a store of Parquet files that remembers what was judged, and what reads it.

`rows` turns the bytes of one report into rows of the tables that `tables` declares; `engine` and its kin do that for
many; `store` keeps the rows; `views` makes tables of the reports of the run at hand; `summary` and `results` tell them.
"""
