"""The engine: every verb the product has, without a window.

Floor 3. `Library` is the façade; its helpers get the store and the index as arguments.
"""
