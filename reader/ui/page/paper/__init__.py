"""The article set in type: a document of text and typography, and where each sign stands in it."""
