"""An article on paper: set in print, broken into sheets and painted on them."""
