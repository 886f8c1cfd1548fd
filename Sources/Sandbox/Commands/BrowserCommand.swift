import ArgumentParser
import NIOCore
import SystemKit

/// `awsx-sandbox browser URL`.
struct BrowserCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "browser",
        abstract: "Open a sign-in page and press Allow.",
        discussion: """
            Opens the address, follows redirects and answers the sandbox's form: Allow, or Deny if \
            AWSX_SANDBOX_BROWSER=deny. Prints nothing; exits with 1 if the page can't be loaded. Made to be used as BROWSER.
            """
    )

    @Argument(help: "The address of the page.")
    var url: String

    func run() async throws {
        let environment = Environment.current()
        let browser = TextBrowser(
            allow: environment.text("AWSX_SANDBOX_BROWSER") != "deny",
            certificateAuthority: environment.text("AWS_CA_BUNDLE")
        )
        do {
            try await browser.open(url)
        } catch let failure as TextBrowser.Failure {
            throw CommandFailure(failure.message)
        } catch {
            throw CommandFailure("can't open the page: \(error)")
        }
    }
}
