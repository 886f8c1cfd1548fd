/// Opens an address in the user's browser.
package struct Browser: Sendable {
    /// Nil once something was started, else why nothing could be.
    package let open: @Sendable (_ url: String) -> String?

    package init(open: @escaping @Sendable (_ url: String) -> String?) { self.open = open }
}

extension Browser {
    /// Sends it to a sign-in's address, and tells a person to go there where that isn't wanted or can't be done.
    func open(_ url: String, for title: String, _ options: LoginOptions, _ report: (LoginEvent) -> Void) {
        guard options.opensBrowser else { return report(.browser(title, url: url, .notWanted)) }
        report(.browser(title, url: url, .starting))
        if let reason = open(url) { report(.browser(title, url: url, .failed(reason))) }
    }
}
