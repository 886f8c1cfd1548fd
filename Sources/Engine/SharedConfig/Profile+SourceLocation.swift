extension Profile {
    /// The header that a fault of the whole profile is reported at.
    package var location: SourceLocation { locations.first ?? .argument(name) }
}
