import Engine

/// The small page that a browser ends on: nothing is loaded from anywhere, everything shown is escaped.
struct RedirectPage: Sendable, Hashable {
    let status: Int
    private let title: String
    private let text: String
    private let isGood: Bool

    static let signedIn = RedirectPage(
        status: 200, title: "Signed in", text: "awsx has what it needs. You can close this tab.", isGood: true)

    static let notFound = RedirectPage(
        status: 404, title: "Not found", text: "This address is only for one sign-in.", isGood: false)

    static func badRequest(_ reason: String) -> RedirectPage {
        RedirectPage(status: 400, title: "Not accepted", text: "awsx is still waiting: \(reason).", isGood: false)
    }

    static func refused(_ error: String, _ description: String?) -> RedirectPage {
        let words = description.map { "\(error): \($0)" } ?? error
        return RedirectPage(
            status: 200, title: "Sign-in refused", text: "\(words.prefix(500)). Nothing was stored.", isGood: false)
    }

    /// All headers but the length and what ends the connection.
    var headers: [(String, String)] {
        [
            ("Content-Type", "text/html; charset=utf-8"),
            ("Cache-Control", "no-store"),
            ("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'"),
            ("X-Content-Type-Options", "nosniff"),
            ("Referrer-Policy", "no-referrer"),
        ]
    }

    var html: String {
        """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>\(escaped(title)) · awsx</title>
        <style>
        :root { color-scheme: light dark; }
        body { margin: 0; min-height: 100vh; display: grid; place-items: center; font: 1rem/1.5 system-ui, sans-serif; }
        main { max-width: 32rem; margin: 1rem; padding: 1.5rem 2rem; border: 1px solid; border-radius: .5rem;
          border-color: \(isGood ? "light-dark(#2e7d32, #81c784)" : "light-dark(#b3261e, #f2b8b5)"); }
        h1 { margin: 0 0 .5rem; font-size: 1.25rem; }
        p { margin: 0; overflow-wrap: anywhere; }
        </style>
        </head>
        <body>
        <main>
        <h1>\(escaped(title))</h1>
        <p>\(escaped(text))</p>
        </main>
        </body>
        </html>

        """
    }

    private func escaped(_ text: String) -> String {
        var out = ""
        for character in TerminalSafe.text(text) {
            switch character {
            case "&": out += "&amp;"
            case "<": out += "&lt;"
            case ">": out += "&gt;"
            case "\"": out += "&quot;"
            case "'": out += "&#39;"
            default: out.append(character)
            }
        }
        return out
    }
}
