"""Following up: what belongs to one event, its evidence and outcome, what a melder allowed, what a venue agreed to."""
