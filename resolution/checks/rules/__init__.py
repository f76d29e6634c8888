"""The rules of the checks: one module a group of rules, found by `resolution.checks.table`."""
