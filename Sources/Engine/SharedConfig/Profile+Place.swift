extension Profile {
    /// The header that a fault of the whole profile is reported at.
    package var place: Place { places.first ?? .argument(name) }
}
