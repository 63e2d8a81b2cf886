"""The tests of govlint."""
