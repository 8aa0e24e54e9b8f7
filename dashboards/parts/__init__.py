"""What several pages of this room show alike."""
