"""Stands of the plan side by side: any two baselines, any two days, or a baseline and what is expected."""
