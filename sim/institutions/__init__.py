"""Everybody who is not a citizen, as columns: the centre, departments, bodies, hosts."""
