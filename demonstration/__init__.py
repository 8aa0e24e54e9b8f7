"""The attic: plays demonstration reports through the public actions of all rooms. Holds no model and no page."""
