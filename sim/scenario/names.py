"""The names that scenario files use for missions, regions and kinds of decision."""

MISSIONS = ("growth", "energy", "crime", "nhs", "education")
DOMAINS = ("standards", "finance", "design", "community")
REGIONS = (
    ("TLC", "North East"),
    ("TLD", "North West"),
    ("TLE", "Yorkshire and The Humber"),
    ("TLF", "East Midlands"),
    ("TLG", "West Midlands"),
    ("TLH", "East"),
    ("TLI", "London"),
    ("TLJ", "South East"),
    ("TLK", "South West"),
    ("TLL", "Wales"),
    ("TLM", "Scotland"),
    ("TLN", "Northern Ireland"),
)
REGION_CODES = tuple(code for code, _ in REGIONS)
N_MISSIONS = len(MISSIONS)
N_REGIONS = len(REGIONS)
N_DOMAINS = len(DOMAINS)
