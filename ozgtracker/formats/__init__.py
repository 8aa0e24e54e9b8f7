"""How days and figures are written in a language, where Django does it otherwise than we want (docs/adr/0018)."""
