"""The names that scenario files use for missions and kinds of decision."""

MISSIONS = ("growth", "energy", "crime", "nhs", "education")
DOMAINS = ("standards", "finance", "design", "community")
N_MISSIONS = len(MISSIONS)
N_DOMAINS = len(DOMAINS)
