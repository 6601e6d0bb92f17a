"""Small widgets that panes are made of: labels, icon buttons, chips, cards, segments."""
