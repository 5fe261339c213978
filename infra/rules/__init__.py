"""Released versions of the rule, each as a wheel that is never made anew, and what makes them."""
