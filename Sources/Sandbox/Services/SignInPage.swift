/// One page of the sandbox: plain HTML, nothing from elsewhere, all text from outside escaped.
struct SignInPage {
    private let title: String
    /// HTML.
    private let content: String

    /// Asks a person to allow or deny. `action` is where the form goes.
    static func question(_ consent: Consent, userCode: String?, action: String, formToken: String) -> SignInPage {
        let scopes = consent.scopes.map { "<li><code>\(Markup.escape($0))</code></li>" }.joined()
        let code = userCode.map { "<p>Code: <strong class=code>\(Markup.escape($0))</strong></p>" } ?? ""
        return SignInPage(
            title: "Allow access?",
            content: """
                <p><strong>\(Markup.escape(consent.clientName))</strong> asks for access to your accounts.</p>
                \(code)
                <ul>\(scopes.isEmpty ? "<li>no particular scope</li>" : scopes)</ul>
                <form method="post" action="\(Markup.escape(action))">
                <input type="hidden" name="form_token" value="\(Markup.escape(formToken))">
                <button type="submit" name="decision" value="allow">Allow</button>
                <button type="submit" name="decision" value="deny">Deny</button>
                </form>
                """
        )
    }

    /// Asks which identity of the console a client may act as.
    static func identities(_ names: [String], chosen: String, action: String, formToken: String) -> SignInPage {
        let choices = names.map { name in
            let text = Markup.escape(name)
            let mark = name == chosen ? " checked" : ""
            return "<p><label><input type=\"radio\" name=\"identity\" value=\"\(text)\"\(mark)> \(text)</label></p>"
        }
        return SignInPage(
            title: "Choose an identity",
            content: """
                <p>A tool on a command line asks to act as an identity of the console.</p>
                <form method="post" action="\(Markup.escape(action))">
                <input type="hidden" name="form_token" value="\(Markup.escape(formToken))">
                \(choices.joined())
                <button type="submit" name="decision" value="allow">Allow</button>
                <button type="submit" name="decision" value="deny">Deny</button>
                </form>
                """)
    }

    /// Shows a text that a person copies.
    static func copied(_ code: String) -> SignInPage {
        SignInPage(
            title: "Copy this code",
            content: """
                <p>Paste it where your command line asks for it.</p>
                <p><code id="code">\(Markup.escape(code))</code></p>
                """)
    }

    /// Asks for the code that a device shows.
    static func codeEntry() -> SignInPage {
        SignInPage(
            title: "Enter the code",
            content: """
                <form method="get" action="/device">
                <label>Code <input name="user_code" autocomplete="off" autofocus></label>
                <button type="submit">Next</button>
                </form>
                """
        )
    }

    /// A console that shows who is signed in.
    static func console(_ principal: Principal, page: String, until end: String) -> SignInPage {
        let rows = [
            ("Account", principal.accountID), ("Signed in as", principal.arn), ("Page", page), ("Until", end),
        ]
        return SignInPage(
            title: "Console",
            content: "<dl>" + rows.map { "<dt>\($0)</dt><dd>\(Markup.escape($1))</dd>" }.joined() + "</dl>")
    }

    static func done(allowed: Bool) -> SignInPage {
        notice(allowed ? "Access allowed" : "Access denied", "You may close this page.")
    }

    static func notice(_ title: String, _ text: String) -> SignInPage {
        SignInPage(title: title, content: "<p>\(Markup.escape(text))</p>")
    }

    /// The page as a reply. `formTarget` is the origin that the form's answer redirects to: browsers hold redirects to
    /// the same `form-action` as the form itself.
    func response(_ status: Int, formTarget: String? = nil) -> ServerResponse {
        let targets = ["'self'", formTarget].compactMap(\.self).joined(separator: " ")
        return ServerResponse(
            status,
            headers: [
                ("Content-Type", "text/html; charset=utf-8"),
                (
                    "Content-Security-Policy",
                    "default-src 'none'; style-src 'unsafe-inline'; form-action \(targets); "
                        + "base-uri 'none'; frame-ancestors 'none'"
                ),
                ("X-Content-Type-Options", "nosniff"),
                ("X-Frame-Options", "DENY"),
                ("Referrer-Policy", "same-origin"),
                ("Cache-Control", "no-store"),
            ],
            body: Array(html.utf8)
        )
    }

    private var html: String {
        """
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><title>\(Markup.escape(title))</title>
        <meta name="viewport" content="width=device-width"><style>
        :root { color-scheme: light dark; font: 1.1rem/1.5 system-ui, sans-serif }
        main { max-width: 32rem; margin: 4rem auto; padding: 0 1rem }
        .code { font-family: monospace; font-size: 1.5rem; letter-spacing: .1em }
        dt { opacity: .6; font-size: .85rem } dd { margin: 0 0 .8rem; overflow-wrap: anywhere }
        button { font: inherit; padding: .4rem 1.4rem; margin-right: .6rem }
        footer { margin-top: 3rem; opacity: .6; font-size: .85rem }
        </style></head><body><main>
        <h1>\(Markup.escape(title))</h1>
        \(content)
        <footer>awsx sandbox: a local Identity Center. Nothing here is AWS.</footer>
        </main></body></html>

        """
    }
}
