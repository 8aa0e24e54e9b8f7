"""PostgreSQL as Django knows it, with a pool that notices soon that the server is gone, and that it is back."""
