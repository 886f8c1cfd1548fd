import SystemKit

/// Gives the credentials and the region of the EC2 machine that this runs on (<doc:ProfileSettings>, Machine metadata;
/// <doc:CredentialProviders>, Machines).
package struct InstanceMetadataFetcher: Sendable {
    private let context: RuntimeContext
    private let service: any MetadataService

    package init(context: RuntimeContext, service: any MetadataService) {
        self.context = context
        self.service = service
    }

    /// - Throws: `.configInvalid` for broken settings; what `otherwise` says, and why the service gave nothing, where it
    ///   gives nothing: then nobody is left to ask.
    package func credentials(_ settings: InstanceMetadataSettings) async throws -> Credentials {
        let address = try MetadataAddress.of(settings)
        do {
            return stretched(try await service.roleCredentials(address))
        } catch let failure as Failure where failure.code == .noCredentials {
            let nothing = settings.otherwise
            // To somebody who has set up nothing, a service that nobody mentioned says nothing.
            if nothing.isNothingConfigured, settings.endpoint == nil { throw nothing }
            let origin = failure.location.map { " (\($0))" } ?? ""
            throw Failure(
                nothing.code, "\(nothing.message), and \(failure.message)\(origin)", at: nothing.location,
                hint: nothing.hint, status: nothing.status)
        }
    }

    /// The region that the AWS CLI works in where no setting names one: the machine's zone without its letter; nil where
    /// there is no such machine.
    ///
    /// - Throws: `.configInvalid` for broken settings.
    package func region(_ settings: InstanceMetadataSettings) async throws -> Setting? {
        let address = try MetadataAddress.of(settings)
        do {
            let name = String(try await service.availabilityZone(address).dropLast())
            // It becomes part of host names: what can't be one is no answer.
            guard (try? RegionName(name, at: nil)) != nil else { return nil }
            return Setting(value: name, location: .url(address.baseURL))
        } catch let failure as Failure where failure.code == .noCredentials {
            return nil
        }
    }

    /// Credentials near their end are believed 12 to 20 minutes longer: EC2 hands them out while it can't renew them,
    /// and takes them all that time (<doc:CredentialProviders>, Machines).
    private func stretched(_ credentials: Credentials) -> Credentials {
        let offset = Self.window + 120 + Int64(context.random.fraction() * 480)
        let now = context.clock.now()
        guard let expiration = credentials.expiration, expiration.seconds(since: now) <= offset else {
            return credentials
        }
        return Credentials(
            accessKeyID: credentials.accessKeyID, secretAccessKey: credentials.secretAccessKey,
            sessionToken: credentials.sessionToken, expiration: now.advanced(bySeconds: offset),
            accountID: credentials.accountID)
    }

    private static let window: Int64 = 600
}
