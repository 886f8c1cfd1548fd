// Nothing is called from Swift: what is in here takes the place of a part of Swift's runtime.
