import Engine
import PluginKit
import Testing

/// What is proposed for editors, and when it is not.
struct IDECheckTests {
    private static let folder = ".vscode/extensions/amazonwebservices.aws-toolkit-vscode-3.90.0"
    private static let bob = "[profile bob]\nlogin_session = arn:aws:iam::123456789012:user/bob\nregion = eu-west-1\n"

    private func found(_ more: String, _ code: String) throws -> [Diagnosis] {
        try SetUp.toolkit(Self.folder, with: more).examine().filter { $0.code.word == code }
    }

    @Test func `A twin that asks awsx is proposed, with its region`() throws {
        let diagnosis = try #require(try found(Self.bob, "toolkit-login-session").first)
        #expect(diagnosis.plainProfile.map(\.key) == ["credential_process", "region"])
        #expect(diagnosis.plainProfile.map(\.value) == ["awsx credential-process bob", "eu-west-1"])
        #expect(
            diagnosis.hint?.words.hasSuffix(
                "[profile bob-ide] with credential_process = awsx credential-process bob; region = eu-west-1") == true,
            "\(diagnosis)")
    }

    @Test func `A name that is taken is not proposed, and one with a blank stands in quotes`() throws {
        let taken = try found("\(Self.bob)[profile bob-ide]\noutput = json\n", "toolkit-login-session").first
        #expect(taken?.hint?.words.contains("[profile bob-ide-awsx]") == true, "\(taken?.message ?? "")")
        let blank = try found(Self.bob.replacing("[profile bob]", with: "[profile 'b b']"), "toolkit-login-session")
            .first
        #expect(blank?.plainProfile.first?.value == "awsx credential-process 'b b'")
        #expect(blank?.hint?.words.contains("[profile 'b b-ide']") == true)
    }

    @Test(arguments: [
        "awsx credential-process bob", "/opt/my bin/awsx credential-process bob",
        "awsx credential-process --profile bob",
        "awsx credential-process --profile=bob --quiet", "awsx credential-process -p bob --scope read",
        "awsx credential-process --quiet bob",
    ])
    func `Where a profile asks awsx for another, nothing is proposed`(command: String) throws {
        let quoted = command.replacing("/opt/my bin/awsx", with: "'/opt/my bin/awsx'")
        let twin = "[profile any]\ncredential_process = \(quoted)\n"
        #expect(try found(Self.bob + twin, "toolkit-login-session").isEmpty)
    }

    @Test(arguments: [
        "awsx credential-process other", "awsx env bob", "other credential-process bob", "awsx credential-process",
        "awsx credential-process 'bob",
    ])
    func `Another command is no twin`(command: String) throws {
        #expect(
            try found("\(Self.bob)[profile any]\ncredential_process = \(command)\n", "toolkit-login-session").count == 1
        )
    }

    @Test func `A profile of its own login is told each, the toolkit's own login once`() throws {
        let more = Self.bob + Self.bob.replacing("bob", with: "eve") + "[profile dev]\n" + DoctorCase.role + "\n"
        #expect(try found(more, "toolkit-login-session").count == 2)
        let own = try found(more, "toolkit-own-login")
        #expect(own.count == 1)
        // The profile that is active is the example.
        #expect(own.first?.plainProfile.first?.value == "awsx credential-process default")
    }
}
