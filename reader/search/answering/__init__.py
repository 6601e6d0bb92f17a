"""From a query as read to the articles that answer it, best first."""
