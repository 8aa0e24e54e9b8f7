"""WHERE: local authorities, municipalities, associations, representatives, competence, rollouts."""
