"""WHO: people, roles, sign-in, audit trail. Knows nothing of the domain."""
