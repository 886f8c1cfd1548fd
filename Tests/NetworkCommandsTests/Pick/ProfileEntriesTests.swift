import Engine
import TestSupport
import Testing

@testable import NetworkCommands
@testable import Terminal

@Suite struct ProfileEntriesTests {
    @Test func `account and role stand beside a profile wherever they are known, as at Tab`() throws {
        let home = try TestHome()
        try home.folder.put(
            """
            [sso-session corp]
            sso_start_url = https://corp.awsapps.com/start
            sso_region = eu-west-1
            [profile dev]
            sso_session = corp
            sso_account_id = 111111111111
            sso_role_name = Admin
            [profile deploy]
            role_arn = arn:aws:iam::222222222222:role/deploy
            source_profile = dev
            [profile keys]
            aws_access_key_id = A
            aws_secret_access_key = s
            """, at: ".aws/config")
        let context = home.context()
        let paths = ConfigPaths.resolve(environment: context.environment, home: context.home)
        let entries = ProfileEntries(context, try SharedConfig.load(paths, files: context.files)).load()
        let details = Dictionary(uniqueKeysWithValues: entries.map { ($0.name, $0.detail) })
        #expect(details == ["dev": "111111111111 Admin", "deploy": "222222222222 deploy", "keys": ""])
        let preview = try #require(entries.first { $0.name == "deploy" }).preview
        #expect(preview.contains("account 222222222222, role deploy"))
        #expect(preview.contains { $0.hasPrefix("provider ") })
    }
}
