"""WHEN: plan, baselines, phases, milestones, forecasts, dependencies, overdue events."""
