import PluginKit

/// The manual: a page for awsx, and one for each command and plugin.
struct ManPages {
    static let folder = "shell/man"
    /// The pages by their paths.
    let files: [String: String]

    init(
        built: [BuiltInCommand], plugins: [BuiltInCommand], answers: [[String]: AnswerSchema], tables: PageTables
    ) {
        let pages = (built + plugins).map {
            ManPage.of($0.declaration, $0.manifest.needs, answers: answers, tables: tables)
        }
        let overview = Self.overview(built.map(\.manifest), plugins.map(\.manifest), tables)
        files = Dictionary(uniqueKeysWithValues: (pages + [overview]).map { ("\(Self.folder)/\($0.name).1", $0.text) })
    }

    private static func overview(_ built: [Manifest], _ plugins: [Manifest], _ tables: PageTables) -> ManPage {
        var page = ManPage("awsx", "Sign in to AWS, see who you are, and run commands with the right credentials")
        page.section("Synopsis")
        page.paragraphs("awsx COMMAND [options]")
        page.section("Description")
        page.paragraphs(
            "awsx signs in to AWS IAM Identity Center, shows your identity and when it expires, and runs commands with "
                + "exactly those credentials. It uses the files of the AWS CLI and "
                + "the SDKs, and keeps its own state apart from them.")
        for group in Help.grouped(builtIn: built, external: plugins) {
            page.section(group.title)
            for command in group.commands { page.item("\(ManPage.bold("awsx-\(command.name)"))(1)", command.summary) }
        }
        page.section("Settings")
        page.paragraphs("In ~/.config/awsx/config, in the format of the AWS files:")
        for row in tables.settings { page.item(ManPage.bold(row.term), row.text) }
        page.tables(tables, withEnvironmentAndFiles: true)
        page.section("See also")
        page.paragraphs("aws(1)")
        return page
    }
}
