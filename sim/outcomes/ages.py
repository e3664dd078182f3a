"""Age bands, as outcomes name them."""

# As in the names of outcomes, and in words.
AGES = (
    ("18_24", "18 to 24"),
    ("25_34", "25 to 34"),
    ("35_49", "35 to 49"),
    ("50_64", "50 to 64"),
    ("65_74", "65 to 74"),
    ("75_plus", "75 and over"),
)
