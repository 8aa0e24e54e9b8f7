"""How long the main pages take, on the data of the demonstration. Run by script/bench."""
