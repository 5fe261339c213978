"""Released versions of the rule, each a wheel that is never built again, and the code that builds them."""
