"""Rules that users write as data: TOML files with terms, phrases, sections, relations, vocabularies and severities."""
