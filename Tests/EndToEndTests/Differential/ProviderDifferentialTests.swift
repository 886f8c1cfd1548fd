import Engine
import Foundation
import SystemKit
import TestSupport
import Testing

/// awsx and botocore 1.44.8 in the same set-ups, against the same sandbox: both give the same credentials by the same
/// provider, or both give none. What is meant to differ is marked in the set-up, with its reason; where an older botocore
/// answers otherwise stands in `OlderBotocore`.
@Suite(.serialized) struct ProviderDifferentialTests {
    /// What one of the two made of a set-up.
    private struct Answer: Equatable, CustomStringConvertible {
        /// `assume-role` …; nil where there were no credentials.
        let provider: String?
        /// A long-lived key as it is; of a temporary one what it was issued for.
        let identity: String?

        var description: String { "\(provider ?? "none"): \(identity ?? "")" }
    }

    @Test func `There are set-ups enough, each with a name of its own`() {
        #expect(SetUps.all.count >= 700)
        #expect(Set(SetUps.all.map(\.name)).count == SetUps.all.count)
    }

    /// A set-up as one of those who are asked finds it.
    private struct Case {
        let home: String
        let variables: [(String, String)]
        let profile: String?

        var json: JSON {
            .object([
                "home": .string(home), "profile": .text(profile),
                "variables": .object(variables.map { JSON.Member($0.0, .string($0.1)) }),
            ])
        }
    }

    @Test func `awsx resolves what botocore resolves, by the same provider`() async throws {
        var settings = SandboxSettings()
        settings.webIdentities = [
            SandboxSettings.WebIdentity(token: Kind.token.1, subject: "system:serviceaccount:x")
        ]
        settings.containers = [
            SandboxSettings.Container(path: "/v1/credentials/task", roleARN: "arn:aws:iam::111111111111:role/Task")
        ]
        try await EndToEndHome.with(state: settings.state) { home, sandbox in
            let login = try await home.awsx("login")
            #expect(login.status == 0, "\(login)")
            let token = try home.read(EndToEndHome.tokenFile)
            // In a usual run every fourth.
            let setUps = SetUps.all.enumerated().filter { TestRunLength.isLong || $0.offset.isMultiple(of: 4) }.map(
                \.element)
            func cases(_ name: String) throws -> [Case] {
                try setUps.enumerated().map { number, setUp in
                    // A session of aws login is used up by who renews it.
                    let own = setUp.logins.isEmpty ? "" : "-\(name)"
                    return try place(setUp, "case-\(number)\(own)", token: token, home, sandbox)
                }
            }
            var ours: [(ProgramOutcome, provider: String?)] = []
            let awsxCases = try cases("awsx")
            for (setUp, place) in zip(setUps, awsxCases) { ours.append(try await awsx(setUp, home, place)) }
            let reference = try await Botocore.reference.answers(try cases("reference").map(\.json), in: home)
            let older = try await older(home, setUps, try cases("older"))
            let exported = try await exported(home, setUps, awsxCases.map(\.json))
            let grants = try Self.grants(sandbox)
            var met: Set<String> = []
            for (number, setUp) in setUps.enumerated() {
                let (outcome, provider) = ours[number]
                let mine = Self.answer(
                    outcome.json?["AccessKeyId"]?.string, outcome.json?["SessionToken"]?.string,
                    provider: provider, grants)
                let other = Self.answer(reference[number], grants)
                #expect(
                    (mine == other) == (setUp.exception == nil),
                    "\(setUp): \(mine) | \(other) | \(reference[number]["error"]?.string ?? "") | \(outcome.error)\n\(setUp.config)"
                )
                if let answer = older[number] {
                    let difference = OlderBotocore.difference(setUp)
                    let isSame = Self.answer(answer, grants) == other
                    if !isSame, let difference { met.insert(difference.reason) }
                    #expect(
                        isSame == (difference == nil),
                        "\(setUp): \(other) | older: \(Self.answer(answer, grants)) | \(answer["error"]?.string ?? "")")
                }
                if let keys = exported[number], setUp.exception == nil {
                    let cli = Self.answer(
                        keys["AccessKeyId"]?.string, keys["SessionToken"]?.string, provider: nil, grants)
                    #expect(mine.identity == cli.identity, "\(setUp): the AWS CLI\n\(setUp.config)")
                }
                #expect([0, 66, 69, 75, 77, 78, 79, 1].contains(outcome.status), "\(setUp): \(outcome)")
                if let status = setUp.status { #expect(outcome.status == status, "\(setUp): \(outcome)") }
                if outcome.status == 78 { #expect(outcome.error.contains("("), "\(setUp) names no place: \(outcome)") }
            }
            if TestRunLength.isLong { #expect(met == Set(OlderBotocore.differences.map(\.reason))) }
        }
    }

    /// Writes the files of a set-up into a folder, which is the HOME of whoever is asked in it.
    private func place(
        _ setUp: SetUp, _ folder: String, token: String, _ home: EndToEndHome, _ sandbox: SandboxProcess
    ) throws -> Case {
        let path = "\(home.path)/\(folder)"
        let port = sandbox.url.split(separator: ":").last.map(String.init) ?? ""
        func fill(_ text: String) -> String {
            text.replacing("{home}", with: path).replacing("{url}", with: sandbox.url).replacing("{port}", with: port)
                .replacing("{token}", with: token)
        }
        try home.write(token, to: "\(folder)/\(EndToEndHome.tokenFile)")
        if !setUp.config.isEmpty { try home.write(fill(setUp.config), to: "\(folder)/.aws/config") }
        if let credentials = setUp.credentials { try home.write(fill(credentials), to: "\(folder)/.aws/credentials") }
        for (name, text) in setUp.files { try home.write(fill(text), to: "\(folder)/\(name)") }
        for login in setUp.logins {
            let file = try sandbox.login(login.session, secondsLeft: login.secondsLeft)
            var text = file.text
            login.change(&text)
            try home.write(text, to: "\(folder)/\(login.folder)/\(file.name)")
        }
        return Case(home: path, variables: setUp.variables.map { ($0.0, fill($0.1)) }, profile: setUp.profile)
    }

    /// What the older botocore answers, by a set-up's number: everywhere in a long run, else where it is meant to differ
    /// and here and there.
    private func older(_ home: EndToEndHome, _ setUps: [SetUp], _ cases: [Case]) async throws -> [Int: JSON] {
        let numbers = setUps.indices.filter { number in
            TestRunLength.isLong || number.isMultiple(of: 8)
                || OlderBotocore.difference(setUps[number]) != nil && number.isMultiple(of: 2)
        }
        let answers = try await Botocore.older.answers(numbers.map { cases[$0].json }, in: home)
        return Dictionary(uniqueKeysWithValues: zip(numbers, answers))
    }

    /// awsx in a set-up: the keys of `credential-process`, and the provider that `status` or `exec -v` names.
    private func awsx(
        _ setUp: SetUp, _ home: EndToEndHome, _ place: Case
    ) async throws -> (ProgramOutcome, provider: String?) {
        let path = place.home
        var environment = home.environment
        environment.set("HOME", path)
        environment.set("XDG_STATE_HOME", "\(path)/.local/state")
        for (name, value) in place.variables { environment.set(name, value) }
        let program = try InstallPrefix.shared.get().awsx
        let words = setUp.profile.map { ["-p", $0] } ?? []
        let keys = try await Program.run(
            program, ["credential-process"] + words, environment: environment, folder: path)
        guard keys.status == 0 else { return (keys, nil) }
        let status = try await Program.run(
            program, ["status", "--json"] + words, environment: environment, folder: path)
        if status.status == 0 { return (keys, status.json?["provider"]?.string) }
        // Files tell nothing of a machine's role; only a run does.
        let run = try await Program.run(
            program, ["exec", "-v"] + words + ["true"], environment: environment, folder: path)
        let word = run.error.split(separator: "by provider ").last?.prefix { $0 != "," && $0 != "\n" }
        return (keys, word.map(String.init))
    }

    /// What `aws configure export-credentials` prints, by a set-up's number; an empty object where it fails.
    private func exported(_ home: EndToEndHome, _ setUps: [SetUp], _ cases: [JSON]) async throws -> [Int: JSON] {
        let comparable = cases.indices.filter { Self.whyCLIDiffers(setUps[$0]) == nil }
        #expect(comparable.count >= TestRunLength.count(100, long: 200))
        // It takes most of the time, and botocore, which reads for it, has each.
        let numbers = TestRunLength.isLong ? comparable : comparable.filter { $0.isMultiple(of: 6) }
        let answers = try await AWSCommandLine.exportedCredentials(numbers.map { cases[$0] }, in: home)
        return Dictionary(uniqueKeysWithValues: zip(numbers, answers))
    }

    /// Why Debian's AWS CLI 2.9 answers otherwise than botocore of today; nil where it should not.
    private static func whyCLIDiffers(_ setUp: SetUp) -> String? {
        if setUp.config.contains("login_session") { return "it is older than sessions of aws login" }
        if setUp.variables.contains(where: { $0.0 == "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE" }) {
            return "it is older than a container's token in a file"
        }
        if setUp.name.contains(/(an empty|a blank) (AWS_CA|REQUESTS_CA|ca)_(BUNDLE|bundle)/) {
            return "it takes a bundle without a name for none"
        }
        if setUp.config.contains("role_arn"), setUp.config.contains("sso_session") {
            return "it looks for a source's token in the role's own profile, and fails where no keys are cached"
        }
        if ["a role without a region", "a role whose source alone has a region"].contains(setUp.name) {
            return "it asks the global STS where no region is set"
        }
        return nil
    }

    /// What each temporary key was issued for, without what two runs can't have in common.
    private static func grants(_ sandbox: SandboxProcess) throws -> [String: String] {
        var grants: [String: String] = [:]
        for key in try sandbox.keys() {
            guard let id = key["accessKeyId"]?.string, let grant = key["grant"]?.members else { continue }
            let words = grant.filter { !["callerAccessKeyId", "callerArn", "roleSessionName"].contains($0.name) }
            let name = key["grant"]?["roleSessionName"]?.string ?? ""
            let isMadeUp = name.hasPrefix("awsx-session-") || name.hasPrefix("botocore-session-")
            grants[id] = JSON.object(words + [JSON.Member("name", .string(isMadeUp ? "…" : name))])
                .serialized(.sortedLine)
        }
        return grants
    }

    private static func answer(_ json: JSON, _ grants: [String: String]) -> Answer {
        answer(json["key"]?.string, json["token"]?.string, provider: json["provider"]?.string, grants)
    }

    private static func answer(
        _ key: String?, _ token: String?, provider: String?, _ grants: [String: String]
    ) -> Answer {
        guard let key else { return Answer(provider: nil, identity: nil) }
        return Answer(provider: provider, identity: grants[key] ?? "\(key) \(token ?? "")")
    }
}
