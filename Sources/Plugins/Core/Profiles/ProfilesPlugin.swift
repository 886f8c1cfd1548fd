import ArgumentParser
import Engine
package import PluginKit
import SystemKit

/// `awsx profiles`: every profile with its state, from files only.
package struct ProfilesPlugin: CorePlugin {
    package let manifest = Manifest(name: "profiles", summary: "List profiles with the state of each")

    package init() {}

    package func run(_ call: Call) throws -> Int32 {
        let arguments = try ProfilesArguments.understand(call.words)
        let acting = try Acting(call.world)
        let active = IdentityResolver(world: call.world, config: acting.config).selectedProfile(IdentityRequest())?.name
        let now = call.world.clock.now()
        var files = IdentityFiles(call.world)
        let rows = acting.config.profileNames.compactMap { name in
            acting.config.profile(name).map {
                row($0, isActive: name == (active ?? "default"), acting, &files)
            }
        }
        let output = arguments.common.output(json: arguments.json.isOn, environment: call.world.environment)
        try output.show(ProfilesAnswer(rows: rows, isLong: arguments.long, now: now))
        if rows.isEmpty {
            let path = acting.config.paths.config ?? "~/.aws/config"
            output.remark("no profiles in \(path) yet; \"awsx configure sso\" writes the first")
        }
        return ExitStatus.done.rawValue
    }

    private func row(
        _ profile: Profile, isActive: Bool, _ acting: Acting, _ files: inout IdentityFiles
    ) -> ProfileRow {
        do throws(Failure) {
            let source = try ProfileSource(config: acting.config, environment: acting.world.environment)
                .resolve(profile)
            let ends = try files.ends(of: source)
            return ProfileRow(profile: profile, source: source, ends: ends, fault: nil, isActive: isActive)
        } catch {
            return ProfileRow(profile: profile, source: nil, ends: nil, fault: error, isActive: isActive)
        }
    }
}

private struct ProfilesArguments: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "profiles", _superCommandName: "awsx", abstract: "List profiles with the state of each.",
        discussion: "The state is read from files: nothing is asked of AWS. The active profile has a *.")

    @Flag(name: .shortAndLong, help: "Also session, region and what is wrong.")
    var long = false

    @OptionGroup var json: JSONOption
    @OptionGroup var common: CommonOptions
}

private struct ProfileRow: Sendable {
    let profile: Profile
    let source: CredentialSource?
    let ends: IdentityEnds?
    let fault: Failure?
    let isActive: Bool

    var session: SSOSession? { source?.ssoRole?.session }

    func json(at now: Instant) -> JSON {
        .object([
            "name": .string(profile.name), "active": .bool(isActive),
            "provider": .text(source?.providerName),
            "session": .text(session?.name),
            "startUrl": .text(session?.startURL),
            "accountId": .text(source?.accountID),
            "roleName": .text(source?.roleName),
            "region": .text(profile["region"]?.value),
            "state": .string(ends?.state(at: now).word ?? "unusable"),
            "credentialsExpireAt": .text(ends?.credentials?.iso8601),
            "tokenExpiresAt": .text(ends?.token?.iso8601),
            "problem": .text(fault?.message),
        ])
    }
}

private struct ProfilesAnswer: Answer {
    let rows: [ProfileRow]
    let isLong: Bool
    let now: Instant

    var json: JSON { .object(["profiles": .array(rows.map { $0.json(at: now) })]) }

    func text(_ style: Style) -> String {
        let head = ["", "profile", "account", "role", "state"] + (isLong ? ["session", "region", "problem"] : [])
        return Table(
            head: head,
            rows: rows.map { row in
                let common: [Table.Cell] = [
                    .init(row.isActive ? "*" : ""), .init(row.profile.name), .init(row.source?.accountID ?? ""),
                    .init(row.source?.roleName ?? ""),
                    row.ends.map { $0.state(at: now).cell(at: now) } ?? .init("unusable", .red),
                ]
                guard isLong else { return common }
                return common + [
                    .init(row.session.map { $0.name ?? $0.startURL } ?? ""),
                    .init(row.profile["region"]?.value ?? ""), .init(row.fault?.message ?? ""),
                ]
            }
        ).text(style)
    }
}

extension IdentityState {
    /// The state as a table shows it.
    func cell(at now: Instant) -> Table.Cell {
        let title = title(at: now)
        return switch self {
        case .valid, .renewable: Table.Cell(title, .green)
        case .loginNeeded: Table.Cell(title, .yellow)
        case .asked, .permanent: Table.Cell(title)
        }
    }
}
