"""Public lists of recalled medicines: kept, read every night, their findings settled."""
