"""What the formats of the shelf `kg.auditing.reports` share."""
