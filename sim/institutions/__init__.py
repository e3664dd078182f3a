"""Who is not a citizen, as columns: centre, departments, local bodies, hosts."""
