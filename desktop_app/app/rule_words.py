"""Rules in words: what each looks for, why, and where that comes from."""

from desktop_app.checks.rule import Rule


def rule_lines(rule: Rule) -> list[str]:
    """Return a rule as lines of text."""
    asked = " (only where advice on wording is asked for)" if rule.quiet else ""
    return [f"{rule.id}: {rule.title}{asked}", f"  {rule.looks_for}", f"  {rule.why} Source: {rule.source}."]


def rule_data(rule: Rule) -> dict[str, str | bool]:
    """Return a rule as JSON may hold it."""
    return {
        "id": rule.id,
        "title": rule.title,
        "looks_for": rule.looks_for,
        "why": rule.why,
        "source": rule.source,
        "quiet": rule.quiet,
    }
