"""What a document means: the parts, facts and tables of an annual report, each with the range it came from."""
