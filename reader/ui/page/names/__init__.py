"""Names on the page: the bar near a chosen one, stepping among them, and the legend below the text."""
