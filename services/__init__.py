"""WHAT: OZG services, LeiKa entries, life events, base components, rollout packages."""
