"""How a round is scored: readings, frozen inputs, arithmetic, fingerprints, explanations."""
