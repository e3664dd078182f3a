"""The pages: a site in which the model itself answers every slider."""
