"""The precedent panel: adopted language nearest to the clause at the cursor."""
