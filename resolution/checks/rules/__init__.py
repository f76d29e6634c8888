"""The rules of the checks: one module a group of rules, which `resolution.checks.table` finds by itself."""
