"""The teacher's side: submitted notebooks, a sandbox for their code, points with reasons."""
