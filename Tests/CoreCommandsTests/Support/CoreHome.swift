import Engine
import PluginKit
import SystemKit
import TestSupport

@testable import CoreCommands

/// A home with a configuration of one session, for commands that read files only.
struct CoreHome {
    let home: TestHome

    /// `dev` and `ops` of session corp, keys, a role, a broken profile.
    static let config = """
        [sso-session corp]
        sso_start_url = https://corp.awsapps.com/start
        sso_region = eu-west-1
        sso_registration_scopes = sso:account:access
        [profile dev]
        sso_session = corp
        sso_account_id = 111111111111
        sso_role_name = Admin
        region = eu-west-1
        [profile "ops team"]
        sso_session = corp
        sso_account_id = 222222222222
        sso_role_name = Admin
        [profile keys]
        aws_access_key_id = AKIA
        aws_secret_access_key = s
        [profile role]
        role_arn = arn:aws:iam::333333333333:role/Deploy
        source_profile = dev
        [profile broken]
        sso_session = nowhere
        sso_account_id = 111111111111
        sso_role_name = Admin

        """

    init(_ config: String = config) throws {
        home = try TestHome()
        try home.folder.put(config, at: ".aws/config")
    }

    func context(_ variables: KeyValuePairs<String, String> = [:]) -> RuntimeContext { home.context(variables) }

    func service(_ variables: KeyValuePairs<String, String> = [:]) throws -> CredentialService {
        try CredentialService(context(variables))
    }

    func invocation(_ words: String..., setting variables: KeyValuePairs<String, String> = [:]) -> Invocation {
        Invocation(rawWords: words.map { Array($0.utf8) }, context: context(variables))
    }
}
