"""What pages are made of: cards, charts, sliders, maps, words."""
