import Testing

@testable import CoreCommands

@Suite struct PromptTimePlaceTests {
    private func values(_ time: String) -> (PromptFormat.Field) -> String {
        { field in
            switch field {
            case .profile: "dev"
            case .time: time
            case .account, .role, .scope, .region, .keys, .login: ""
            }
        }
    }

    /// What stands before the time and after it, and whether there is a place for it.
    @Test(arguments: [
        ("{profile} {keys} {region} {time}", "dev ", "", true), ("{profile}", "dev", "", false), ("", "", "", false),
        ("{time}", "", "", true), ("<{time}> {profile}", "<", "> dev", true), ("{time}{time}", "", "", true),
        ("{time} {profile} {time}", "", " dev", true), ("{times} {profile}", "{times} dev", "", false),
        ("{{time}}", "{", "}", true), ("{profile", "{profile", "", false),
    ])
    func `The text around the time is that which awsx prompt fills in`(
        template: String, head: String, tail: String, hasTime: Bool
    ) {
        let format = PromptFormat(template)
        let around = format.filledAroundTime(values(""))
        #expect(around.head == head && around.tail == tail && format.hasTime == hasTime)
        #expect(format.filled(values("7m")) == head + (hasTime ? "7m" : "") + tail)
    }
}
