"""Pictures for paper: the results that the screen shows, drawn as SVG without Qt."""
