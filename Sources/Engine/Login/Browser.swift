/// Opens an address in the user's browser.
package struct Browser: Sendable {
    /// Nil once something was started, else why nothing could be.
    package let open: @Sendable (_ url: String) -> String?

    package init(open: @escaping @Sendable (_ url: String) -> String?) { self.open = open }
}
