import Foundation
import SystemKit
import TestSupport
import Testing

#if os(Linux)
    /// A browser that people use opens the console. It is 290 MB, so only a long run has it.
    @Suite(.enabled(if: TestRunLength.isLong)) struct ConsoleBrowserTests {
        @Test func `Chromium shows the role that was signed in`() async throws {
            try await EndToEndHome.with(["--auto-approve", "visit"]) { home, _ in
                try await home.signIn()
                let printed = try await home.awsx(
                    "console", "dev-ReadOnlyAccess", "--service", "ec2", "--region", "eu-west-1", "--print-url")
                let url = String(printed.output.dropLast())
                let options = [
                    "--headless", "--no-sandbox", "--disable-gpu", "--user-data-dir=\(home.path)/chromium",
                    "--screenshot=\(home.path)/console.png", "--dump-dom", url,
                ]
                // The name of its socket has to fit into 108 bytes.
                var environment = home.environment
                environment.set("TMPDIR", "/tmp")
                let page = try await Program.run(
                    "/usr/bin/chromium", options, environment: environment, folder: home.path,
                    limit: .seconds(120))
                #expect(page.output.contains("assumed-role/AWSReservedSSO_ReadOnlyAccess"), "\(page)")
                #expect(page.output.contains("https://eu-west-1.console.aws.amazon.com/ec2/home?region=eu-west-1"))
            }
        }
    }
#endif
