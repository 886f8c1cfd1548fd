import Engine
import PluginKit
import SystemKit

/// What `awsx profiles` says.
struct ProfilesReport: Renderable {
    let rows: [ProfileRow]
    let isLong: Bool
    let now: Instant
    /// How long a line may be; nil for any length.
    var columns: Int?

    var json: JSON { .object(["profiles": .array(rows.map { $0.json(at: now) })]) }

    func text(_ style: Style) -> String {
        let head = ["", "profile", "account", "role", "state"] + (isLong ? ["session", "region", "problem"] : [])
        return Table(
            head: head,
            rows: rows.map { row in
                let common: [Table.Cell] = [
                    .init(row.isActive ? "*" : ""), .init(row.name), .init(row.accountID ?? ""),
                    .init(row.roleName ?? ""),
                    row.ends.map { $0.state(at: now).cell(at: now) } ?? .init(ProfileRow.unusable, .red),
                ]
                guard isLong else { return common }
                return common + [
                    .init(row.session.map { $0.name ?? $0.startURL } ?? ""),
                    .init(row.region ?? ""), .init(row.problem ?? ""),
                ]
            },
            // Name and state stay; what is wrong is cut before anything goes.
            narrowing: .init(columns: columns, dropping: [6, 5, 3, 2, 7], shortening: [7: 20], last: 1)
        ).text(style)
    }
}

extension CredentialValidity {
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
