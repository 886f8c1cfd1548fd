import Testing

@testable import CoreCommands

/// Templates of the prompt segment.
struct PromptFormatTests {
    private func filled(_ template: String, _ values: [PromptFormat.Field: String]) -> String {
        PromptFormat(template).filled { values[$0] ?? "" }
    }

    @Test(arguments: [
        ("{profile}", "dev"), ("{profile} {region}", "dev eu"), ("({profile}/{role})", "(dev/Admin)"),
        ("{nothing}", "{nothing}"),
        ("{profile", "{profile"), ("profile}", "profile}"), ("{{profile}}", "{dev}"), ("{}", "{}"), ("", ""),
        ("{profile}{profile}", "devdev"), ("{ profile }", "{ profile }"), ("{Profile}", "{Profile}"), ("a{", "a{"),
        ("{account}:{role}@{region}", "111111111111:Admin@eu"), ("日本 {profile}", "日本 dev"),
    ])
    func `Fields are filled in, and other braces stay`(template: String, text: String) {
        let values: [PromptFormat.Field: String] = [
            .profile: "dev", .region: "eu", .role: "Admin", .account: "111111111111",
        ]
        #expect(filled(template, values) == text)
    }

    @Test(arguments: [
        ("{profile} {keys} {region}", "dev"), ("{keys} {profile}", "dev"), ("{keys} {region}", ""),
        ("  {profile}  ", "dev"),
        ("{profile}  x", "dev x"), ("{profile} ({region})", "dev ()"),
    ])
    func `Blanks beside what is empty go`(template: String, text: String) {
        #expect(filled(template, [.profile: "dev"]) == text)
    }

    @Test(arguments: PromptFormat.Field.allCases)
    func `Every field has its name`(field: PromptFormat.Field) {
        #expect(filled("<{\(field.rawValue)}>", [field: "x"]) == "<x>")
    }
}
