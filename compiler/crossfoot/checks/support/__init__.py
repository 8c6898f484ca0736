"""What several checks share: places, wording, and what an amount is expected to post to."""
