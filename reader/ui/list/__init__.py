"""The list of articles: the search field, the count of answers, and a row for each article.

Knows the look, the kit and model data. It is shown answers and says wishes, and asks nothing itself.
"""
