/// What the instance metadata service answers; implemented over HTTP in Wire.
package protocol MetadataService: Sendable {
    /// The role's credentials by version 2, or by version 1 where the service knows no other and the settings allow it.
    ///
    /// Throws `.noCredentials` with the reason where it gives none (no machine of EC2, no role, no answer in time).
    func roleCredentials(_ address: MetadataAddress) async throws -> Credentials

    /// The zone that the machine is in, such as `eu-west-1a`; throws likewise.
    func availabilityZone(_ address: MetadataAddress) async throws -> String
}
