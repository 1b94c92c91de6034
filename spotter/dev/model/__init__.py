"""What stands behind the model server: the protocol, the faults, and how the model behaves."""
