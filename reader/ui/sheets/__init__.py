"""Sheets: what is asked before an import, reports of what was done, troubles, shortcuts and the welcome."""
