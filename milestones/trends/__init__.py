"""The milestone trend analysis of the whole plan: how all expected dates moved, and what several lines say together."""
