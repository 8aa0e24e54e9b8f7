"""What if something came later? Lives in the address alone: nothing is stored."""
