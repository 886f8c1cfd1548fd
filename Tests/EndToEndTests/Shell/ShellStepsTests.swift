import Engine
import Foundation
import ShellKit
import SystemKit
import TestSupport
import Testing

/// What PowerShell and Nushell are told to do, carried out by the letter, gives the variables that bash has.
@Suite struct ShellStepsTests {
    private static let config = """
        [profile dev]
        aws_access_key_id = AKIADEV
        aws_secret_access_key = s
        [profile 'odd $(x)']
        aws_access_key_id = AKIAODD
        aws_secret_access_key = s
        """

    /// A shell that does as it is told.
    private struct Reader {
        var variables: [String: String]
        var own: [String: String] = [:]
        var was: [String: String] = [:]
        var kept = ["_awsx_previous": "", "_awsx_previous_region": "", "_awsx_region": ""]
        var told: [String] = []

        mutating func follow(_ step: JSON) throws {
            let layer = step["layer"]?.string ?? ""
            switch step["do"]?.string {
            case "assign": kept[try #require(step["name"]?.string)] = step["value"]?.string
            case "copy-region": kept["_awsx_previous_region"] = kept["_awsx_region"]
            case "export":
                let name = try #require(step["name"]?.string)
                variables[name] = step["value"]?.string
                own["\(layer) \(name)"] = step["value"]?.string
            case "take":
                for name in (step["names"]?.array ?? []).compactMap(\.string) {
                    let key = "\(layer) \(name)"
                    if let value = variables[name], own[key] != value { was[key] = value }
                    variables[name] = nil
                    own[key] = nil
                }
            case "give-back":
                for name in (step["names"]?.array ?? []).compactMap(\.string) {
                    let key = "\(layer) \(name)"
                    if let value = was[key] {
                        variables[name] = value
                    } else if own[key] != nil, own[key] == variables[name] {
                        variables[name] = nil
                    }
                    was[key] = nil
                    own[key] = nil
                }
            case "tell": told.append(try #require(step["line"]?.string))
            default: throw Workspace.Broken("an unknown step: \(step)")
            }
        }
    }

    @Test(arguments: DataShell.allCases)
    func `use, use - and unuse end as in bash`(shell: DataShell) async throws {
        let home = try EndToEndHome(config: Self.config)
        defer { home.remove() }
        let outer = ["AWS_ACCESS_KEY_ID": "AKIAOLD", "AWS_REGION": "eu-north-1", "AWS_DEFAULT_PROFILE": "old"]
        let lines = [
            ["use", "dev"], ["use", "odd $(x)", "--region", "eu-west-1"], ["use", "-"],
            ["use", "dev", "--export-keys"], ["unuse"],
        ]
        var reader = Reader(variables: outer)
        var script = "eval \"$(awsx init bash --prompt none)\"\n"
        for line in lines {
            let environment = reader.variables.reduce(into: home.environment) { $0.set($1.key, $1.value) }
            let words =
                [
                    "shell-hook", shell.rawValue, line[0], reader.kept["_awsx_previous"] ?? "",
                    reader.kept["_awsx_previous_region"] ?? "",
                ]
                + line.dropFirst()
            let outcome = try await Program.run(
                try InstallPrefix.shared.get().awsx, words, environment: environment)
            #expect(outcome.status == 0, "\(outcome)")
            let json = try #require(outcome.json)
            #expect(json["awsx"] == .integer(1))
            for step in json["steps"]?.array ?? [] { try reader.follow(step) }
            script +=
                "awsx \(line.map(Quoting.posix.word).joined(separator: " ")) 2>/dev/null\nenv -0 | grep -z ^AWS; printf '=\\0'\n"
        }
        let environment = outer.reduce(into: home.environment) { $0.set($1.key, $1.value) }
        let bash = try await Program.run("/bin/bash", ["-c", script], environment: environment)
        let last = try #require(bash.output.components(separatedBy: "=\0").dropLast().last)
        let expected = last.split(separator: "\0").map(String.init)
            .filter { home.environment.text(String($0.prefix { $0 != "=" })) == nil }.sorted()
        let found = reader.variables.map { "\($0)=\($1)" }.sorted()
        #expect(found.filter { $0.hasPrefix("AWS") } == expected && !expected.isEmpty, "\(bash)")
        #expect(reader.variables == outer)
    }

    @Test(arguments: DataShell.allCases)
    func `init prints a script, and Tab is answered with data`(shell: DataShell) async throws {
        let home = try EndToEndHome(config: Self.config)
        defer { home.remove() }
        let script = try await home.awsx("init", shell.rawValue)
        #expect(script.status == 0 && script.output.hasSuffix(shell.script))
        let tab = try await home.awsx("shell-hook", shell.rawValue, "complete", "use", "d")
        #expect(tab.status == 0 && tab.json?.array?.compactMap { $0["value"]?.string } == ["dev"])
        let refused = try await home.awsx("shell-hook", shell.rawValue, "use", "", "", "nobody")
        #expect(refused.status == 66 && refused.output.isEmpty)
    }
}
