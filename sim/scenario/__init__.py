"""What can be chosen or assumed: levers, beliefs, mechanisms, events, the scenario."""
