"""Small tables of facts that ship; their sources and licences: ``README.md``."""
