"""Results that take long, computed once and shipped with the course; each module makes its own file again."""
