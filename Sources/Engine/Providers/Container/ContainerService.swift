/// What a container's credential endpoint answers; implemented over HTTP in Wire.
package protocol ContainerService: Sendable {
    /// Throws `Failure` for no answer, a refusal, and an answer without keys; `authorization` goes to it as it is.
    func credentials(_ endpoint: ContainerEndpoint, authorization: Secret?) async throws -> Credentials
}
