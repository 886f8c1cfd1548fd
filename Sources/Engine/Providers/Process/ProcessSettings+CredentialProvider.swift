import SystemKit

extension ProcessSettings: CredentialProvider {
    package static let name = "custom-process"

    package static func fromProfile(_ lookup: ProfileProviderLookup) throws(Failure) -> CredentialOrigin? {
        guard let profile = lookup.profile, let command = profile["credential_process"] else { return nil }
        return .process(
            ProcessSettings(profile: profile.name, command: command, accountID: profile["aws_account_id"]?.value))
    }

    package static var settingKeys: [String] { ["credential_process", "aws_account_id"] }

    package static func condition(_ lookup: ProviderConditionInput) throws(Failure) -> ProviderCondition {
        lookup.keys(["credential_process"])
    }

    package func shownSettings(isSource: Bool) -> KeyValuePairs<String, JSON?> {
        ["credential_process": .string(shownCommand)]
    }

    package var fingerprint: KeyValuePairs<String, JSON?> { ["command": .string(command.value)] }

    package var program: CredentialProcess? { CredentialProcess(self) }

    package func credentials(from chain: ProviderChain, policy: CredentialRenewalPolicy) async throws -> Credentials {
        let process = CredentialProcess(self)
        let run = try await process.run(in: chain.context) { try await chain.services.run($0) }
        let credentials = try process.credentials(from: run, at: chain.context.clock.now())
        return try chain.accepted(credentials, policy)
    }
}

extension CredentialOrigin {
    package static func process(_ settings: ProcessSettings) -> CredentialOrigin { CredentialOrigin(settings) }
}
