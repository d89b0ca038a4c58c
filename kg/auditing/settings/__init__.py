"""How an audit is asked: configuration, suppressions, baseline, changed lines."""
